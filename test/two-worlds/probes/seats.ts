import { eachId, guesses, last, organisations, type Probe, read, type Scene, write } from './probe.ts';

const BASE = '/api/organisations/v1';

/** Houses of organisations: their seats and their keepers. What is guessed stands in the viewer's own one, and as one. */
export const seatProbes: readonly Probe[] = [
  read(`GET ${BASE}/:id/seats`, eachId(organisations)),
  read(`GET ${BASE}/:id/keepers`, eachId(organisations)),
  read(`GET ${BASE}/:id/profile`, eachId(organisations)),
  read(`GET ${BASE}/:id/staff`, eachId(organisations)),
  read(`GET ${BASE}/:id/grants`, eachId(kept)),
  read(`GET ${BASE}/:id/check-up`, eachId(kept)),
  read(`GET ${BASE}/:id/domains`, eachId(kept)),
  read(`GET ${BASE}/:id/elsewhere`, eachId(kept)),
  write(`POST ${BASE}/:id/seats`, (scene) => [
    ...scene.guesses.map((persona) => ({
      at: { id: scene.kept('own organisation') },
      body: { persona, kind: 'discipline', name: 'legal' },
    })),
    ...scene.organisations.map((id) => ({
      at: { id },
      // No function: who acts for it would read what it is told.
      body: { persona: scene.cast.people.peter.id, kind: 'discipline', name: 'it' },
      keep: 'given seat',
    })),
  ]),
  write(`PUT ${BASE}/:id/keepers/:persona`, (scene) => houses(scene).map((at) => ({ at }))),
  // As its organisation, after the seats were read.
  write('GET /api/privacy/v1/connections', (scene) => [
    { headers: { 'acting-seat': scene.kept('own seats', '0.seats.0.id') } },
  ]),
  write(`PUT ${BASE}/:id/profile`, (scene) =>
    kept(scene).map((id) => ({
      at: { id },
      body: { note: 'Ours', lines: { country: { value: 'NL', audience: { kind: 'network' } } } },
    })),
  ),
  write(`POST ${BASE}/:id/grants`, (scene) =>
    kept(scene).flatMap((id) =>
      ['staff', 'ties'].map((kind) => ({
        at: { id },
        body: { object: { kind, id }, actions: ['see'], audience: { kind: 'network' } },
        keep: `grant of ${id}`,
      })),
    ),
  ),
  write(`POST ${BASE}/:id/check-up`, (scene) =>
    kept(scene).map((id) => ({ at: { id }, body: { others: 'renew' } })),
  ),
  write(`POST ${BASE}/:id/domains`, (scene) =>
    kept(scene).map((id) => ({ at: { id }, body: { domain: 'house.org' } })),
  ),
  write(`POST ${BASE}/:id/domains/:domain/look`, (scene) =>
    kept(scene).map((id) => ({ at: { id, domain: 'house.org' } })),
  ),
  write(`PUT ${BASE}/:id/elsewhere`, eachId(kept)),
  write(`PUT ${BASE}/:id/host`, eachId(organisations)),
  last(`DELETE ${BASE}/:id/host`, eachId(organisations)),
  last(`DELETE ${BASE}/:id/elsewhere`, eachId(kept)),
  last(`DELETE ${BASE}/:id/domains/:domain`, (scene) =>
    kept(scene).map((id) => ({ at: { id, domain: 'house.org' } })),
  ),
  last(`DELETE ${BASE}/:id/grants/:grant`, (scene) =>
    kept(scene).map((id) => ({ at: { id, grant: scene.kept(`grant of ${id}`) } })),
  ),
  write(`PUT ${BASE}/seats/:seat`, (scene) =>
    seats(scene).map((seat) => ({ at: { seat }, body: { shows_person: true } })),
  ),
  last(`DELETE ${BASE}/:id/seats/:seat`, (scene) => [
    ...scene.organisations.map((id) => ({ at: { id, seat: scene.kept('given seat') } })),
    ...scene.guesses.map((seat) => ({ at: { id: scene.kept('own organisation'), seat } })),
  ]),
  last(`DELETE ${BASE}/:id/keepers/:persona`, (scene) => houses(scene).map((at) => ({ at }))),
  last(`DELETE ${BASE}/seats/:seat`, (scene) => guesses(scene).map((seat) => ({ at: { seat } }))),
];

/** The viewer's own house, and those that they may not keep. */
function kept(scene: Scene): readonly string[] {
  return [scene.kept('own organisation'), ...scene.organisations];
}

const seats = (scene: Scene): readonly string[] => [scene.kept('given seat'), ...scene.guesses];

const houses = (scene: Scene): { readonly id: string; readonly persona: string }[] => [
  ...[scene.kept('self'), ...scene.guesses].map((persona) => ({
    id: scene.kept('own organisation'),
    persona,
  })),
  ...scene.organisations.map((id) => ({ id, persona: scene.cast.people.peter.id })),
];
