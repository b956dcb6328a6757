import { last, organisations, type Probe, read, type Scene, write } from './probe.ts';

const TOPICS = '/api/insight/v1/topics';
const WATCHES = '/api/insight/v1/watches';
const LISTENING = '/api/insight/v1/listening';

// Of what nobody here has said: answers about what is let are tested as (ε, δ), in test/insight/.
const NOTHING = 'nothingthatanybodysays';
const said = { title: 'Own topic', function: 'marketing', hashtags: [NOTHING], phrases: ['no such words'] };
const span = { unit: 'day', buckets: 2 };

/** Organisations, and whatever is guessed as one. */
const houses = (scene: Scene): readonly string[] => [
  ...new Set([...organisations(scene), ...scene.hidden.ids]),
];
const kept = (scene: Scene): readonly string[] => [
  ...new Set([...scene.guesses, ...scene.guessesOf('organisations'), scene.kept('own topic')]),
];
const ofEach =
  (use: { readonly body?: unknown } = {}) =>
  (scene: Scene) =>
    kept(scene).map((id) => ({ at: { id }, ...use }));
const ofHouse = (scene: Scene): string => organisations(scene)[0] ?? '';

/** What organisations listen for: of each organisation, and with what is guessed as one, as a topic, and as a space. */
export const listeningProbes: readonly Probe[] = [
  read(`GET ${TOPICS}`, (scene) =>
    houses(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
  read(`GET ${TOPICS}/:id`, ofEach()),
  write(`POST ${TOPICS}`, (scene) =>
    houses(scene).map((organisation) => ({ body: { organisation, ...said }, keep: 'own topic' })),
  ),
  write(`PUT ${TOPICS}/:id`, ofEach({ body: { ...said, title: 'Guessed' } })),
  write(`POST ${LISTENING}`, (scene) => [
    ...houses(scene).map((organisation) => ({
      body: { organisation, function: 'marketing', topic: { kind: 'hashtag', hashtag: NOTHING }, span },
    })),
    ...kept(scene).map((topic) => ({
      body: { organisation: ofHouse(scene), function: 'marketing', topic: { kind: 'saved', topic }, span },
    })),
    ...[...new Set([...scene.guesses, ...scene.guessesOf('spaces'), ...scene.spaces])].map((space) => ({
      body: { organisation: ofHouse(scene), function: 'marketing', topic: { kind: 'space', space }, span },
    })),
  ]),
  write('POST /api/insight/v1/emerging-terms', (scene) => [
    ...houses(scene).map((organisation) => ({
      body: { organisation, function: 'marketing', topic: { kind: 'hashtag', hashtag: NOTHING } },
    })),
    ...kept(scene).map((topic) => ({
      body: { organisation: ofHouse(scene), function: 'marketing', topic: { kind: 'saved', topic } },
    })),
  ]),
  read(`GET ${WATCHES}`, (scene) =>
    houses(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
  read('GET /api/insight/v1/alerts', (scene) =>
    houses(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
  write(`POST ${WATCHES}`, (scene) =>
    kept(scene).map((topic) => ({ body: { topic, until: '2026-04-01' }, keep: 'own watch' })),
  ),
  last(`DELETE ${WATCHES}/:id`, (scene) =>
    [...kept(scene), scene.kept('own watch')].map((id) => ({ at: { id } })),
  ),
  last(`DELETE ${TOPICS}/:id`, ofEach()),
];
