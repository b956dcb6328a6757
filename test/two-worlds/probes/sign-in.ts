import { emailOf, passwordOf, RULES } from '../cast.ts';
import { VIEWERS, type ViewerKind } from '../viewers.ts';
import {
  eachId,
  last,
  leave,
  organisations,
  type Probe,
  people,
  read,
  type Scene,
  take,
  write,
} from './probe.ts';

const addresses = (scene: Scene) => [...scene.hidden.emails, 'unknown@mail.example', emailOf('olive')];

const passwords = (scene: Scene) => [
  'wrong horse battery',
  `a guess of ${scene.word} at it`,
  ...((VIEWERS[scene.viewer] as ViewerKind).knowsPassword ? [passwordOf('known')] : []),
];

/** A join under a handle; what is made is left again. */
const join = (handle: string) => ({ network: 'acme', handle, display_name: 'A newcomer', naming: 'chosen' });

/** Accounts, sessions, personas and networks. */
export const signInProbes: readonly Probe[] = [
  read('GET /api/privacy/v1/setup'),
  read('GET /api/privacy/v1/session'),
  read('GET /api/privacy/v1/personas', () => [{ as: 'cookie' }, { as: 'token' }]),
  read('GET /api/privacy/v1/networks'),
  read('GET /api/privacy/v1/networks/:slug', () =>
    ['acme', 'globex', 'nowhere'].map((slug) => ({ at: { slug } })),
  ),
  read('GET /api/privacy/v1/networks/:slug/privacy-label', () =>
    ['acme', 'globex', 'nowhere'].map((slug) => ({ at: { slug } })),
  ),
  write('POST /api/privacy/v1/setup', () => [
    {
      body: {
        email: 'again@mail.example',
        password: 'a long enough password',
        network: { slug: 'again', title: 'Again', kind: 'open' },
        persona: { handle: 'again', display_name: 'Again' },
      },
    },
  ]),
  write('POST /api/privacy/v1/accounts', (scene) =>
    addresses(scene).map((email) => ({ body: { email, password: `a guess of ${scene.word} at it` } })),
  ),
  write('POST /api/privacy/v1/session', (scene) =>
    addresses(scene).flatMap((email) => passwords(scene).map((password) => ({ body: { email, password } }))),
  ),
  write('POST /api/privacy/v1/session/email-code'),
  write('POST /api/privacy/v1/session/email-confirmation', () => [{ body: { code: '000000' } }]),
  read('GET /api/privacy/v1/session/linkage'),
  read('POST /api/privacy/v1/session/linkage/draft', (scene) =>
    [scene.kept('self'), ...scene.guesses.slice(0, 1)].map((persona) => ({
      body: { persona, text: scene.hidden.words.join(' '), audience: { kind: 'network' } },
    })),
  ),
  read('GET /api/privacy/v1/session/check-up-mail'),
  read('GET /api/privacy/v1/session/sign-off-mail'),
  write('PUT /api/privacy/v1/session/check-up-mail', () => [{ body: { wanted: false } }]),
  write('PUT /api/privacy/v1/session/sign-off-mail', () => [{ body: { wanted: false } }]),
  read('GET /api/privacy/v1/session/addresses'),
  write('POST /api/privacy/v1/session/addresses', (scene) => [
    { body: { email: `${scene.word}@orga.example` }, keep: 'own address' },
  ]),
  take('POST /api/privacy/v1/session/addresses', (scene) =>
    scene.hidden.emails.slice(0, 2).map((email) => ({ body: { email } })),
  ),
  write('POST /api/privacy/v1/session/addresses/:id/confirmation', (scene) =>
    [scene.kept('own address'), ...scene.guesses.slice(0, 1)].map((id) => ({
      at: { id },
      body: { code: '000000' },
    })),
  ),
  last(
    'DELETE /api/privacy/v1/session/addresses/:id',
    eachId((scene) => [...scene.guesses.slice(0, 1), scene.kept('own address')]),
  ),
  write('POST /api/privacy/v1/session/token', (scene) =>
    scene.guesses.map((persona) => ({ body: { persona } })),
  ),
  write('POST /api/privacy/v1/personas', (scene) => [
    { body: join(`new-${scene.word.replaceAll(/[^a-z]/g, '')}`), keep: 'own persona' },
  ]),
  take('POST /api/privacy/v1/personas', (scene) =>
    scene.hidden.handles.map((handle) => ({ body: join(handle) })),
  ),
  take('POST /api/privacy/v1/spaces', (scene) =>
    scene.hidden.handles.map((handle) => ({
      body: { handle, title: 'Taken?', note: '', openness: 'secret' },
    })),
  ),
  last('DELETE /api/privacy/v1/personas/:id', (scene) => [
    ...eachId(people)(scene),
    { at: { id: scene.kept('own persona') } },
  ]),
  leave('DELETE /api/privacy/v1/personas/:id', (scene) => [{ at: { id: scene.kept('self') } }]),
  leave('DELETE /api/privacy/v1/sessions'),
  leave('DELETE /api/privacy/v1/session'),
];

const ACME = { slug: 'acme' };
const eachMember = (scene: Scene) =>
  [...scene.people, scene.kept('self')].map((persona) => ({ at: { ...ACME, persona } }));
const eachGuess = (scene: Scene) => scene.guesses.map((persona) => ({ at: { ...ACME, persona } }));

/** What administrators do, and members try. What would bind others is taken back at once. */
export const networkProbes: readonly Probe[] = [
  write('POST /api/privacy/v1/networks', (scene) => [
    {
      body: {
        slug: 'acme',
        title: 'Taken',
        kind: 'open',
        persona: { handle: scene.word, display_name: 'x' },
      },
    },
  ]),
  write('PUT /api/privacy/v1/networks/:slug', () => [
    { at: { slug: 'globex' }, body: { title: 'Renamed', description: '', rules: RULES } },
    { at: ACME, body: { title: 'Acme', description: 'Colleagues', rules: RULES } },
  ]),
  write('POST /api/privacy/v1/networks/:slug/invites', () => [{ at: ACME, body: {} }]),
  read('GET /api/privacy/v1/networks/:slug/join-requests', () => [{ at: ACME }, { at: { slug: 'globex' } }]),
  write('POST /api/privacy/v1/networks/:slug/join-requests/:persona/approve', eachMember),
  write('POST /api/privacy/v1/networks/:slug/join-requests/:persona/refuse', eachMember),
  write('PUT /api/privacy/v1/networks/:slug/administrators/:persona', eachGuess),
  write('DELETE /api/privacy/v1/networks/:slug/administrators/:persona', eachGuess),
  read('GET /api/privacy/v1/networks/:slug/suspensions', () => [{ at: ACME }]),
  write('PUT /api/privacy/v1/networks/:slug/suspensions/:persona', eachGuess),
  write('DELETE /api/privacy/v1/networks/:slug/suspensions/:persona', eachGuess),
];

/** Attributes and their disclosures. */
export const attributeProbes: readonly Probe[] = [
  read('GET /api/privacy/v1/attributes'),
  read('GET /api/privacy/v1/badges'),
  write('POST /api/privacy/v1/badges', (scene) =>
    scene.organisations.map((organisation) => ({ body: { organisation } })),
  ),
  read('GET /api/privacy/v1/attributes/vocabulary'),
  write('POST /api/privacy/v1/attributes', () => [
    { body: { kind: 'job-title', value: 'Reader' }, keep: 'own attribute' },
  ]),
  write('PUT /api/privacy/v1/attributes/:id', (scene) =>
    [scene.kept('own attribute'), ...scene.attributes].map((id) => ({
      at: { id },
      body: { value: 'Writer' },
    })),
  ),
  write('PUT /api/privacy/v1/attributes/:id/disclosure', (scene) => [
    ...scene.attributes.map((id) => ({
      at: { id },
      body: { precision: 'exact', audience: { kind: 'everyone' } },
    })),
    ...scene.guesses.map((circle) => ({
      at: { id: scene.kept('own attribute') },
      body: { precision: 'exact', audience: { kind: 'circle', circle } },
    })),
    {
      at: { id: scene.kept('own attribute') },
      body: { precision: 'exact', audience: { kind: 'network' } },
      keep: 'own disclosure',
    },
  ]),
  last(
    'DELETE /api/privacy/v1/attributes/:id/disclosure',
    eachId((scene) => [...scene.attributes, scene.kept('own attribute')]),
  ),
  last(
    'DELETE /api/privacy/v1/attributes/:id',
    eachId((scene) => [...scene.attributes, scene.kept('own attribute')]),
  ),
];

const someSets = (scene: Scene) => [scene.kept('own set'), ...scene.guesses.slice(0, 1)];

/** Sets of attributes. */
export const attributeSetProbes: readonly Probe[] = [
  read('GET /api/privacy/v1/attribute-sets'),
  read(
    'GET /api/privacy/v1/attribute-sets/:id/preview',
    eachId((scene) => ['business-card', ...scene.guesses.slice(0, 1)]),
  ),
  write('POST /api/privacy/v1/attribute-sets', () => [
    {
      body: { title: 'Reader', items: [{ kind: 'job-title', audience: { kind: 'connections' } }] },
      keep: 'own set',
    },
  ]),
  write('PUT /api/privacy/v1/attribute-sets/:id', (scene) =>
    someSets(scene).map((id) => ({
      at: { id },
      body: { title: 'Writer', items: [{ kind: 'job-title', audience: { kind: 'network' } }] },
    })),
  ),
  write('POST /api/privacy/v1/attribute-sets/:id/application', eachId(someSets)),
  last('DELETE /api/privacy/v1/attribute-sets/:id', eachId(someSets)),
];

/** Businesses and their staff. */
export const organisationProbes: readonly Probe[] = [
  read('GET /api/privacy/v1/organisations/:id/staff', eachId(organisations)),
  read('GET /api/privacy/v1/organisations/:id/domains', eachId(organisations)),
  write('POST /api/privacy/v1/organisations', (scene) => [
    { body: { handle: `org-${scene.word}`, display_name: 'Org', note: '' }, keep: 'own organisation' },
  ]),
  write('PUT /api/privacy/v1/organisations/:id/domains', (scene) =>
    [scene.kept('own organisation'), ...scene.guesses.slice(0, 1)].map((id) => ({
      at: { id },
      body: { domains: ['elsewhere.example'] },
    })),
  ),
  write('PUT /api/privacy/v1/organisations/:id/staff/:persona', (scene) =>
    staff(scene).map((at) => ({ at, body: { functions: ['sales'] } })),
  ),
  last('DELETE /api/privacy/v1/organisations/:id/staff/:persona', (scene) =>
    staff(scene).map((at) => ({ at })),
  ),
];

/** Whatever is guessed, as staff of one's own organisation, and as an organisation. */
const staff = (scene: Scene) =>
  scene.guesses.flatMap((guess) => [
    { id: scene.kept('own organisation'), persona: guess },
    { id: guess, persona: scene.cast.people.peter.id },
  ]);
