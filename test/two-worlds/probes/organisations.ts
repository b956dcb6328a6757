import { ABSENT } from '../absent.ts';
import { eachId, last, organisations, type Probe, read, type Scene, write } from './probe.ts';

const RECORDS = '/api/organisations/v1/records';

const DAY = { from: '2026-03-01T00:00:00Z', until: '2026-03-02T00:00:00Z' };

const orga = (scene: Scene): string => scene.cast.things.organisation as string;

/** Answers, and whatever is guessed as one. */
const answersOf = (scene: Scene) =>
  [...scene.guesses, scene.kept('answers', '0.id')].map((id) => ({
    at: { id },
    query: `organisation=${orga(scene)}`,
  }));

/** What organisations learn of members in numbers. */
export const insightProbes: readonly Probe[] = [
  // Of nothing that a fact here has let it: answers about what is let are tested as (ε, δ), in test/insight/.
  write('POST /api/insight/v1/counts', (scene) => [
    ...['posts', 'contact'].map((what) => ({
      body: {
        organisation: orga(scene),
        function: 'marketing',
        purpose: what === 'contact' ? 'marketing' : 'suggestions',
        what,
      },
    })),
    ...scene.guesses.map((organisation) => ({
      body: { organisation, function: 'marketing', purpose: 'mining', what: 'ties' },
    })),
  ]),
  read('GET /api/insight/v1/budget', (scene) =>
    organisations(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
  read('GET /api/insight/v1/terms', (scene) =>
    organisations(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
  write('PUT /api/insight/v1/terms', (scene) =>
    organisations(scene).map((organisation) => ({ body: { organisation, minimum: 11 } })),
  ),
  read('GET /api/insight/v1/answers', (scene) => [
    ...organisations(scene).map((organisation) => ({
      query: `organisation=${organisation}`,
      keep: 'answers',
    })),
    ...scene.guesses.map((guess) => ({ query: `organisation=${orga(scene)}&max_id=${guess}` })),
  ]),
  read('GET /api/insight/v1/answers/:id', answersOf),
  read('GET /api/insight/v1/answers/:id/csv', answersOf),
  // Of nothing that a fact here has let it, as above. How many can be found is what each viewer finds in the directory.
  read('GET /api/insight/v1/unseen', (scene) =>
    organisations(scene).map((organisation) => ({
      query: `organisation=${organisation}&function=marketing&purpose=suggestions&what=ties`,
    })),
  ),
  write('POST /api/insight/v1/unseen', (scene) =>
    [orga(scene), ...scene.guesses].map((organisation) => ({
      body: { organisation, function: 'marketing', purpose: 'suggestions', what: 'ties' },
    })),
  ),
];

/** What organisations account for, and what members ask of them about their own data. */
export const recordProbes: readonly Probe[] = [
  read(`GET ${RECORDS}`),
  read(`GET ${RECORDS}/:id/processing`, eachId(organisations)),
  read(`GET ${RECORDS}/:id/processing.csv`, eachId(organisations)),
  read(`GET ${RECORDS}/:id/reports/:period`, (scene) =>
    organisations(scene).map((id) => ({ at: { id, period: '2026-Q1' } })),
  ),
  read(`GET ${RECORDS}/:id/reports/:period/csv`, (scene) =>
    scene.guesses.map((id) => ({ at: { id, period: '2026-03' }, query: 'beside=2026-02' })),
  ),
  read('GET /api/privacy/v1/organisations/:id/processing', eachId(organisations)),
  read('GET /api/privacy/v1/breach-notices'),
  read('GET /api/privacy/v1/data-requests'),
  read(`GET ${RECORDS}/:id/requests`, (scene) =>
    [...organisations(scene), ABSENT].map((id) => ({ at: { id } })),
  ),
  write(`POST ${RECORDS}/:id/requests/:request/steps`, (scene) =>
    scene.guesses.map((request) => ({ at: { id: orga(scene), request }, body: { kind: 'taken' } })),
  ),
  write(`PUT ${RECORDS}/:id/requests/:request/assigned`, (scene) =>
    scene.guesses.flatMap((guess) => [
      { at: { id: orga(scene), request: guess }, body: { seat: null } },
      { at: { id: orga(scene), request: ABSENT }, body: { seat: guess } },
    ]),
  ),
  read(`GET ${RECORDS}/:id/seats`, eachId(organisations)),
  read(`GET ${RECORDS}/:id/saved`, eachId(organisations)),
  read(`GET ${RECORDS}/:id/saved/:saved`, (scene) =>
    scene.guesses.map((saved) => ({ at: { id: orga(scene), saved } })),
  ),
  write(`POST ${RECORDS}/:id/saved`, (scene) =>
    organisations(scene).map((id) => ({ at: { id }, body: { title: 'As it is' } })),
  ),
  write(`PUT ${RECORDS}/:id/controller`, (scene) =>
    organisations(scene).map((id) => ({ at: { id }, body: { controller: 'Somebody' } })),
  ),
  write('POST /api/privacy/v1/data-requests', (scene) => [
    { body: { organisation: orga(scene), kind: 'access' }, keep: 'own request' },
    ...scene.guesses.map((organisation) => ({ body: { organisation, kind: 'erasure' } })),
  ]),
  last('POST /api/privacy/v1/data-requests/:id/withdraw', (scene) =>
    [scene.kept('own request'), ...scene.guesses].map((id) => ({ at: { id } })),
  ),
  read(`GET ${RECORDS}/:id/breaches`, eachId(organisations)),
  write(`POST ${RECORDS}/:id/breaches`, (scene) =>
    [orga(scene), ...scene.guesses].map((id) => ({
      at: { id },
      body: {
        title: 'A lost laptop',
        ...DAY,
        known_at: '2026-03-01T00:00:00Z',
        // A seat that is hidden, and one that isn't there, are one refusal.
        seats: scene.guesses.slice(0, 1),
      },
    })),
  ),
  write(`POST ${RECORDS}/:id/breaches/:breach/entries`, (scene) =>
    scene.guesses.flatMap((breach) =>
      [
        { kind: 'note', words: 'Found' },
        { kind: 'told', words: 'It was lost', advice: 'Change it' },
        { kind: 'changed', words: 'Another day', scope: DAY },
      ].map((body) => ({ at: { id: orga(scene), breach }, body })),
    ),
  ),
  write(`POST ${RECORDS}/:id/breaches/:breach/count`, (scene) =>
    scene.guesses.map((breach) => ({ at: { id: orga(scene), breach } })),
  ),
];
