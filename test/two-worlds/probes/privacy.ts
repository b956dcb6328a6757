import { ABSENT } from '../absent.ts';
import { eachId, guesses, last, type Probe, read, type Scene, type Use, write } from './probe.ts';

const KINDS = ['post', 'attribute', 'presence', 'ties'] as const;

/** A time within the trace, to look back at. */
const before = (scene: Scene): string => scene.kept('own post', 'created_at');

/** What is the viewer's own, by kind. */
const mine = (scene: Scene): readonly (readonly [kind: string, id: string])[] => [
  ['post', scene.kept('own post')],
  ['post', scene.kept('own private post')],
  ['presence', scene.kept('self')],
  ['ties', scene.kept('self')],
  ['attribute', scene.kept('own disclosure', 'disclosure.id')],
  ['resource', scene.kept('own resource')],
];

/** What is hidden, as what it is, and one of it as each kind of thing; and nothing, as one. */
const guessed = (scene: Scene): readonly (readonly [kind: string, id: string])[] => [
  ...new Map(
    [
      ...KINDS.flatMap((kind) => scene.guesses.slice(0, 1).map((id) => [kind, id] as const)),
      ...scene.guessesOf('posts').map((id) => ['post', id] as const),
      ...scene.guessesOf('attributes').map((id) => ['attribute', id] as const),
      ...scene.guessesOf('people').flatMap((id) => [['presence', id] as const, ['ties', id] as const]),
    ]
      .filter(([, id]) => id !== ABSENT)
      .map((pair) => [pair.join(), pair] as const),
  ).values(),
  ['post', ABSENT],
  ...scene.resources.slice(0, 3).map((id) => ['resource', id] as const),
];

/** Audiences that one may say, or try to. */
const audiences = (scene: Scene): readonly unknown[] => [
  { kind: 'everyone' },
  { kind: 'network' },
  { kind: 'followers' },
  { kind: 'connections' },
  { kind: 'circle', circle: scene.kept('own circle') },
  ...scene.people.map((persona) => ({ kind: 'persona', persona })),
  ...scene.people.map((persona) => ({ who: { kind: 'network' }, except: [{ kind: 'persona', persona }] })),
  ...scene.organisations.map((organisation) => ({ kind: 'staff', organisation })),
  ...scene.organisations
    .slice(0, 1)
    .flatMap((organisation) => [
      { kind: 'staff', organisation, in: 'support' },
      { all: [{ kind: 'network' }, { kind: 'staff', organisation }] },
      { all: [{ kind: 'followers' }, { kind: 'staff', organisation }] },
    ]),
  ...scene.spaces.map((space) => ({ kind: 'space', space })),
  ...scene.circles.map((circle) => ({ kind: 'circle', circle })),
];

const excludes = (audience: unknown): boolean => JSON.stringify(audience).includes('except');

/** Grants over an own post, for some of the audiences, each kept under its number. */
const grantsOf = (scene: Scene, which: (audience: unknown) => boolean): Use[] =>
  audiences(scene).flatMap((audience, n) =>
    which(audience)
      ? [
          {
            body: { object: { kind: 'post', id: scene.kept('own post') }, actions: ['see'], audience },
            keep: `grant ${n}`,
          },
        ]
      : [],
  );

const reaches = (scene: Scene): Use[] => [
  ...audiences(scene).map((audience) => ({ body: { audience } })),
  ...scene.spaces.map((space) => ({ body: { audience: { kind: 'network' }, space } })),
  ...scene.posts.map((reply_to) => ({ body: { audience: { kind: 'network' }, reply_to } })),
];

/** Drafts that name what is hidden, in places that are hidden: only what is one's own may be found in them. */
const drafts = (scene: Scene): Use[] => {
  const { words, handles, emails } = scene.hidden;
  // In capitals, since a single word counts only where it is written as a name.
  const named = [...words, ...handles].map((word) => word.toUpperCase());
  const status = `Wombat Works, Archivist, +31 20 123 4567, ${[...named, ...emails].join(', ')}`;
  return [
    { body: { status, spoiler_text: status, audience: { kind: 'network' } } },
    { body: { status: 'Call +31 6 12345678', audience: { kind: 'followers' } } },
    ...scene.people
      .slice(0, 2)
      .map((persona) => ({ body: { status, audience: { kind: 'persona', persona } } })),
    ...scene.guesses.map((reply_to) => ({ body: { status, reply_to } })),
    ...scene.spaces.map((space) => ({ body: { status, audience: { kind: 'network' }, space } })),
    ...scene.circles.map((circle) => ({ body: { status, audience: { kind: 'circle', circle } } })),
  ];
};

/** What the owner is told about audiences, the grants, and what others are shown of one. */
export const privacyProbes: readonly Probe[] = [
  read('POST /api/privacy/v1/reach', reaches),
  read('POST /api/privacy/v1/drafts/check', drafts),
  read('GET /api/privacy/v1/explain', (scene) => [
    ...mine(scene).map(([kind, id]) => ({
      query: `persona=${scene.people[0]}&kind=${kind}&id=${id}&action=see`,
    })),
    ...scene.people.map((persona) => ({
      query: `persona=${persona}&kind=post&id=${scene.kept('own post')}&action=see`,
    })),
    ...guessed(scene).map(([kind, id]) => ({
      query: `persona=${scene.cast.people.peter.id}&kind=${kind}&id=${id}&action=see`,
    })),
  ]),
  read('GET /api/privacy/v1/who-can-see', (scene) => [
    ...mine(scene).map(([kind, id]) => ({ query: `kind=${kind}&id=${id}` })),
    ...guessed(scene).map(([kind, id]) => ({ query: `kind=${kind}&id=${id}` })),
    ...mine(scene)
      .slice(0, 2)
      .map(([kind, id]) => ({ query: `kind=${kind}&id=${id}&at=${before(scene)}` })),
  ]),
  read('GET /api/privacy/v1/history', (scene) =>
    [...mine(scene), ...guessed(scene).slice(0, 4)].map(([kind, id]) => ({ query: `kind=${kind}&id=${id}` })),
  ),
  read('GET /api/privacy/v1/view-as', (scene) => [
    ...['public', 'stranger', ...scene.people].map((as) => ({ query: `as=${as}` })),
    ...scene.people.map((as) => ({ query: `as=${as}&at=${before(scene)}` })),
  ]),
  read('GET /api/privacy/v1/presence'),
  read('GET /api/privacy/v1/grants', (scene) => [
    {},
    ...guessed(scene).map(([kind, id]) => ({ query: `object_kind=${kind}&object_id=${id}` })),
    ...mine(scene).map(([kind, id]) => ({ query: `object_kind=${kind}&object_id=${id}` })),
  ]),
  read('GET /api/privacy/v1/ledger'),
  read('GET /api/privacy/v1/ledger/entries', () => [{}, { query: 'about=network' }]),
  read('GET /api/privacy/v1/allowance'),
  write('PUT /api/privacy/v1/allowance', () => ['half', 'double'].map((share) => ({ body: { share } }))),
  read('GET /api/privacy/v1/uses', () => ['', 'form=counted', 'form=one-by-one'].map((query) => ({ query }))),
  read('GET /api/privacy/v1/uses/:id/proof', (scene) =>
    [...scene.guesses.slice(0, 1), ABSENT].map((id) => ({ at: { id } })),
  ),
  read('GET /api/privacy/v1/ledger/entries/:place', () => [{ at: { place: '0' } }]),
  read('GET /api/privacy/v1/ledger/continuation', () => [{ query: 'size=256' }]),
  write('PUT /api/privacy/v1/presence', (scene) => [
    { body: { ties: { kind: 'network' } } },
    { body: { search: { kind: 'followers' }, suggest: { kind: 'network' }, mention: { kind: 'network' } } },
    ...scene.guesses.map((persona) => ({ body: { find: { kind: 'persona', persona } } })),
  ]),
  write('POST /api/privacy/v1/grants', (scene) => [
    ...guessed(scene).map(([kind, id]) => ({
      // Whoever comes at what they share themselves is not to let the others in.
      body: {
        object: { kind, id },
        actions: ['see'],
        audience: { kind: kind === 'resource' ? 'nobody' : 'network' },
      },
    })),
    ...grantsOf(scene, (audience) => !excludes(audience)),
  ]),
  // One grant's exclusions go for all on the thing: that somebody could be named, or not, must not tell by what is explained
  // of it afterwards.
  last('POST /api/privacy/v1/grants', (scene) => grantsOf(scene, excludes)),
  last('DELETE /api/privacy/v1/grants/:id', (scene) => [
    ...eachId(guesses)(scene),
    ...audiences(scene).map((_, n) => ({ at: { id: scene.kept(`grant ${n}`) } })),
  ]),
];
