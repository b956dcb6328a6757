import { importPeople } from '../../community/import/import-people.ts';
import type { Deps } from '../../deps.ts';
import { type ActorId, DAY_MS } from '../../privacy/words.ts';
import { instantOf } from '../../store/deps.ts';
import type { DemoClient } from './client.ts';
import { emailOf, join, type Member, tokenOf } from './community.ts';
import { crowd } from './crowd.ts';
import { governOrganisation } from './govern.ts';
import type { Past } from './past.ts';
import { CUSTOMERS, EMPLOYEES, handleOf, type SamplePerson } from './people.ts';

/** Who set the server up, and administers the networks. */
export const FOUNDER = EMPLOYEES[4] as SamplePerson;
/** Who opened the club's spaces. */
export const CLUB_HOST = EMPLOYEES[17] as SamplePerson;
/** Who answers for the law, compliance, risk, IT and what is said, in that order. */
const EXPERTS = [6, 14, 10, 13, 11].map((n) => EMPLOYEES[n] as SamplePerson);
const DISCIPLINES = ['legal', 'compliance', 'risk', 'it', 'communications'] as const;
const GUEST = CUSTOMERS[0] as SamplePerson;

const ORGANISATIONS = '/api/privacy/v1/organisations';
const HOUSES = '/api/organisations/v1';
const INSIGHT = '/api/insight/v1';

export interface Club {
  readonly founder: Member;
  readonly host: Member;
  readonly organisation: string;
}

type Cookies = ReadonlyMap<SamplePerson, string>;

const ABOUT = {
  slug: 'second-cup',
  title: 'Second Cup',
  description: 'A club of tea drinkers, most of whom let Finch Tea learn from what they say, in numbers.',
  kind: 'customer',
  rules: { join: 'open', personas_per_account: 2 },
};

/** A network with an organisation, two spaces and a crowd that talked in them for six weeks: its founder and its host are in no hurry. */
export async function openClub(client: DemoClient, deps: Deps, cookies: Cookies, now: number): Promise<Club> {
  const cookie = cookies.get(FOUNDER) as string;
  const persona = { handle: handleOf(FOUNDER.name), display_name: FOUNDER.name };
  const about = { ...ABOUT, persona };
  const founded = await client.call<{ persona: { id: string } }>('POST', '/api/privacy/v1/networks', about, {
    cookie,
  });
  const { id } = founded.persona;
  const token = await tokenOf(client, cookie, id);
  const founder: Member = { person: FOUNDER, email: emailOf(FOUNDER), cookie, id, token };
  const host = await join(client, cookies.get(CLUB_HOST) as string, ABOUT.slug, CLUB_HOST);
  const open = async (handle: string, title: string, note: string) => {
    const space = { handle, title, note, openness: 'open' };
    const made = await client.call<{ id: string }>('POST', '/api/privacy/v1/spaces', space, host);
    return made.id as ActorId;
  };
  const spaces = [
    await open('tea-table', 'Tea table', 'What is in the pot today.'),
    await open('counter', 'Counter', 'Parcels, tins and lids.'),
  ];
  const house = { handle: 'finchtea', display_name: 'Finch Tea', note: 'We listen to those who let us.' };
  const { id: organisation } = await client.call<{ id: string }>('POST', ORGANISATIONS, house, founder);
  const people = crowd({ organisation: organisation as ActorId, spaces, now });
  const quiet = { step: () => undefined, advance: () => undefined };
  const to = { slug: ABOUT.slug, kind: 'customer' } as const;
  const imported = await importPeople(deps, to, people, instantOf(deps), quiet);
  if (!imported.ok) throw new Error('the sample has people of one handle');
  return { founder, host, organisation };
}

interface MatterJson {
  readonly id: string;
  readonly hash: string;
  readonly required: readonly string[];
}

/** Its experts sign on what terms it is told numbers, and whom it reaches; it asks the same on some days, and offers something. */
export async function runClub(
  client: DemoClient,
  { founder, host, organisation }: Club,
  cookies: Cookies,
  time: Past,
): Promise<void> {
  const house = `${HOUSES}/${organisation}`;
  const guest = await join(client, cookies.get(GUEST) as string, ABOUT.slug, GUEST);
  const experts = new Map<string, Member>();
  for (const [n, person] of EXPERTS.entries()) {
    const member = await join(client, cookies.get(person) as string, ABOUT.slug, person);
    experts.set(DISCIPLINES[n] as string, member);
  }
  const seat = (who: Member, functions: readonly string[]) =>
    client.call('PUT', `${ORGANISATIONS}/${organisation}/staff/${who.id}`, { functions }, founder);
  await seat(founder, ['marketing', 'communications']);
  await seat(host, ['marketing']);
  await governOrganisation(client, organisation, 'marketing', [founder, guest, ...experts.values()], {
    title: 'What we don’t do with what club members say',
    clauses: ['opt-in', 'no-sensitive-attributes'],
    processing: {
      title: 'Offers to members who want them',
      necessity: 'Who is offered something is found by interests that they show us for it.',
      kinds: ['interest'],
    },
    question: 'Will the rosehip stay all winter?',
  });
  for (const [discipline, { id }] of experts) {
    if (discipline === 'legal') continue;
    await client.call(
      'POST',
      `${house}/seats`,
      { persona: id, kind: 'discipline', name: discipline },
      founder,
    );
  }
  const day = (days: number) => new Date(time.now + days * DAY_MS).toISOString().slice(0, 10);
  const sign = async (kind: string, title: string, text: string) => {
    const drafted = await client.call<MatterJson>('POST', `${house}/matters`, { kind, title, text }, founder);
    const steps = `${house}/matters/${drafted.id}/steps`;
    const { required, hash } = await client.call<MatterJson>('POST', steps, { step: 'submit' }, founder);
    for (const discipline of required) {
      const expert = experts.get(discipline) as Member;
      await client.call('POST', steps, { step: 'approve', discipline, hash }, expert);
    }
    await client.call('POST', steps, { step: 'activate' }, founder);
  };
  const terms = { epsilon_of_quarter: 4, epsilon_of_query: 0.2, until: day(60) };
  await sign('noise', 'Numbers with half the noise', JSON.stringify(terms));
  await showGuest(client, guest, organisation);
  const ask = <T>(path: string, body: object) => client.call<T>('POST', `${INSIGHT}/${path}`, body, founder);
  const marketing = { organisation, function: 'marketing' };
  const listening = { organisation, function: 'communications' };
  const saved = await ask<{ id: string; to_sign: string; since: string }>('audiences', {
    ...marketing,
    title: 'Gardens, ceramics and chess',
    purpose: 'offer-targeting',
    conditions: [{ kind: 'interest', values: ['ceramics', 'chess', 'gardens'] }],
  });
  await sign('saved-audience', 'Gardens, ceramics and chess', saved.to_sign);
  const table = { kind: 'interest', values: ['books', 'ceramics', 'chess', 'gardens', 'music'] };
  const definition = {
    function: 'marketing',
    purpose: 'aggregation',
    attribute: table.kind,
    values: table.values,
    until: day(60),
  };
  await sign('export', 'What members like', JSON.stringify(definition));
  const topic = { title: 'The new lids', hashtags: ['lids'], phrases: ['broken lid'] };
  const { id: lids } = await ask<{ id: string }>('topics', { ...listening, ...topic });
  await ask('watches', { topic: lids, until: day(21) });
  const offer = await ask<{ id: string }>('offers', {
    organisation,
    audience: saved.id,
    title: 'A pot thrown by hand, with the rosehip',
    text: 'For members who like to make things: the first hundred pots of the winter.',
    until: new Date(time.now + 50 * DAY_MS).toISOString(),
  });
  await ask(`audiences/${saved.id}/size`, {});
  await ask(`offers/${offer.id}/publish`, {});
  for (const days of [-3, -2, -1]) {
    time.goTo(days * DAY_MS);
    await ask('counts', { ...marketing, purpose: 'offer-targeting', what: 'attributes' });
  }
}

/** What the guest shows and allows, as most of the club do. */
async function showGuest(client: DemoClient, guest: Member, organisation: string): Promise<void> {
  const shown = [
    ['interest', 'ceramics', 'exact'],
    ['birth-date', guest.person.born, 'decade'],
    ['home-town', guest.person.town, 'country'],
  ] as const;
  for (const [kind, value, precision] of shown) {
    const { id } = await client.call<{ id: string }>(
      'POST',
      '/api/privacy/v1/attributes',
      { kind, value },
      guest,
    );
    const body = { precision, audience: { kind: 'network' } };
    await client.call('PUT', `/api/privacy/v1/attributes/${id}/disclosure`, body, guest);
  }
  const audience = { kind: 'persona', persona: organisation };
  const allowed = [
    ['sentiment-monitoring', 'posts'],
    ['offer-targeting', 'attributes'],
    ['aggregation', 'attributes'],
    ['influence-measurement', 'ties'],
  ] as const;
  for (const [purpose, over] of allowed) {
    const rules = [{ audience, over: [over] }];
    await client.call('PUT', `/api/privacy/v1/processing-rules/${purpose}`, { rules }, guest);
  }
  const status = 'Rosehip in a pot of my own, still warm from the kiln. Happy. #rosehip';
  await client.call('POST', '/api/v1/statuses', { status, audience: { kind: 'network' } }, guest);
}
