import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { receive } from '../../src/community/uploads/receive.ts';
import { sweepFiles } from '../../src/community/uploads/sweep-files.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { type FileStore, openFiles } from '../../src/store/files.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { append, begin, download, file, grant, listed, RESOURCES, share, UPLOADS } from './support.ts';

let app: TestApp;
let network: TestNetwork;
let ada: TestPersona;
let ben: TestPersona;
/** Bytes that the disk still takes; endless unless a test says so. */
let room = Number.POSITIVE_INFINITY;

/** A disk that fills up. */
const filling = (usual: FileStore): FileStore => ({
  ...usual,
  async append(name, from, bytes, most) {
    const added = await usual.append(name, from, bytes, Math.min(most, from + room));
    return added.how === 'over' && added.length === from + room ? { ...added, how: 'full' } : added;
  },
});

const stored = (): Buffer[] =>
  readdirSync(app.filesFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`));

const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#c80' } })
    .withExif({
      IFD0: { Artist: 'Amber Authorson', Make: 'Seal & Sons' },
      IFD2: { BodySerialNumber: 'SERIAL-4711' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>Amber Authorson</creator></x:xmpmeta>')
    .jpeg()
    .toBuffer();

before(async () => {
  app = await testApp({ files: filling });
  network = await makeNetwork(app);
  ada = await makePersona(app, network, 'ada');
  ben = await makePersona(app, network, 'ben');
});

test('an upload that breaks off goes on from what was kept', async () => {
  const whole = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251));
  const id = await begin(app, ada, 'bytes.bin', whole.length);
  let sent = 0;
  const breaking = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= 100_000) return controller.error(new Error('the connection broke'));
      controller.enqueue(whole.subarray(sent, sent + 50_000));
      sent += 50_000;
    },
  });
  await append(app, ada, id, 0, breaking);
  const state = await app.request('HEAD', `${UPLOADS}/${id}`, { token: ada.token });
  assert.equal(state.headers.get('upload-offset'), '100000');
  assert.equal(state.headers.get('upload-length'), '300000');
  assert.equal((await append(app, ada, id, 99_999, whole.subarray(99_999))).status, 409);
  assert.equal((await append(app, ben, id, 100_000, whole.subarray(100_000))).status, 404);
  const early = await app.request('POST', RESOURCES, {
    token: ada.token,
    body: { kind: 'file', title: 'bytes.bin', upload: id },
  });
  assert.equal(early.status, 422);
  assert.equal((await append(app, ada, id, 100_000, whole.subarray(100_000))).status, 204);
  const made = await share(app, ada, { kind: 'file', title: 'bytes.bin', upload: id });
  const got = Buffer.from(await (await download(app, ada, made.id)).arrayBuffer());
  assert.ok(got.equals(whole));
  const range = await download(app, ada, made.id, { range: 'bytes=100-199' });
  assert.equal(range.status, 206);
  assert.equal(range.headers.get('content-range'), 'bytes 100-199/300000');
  assert.ok(Buffer.from(await range.arrayBuffer()).equals(whole.subarray(100, 200)));
  assert.equal((await download(app, ada, made.id, { range: 'bytes=300000-' })).status, 416);
});

test('two do not write to one upload at once, which nobody else is told', async () => {
  const id = await begin(app, ada, 'slow', 10);
  let go: (() => void) | undefined;
  const slow = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(Buffer.from('hello'));
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      controller.close();
    },
  });
  const first = append(app, ada, id, 0, slow);
  await wait(300);
  assert.equal((await append(app, ada, id, 0, Buffer.from('mixed'))).status, 409);
  assert.equal((await append(app, ben, id, 0, Buffer.from('x'))).status, 404);
  go?.();
  assert.equal((await first).status, 204);
  assert.equal((await append(app, ada, id, 5, Buffer.from('there'))).status, 204);
});

test('who falls silent loses the turn to write, also to another process', async () => {
  const id = await begin(app, ada, 'silent', 10);
  let go: (() => void) | undefined;
  const silent = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(Buffer.from('hello'));
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      controller.enqueue(Buffer.from('WORLD'));
      controller.close();
    },
  });
  const first = append(app, ada, id, 0, silent);
  await wait(300);
  // As another process has it: the same database and folder, and nothing in common besides.
  const viewer = await loadViewer(app.deps.store, network.id as NetworkId, ada.id as ActorId);
  assert.ok(viewer);
  const other = {
    ...app.deps,
    files: openFiles(app.filesFolder, randomBytes),
  };
  const there = async (from: number, words: string) => {
    const at = app.clock.now().getTime();
    return receive(
      other,
      viewer,
      id,
      from,
      (async function* () {
        yield Buffer.from(words);
      })(),
      at,
    );
  };
  const early = await there(0, 'mixed');
  assert.ok(!early.ok && early.refusal.kind === 'conflict');
  app.clock.advance(15_000);
  const went = await there(0, 'right');
  assert.ok(went.ok && went.value.received === 5);
  go?.();
  assert.equal((await first).status, 409);
  assert.equal((await append(app, ada, id, 5, Buffer.from('words'))).status, 204);
  const made = await share(app, ada, { kind: 'file', title: 'silent', upload: id });
  assert.equal(await (await download(app, ada, made.id)).text(), 'rightwords');
});

test('more than was said, and too much, are refused', async () => {
  const id = await begin(app, ada, 'small', 3);
  assert.equal((await append(app, ada, id, 0, Buffer.from('abcdef'))).status, 413);
  const big = { name: 'big', bytes: 1024 ** 3 + 1 };
  await answerOf(await app.request('POST', UPLOADS, { token: ada.token, body: big }), 422);
});

test('a full disk says so and keeps what came', async () => {
  const id = await begin(app, ada, 'full', 1000);
  assert.equal((await append(app, ada, id, 0, Buffer.alloc(400, 1))).status, 204);
  room = 100;
  const refused = (await answerOf(await append(app, ada, id, 400, Buffer.alloc(600, 1)), 507)) as {
    error_description: string;
  };
  assert.match(refused.error_description, /disk is full/);
  room = Number.POSITIVE_INFINITY;
  const state = await app.request('HEAD', `${UPLOADS}/${id}`, { token: ada.token });
  assert.equal(state.headers.get('upload-offset'), '500');
  assert.equal((await append(app, ada, id, 500, Buffer.alloc(500, 1))).status, 204);
});

test('a picture is rid of place, device and author before anybody can have it', async () => {
  const bytes = await picture();
  assert.ok(bytes.includes('Amber Authorson') && bytes.includes('SERIAL-4711'));
  const made = await file(app, ada, 'amber.jpg', Buffer.concat([bytes, Buffer.from('TRAILER')]));
  assert.equal(made.file?.media_type, 'image/jpeg');
  const got = Buffer.from(await (await download(app, ada, made.id)).arrayBuffer());
  const { exif, xmp, iptc, orientation, width, height } = await sharp(got).metadata();
  assert.deepEqual(
    { exif, xmp, iptc, orientation },
    { exif: undefined, xmp: undefined, iptc: undefined, orientation: undefined },
  );
  assert.deepEqual([width, height], [40, 60], 'it is turned as it is to be seen');
  for (const kept of stored())
    for (const word of ['Amber Authorson', 'SERIAL-4711', 'TRAILER']) assert.ok(!kept.includes(word), word);
});

test('what cannot be cleaned is refused, and a claimed type is not believed', async () => {
  const heic = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypheic\0\0\0\0mif1heic'),
    Buffer.alloc(64),
  ]);
  const id = await begin(app, ada, 'a.heic', heic.length);
  await append(app, ada, id, 0, heic);
  await answerOf(
    await app.request('POST', RESOURCES, {
      token: ada.token,
      body: { kind: 'file', title: 'a', upload: id },
    }),
    422,
  );
  const page = await file(app, ada, 'page.jpg', Buffer.from('<html><script>alert(1)</script></html>'));
  assert.equal(page.file?.media_type.startsWith('image/'), false);
  const sent = await download(app, ada, page.id);
  assert.equal(sent.headers.get('content-type'), 'application/octet-stream');
  assert.match(sent.headers.get('content-disposition') ?? '', /^attachment;/);
  assert.match(sent.headers.get('content-security-policy') ?? '', /sandbox/);
  assert.equal(sent.headers.get('x-content-type-options'), 'nosniff');
});

test('a link works in the browser for which it was made, while the grant lives', async () => {
  const made = await file(app, ada, 'linked.txt', Buffer.from('linked words'));
  const given = await grant(app, ada, made.id, ['see', 'download'], { kind: 'persona', persona: ben.id });
  const answer = await app.request('POST', '/api/privacy/v1/files/links', {
    token: ben.token,
    body: { kind: 'resource', id: made.id },
  });
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { url } = (await answerOf(answer, 201)) as { url: string };
  const path = new URL(url).pathname;
  const follow = (headers: Record<string, string>) => app.request('GET', path, { headers });
  assert.equal(await (await follow({ cookie })).text(), 'linked words');
  for (const headers of [{}, { cookie: 'waxseal_files=guess' }])
    assert.equal((await follow(headers as Record<string, string>)).status, 404);
  const tampered = `${path.slice(0, -2)}${path.endsWith('AA') ? 'BB' : 'AA'}`;
  assert.equal((await app.request('GET', tampered, { headers: { cookie } })).status, 404);
  await answerOf(
    await app.request('DELETE', `${RESOURCES}/${made.id}/grants/${given.id}`, { token: ada.token }),
    200,
  );
  assert.equal((await follow({ cookie })).status, 404, 'dead with the grant');
  await grant(app, ada, made.id, ['see', 'download'], { kind: 'persona', persona: ben.id });
  assert.equal((await follow({ cookie })).status, 200);
  app.clock.advance(21 * 60_000);
  assert.equal((await follow({ cookie })).status, 404, 'and with its time');
});

test('a running download ends when its grant does', async () => {
  const made = await file(app, ada, 'long.bin', Buffer.alloc(8 * 1024 ** 2, 7));
  const given = await grant(app, ada, made.id, ['see', 'download'], { kind: 'persona', persona: ben.id });
  const reader = (await download(app, ben, made.id)).body?.getReader();
  assert.ok(reader);
  await reader.read();
  await answerOf(
    await app.request('DELETE', `${RESOURCES}/${made.id}/grants/${given.id}`, { token: ada.token }),
    200,
  );
  let after = 0;
  await assert.rejects(async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      after += value.length;
    }
  });
  assert.ok(after <= 1.5 * 1024 ** 2, `${after} bytes came after the withdrawal`);
});

test('what is deleted leaves no bytes, and what nobody names is swept', async () => {
  const made = await file(app, ada, 'gone.txt', Buffer.from('bytes that go away'));
  await answerOf(await app.request('DELETE', `${RESOURCES}/${made.id}`, { token: ada.token }), 200);
  assert.ok(!stored().some((bytes) => bytes.includes('bytes that go away')));
  const id = await begin(app, ada, 'left', 1000);
  await append(app, ada, id, 0, Buffer.from('left half way'));
  const orphan = await app.deps.files.create();
  await app.deps.files.append(orphan, 0, new Blob(['nobody names me']).stream(), 100);
  const kept = await file(app, ada, 'kept.txt', Buffer.from('bytes that stay'));
  await sweepFiles(app.deps, Date.now() + 2 * 86_400_000);
  assert.equal((await app.request('HEAD', `${UPLOADS}/${id}`, { token: ada.token })).status, 404);
  const left = stored();
  for (const word of ['left half way', 'nobody names me'])
    assert.ok(!left.some((bytes) => bytes.includes(word)), word);
  assert.equal(await (await download(app, ada, kept.id)).text(), 'bytes that stay');
  assert.ok((await listed(app, ada, `?owner=${ada.id}`)).includes('kept.txt'));
});

test('a file goes with a post: who sees the post has it, and nobody else', async () => {
  const form = new FormData();
  form.append('file', new Blob([await picture()], { type: 'image/jpeg' }), '../holiday.jpg');
  form.append('description', 'A square of amber');
  const media = (await answerOf(
    await app.router.request('/api/v2/media', {
      method: 'POST',
      headers: { host: 'localhost:8080', authorization: `Bearer ${ada.token}` },
      body: form,
    }),
    200,
  )) as { id: string; type: string; waxseal: { name: string } };
  assert.equal(media.type, 'image');
  assert.equal(media.waxseal.name, 'holiday.jpg');
  const body = { status: '', media_ids: [media.id], audience: { kind: 'persona', persona: ben.id } };
  await answerOf(await app.request('POST', '/api/v1/statuses', { token: ben.token, body }), 422);
  const post = (await answerOf(
    await app.request('POST', '/api/v1/statuses', { token: ada.token, body }),
    200,
  )) as { id: string };
  const seen = (await answerOf(
    await app.request('GET', `/api/v1/statuses/${post.id}`, { token: ben.token }),
    200,
  )) as { media_attachments: { url: string; description: string }[] };
  const [shown] = seen.media_attachments;
  assert.equal(shown?.description, 'A square of amber');
  const at = new URL(shown?.url ?? '').pathname;
  const inline = await app.request('GET', at);
  assert.equal(inline.headers.get('content-type'), 'image/jpeg');
  assert.equal((await sharp(Buffer.from(await inline.arrayBuffer())).metadata()).exif, undefined);
  const bytes = (who: TestPersona) =>
    app.request('GET', `/api/privacy/v1/attachments/${media.id}/download`, { token: who.token });
  assert.equal((await bytes(ben)).status, 200);
  assert.equal((await bytes(network.admin)).status, 404);
  await answerOf(
    await app.request('PUT', `/api/privacy/v1/posts/${post.id}/audience`, {
      token: ada.token,
      body: { audience: { kind: 'nobody' } },
    }),
    200,
  );
  assert.equal((await bytes(ben)).status, 404);
  assert.equal((await app.request('GET', at)).status, 404, 'the link was his, and is dead with the grant');
  await answerOf(await app.request('DELETE', `/api/v1/statuses/${post.id}`, { token: ada.token }), 200);
  assert.equal((await bytes(ada)).status, 404);
});
