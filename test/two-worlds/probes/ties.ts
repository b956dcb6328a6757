import { eachId, guesses, last, type Probe, read, type Scene, spaces, withPeople, write } from './probe.ts';

const ownCircle = (scene: Scene) => scene.kept('own circle');
const circlesAndOwn = (scene: Scene) => [ownCircle(scene), ...scene.circles];

/** Circles, connections and spaces. */
export const tieProbes: readonly Probe[] = [
  read('GET /api/privacy/v1/circles'),
  read('GET /api/privacy/v1/circles/:id/members', eachId(circlesAndOwn)),
  write('POST /api/privacy/v1/circles', () => [{ body: { title: 'Inner' }, keep: 'own circle' }]),
  write('PUT /api/privacy/v1/circles/:id', (scene) =>
    circlesAndOwn(scene).map((id) => ({ at: { id }, body: { title: 'Renamed' } })),
  ),
  write('POST /api/privacy/v1/circles/:id/members', (scene) => [
    ...scene.people.map((id) => ({ at: { id: ownCircle(scene) }, body: { personas: [id] } })),
    ...scene.circles.map((id) => ({ at: { id }, body: { personas: [scene.cast.people.peter.id] } })),
  ]),
  write('DELETE /api/privacy/v1/circles/:id/members/:persona', (scene) =>
    withPeople(ownCircle(scene), scene.circles, scene).map((at) => ({ at })),
  ),
  last(
    'DELETE /api/privacy/v1/circles/:id',
    eachId((scene) => [...scene.circles, ownCircle(scene)]),
  ),

  read('GET /api/privacy/v1/connections'),
  read('GET /api/privacy/v1/connections/requests'),
  write('POST /api/privacy/v1/connections/requests', (scene) =>
    scene.people.map((to) => ({ body: { to }, keep: `request to ${to}` })),
  ),
  write(
    'POST /api/privacy/v1/connections/requests/:id/approve',
    eachId((scene) => requests(scene)),
  ),
  write(
    'POST /api/privacy/v1/connections/requests/:id/refuse',
    eachId((scene) => requests(scene)),
  ),
  last(
    'DELETE /api/privacy/v1/connections/requests/:id',
    eachId((scene) => requests(scene)),
  ),
  last('DELETE /api/privacy/v1/connections/:persona', (scene) =>
    scene.people.map((persona) => ({ at: { persona } })),
  ),

  read('GET /api/privacy/v1/spaces'),
  read('GET /api/privacy/v1/spaces/:id', eachId(spaces)),
  read('GET /api/privacy/v1/spaces/:id/members', eachId(spaces)),
  read('GET /api/privacy/v1/spaces/:id/requests', eachId(spaces)),
  write('POST /api/privacy/v1/spaces', (scene) => [
    {
      body: { handle: `club-${scene.word}`, title: 'Club', note: 'Ours', openness: 'closed' },
      keep: 'own space',
    },
  ]),
  write('PUT /api/privacy/v1/spaces/:id', (scene) =>
    [scene.kept('own space'), ...scene.spaces].map((id) => ({ at: { id }, body: { title: 'Renamed' } })),
  ),
  write('POST /api/privacy/v1/spaces/:id/join', eachId(spaces)),
  write('POST /api/privacy/v1/spaces/:id/members', (scene) => [
    ...scene.people.map((persona) => ({ at: { id: scene.kept('own space') }, body: { persona } })),
    ...scene.spaces.map((id) => ({ at: { id }, body: { persona: scene.cast.people.peter.id } })),
  ]),
  write('PUT /api/privacy/v1/spaces/:id/members/:persona', (scene) =>
    inSpaces(scene).map((at) => ({ at, body: { administrator: false } })),
  ),
  write('POST /api/privacy/v1/spaces/:id/requests/:persona/approve', eachAnswer),
  write('POST /api/privacy/v1/spaces/:id/requests/:persona/refuse', eachAnswer),
  last('DELETE /api/privacy/v1/spaces/:id/members/:persona', eachAnswer),
  last('POST /api/privacy/v1/spaces/:id/leave', eachId(spaces)),
  last(
    'DELETE /api/privacy/v1/spaces/:id',
    eachId((scene) => [...scene.spaces, scene.kept('own space')]),
  ),
];

const inSpaces = (scene: Scene) => withPeople(scene.kept('own space'), scene.spaces, scene);

const requests = (scene: Scene) => [
  ...guesses(scene),
  ...scene.people.map((id) => scene.kept(`request to ${id}`, 'request.id')),
];

function eachAnswer(scene: Scene) {
  return inSpaces(scene).map((at) => ({ at }));
}
