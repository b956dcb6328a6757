import { giveSeat } from '../../src/community/organisations/change-seats.ts';
import type { ActorId, BusinessFunction, Discipline, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { Members } from '../support/members.ts';
import type { TestPersona } from '../support/people.ts';

const API = '/api/privacy/v1';
let turn = 0;

/** An organisation of its own. */
export async function organisationOf(m: Members): Promise<string> {
  const made = { handle: `kept${++turn}`, display_name: `Kept ${turn}` };
  return (await m.call<{ id: string }>(m.network.admin, 'POST', `${API}/organisations`, made, 201)).id;
}

/** Gives somebody a seat on the staff, in a function. */
export const seat = (m: Members, organisation: string, who: TestPersona, fn: BusinessFunction) =>
  m.call(
    m.network.admin,
    'PUT',
    `${API}/organisations/${organisation}/staff/${who.id}`,
    { functions: [fn] },
    204,
  );

/** Makes somebody an expert of the organisation. */
export async function expert(
  m: Pick<Members, 'app' | 'network'>,
  organisation: string,
  who: TestPersona,
  discipline: Discipline,
): Promise<void> {
  const { deps } = m.app;
  const house = { network: m.network.id as NetworkId, organisation: organisation as ActorId };
  const seat = { kind: 'discipline', name: discipline } as const;
  await giveSeat(deps.store.community, deps, house, who.id as ActorId, seat, instantOf(deps));
}

/** Begins a conversation with support and shows a phone number in it; gives the path of what is shown. */
export async function showPhone(m: Members, organisation: string, who: TestPersona): Promise<string> {
  const phone = { kind: 'phone', value: '+31 20 123 4567' };
  const { id: attribute } = await m.call<{ id: string }>(who, 'POST', `${API}/attributes`, phone, 201);
  const begun = { organisation, function: 'support', text: 'It is broken' };
  const { id } = await m.call<{ id: string }>(who, 'POST', `${API}/conversations`, begun, 201);
  const shown = `${API}/conversations/${id}/attributes`;
  await m.call(who, 'POST', shown, { attribute, precision: 'exact' }, 201);
  return shown;
}
