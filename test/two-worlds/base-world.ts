import { type Snapshot, snapshotOf } from '../support/database.ts';
import { type Answer, jsonOf, stringIn } from './answer.ts';
import {
  type Cast,
  emailOf,
  type Name,
  type Person,
  passwordOf,
  ROLES,
  RULES,
  SPARE_ACCOUNTS,
} from './cast.ts';
import { type Ask, type Credentials, openWorld, type World } from './world.ts';

/** The world before anything is hidden, closed, to be copied. */
export interface Base {
  readonly snapshot: Snapshot;
  readonly cast: Cast;
  /** What its clock said at last. */
  readonly at: number;
}

const BEGINNING = Date.parse('2026-03-01T09:00:00.000Z');

let built: Promise<Base> | undefined;

/** Builds the base world through the app's own API, once a process. */
export function baseWorld(): Promise<Base> {
  built ??= build();
  return built;
}

async function build(): Promise<Base> {
  const world = await openWorld(BEGINNING);
  const maker = makerOf(world);
  const cast = await people(maker);
  await addresses(maker, cast, () => world.app.mails.at(-1)?.text ?? '');
  await ties(maker, cast);
  const things = await possessions(maker, cast);
  const at = world.clock.now().getTime();
  const snapshot = { ...(await snapshotOf(world.database)), files: world.app.filesFolder };
  return { snapshot, cast: { ...cast, things }, at };
}

type Draft = Omit<Cast, 'things'>;

/** Makes one request a step and insists that it succeeds. */
type Maker = (label: string, ask: Ask, as: Credentials) => Promise<Answer>;

function makerOf(world: World): Maker {
  return async (label, ask, as) => {
    world.clock.advance(1000);
    world.facts.begin(`base: ${label}`);
    const answer = await world.ask(ask, as);
    if (answer.status >= 300) {
      throw new Error(`base world, ${label}: ${ask.method} ${ask.path} ${answer.status} ${answer.body}`);
    }
    await world.drain();
    return answer;
  };
}

const post = (path: string, body: unknown = {}): Ask => ({ method: 'POST', path, body });
const put = (path: string, body: unknown): Ask => ({ method: 'PUT', path, body });

async function people(make: Maker): Promise<Draft> {
  const cookies: Record<string, string> = {};
  const found: Partial<Record<Name, Person>> = {};
  const cookieOf = (answer: Answer): string => {
    const set = answer.headers.find(([name]) => name === 'set-cookie')?.[1];
    if (set === undefined) throw new Error('no session cookie was set');
    return set.split(';')[0] as string;
  };
  const tokenOf = async (name: Name, id: string) => {
    const cookie = cookies[ROLES[name].account] as string;
    const answer = await make(`token of ${name}`, post('/api/privacy/v1/session/token', { persona: id }), {
      cookie,
    });
    found[name] = { id, token: textIn(answer, 'access_token'), ...ROLES[name] };
  };
  const setUp = await make(
    'set up',
    post('/api/privacy/v1/setup', {
      email: emailOf('ada'),
      password: passwordOf('ada'),
      network: { slug: 'acme', title: 'Acme', kind: 'employee', description: 'Colleagues', rules: RULES },
      persona: { handle: 'ada', display_name: 'Ada A.' },
    }),
    {},
  );
  cookies.ada = cookieOf(setUp);
  const mine = jsonOf(
    await make(
      'personas of ada',
      { method: 'GET', path: '/api/privacy/v1/personas' },
      { cookie: cookies.ada },
    ),
  );
  await tokenOf('ada', (mine as { id: string }[])[0]?.id as string);
  await make(
    'another network',
    post('/api/privacy/v1/networks', {
      slug: 'globex',
      title: 'Globex',
      description: 'Partners',
      kind: 'partner',
      rules: RULES,
      persona: { handle: 'adaglobex', display_name: 'Ada at Globex' },
    }),
    { cookie: cookies.ada },
  );
  for (const account of [...new Set(Object.values(ROLES).map((one) => one.account)), ...SPARE_ACCOUNTS]) {
    if (account === 'ada') continue;
    const body = { email: emailOf(account), password: passwordOf(account) };
    await make(`account ${account}`, post('/api/privacy/v1/accounts', body), {});
    cookies[account] = cookieOf(await make(`session ${account}`, post('/api/privacy/v1/session', body), {}));
  }
  for (const [name, { account, network }] of Object.entries(ROLES) as [Name, (typeof ROLES)[Name]][]) {
    if (name === 'ada') continue;
    const body = {
      network,
      handle: name,
      display_name: capital(name),
      naming: 'chosen',
      note: `I am ${name}.`,
    };
    const joined = await make(`${name} joins`, post('/api/privacy/v1/personas', body), {
      cookie: cookies[account] as string,
    });
    await tokenOf(name, textIn(joined, 'id'));
  }
  return { cookies, people: found as Record<Name, Person> };
}

/** Some have an address at Orga, which may show that they work there. */
async function addresses(make: Maker, { cookies }: Draft, mailed: () => string): Promise<void> {
  for (const account of ['olive', 'zoe', 'hugo']) {
    const as = { cookie: cookies[account] as string };
    const path = '/api/privacy/v1/session/addresses';
    const added = await make(`address of ${account}`, post(path, { email: `${account}@orga.example` }), as);
    const code = /code is (\w+)/.exec(mailed())?.[1];
    const confirmation = post(`${path}/${textIn(added, 'id')}/confirmation`, { code });
    await make(`${account} confirms the address`, confirmation, as);
  }
}

async function ties(make: Maker, { people: p, cookies }: Draft): Promise<void> {
  const as = (name: Name) => ({ token: p[name].token });
  // Personas are locked at first: whoever is to be followed says yes.
  const follow = async (who: Name, whom: Name): Promise<void> => {
    await make(`${who} follows ${whom}`, post(`/api/v1/accounts/${p[whom].id}/follow`), as(who));
    await make(
      `${whom} lets ${who} follow`,
      post(`/api/v1/follow_requests/${p[who].id}/authorize`),
      as(whom),
    );
  };
  await follow('finn', 'olive');
  await follow('fawn', 'olive');
  await follow('lena', 'olive');
  await follow('bob', 'olive');
  await follow('winny', 'wren');
  await follow('sam', 'peter');
  await follow('quinn', 'rosa');
  for (const name of ['quinn', 'rosa'] as const) {
    await make(
      `${name} shows her ties`,
      put('/api/privacy/v1/presence', { ties: { kind: 'network' } }),
      as(name),
    );
  }
  await make('fawn ends it', post(`/api/v1/accounts/${p.olive.id}/unfollow`), as('fawn'));
  await make('olive blocks bob', post(`/api/v1/accounts/${p.bob.id}/block`), as('olive'));
  const asked = await make(
    'iris asks olive',
    post('/api/privacy/v1/connections/requests', { to: p.olive.id }),
    as('iris'),
  );
  await make(
    'olive accepts iris',
    post(`/api/privacy/v1/connections/requests/${textIn(asked, 'request.id')}/approve`),
    as('olive'),
  );
  await make(
    'lena leaves',
    { method: 'DELETE', path: `/api/privacy/v1/personas/${p.lena.id}` },
    {
      cookie: cookies.lena as string,
    },
  );
}

async function possessions(make: Maker, { people: p }: Draft): Promise<Record<string, string>> {
  const things: Record<string, string> = {};
  const as = (name: Name) => ({ token: p[name].token });
  const keep = async (label: string, ask: Ask, who: Name) => {
    things[label] = textIn(await make(label, ask, as(who)), 'id');
    return things[label];
  };
  const circle = async (label: string, title: string, members: Name[]) => {
    const id = await keep(label, post('/api/privacy/v1/circles', { title }), 'olive');
    const ids = members.map((name) => p[name].id);
    await make(
      `${label} is filled`,
      post(`/api/privacy/v1/circles/${id}/members`, { personas: ids }),
      as('olive'),
    );
    return id;
  };
  const inner = await circle('inner circle', 'Inner', ['iris', 'exie']);
  await make(
    'exie is taken out',
    { method: 'DELETE', path: `/api/privacy/v1/circles/${inner}/members/${p.exie.id}` },
    as('olive'),
  );
  const outer = await circle('outer circle', 'Outer', ['cleo']);

  const space = (label: string, handle: string, openness: string) =>
    keep(
      label,
      post('/api/privacy/v1/spaces', { handle, title: capital(handle), note: `The ${handle}`, openness }),
      'quinn',
    );
  const lab = await space('closed space', 'lab', 'closed');
  await space('open space', 'hall', 'open');
  await make(
    'iris enters the lab',
    post(`/api/privacy/v1/spaces/${lab}/members`, { persona: p.iris.id }),
    as('quinn'),
  );

  const orga = await keep(
    'organisation',
    post('/api/privacy/v1/organisations', { handle: 'orga', display_name: 'Orga', note: 'A business' }),
    'ada',
  );
  await make(
    'stan is staff',
    put(`/api/privacy/v1/organisations/${orga}/staff/${p.stan.id}`, { functions: ['marketing'] }),
    as('ada'),
  );
  await make(
    'the domain of orga',
    put(`/api/privacy/v1/organisations/${orga}/domains`, { domains: ['orga.example'] }),
    as('ada'),
  );

  const write = (label: string, who: Name, body: object) => keep(label, post('/api/v1/statuses', body), who);
  await write("peter's post", 'peter', {
    status: 'Peter asks: who brings #cake on Friday?',
    visibility: 'public',
  });
  await write("olive's post", 'olive', { status: 'Olive says hello to @peter', visibility: 'public' });
  await write("wren's post", 'wren', { status: 'Wren sings #cake', visibility: 'public' });
  await write('post to followers', 'olive', { status: 'To those who follow me', visibility: 'private' });
  await write('post to inner', 'olive', {
    status: 'To the inner circle',
    audience: { kind: 'circle', circle: inner },
  });
  await write('post to outer', 'olive', {
    status: 'To the outer circle',
    audience: { kind: 'circle', circle: outer },
  });
  await write('post to staff', 'olive', {
    status: 'To the staff of Orga',
    audience: { kind: 'staff', organisation: orga },
  });
  await write('reply of sam', 'sam', { status: 'I bring some', in_reply_to_id: things["peter's post"] });
  await write('post in the hall', 'quinn', { status: 'Doors open at nine', space_id: things['open space'] });
  await write('post in the lab', 'quinn', { status: 'Mind the acid', space_id: lab });
  await make('finn likes it', post(`/api/v1/statuses/${things["peter's post"]}/favourite`), as('finn'));

  const folder = await keep(
    'shared folder',
    post('/api/privacy/v1/resources', { kind: 'folder', title: 'Box' }),
    'olive',
  );
  await make(
    'the folder is shared',
    post(`/api/privacy/v1/resources/${folder}/grants`, {
      actions: ['see', 'reply', 'reshare', 'quote', 'download'],
      audience: { kind: 'network' },
    }),
    as('olive'),
  );
  await keep(
    'shared page',
    post('/api/privacy/v1/resources', { kind: 'page', title: 'House rules', text: 'Shut doors', folder }),
    'olive',
  );

  await keep(
    'attribute',
    post('/api/privacy/v1/attributes', { kind: 'job-title', value: 'Archivist' }),
    'olive',
  );
  const disclosed = await make(
    'attribute to the network',
    put(`/api/privacy/v1/attributes/${things.attribute}/disclosure`, {
      precision: 'exact',
      audience: { kind: 'network' },
    }),
    as('olive'),
  );
  things.disclosure = textIn(disclosed, 'disclosure.id');

  const conversations = '/api/privacy/v1/conversations';
  const talk = async (label: string, who: Name, whom: Name) => {
    const body = { with: [p[whom].id], text: `A word with you, ${whom}` };
    const begun = await make(label, post(conversations, body), as(who));
    things[label] = textIn(begun, 'id');
    return textIn(begun, 'last_message.id');
  };
  things['first message'] = await talk('conversation with iris', 'olive', 'iris');
  await keep(
    'second message',
    post(`${conversations}/${things['conversation with iris']}/messages`, { text: 'Have you a minute?' }),
    'olive',
  );
  await talk('conversation that sam asks for', 'sam', 'peter');
  return things;
}

function textIn(answer: Answer, path: string): string {
  const found = stringIn(answer, path);
  if (found === undefined) throw new Error(`no ${path} in ${answer.body}`);
  return found;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
