import { eachId, guesses, last, organisations, type Probe, read, type Scene, write } from './probe.ts';

const person = (scene: Scene) => scene.people.map((persona) => ({ at: { persona } }));

/** Connecting, contact by organisations, and what they may process. */
export const controlProbes: readonly Probe[] = [
  read('GET /api/privacy/v1/connection-rules'),
  read('GET /api/privacy/v1/connections/:persona', person),
  write('PUT /api/privacy/v1/connection-rules', (scene) => [
    { body: { ask: [{ audience: { kind: 'followers' } }] } },
    { body: { question: 'Who are you?', daily_cap: 5, at_once: [{ audience: { kind: 'network' } }] } },
    ...scene.people.map((by) => ({ body: { ask: [{ audience: { kind: 'introduced', by } }] } })),
    ...scene.organisations.map((leaving) => ({
      body: { ends: { after_months: null, dormant_months: 3, leaving } },
    })),
    { body: { ask: [{ audience: { kind: 'network' } }] } },
  ]),
  write('PUT /api/privacy/v1/connections/:persona/ending', (scene) =>
    person(scene).map((use) => ({ ...use, body: { dormant_months: 2 } })),
  ),
  write('POST /api/privacy/v1/introductions', (scene) => [
    ...scene.people.map((persona) => ({ body: { persona, to: scene.cast.people.peter.id } })),
    ...scene.guesses.map((to) => ({ body: { persona: scene.cast.people.peter.id, to } })),
  ]),

  read('GET /api/privacy/v1/lockdown'),
  write('PUT /api/privacy/v1/lockdown', () => [
    { body: { newer_than_days: null, days: 1 } },
    { body: { newer_than_days: 400 } },
    // What holds in the end keeps nobody out who was there before: else what the asker is told of somebody would hang on
    // the asker's own ties with them, which a block ends, and they may see that these ended.
    { body: { newer_than_days: 1, strangers: false, days: 1 } },
  ]),
  last('DELETE /api/privacy/v1/lockdown', () => [{}]),

  read('GET /api/organisations/v1/seats', () => [{ keep: 'own seats' }]),
  read('GET /api/privacy/v1/contact-rules'),
  read('GET /api/privacy/v1/contact-requests'),
  write('PUT /api/privacy/v1/contact-rules/:function', (scene) => [
    { at: { function: 'sales' }, body: { anybody: 'ask', preferred: { place: 'By letter', told: true } } },
    ...scene.organisations.map((organisation) => ({
      at: { function: 'support' },
      body: { anybody: 'no', organisations: [{ organisation, answer: 'yes' }] },
    })),
  ]),
  write('POST /api/organisations/v1/:id/contacts', (scene) => [
    ...scene.people.map((persona) => ({
      at: { id: scene.cast.things.organisation as string },
      body: { persona, function: 'marketing' },
    })),
    ...scene.guesses.map((id) => ({
      at: { id },
      body: { persona: scene.cast.people.peter.id, function: 'marketing' },
    })),
  ]),
  last('POST /api/privacy/v1/contact-requests/:id/approve', eachId(guesses)),
  last('POST /api/privacy/v1/contact-requests/:id/refuse', eachId(guesses)),

  read('GET /api/privacy/v1/processing-rules', () => [{}, { headers: { 'sec-gpc': '1' } }]),
  write('PUT /api/privacy/v1/processing-rules/:purpose', (scene) => [
    { at: { purpose: 'mining' }, body: { rules: [{ audience: { kind: 'network' }, over: ['posts'] }] } },
    ...scene.people.map((persona) => ({
      at: { purpose: 'aggregation' },
      body: { rules: [{ audience: { kind: 'persona', persona }, over: ['ties'] }] },
    })),
  ]),

  read('GET /api/privacy/v1/receipt-key'),
  read('GET /api/privacy/v1/receipts', (scene) => [{}, { query: `limit=2&max_id=${scene.guesses[0]}` }]),
  read('GET /api/privacy/v1/receipts/:id', eachId(guesses)),
  read('GET /api/organisations/v1/:id/receipts', eachId(organisations)),
  write('GET /api/privacy/v1/receipts', () => [{ keep: 'receipts' }]),
  write('GET /api/privacy/v1/receipts/:id', (scene) => [{ at: { id: scene.kept('receipts', '0.id') } }]),
  write('GET /api/organisations/v1/:id/receipts', (scene) => [
    { at: { id: scene.cast.things.organisation as string }, keep: 'copies' },
  ]),
  write('GET /api/organisations/v1/:id/receipts/:receipt', (scene) => {
    const id = scene.cast.things.organisation as string;
    return [scene.kept('copies', '0.id'), scene.guesses[0] as string].map((receipt) => ({
      at: { id, receipt },
    }));
  }),
  read('GET /api/privacy/v1/exposure'),
  read('GET /api/privacy/v1/decisions'),
  // Due at once, for sets whose members are hidden in part: whom each reaches is counted.
  write('POST /api/privacy/v1/grants', (scene) =>
    [
      { kind: 'network' },
      { any: [{ kind: 'followers' }, { kind: 'connections' }] },
      { kind: 'circle', circle: scene.kept('own circle') },
    ].map((audience) => ({
      body: {
        object: { kind: 'post', id: scene.kept('own private post') },
        actions: ['reply'],
        audience,
        review_by: '2026-03-25T00:00:00Z',
      },
    })),
  ),
  read('GET /api/privacy/v1/check-up'),
  last('POST /api/privacy/v1/check-up', () => [
    { body: { renew: ['0'.repeat(32)] } },
    { body: { others: 'renew' }, headers: { 'if-match': '"other"' } },
    { body: { others: 'renew' } },
  ]),
  last('POST /api/privacy/v1/decisions/:id/undo', eachId(guesses)),
  write('POST /api/privacy/v1/bulk-changes/preview', (scene) => [
    { body: { audience: { kind: 'network' } } },
    ...scene.people.map((persona) => ({ body: { audience: { kind: 'persona', persona } } })),
  ]),
  write('POST /api/privacy/v1/bulk-changes', (scene) => [
    { body: { which: { tag: 'cake' }, audience: { kind: 'followers' } }, keep: 'bulk change' },
    ...scene.guessesOf('posts').map((newest) => ({
      body: { which: { last: newest, tag: 'wombat' }, audience: { kind: 'nobody' } },
    })),
  ]),
  read('GET /api/privacy/v1/bulk-changes'),
  read('GET /api/privacy/v1/bulk-changes/:id', (scene) => [
    { at: { id: scene.kept('bulk change') } },
    ...eachId(guesses)(scene),
  ]),
];
