import { eachId, last, type Probe, pagesOfEach, read, type Scene, take, type Use, write } from './probe.ts';

const BASE = '/api/privacy/v1/conversations';

const own = (scene: Scene) => scene.kept('own conversation');
const conversations = (scene: Scene) => [...new Set([...scene.conversations, own(scene)])];
/** A message of the viewer's own, and what is hidden, as one. */
const messages = (scene: Scene) => [scene.kept('own message'), ...scene.guesses];

/** Each conversation with something in it, and the own one with everything. */
const withMessages = (scene: Scene, use: (message: string) => Omit<Use, 'at'>): Use[] => [
  ...scene.conversations.map((id) => ({ at: { id }, ...use(scene.guesses[0] as string) })),
  ...messages(scene).map((message) => ({ at: { id: own(scene) }, ...use(message) })),
];

const writing = (scene: Scene): Use[] =>
  scene.people.map((person) => ({ body: { with: [person], text: `Hello from ${scene.word}` } }));

/** Private conversations, with persons and with organisations. */
export const conversationProbes: readonly Probe[] = [
  read(`GET ${BASE}/settings`),
  read(`GET ${BASE}`, (scene) => [
    {},
    { query: `folder=inbox&limit=2&max_id=${scene.guesses[0]}` },
    { query: 'folder=requests' },
    { query: 'folder=organisation' },
  ]),
  read(`GET ${BASE}/:id`, eachId(conversations)),
  read(`GET ${BASE}/:id/messages`, pagesOfEach(conversations)),
  read(`GET ${BASE}/:id/attributes`, eachId(conversations)),
  write(`PUT ${BASE}/settings`, () => [{ body: { receipts: true } }]),
  write(`POST ${BASE}`, (scene) => [
    ...writing(scene),
    {
      body: { with: [scene.people[0], scene.cast.people.quinn.id], title: 'Several', text: 'All of you' },
    },
    ...scene.organisations.map((organisation, n) => ({
      body: { organisation, function: 'communications', text: 'Is anybody there?' },
      ...(n === 0 ? { keep: 'own conversation' } : {}),
    })),
  ]),
  write(`POST ${BASE}/:id/messages`, (scene) => [
    ...scene.conversations.map((id) => ({ at: { id }, body: { text: 'May I say something?' } })),
    { at: { id: own(scene) }, body: { text: 'Still there?' }, keep: 'own message' },
    // A file that is sent already, to others.
    ...scene.resources.slice(-2).map((id) => ({
      at: { id: own(scene) },
      body: { text: 'With it', attachments: [id] },
    })),
  ]),
  write(`PATCH ${BASE}/:id`, (scene) =>
    conversations(scene).flatMap((id) => [
      { at: { id }, body: { muted: false } },
      { at: { id }, body: { title: 'Renamed' } },
    ]),
  ),
  write(`POST ${BASE}/:id/people`, (scene) =>
    scene.conversations.map((id) => ({ at: { id }, body: { personas: [scene.cast.people.quinn.id] } })),
  ),
  write(`POST ${BASE}/:id/answer`, (scene) =>
    scene.conversations.map((id) => ({ at: { id }, body: { answer: 'accept' } })),
  ),
  write(`POST ${BASE}/:id/read`, (scene) => withMessages(scene, (up_to) => ({ body: { up_to } }))),
  write(`POST ${BASE}/:id/attributes`, (scene) => [
    ...conversations(scene).map((id) => ({
      at: { id },
      body: { attribute: scene.kept('own attribute'), precision: 'exact' },
    })),
    ...scene.attributes.map((attribute) => ({
      at: { id: own(scene) },
      body: { attribute, precision: 'exact' },
    })),
  ]),
  last(`DELETE ${BASE}/:id/attributes/:attribute`, (scene) => [
    ...scene.guesses.map((attribute) => ({ at: { id: own(scene), attribute } })),
    ...scene.conversations.map((id) => ({ at: { id, attribute: scene.guesses[0] as string } })),
  ]),
  last(`DELETE ${BASE}/:id/messages/:message`, (scene) => [
    ...scene.conversations.map((id) => ({ at: { id, message: scene.guesses[0] as string } })),
    ...messages(scene).map((message) => ({ at: { id: own(scene), message }, query: 'for=all' })),
  ]),
  last(`POST ${BASE}/:id/clear`, (scene) => withMessages(scene, (up_to) => ({ body: { up_to } }))),
  last(`PUT ${BASE}/settings`, () => [{ body: { receipts: false } }]),
  last(`POST ${BASE}/:id/leave`, eachId(conversations)),
  // After leaving, once more: whoever said no isn't told, and nothing shows it.
  take(`POST ${BASE}`, writing),
];
