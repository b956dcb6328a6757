import { jsonOf } from '../answer.ts';
import type { Name } from '../cast.ts';
import type { Ask } from '../world.ts';
import { DOMAIN_IN_DNS } from '../world.ts';
import type { Doing, Hidden, HiddenFact } from './hidden-fact.ts';
import { post, put, remove, textIn } from './requests.ts';

/** Who acts for an organisation, and whom it works with. */
export const organisationFacts: readonly HiddenFact[] = [
  {
    name: 'which of two holds a seat, and speaks in it',
    about: { people: ['winny', 'fawn'], organisations: ['organisation'] },
    knows: {
      'follower of the sibling': 'holds it in the one world',
      'ex-follower': 'holds it in the other',
      administrator: 'gave it',
    },
    also: ['peter'],
    happen: (doing) => speaks(doing, 'winny'),
    async instead(doing) {
      await speaks(doing, 'fawn');
    },
  },
  {
    name: 'with whom an organisation works',
    about: { people: ['rosa'], organisations: ['organisation'] },
    knows: { rosa: 'acts for the partner', staff: 'acts for the organisation' },
    also: ['peter'],
    happen: async (doing) => ({ is: 'organisations', ids: await meets(doing, 'rosa', 'approve') }),
    async instead(doing) {
      await meets(doing, 'rosa', 'refuse');
    },
  },
  {
    name: 'with whom else an organisation works',
    about: { people: ['quinn'], organisations: ['organisation'] },
    knows: { quinn: 'acts for the other partner', staff: 'acts for the organisation' },
    // A partner of it.
    also: ['rosa', 'peter'],
    async happen(doing) {
      await meets(doing, 'rosa', 'approve', 'ally');
      return { is: 'organisations', ids: await meets(doing, 'quinn', 'approve', 'other') };
    },
    async instead(doing) {
      await meets(doing, 'rosa', 'approve', 'ally');
      await meets(doing, 'quinn', 'refuse', 'other');
    },
  },
  {
    name: 'to whom an organisation opens its staff list',
    about: { people: ['rosa', 'quinn'], organisations: ['organisation'] },
    knows: {
      rosa: 'it is open to them in the one world',
      quinn: 'it is open to them in the other',
      peter: 'keeps the house',
    },
    async happen(doing) {
      return { ids: [await opens(doing, 'rosa')] };
    },
    async instead(doing) {
      await opens(doing, 'quinn');
    },
  },
  {
    name: 'that an organisation is elsewhere, which it doesn’t let be told',
    about: { organisations: ['organisation'] },
    knows: {
      'sibling elsewhere': 'reads on that network what it proved there',
      'member elsewhere': 'keeps its house there',
      peter: 'keeps its house here, and lets it be told in the trace',
    },
    async happen(doing) {
      return { is: 'organisations', ids: [await stands(doing, true)], words: ['twin'] };
    },
    async instead(doing) {
      await stands(doing, false);
    },
  },
  {
    name: 'a policy of an organisation that is hidden',
    about: { organisations: ['organisation'] },
    knows: { rosa: 'keeps it, and signed', peter: 'signed', quinn: 'signed' },
    async happen(doing) {
      const { ids, steps } = await signs(doing);
      await doing.do('rosa begins it', post(steps, { step: 'activate' }), doing.cast.people.rosa);
      return { is: 'organisations', ids, words: ['dunnarts'] };
    },
    async instead(doing) {
      await signs(doing);
      doing.pass();
    },
  },
];

const HOUSES = '/api/organisations/v1';
const PRIVATE = '/api/privacy/v1/organisations';

const get = (path: string): Ask => ({ method: 'GET', path });

/** There is a partner, for whom somebody asks to connect, and Stan answers. */
async function meets(
  { cast, do: make }: Doing,
  name: 'rosa' | 'quinn',
  word: 'approve' | 'refuse',
  handle = 'partner',
): Promise<string[]> {
  const { ada, stan, [name]: who } = cast.people;
  const made = { handle, display_name: handle, note: '' };
  const id = textIn(await make(`ada makes ${handle}`, post(PRIVATE, made), ada), 'id');
  const given = { persona: who.id, kind: 'function', name: 'sales' };
  const seat = textIn(await make(`acts for ${handle}`, post(`${HOUSES}/${id}/seats`, given), ada), 'id');
  const path = '/api/privacy/v1/connections/requests';
  const asking = post(path, { to: cast.things.organisation });
  await make(`${handle} asks`, { ...asking, headers: { 'acting-seat': seat } }, who);
  const own = await make(`stan has a seat for ${handle}`, get(`${HOUSES}/seats`), stan);
  const headers = { 'acting-seat': textIn(own, '0.seats.0.id') };
  const asked = textIn(await make(`stan looks at ${handle}`, { headers, ...get(path) }, stan), '0.id');
  await make(`stan answers ${handle}`, { headers, ...post(`${path}/${asked}/${word}`) }, stan);
  return [id, asked];
}

/** Peter keeps the house of Orga, and opens its staff list to somebody. */
async function opens({ cast, do: make }: Doing, name: 'rosa' | 'quinn'): Promise<string> {
  const { ada, peter, [name]: whom } = cast.people;
  const id = cast.things.organisation as string;
  await make('peter keeps it', put(`${HOUSES}/${id}/keepers/${peter.id}`), ada);
  const given = {
    object: { kind: 'staff', id },
    actions: ['see'],
    audience: { kind: 'persona', persona: whom.id },
  };
  return textIn(await make('peter opens the list', post(`${HOUSES}/${id}/grants`, given), peter), 'id');
}

/** On another network is one of its name; on both it begins to prove one domain, and lets it be told there alone. */
async function stands({ cast, do: make, pass }: Doing, proves: boolean): Promise<string> {
  const { ada, peter, gus } = cast.people;
  const session = { cookie: cast.cookies.ada as string };
  const personas = await make('ada has personas', get('/api/privacy/v1/personas'), session);
  const hers = (jsonOf(personas) as { id: string; handle: string }[]).find(
    ({ handle }) => handle === 'adaglobex',
  );
  const token = post('/api/privacy/v1/session/token', { persona: hers?.id });
  const boss = { token: textIn(await make('ada is there', token, session), 'access_token') };
  const made = { handle: 'twin', display_name: 'Twin', note: '' };
  const twin = textIn(await make('ada makes it there', post(PRIVATE, made), boss), 'id');
  await make('gus keeps it', put(`${HOUSES}/${twin}/keepers/${gus.id}`), boss);
  const id = cast.things.organisation as string;
  await make('peter keeps the house', put(`${HOUSES}/${id}/keepers/${peter.id}`), ada);
  for (const [house, keeper] of [
    [id, peter],
    [twin, gus],
  ] as const) {
    if (house === twin && !proves) {
      for (let step = 0; step < 3; step++) pass();
      continue;
    }
    const domains = `${HOUSES}/${house}/domains`;
    await make(`the domain of ${house}`, post(domains, { domain: DOMAIN_IN_DNS }), keeper);
    await make(`${house} proves it`, post(`${domains}/${DOMAIN_IN_DNS}/look`), keeper);
    if (house === twin) await make('gus lets it be told', put(`${HOUSES}/${house}/elsewhere`), keeper);
  }
  return twin;
}

const HIDDEN_POLICY = `@id("dunnarts")
forbid (principal in Function::"marketing", action == Action::"listen", resource);`;

/** Rosa keeps an organisation that nobody sees; its experts sign a policy. */
async function signs({ cast, do: make }: Doing): Promise<{ ids: string[]; steps: string }> {
  const { ada, rosa, peter, quinn } = cast.people;
  const made = { handle: 'shade', display_name: 'Shade', note: '' };
  const id = textIn(await make('ada makes the shade', post(PRIVATE, made), ada), 'id');
  const house = `${HOUSES}/${id}`;
  await make('rosa keeps the shade', put(`${house}/keepers/${rosa.id}`), ada);
  const experts = [
    ['legal', rosa],
    ['compliance', peter],
    ['marketing', quinn],
  ] as const;
  for (const [name, who] of experts) {
    const seat = { persona: who.id, kind: 'discipline', name };
    await make(`an expert in ${name}`, post(`${house}/seats`, seat), rosa);
  }
  const shown = jsonOf(await make('rosa looks', get(`${house}/grants`), rosa)) as Given[];
  for (const { id: grant, object } of shown) {
    if (object.kind === 'presence') await make(`hides ${grant}`, remove(`${house}/grants/${grant}`), rosa);
  }
  const draft = { kind: 'policy', title: 'No dunnarts', text: HIDDEN_POLICY };
  const matter = textIn(await make('rosa drafts', post(`${house}/matters`, draft), rosa), 'id');
  const steps = `${house}/matters/${matter}/steps`;
  const submitted = await make('rosa submits', post(steps, { step: 'submit' }), rosa);
  for (const [discipline, who] of experts) {
    const signature = { step: 'approve', discipline, hash: textIn(submitted, 'hash') };
    await make(`signed for ${discipline}`, post(steps, signature), who);
  }
  return { ids: [id, matter], steps };
}

interface Given {
  readonly id: string;
  readonly object: { readonly kind: string };
}

/** Somebody is given a seat, publishes in it, and answers Peter. */
async function speaks({ cast, do: make }: Doing, name: Name): Promise<Partial<Hidden>> {
  const { ada, peter, [name]: who } = cast.people;
  const house = `/api/organisations/v1/${cast.things.organisation}`;
  const given = { persona: who.id, kind: 'function', name: 'sales' };
  const seat = textIn(await make('ada gives a seat', post(`${house}/seats`, given), ada), 'id');
  const said = post('/api/v1/statuses', { status: 'Numbats half price', visibility: 'public' });
  const published = await make('staff publish', { ...said, headers: { 'acting-seat': seat } }, who);
  const conversations = '/api/privacy/v1/conversations';
  const asked = { organisation: cast.things.organisation, function: 'sales', text: 'How much?' };
  const conversation = textIn(await make('peter asks', post(conversations, asked), peter), 'id');
  const answer = post(`${conversations}/${conversation}/messages`, { text: 'Half of it' });
  await make('staff answer', answer, who);
  return { is: 'posts', ids: [textIn(published, 'id'), seat, conversation], words: ['numbats'] };
}
