import { CAMPAIGN } from '../facts/sign-offs.ts';
import { eachId, guesses, last, type Probe, read, type Scene, take, type Use, write } from './probe.ts';

const BASE = '/api/organisations/v1/desk';

/** The viewer's own desk if they have one, and each that is hidden. */
const desks = (scene: Scene): string[] => [
  `organisation=${scene.cast.things.organisation}&function=marketing`,
  ...scene.organisations.map((id) => `organisation=${id}&function=support`),
];
const eachDesk = (scene: Scene): Use[] => desks(scene).map((query) => ({ query }));
const conversations = (scene: Scene) => [...new Set([...scene.conversations, ...guesses(scene)])];
const each =
  (body?: object) =>
  (scene: Scene): Use[] =>
    conversations(scene).map((id) => ({ at: { id }, ...(body === undefined ? {} : { body }) }));

/** More members than a letter may reach without a campaign. */
const many = (scene: Scene): string[] => [
  ...scene.people.slice(0, 5),
  ...Array.from({ length: 10 }, (_, n) => `019cbdb6-6e00-7bad-8bad-bad0bad0ba${10 + n}`),
];

/** An organisation's desk, letters of its own, and what members say of both. */
export const deskProbes: readonly Probe[] = [
  read(`GET ${BASE}/desks`),
  read(`GET ${BASE}/conversations`, (scene) => [
    ...eachDesk(scene),
    { query: `${desks(scene)[0]}&queue=waiting&after=${scene.guesses[0]}&tag=${scene.guesses[0]}` },
    { query: `${desks(scene)[0]}&queue=closed` },
  ]),
  read(`GET ${BASE}/conversations/:id`, each()),
  read(`GET ${BASE}/figures`, eachDesk),
  read(`GET ${BASE}/figures/csv`, (scene) => eachDesk(scene).slice(0, 1)),
  read(`GET ${BASE}/recipients`, (scene) => [
    ...eachDesk(scene),
    { query: `${desks(scene)[0]}&limit=1` },
    ...guesses(scene)
      .slice(0, 2)
      .map((id) => ({ query: `${desks(scene)[0]}&max_id=${id}` })),
  ]),
  write(`POST ${BASE}/tags`, (scene) => [
    { body: { organisation: scene.cast.things.organisation, name: 'Cake' }, keep: 'own tag' },
    ...scene.guesses.map((organisation) => ({ body: { organisation, name: 'Cake' } })),
  ]),
  write(`PUT ${BASE}/conversations/:id/assignment`, each({ seat: null })),
  write(`PUT ${BASE}/conversations/:id/tags`, (scene) => each({ tags: [scene.kept('own tag')] })(scene)),
  write(`POST ${BASE}/conversations/:id/handover`, each({ to: 'sales' })),
  write(`PUT ${BASE}/desks/:organisation/:function`, (scene) =>
    scene.organisations.map((organisation) => ({
      at: { organisation, function: 'marketing' },
      body: { idle_days: 20 },
    })),
  ),
  write(`POST ${BASE}/outbound`, (scene) => [
    {
      body: {
        organisation: scene.cast.things.organisation,
        function: 'marketing',
        personas: scene.people.slice(0, 10),
        text: 'An offer',
      },
    },
    // Once more under a key, and to more than may be without a campaign: of the own organisation, and of each that is hidden.
    ...[1, 2].map(() => ({
      body: {
        organisation: scene.cast.things.organisation,
        function: 'marketing',
        personas: scene.people.slice(0, 2),
        text: 'An offer by key',
      },
      headers: { 'idempotency-key': 'an offer' },
    })),
    ...[...new Set([scene.cast.things.organisation as string, ...scene.organisations])].map(
      (organisation) => ({
        body: { organisation, function: 'marketing', personas: many(scene), text: CAMPAIGN },
      }),
    ),
  ]),
  write('POST /api/privacy/v1/conversations/:id/handover', each({ answer: 'refuse' })),
  read('GET /api/privacy/v1/contact-caps'),
  write('PUT /api/privacy/v1/contact-caps/:id', (scene) =>
    [scene.cast.things.organisation as string, ...scene.guesses].map((id) => ({
      at: { id },
      body: { most: 1 },
    })),
  ),
  take(`POST ${BASE}/conversations/:id/solve`, each()),
  last(`POST ${BASE}/conversations/:id/solve`, eachId(guesses)),
  last(`DELETE ${BASE}/tags/:id`, (scene) => [
    { at: { id: scene.kept('own tag') } },
    ...eachId(guesses)(scene),
  ]),
];
