import { eachId, last, type Probe, read, type Scene, type Use, write } from './probe.ts';

const resources = (scene: Scene): readonly string[] => scene.resources;
/** Where one says as much as all. */
const few = (scene: Scene): readonly string[] => scene.resources.slice(0, 2);

/** Eight words in a row of what a hidden page says: whoever may not read it is to publish them like any others. */
export const REPEATED = 'the burrow behind the mill has seven secret doors';

const BYTES = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };

const form = (text: string): Use => ({
  headers: { 'content-type': 'multipart/form-data; boundary=zz' },
  body: `--zz\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--zz--\r\n`,
});

const newThings = (scene: Scene): Use[] => [
  { body: { kind: 'page', title: 'Own page', text: 'Words of my own' }, keep: 'own resource' },
  { body: { kind: 'folder', title: 'Own folder' }, keep: 'own folder' },
  ...few(scene).flatMap((id): Use[] => [
    { body: { kind: 'folder', title: 'In it', folder: id } },
    { body: { kind: 'folder', title: 'Of it', owner: id } },
    { body: { kind: 'file', title: 'From it', upload: id } },
  ]),
  ...scene.organisations.map((owner) => ({ body: { kind: 'folder', title: 'For it', owner } })),
  { body: { kind: 'page', title: 'Repeats', text: REPEATED } },
];

/** Files, folders, links and pages, uploads, and files that go with posts. */
export const resourceProbes: readonly Probe[] = [
  read('GET /api/privacy/v1/owners'),
  read('GET /api/privacy/v1/resources', (scene) => [
    {},
    { query: 'limit=1' },
    { query: `max_id=${scene.guesses[0]}` },
    ...resources(scene).map((id) => ({ query: `folder=${id}` })),
    ...[...scene.people, ...scene.organisations].map((id) => ({ query: `owner=${id}` })),
  ]),
  read('GET /api/privacy/v1/resources/:id', eachId(resources)),
  read('GET /api/privacy/v1/resources/:id/grants', eachId(resources)),
  read('GET /api/privacy/v1/resources/:id/comments', eachId(resources)),
  read('GET /api/privacy/v1/resources/:id/download', (scene) => [
    ...eachId(resources)(scene),
    ...eachId(few, { headers: { range: 'bytes=0-3' } })(scene),
  ]),
  read('GET /api/privacy/v1/attachments/:id/download', eachId(resources)),
  read('GET /api/privacy/v1/files/:ticket', (scene) =>
    ['guess', ...few(scene)].map((ticket) => ({ at: { ticket } })),
  ),
  read('GET /api/privacy/v1/uploads/:id', eachId(few)),
  read(
    'GET /api/v1/media/:id',
    eachId((scene) => scene.resources.slice(-2)),
  ),
  write('POST /api/v1/statuses', () => [{ body: { status: REPEATED, visibility: 'public' } }]),
  write('POST /api/v1/statuses', (scene) =>
    scene.resources.slice(-2).map((id) => ({ body: { status: 'With it', media_ids: [id] } })),
  ),
  write('POST /api/v1/statuses', (scene) =>
    few(scene).flatMap((id) => [
      { body: { status: 'A comment', in_reply_to_id: id }, keep: `comment on ${id}` },
      { body: { status: 'A quote', quoted_status_id: id }, keep: `quote of ${id}` },
    ]),
  ),
  write('POST /api/privacy/v1/resources/:id/reshare', eachId(resources)),
  write('POST /api/privacy/v1/resources', newThings),
  write('PATCH /api/privacy/v1/resources/:id', (scene) => [
    ...eachId(resources, { body: { title: 'Renamed' } })(scene),
    ...eachId(few, { body: { sharing: 'own' } })(scene),
    ...few(scene).map((folder) => ({ at: { id: scene.kept('own resource') }, body: { folder } })),
  ]),
  // To nobody: whoever comes at what is their own is not to let the others in.
  write('POST /api/privacy/v1/resources/:id/grants', (scene) => [
    {
      at: { id: scene.kept('own resource') },
      body: { actions: ['see'], audience: { kind: 'network' } },
      keep: 'own grant',
    },
    ...eachId(resources, { body: { actions: ['see'], audience: { kind: 'nobody' } } })(scene),
  ]),
  write('POST /api/privacy/v1/files/links', (scene) =>
    resources(scene).flatMap((id) => [
      { body: { kind: 'resource', id } },
      { body: { kind: 'attachment', id } },
    ]),
  ),
  write('POST /api/privacy/v1/uploads', () => [{ body: { name: 'own.txt', bytes: 4 }, keep: 'own upload' }]),
  write('PATCH /api/privacy/v1/uploads/:id', (scene) =>
    [scene.kept('own upload'), ...few(scene)].map((id) => ({
      at: { id },
      body: 'mine',
      headers: BYTES,
    })),
  ),
  write('POST /api/v1/media', () => [form('words of mine')]),
  write('POST /api/v2/media', () => [{ ...form('words of mine'), keep: 'own media' }]),
  write('PUT /api/v1/media/:id', (scene) =>
    [scene.kept('own media'), ...scene.resources.slice(-2)].map((id) => ({
      at: { id },
      body: { description: 'Mine' },
    })),
  ),
  last('DELETE /api/privacy/v1/resources/:id/grants/:grant', (scene) =>
    [scene.kept('own resource'), ...resources(scene)].map((id) => ({
      at: { id, grant: scene.kept('own grant') },
    })),
  ),
  last('DELETE /api/privacy/v1/resources/:id/reshare', eachId(resources)),
  last('DELETE /api/v1/statuses/:id', (scene) =>
    few(scene).flatMap((id) =>
      [`comment on ${id}`, `quote of ${id}`].map((name) => ({ at: { id: scene.kept(name) } })),
    ),
  ),
  last('DELETE /api/privacy/v1/resources/:id', (scene) =>
    [scene.kept('own resource'), scene.kept('own folder'), ...resources(scene)].map((id) => ({ at: { id } })),
  ),
  last('DELETE /api/privacy/v1/uploads/:id', (scene) =>
    [scene.kept('own upload'), ...resources(scene)].map((id) => ({ at: { id } })),
  ),
];
