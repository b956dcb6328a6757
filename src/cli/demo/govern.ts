import { CUSTOMER } from '../../governance/policies/library/customer.ts';
import { EMPLOYEE } from '../../governance/policies/library/employee.ts';
import { PARTNER } from '../../governance/policies/library/partner.ts';
import { writePolicies } from '../../governance/policies/write-policies.ts';
import { DAY_MS } from '../../privacy/words.ts';
import type { DemoClient } from './client.ts';
import type { Member } from './community.ts';

/** What an organisation of the sample keeps to, and what it declares to do. */
export interface SampleGovernance {
  readonly title: string;
  /** Clauses of the library's starting points. */
  readonly clauses: readonly string[];
  readonly processing: {
    readonly title: string;
    readonly necessity: string;
    readonly kinds: readonly string[];
  };
  /** Whom it means to reach, by what they show and allow. */
  readonly audience?: {
    readonly title: string;
    readonly purpose: string;
    readonly conditions: readonly { readonly kind: string; readonly values: readonly string[] }[];
  };
  /** What it offers to whoever meets that. */
  readonly offer?: { readonly title: string; readonly text: string };
  /** What a member asks the organisation. */
  readonly question: string;
}

const isCounsel = ({ person }: Member): boolean => /legal|counsel|lawyer/i.test(person.title);

interface MatterJson {
  readonly id: string;
  readonly hash: string;
  readonly required: readonly string[];
}

interface SavedJson {
  readonly id: string;
  /** RFC 3339. */
  readonly since: string;
}

const BASE = '/api/organisations/v1';
const INSIGHT = '/api/insight/v1';

/**
 * Gives the organisation experts among the members, who sign what its founder wrote; it comes into force. One of them declares
 * what the function does, and a member asks it something.
 */
export async function governOrganisation(
  client: DemoClient,
  organisation: string,
  fn: string,
  members: readonly Member[],
  { title, clauses, processing, audience, offer, question }: SampleGovernance,
): Promise<void> {
  const [founder, asker, ...rest] = members;
  // Whose job it is speaks for the law, where there is one.
  const others = rest.toSorted((a, b) => Number(isCounsel(b)) - Number(isCounsel(a)));
  if (founder === undefined || asker === undefined) return;
  const auth = { token: founder.token };
  const all = [...EMPLOYEE.clauses, ...PARTNER.clauses, ...CUSTOMER.clauses];
  const written = await writePolicies(all.filter(({ id }) => clauses.includes(id)));
  if (!written.ok) throw new Error(`the sample's policy can't be written: ${title}`);
  const { text } = written;
  // Who declares what is done is an expert already; what is signed holds what it risks.
  const seatFor = async (n: number, discipline: string): Promise<{ token: string; seat: string } | null> => {
    const expert = others[n];
    if (expert === undefined) return null;
    const body = { persona: expert.id, kind: 'discipline', name: discipline };
    const { id } = await client.call<{ id: string }>('POST', `${BASE}/${organisation}/seats`, body, auth);
    return { token: expert.token, seat: id };
  };
  await client.call('PUT', `${BASE}/${organisation}/keepers/${founder.id}`, undefined, auth);
  const legal = await seatFor(0, 'legal');
  if (legal === null) return;
  const declared = { ...processing, purpose: fn, functions: [fn], retention_days: 90, owner: legal.seat };
  await client.call('POST', `${BASE}/${organisation}/risks`, declared, { token: legal.token });
  const matters = `${BASE}/${organisation}/matters`;
  const drafted = await client.call<MatterJson>('POST', matters, { kind: 'policy', title, text }, auth);
  const steps = `${matters}/${drafted.id}/steps`;
  const { required, hash } = await client.call<MatterJson>('POST', steps, { step: 'submit' }, auth);
  for (const [n, discipline] of required.entries()) {
    const expert = discipline === 'legal' ? legal : await seatFor(n + 1, discipline);
    if (expert === null) return;
    await client.call('POST', steps, { step: 'approve', discipline, hash }, { token: expert.token });
  }
  await client.call('POST', steps, { step: 'activate' }, auth);
  if (audience !== undefined) {
    const kept = { organisation, function: fn, ...audience };
    const saved = await client.call<SavedJson>('POST', `${INSIGHT}/audiences`, kept, auth);
    if (offer !== undefined) await keepOffer(client, organisation, saved, offer, auth);
  }
  const asked = { organisation, function: fn, text: question };
  await client.call('POST', '/api/privacy/v1/conversations', asked, { token: asker.token });
}

/** A draft, which is published where the noise of the audience's size lets it be used. */
async function keepOffer(
  client: DemoClient,
  organisation: string,
  { id: audienceId, since }: SavedJson,
  offer: NonNullable<SampleGovernance['offer']>,
  auth: { readonly token: string },
): Promise<void> {
  const until = new Date(Date.parse(since) + 60 * DAY_MS).toISOString();
  const said = { organisation, audience: audienceId, ...offer, until };
  const { id } = await client.call<{ id: string }>('POST', `${INSIGHT}/offers`, said, auth);
  const { audience } = await client.call<{ audience: { usable: boolean } }>(
    'POST',
    `${INSIGHT}/audiences/${audienceId}/size`,
    undefined,
    auth,
  );
  if (audience.usable) await client.call('POST', `${INSIGHT}/offers/${id}/publish`, undefined, auth);
}
