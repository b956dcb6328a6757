import { eachId, guesses, last, organisations, type Probe, read, type Scene, write } from './probe.ts';

const BASE = '/api/organisations/v1';

/** Houses of organisations: their seats and their keepers. What is guessed stands in the viewer's own one, and as one. */
export const seatProbes: readonly Probe[] = [
  read(`GET ${BASE}/:id/seats`, eachId(organisations)),
  read(`GET ${BASE}/:id/keepers`, eachId(organisations)),
  write(`POST ${BASE}/:id/seats`, (scene) => [
    ...scene.guesses.map((persona) => ({
      at: { id: scene.kept('own organisation') },
      body: { persona, kind: 'discipline', name: 'legal' },
    })),
    ...scene.organisations.map((id) => ({
      at: { id },
      body: { persona: scene.cast.people.peter.id, kind: 'function', name: 'support' },
      keep: 'given seat',
    })),
  ]),
  write(`PUT ${BASE}/:id/keepers/:persona`, (scene) => houses(scene).map((at) => ({ at }))),
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

const seats = (scene: Scene): readonly string[] => [scene.kept('given seat'), ...scene.guesses];

const houses = (scene: Scene): { readonly id: string; readonly persona: string }[] => [
  ...scene.guesses.map((persona) => ({ id: scene.kept('own organisation'), persona })),
  ...scene.organisations.map((id) => ({ id, persona: scene.cast.people.peter.id })),
];
