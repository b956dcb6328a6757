import type { Hono } from 'hono';
import { uuidV7 } from '../../core/ids.ts';
import type { Deps } from '../../deps.ts';
import { createServer } from '../../server.ts';
import { type DemoClient, demoClient } from './client.ts';
import { CLUB_HOST, FOUNDER, openClub, runClub } from './club.ts';
import {
  befriend,
  chance,
  describe,
  drawCircle,
  emailOf,
  join,
  type Member,
  PASSWORD,
  talk,
  tokenOf,
} from './community.ts';
import { governOrganisation, type SampleGovernance } from './govern.ts';
import { type Past, pastOf } from './past.ts';
import { CUSTOMERS, EMPLOYEES, handleOf, PARTNERS, type SamplePerson } from './people.ts';
import { CUSTOMER_POSTS, EMPLOYEE_POSTS, PARTNER_POSTS, type SamplePost } from './words.ts';

const DAY = 86_400_000;
/** So long ago the sample's networks begin, and the club. */
const DAYS = 12;
const CLUB_DAYS = 46;

/** Whom the sample lets one sign in as, with the password of all. */
const DOORS: readonly (readonly [SamplePerson, string])[] = [
  [EMPLOYEES[0] as SamplePerson, 'buys the tea; on the customer network she is somebody else'],
  [FOUNDER, 'human resources, marketing in the club; administrator of the four networks'],
  [
    EMPLOYEES[6] as SamplePerson,
    'legal expert of Harbour & Finch, and of Finch Tea in the club: signs policies, keeps registers and records',
  ],
  [PARTNERS[0] as SamplePerson, 'a partner'],
  [CUSTOMERS[0] as SamplePerson, 'a customer, and a member of the club'],
];

interface SampleNetwork {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly kind: string;
  readonly people: readonly SamplePerson[];
  readonly posts: readonly SamplePost[];
  readonly spaces: readonly { handle: string; title: string; note: string; openness: string; text: string }[];
  readonly organisation: SampleOrganisation;
}

/** An organisation, whose staff writes to one member who lets it. */
interface SampleOrganisation {
  readonly handle: string;
  readonly display_name: string;
  readonly note: string;
  readonly writes: { readonly function: string; readonly text: string };
  readonly governance: SampleGovernance;
}

const NETWORKS: readonly SampleNetwork[] = [
  {
    slug: 'harbour',
    title: 'Harbour & Finch, inside',
    description: 'The house network of a tea company: from the tasting room to the loading dock.',
    kind: 'employee',
    people: EMPLOYEES,
    posts: EMPLOYEE_POSTS,
    organisation: {
      handle: 'harbourfinch',
      display_name: 'Harbour & Finch',
      note: 'Tea since 1887.',
      writes: { function: 'human-resources', text: 'Your bicycle is approved. Red or green?' },
      governance: {
        title: 'What we don’t do with what colleagues say',
        clauses: ['no-individual-sentiment', 'no-scoring', 'no-recruitment-screening'],
        processing: {
          title: 'Answering questions about work',
          necessity: 'Leave, bicycles and pay slips are asked about by name.',
          kinds: ['name', 'department'],
        },
        question: 'May the night shift take its tea break at four?',
      },
    },
    spaces: [
      {
        handle: 'tasting-room',
        title: 'Tasting room',
        note: 'What is in the cup today.',
        openness: 'open',
        text: 'Today on the table: six Assams, blind. Guess the estate, win a biscuit.',
      },
      {
        handle: 'works-council',
        title: 'Works council',
        note: 'For members of the council.',
        openness: 'closed',
        text: 'Agenda for Tuesday: shift swaps, the new scanners, and who eats all the biscuits.',
      },
      {
        handle: 'second-shift',
        title: 'Second shift',
        note: 'By invitation.',
        openness: 'secret',
        text: 'Surprise breakfast for Jonas on Friday. Not a word on the floor.',
      },
    ],
  },
  {
    slug: 'leafroute',
    title: 'Leaf Route',
    description: 'Growers, carriers and makers who bring the leaf to the cup.',
    kind: 'partner',
    people: PARTNERS,
    posts: PARTNER_POSTS,
    organisation: {
      handle: 'northlight',
      display_name: 'Northlight Logistics',
      note: 'Cold chains and warm welcomes.',
      writes: { function: 'sales', text: 'Two cold berths are free on Thursday, if you want them.' },
      governance: {
        title: 'What stays between partners',
        clauses: ['labels-stay', 'trade-secrets', 'no-scraping'],
        processing: {
          title: 'Offers to partners who want them',
          necessity: 'Berths are free at short notice; who asked for it is written to.',
          kinds: ['employer'],
        },
        audience: {
          title: 'Partners whose leaf comes by sea',
          purpose: 'sales',
          conditions: [{ kind: 'home-town', values: ['China', 'India', 'Japan', 'Kenya'] }],
        },
        offer: {
          title: 'A cold berth at the price of a dry one',
          text: 'Until the end of the month, for leaf that comes by sea.',
        },
        question: 'Is there room for forty chests next week?',
      },
    },
    spaces: [
      {
        handle: 'spring-contract',
        title: 'Spring contract',
        note: 'Terms, drafts, comments.',
        openness: 'closed',
        text: 'Second draft is up. Changes are in clause 7 only.',
      },
      {
        handle: 'port-watch',
        title: 'Port watch',
        note: 'Berths, strikes, weather.',
        openness: 'open',
        text: 'Wind warning for the North Sea from Thursday.',
      },
    ],
  },
  {
    slug: 'teatime',
    title: 'Teatime',
    description: 'For everyone who drinks it. Recipes, reviews, and the milk question.',
    kind: 'customer',
    people: CUSTOMERS,
    posts: CUSTOMER_POSTS,
    organisation: {
      handle: 'finchtea',
      display_name: 'Finch Tea',
      note: 'We answer between the first and the second pot.',
      writes: { function: 'support', text: 'Your new lid is on its way. Sorry about the old one.' },
      governance: {
        title: 'What we don’t do with tea drinkers’ data',
        clauses: ['opt-in', 'no-sensitive-attributes'],
        processing: {
          title: 'Helping with pots and parcels',
          necessity: 'A parcel needs a name and an address, and nothing else.',
          kinds: ['name', 'address'],
        },
        question: 'My infuser arrived without its chain. What now?',
      },
    },
    spaces: [
      {
        handle: 'recipes',
        title: 'Recipes',
        note: 'Hot, iced and baked.',
        openness: 'open',
        text: 'Matcha shortbread: 200 g flour, 150 g butter, 60 g sugar, a spoon of matcha, patience.',
      },
      {
        handle: 'sleepless',
        title: 'Sleepless',
        note: 'For those who cannot sleep. What is said here stays here.',
        openness: 'closed',
        text: 'Three in the morning, chamomile, and the neighbour practises the trombone.',
      },
    ],
  },
];

/**
 * Fills an empty database with the sample, once: an employee, a partner and a customer network, sixty members, their
 * circles, spaces and posts, an organisation on each that writes to somebody and has signed what it doesn't do; and a club of
 * tea drinkers so large that numbers about its members tell something. A database that has a network already stays as it is.
 */
export async function fillDemo(deps: Deps): Promise<void> {
  const time = pastOf(deps.clock.now().getTime());
  const { clock } = time;
  const past = { ...deps, clock, ids: uuidV7(clock) };
  const app: Hono = createServer(past, deps.dataFolder);
  const client = withTime(demoClient(app, deps.publicUrl), time.tick);
  const setup = await client.call<{ empty: boolean }>('GET', '/api/privacy/v1/setup');
  if (setup.empty) await fill(client, past, time);
  console.log(`Sign in with the password ${PASSWORD} as one of:`);
  for (const [person, what] of DOORS) console.log(`  ${emailOf(person)}  ${person.name}, ${what}`);
}

function withTime(client: DemoClient, tick: () => void): DemoClient {
  return {
    call: (method, path, body, auth) => {
      if (method !== 'GET') tick();
      return client.call(method, path, body, auth);
    },
    signUp: (path, body) => {
      tick();
      return client.signUp(path, body);
    },
  };
}

async function fill(client: DemoClient, deps: Deps, time: Past): Promise<void> {
  const random = chance(1887);
  const cookies = new Map<SamplePerson, string>();
  const [first, ...others] = NETWORKS as [SampleNetwork, ...SampleNetwork[]];
  time.goTo(-CLUB_DAYS * DAY);
  const credentials = (person: SamplePerson) => ({ email: emailOf(person), password: PASSWORD });
  const signUp = async (person: SamplePerson, path = '/api/privacy/v1/accounts') =>
    cookies.set(person, (await client.signUp(path, credentials(person))).cookie);
  const setup = { ...credentials(FOUNDER), ...foundation(first) };
  const { cookie, answer } = await client.signUp<Founded>('/api/privacy/v1/setup', setup);
  cookies.set(FOUNDER, cookie);
  await signUp(CLUB_HOST);
  const club = await openClub(client, deps, cookies, time.now);
  time.goTo(-DAYS * DAY);
  for (const person of [...EMPLOYEES, ...PARTNERS, ...CUSTOMERS]) {
    // Who was there weeks ago has to sign in again.
    await signUp(person, cookies.has(person) ? '/api/privacy/v1/session' : '/api/privacy/v1/accounts');
  }
  await fillNetwork(client, first, answer, cookies, random);
  for (const network of others) {
    const { network: facts, persona } = foundation(network);
    const about = { ...facts, persona };
    const auth = { cookie: cookies.get(FOUNDER) as string };
    const founded = await client.call<Founded>('POST', '/api/privacy/v1/networks', about, auth);
    await fillNetwork(client, network, founded, cookies, random);
  }
  await runClub(client, club, cookies, time);
}

interface Founded {
  persona: { id: string };
}

/** What founds a network: its facts, and the founder's persona on it. */
function foundation({ slug, title, description, kind }: SampleNetwork) {
  const network = { slug, title, description, kind, rules: { join: 'open', personas_per_account: 2 } };
  const persona = { handle: handleOf(FOUNDER.name), display_name: FOUNDER.name };
  return { network, persona };
}

async function fillNetwork(
  client: DemoClient,
  network: SampleNetwork,
  founded: Founded,
  cookies: ReadonlyMap<SamplePerson, string>,
  random: () => number,
): Promise<void> {
  const cookieOf = (person: SamplePerson): string => cookies.get(person) as string;
  const { id } = founded.persona;
  const cookie = cookieOf(FOUNDER);
  const token = await tokenOf(client, cookie, id);
  const founder: Member = { person: FOUNDER, email: emailOf(FOUNDER), cookie, id, token };
  const members: Member[] = [founder];
  for (const person of network.people) {
    if (person !== FOUNDER) members.push(await join(client, cookieOf(person), network.slug, person));
  }
  if (network.kind === 'customer')
    members.push(await joinAsTeaDrinker(client, cookieOf(EMPLOYEES[0] as SamplePerson)));
  await befriend(client, members, random);
  const circles = new Map<string, string>();
  for (const [i, member] of members.entries()) {
    circles.set(member.id, await drawCircle(client, member, i));
    if (i % 2 === 0) await describe(client, member);
  }
  await talk(client, members, circles, network.posts, random);
  for (const [i, space] of network.spaces.entries()) await openSpace(client, members.slice(i * 3), space);
  await openOrganisation(client, members, network.organisation);
}

/** The founder looks after the organisation, and writes in its name to the member who came next. */
async function openOrganisation(
  client: DemoClient,
  members: readonly Member[],
  { writes, governance, ...about }: SampleOrganisation,
): Promise<void> {
  const [founder, member] = members;
  if (founder === undefined || member === undefined) return;
  const auth = { token: founder.token };
  const base = '/api/privacy/v1/organisations';
  const { id } = await client.call<{ id: string }>('POST', base, about, auth);
  const seats = { functions: [writes.function] };
  await client.call('PUT', `${base}/${id}/staff/${founder.id}`, seats, auth);
  const said = { anybody: 'no', organisations: [{ organisation: id, answer: 'yes' }] };
  await client.call('PUT', `/api/privacy/v1/contact-rules/${writes.function}`, said, { token: member.token });
  const asked = { persona: member.id, ...writes };
  await client.call('POST', `/api/organisations/v1/${id}/contacts`, asked, auth);
  await governOrganisation(client, id, writes.function, members, governance);
}

/** The head of buying drinks tea as well, and nobody there need know who she is. */
const joinAsTeaDrinker = (client: DemoClient, cookie: string): Promise<Member> =>
  join(client, cookie, 'teatime', EMPLOYEES[0] as SamplePerson, {
    handle: 'oolong.owl',
    display_name: 'Oolong Owl',
    naming: 'pseudonym',
    note: 'Up late, usually with a gaiwan.',
  });

async function openSpace(
  client: DemoClient,
  members: readonly Member[],
  space: SampleNetwork['spaces'][number],
): Promise<void> {
  const [owner, ...others] = members as [Member, ...Member[]];
  const { text, ...about } = space;
  const auth = { token: owner.token };
  const made = await client.call<{ id: string }>('POST', '/api/privacy/v1/spaces', about, auth);
  for (const other of others.slice(0, 6)) {
    await client.call('POST', `/api/privacy/v1/spaces/${made.id}/members`, { persona: other.id }, auth);
  }
  await client.call('POST', '/api/v1/statuses', { status: text, space_id: made.id }, auth);
}
