import { last, organisations, type Probe, read, type Scene, write } from './probe.ts';

const AUDIENCES = '/api/insight/v1/audiences';
const EXPORTS = '/api/insight/v1/exports';

// Of nothing that a fact here has let it: answers about what is let are tested as (ε, δ), in test/insight/.
const said = {
  title: 'Own audience',
  function: 'marketing',
  purpose: 'suggestions',
  conditions: [{ kind: 'skill', values: ['nothing that anybody shows'] }],
};
const definition = {
  function: 'marketing',
  purpose: 'aggregation',
  attribute: 'skill',
  values: ['nothing that anybody shows'],
  until: '2026-04-01',
};

/** Organisations, and whatever is guessed as one. */
const houses = (scene: Scene): readonly string[] => [
  ...new Set([...organisations(scene), ...scene.hidden.ids]),
];
const kept = (scene: Scene): readonly string[] => [
  ...new Set([...scene.guesses, ...scene.guessesOf('organisations'), scene.kept('own audience')]),
];
const tables = (scene: Scene) =>
  houses(scene).map((organisation) => ({ body: { organisation, definition } }));
const ofEach =
  (use: { readonly body?: unknown } = {}) =>
  (scene: Scene) =>
    kept(scene).map((id) => ({ at: { id }, ...use }));

/** Audiences that organisations keep, and tables that leave: of each organisation, and with what is guessed as one. */
export const audienceProbes: readonly Probe[] = [
  read(`GET ${AUDIENCES}`, (scene) =>
    houses(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
  read(`GET ${AUDIENCES}/:id`, ofEach()),
  write(`POST ${AUDIENCES}`, (scene) =>
    houses(scene).map((organisation) => ({ body: { organisation, ...said }, keep: 'own audience' })),
  ),
  write(`PUT ${AUDIENCES}/:id`, ofEach({ body: { ...said, title: 'Guessed' } })),
  write(`POST ${AUDIENCES}/:id/size`, ofEach()),
  write('PUT /api/insight/v1/audience-threshold', (scene) =>
    houses(scene).map((organisation) => ({ body: { organisation, signed_from: 50 } })),
  ),
  last(`DELETE ${AUDIENCES}/:id`, ofEach()),
  read(`GET ${EXPORTS}`, (scene) =>
    houses(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
  write(`POST ${EXPORTS}`, tables),
  write(`POST ${EXPORTS}/csv`, tables),
];
