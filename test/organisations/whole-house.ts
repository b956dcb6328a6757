import { DISCIPLINES, FUNCTIONS } from '../../src/privacy/words.ts';
import type { TestPersona } from '../support/people.ts';
import { API, type Houses, type SeatJson } from './houses.ts';

const PRIVACY = '/api/privacy/v1';
export const NO_LISTENING = 'forbid (principal, action == Action::"listen", resource);';

export const AUDIENCE = {
  title: 'Readers',
  function: 'support',
  purpose: 'offer-targeting',
  conditions: [{ kind: 'language', values: ['English'] }],
};

export const OFFER = { title: 'Bread', text: 'Fresh each day', until: '2026-03-20T00:00:00Z' };
export const TOPIC = { title: 'Bread', function: 'support', hashtags: ['bread'], phrases: ['rye bread'] };

/** Ids of one of everything that an organisation has, by the names of path parameters. */
export type Things = Readonly<
  Record<
    | 'id'
    | 'persona'
    | 'seat'
    | 'expert'
    | 'grant'
    | 'matter'
    | 'risk'
    | 'audience'
    | 'offer'
    | 'answer'
    | 'topic'
    | 'watch'
    | 'saved'
    | 'request'
    | 'breach'
    | 'receipt'
    | 'conversation'
    | 'tag'
    | 'post'
    | 'resource'
    | 'domain',
    string
  >
>;

/** An organisation that has one of everything, and the people who have a part in it. */
export interface WholeHouse {
  readonly things: Things;
  readonly keeper: TestPersona;
  /** Holds a seat in every function. */
  readonly staff: TestPersona;
  /** Holds one in every discipline. */
  readonly expert: TestPersona;
  /** Wrote to it, and lets it write. */
  readonly client: TestPersona;
  /** The staff's seat in support. */
  readonly seat: SeatJson;
}

/** Makes one, by what its people do. */
export async function makeWholeHouse(h: Houses, handle: string): Promise<WholeHouse> {
  const { id, keeper } = await h.kept(handle);
  const [staff, expert, client] = [await h.person(), await h.person(), await h.person()];
  let seat: SeatJson | null = null;
  for (const name of FUNCTIONS) {
    const given = await h.seat(keeper, id, staff, name);
    if (name === 'support') seat = given;
  }
  if (seat === null) throw new Error('support is a function');
  const experts = [];
  for (const name of DISCIPLINES) experts.push(await h.seat(keeper, id, expert, name, 'discipline'));
  const made = async (who: TestPersona, path: string, body: object, status = 201) =>
    (await h.call<{ id: string }>(who, 'POST', path, body, status)).id;
  const object = { kind: 'ties', id };
  const grant = { object, actions: ['see'], audience: { kind: 'persona', persona: client.id } };
  await h.call(client, 'PUT', `${PRIVACY}/contact-rules/support`, {
    anybody: 'no',
    organisations: [{ organisation: id, answer: 'yes' }],
  });
  const [receipt] = await h.call<{ id: string }[]>(staff, 'GET', `${API}/${id}/receipts`);
  await h.call(keeper, 'POST', `${API}/${id}/domains`, { domain: `${handle}.org` }, 201);
  const began = { organisation: id, function: 'support', text: 'It is broken' };
  const declared = {
    title: 'Counting',
    purpose: 'aggregation',
    functions: ['support'],
    owner: experts[0]?.id,
  };
  const opened = {
    title: 'A lost laptop',
    from: '2026-01-01T00:00:00Z',
    until: '2026-01-02T00:00:00Z',
    known_at: '2026-01-02T00:00:00Z',
  };
  const topic = await made(staff, '/api/insight/v1/topics', { organisation: id, ...TOPIC });
  const audience = await made(staff, '/api/insight/v1/audiences', { organisation: id, ...AUDIENCE });
  const page = { kind: 'page', title: 'Prices', text: `Of ${handle}`, owner: id };
  const said = { status: `Words of ${handle}`, visibility: 'public' };
  return {
    keeper,
    staff,
    expert,
    client,
    seat,
    things: {
      id,
      persona: client.id,
      seat: seat.id,
      expert: experts.at(-1)?.id ?? '',
      grant: await made(keeper, `${API}/${id}/grants`, grant),
      matter: await made(staff, `${API}/${id}/matters`, {
        kind: 'policy',
        title: 'No listening',
        text: NO_LISTENING,
      }),
      risk: await made(expert, `${API}/${id}/risks`, declared),
      audience,
      offer: await made(staff, '/api/insight/v1/offers', { organisation: id, audience, ...OFFER }),
      answer: await made(
        staff,
        '/api/insight/v1/counts',
        { organisation: id, function: 'support', purpose: 'suggestions', what: 'ties' },
        200,
      ),
      topic,
      watch: await made(staff, '/api/insight/v1/watches', { topic, until: '2026-03-20' }),
      saved: await made(expert, `${API}/records/${id}/saved`, { title: 'As it is' }),
      request: await made(client, `${PRIVACY}/data-requests`, { organisation: id, kind: 'access' }),
      breach: await made(expert, `${API}/records/${id}/breaches`, opened),
      receipt: receipt?.id ?? '',
      conversation: await made(client, `${PRIVACY}/conversations`, began),
      tag: await made(staff, `${API}/desk/tags`, { organisation: id, name: 'Cake' }),
      post: (await h.acted<{ id: string }>(staff, seat, 'POST', '/api/v1/statuses', said)).id,
      resource: await made(staff, `${PRIVACY}/resources`, page),
      domain: `${handle}.org`,
    },
  };
}
