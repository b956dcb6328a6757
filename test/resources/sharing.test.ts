import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ActorId } from '../../src/privacy/words.ts';
import { instantValue } from '../../src/store/time.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { download, file, folder, grant, listed, RESOURCES, type Shared, share } from './support.ts';

let app: TestApp;
let network: TestNetwork;
let ada: TestPersona;
let ben: TestPersona;
let cleo: TestPersona;
const only = ({ id }: TestPersona) => ({ kind: 'persona', persona: id });
const change = (who: TestPersona, id: string, body: object) =>
  app.request('PATCH', `${RESOURCES}/${id}`, { token: who.token, body });
const show = (who: TestPersona, id: string) => app.request('GET', `${RESOURCES}/${id}`, { token: who.token });

before(async () => {
  app = await testApp();
  network = await makeNetwork(app);
  ada = await makePersona(app, network, 'ada');
  ben = await makePersona(app, network, 'ben');
  cleo = await makePersona(app, network, 'cleo');
});

test('what is made is sealed, and absent to everybody else', async () => {
  const made = await share(app, ada, { kind: 'page', title: 'Plan', text: 'First we melt the wax.' });
  const hidden = await show(ben, made.id);
  const nothing = await show(ben, '019cbdb6-6e00-7bad-8bad-bad0bad0bad0');
  assert.equal(hidden.status, 404);
  assert.equal(await hidden.text(), await nothing.text());
  assert.deepEqual(await listed(app, ben, ''), []);
  assert.deepEqual(await listed(app, ben, `?owner=${ada.id}`), []);
  assert.deepEqual(await listed(app, ada, `?owner=${ada.id}`), ['Plan']);
});

test('content is shared as its folder, may be narrowed, and never goes further', async () => {
  const box = await folder(app, ada, 'Box');
  const inner = await folder(app, ada, 'Inner', { folder: box.id });
  const note = await file(app, ada, 'note.txt', Buffer.from('words in a file'), { folder: inner.id });
  assert.equal(note.sharing, 'folder');
  const given = await grant(app, ada, box.id, ['see', 'download'], { any: [only(ben), only(cleo)] });
  assert.deepEqual(await listed(app, ben, `?folder=${inner.id}`), ['note.txt']);
  assert.deepEqual(await listed(app, ben, ''), ['Box']);
  assert.equal(await (await download(app, ben, note.id)).text(), 'words in a file');
  const refused = await app.request('POST', `${RESOURCES}/${note.id}/grants`, {
    token: ada.token,
    body: { actions: ['see'], audience: { kind: 'network' } },
  });
  assert.equal(refused.status, 409);

  await answerOf(await change(ada, note.id, { sharing: 'own' }), 200);
  assert.equal((await download(app, cleo, note.id)).status, 200, 'at first it is shared as it was');
  const [own] = (await answerOf(
    await app.request('GET', `${RESOURCES}/${note.id}/grants`, { token: ada.token }),
    200,
  )) as { id: string }[];
  await answerOf(
    await app.request('DELETE', `${RESOURCES}/${note.id}/grants/${own?.id}`, { token: ada.token }),
    200,
  );
  await grant(app, ada, note.id, ['see', 'download', 'edit'], { any: [only(ben), { kind: 'network' }] });
  assert.equal((await download(app, ben, note.id)).status, 200);
  assert.equal((await change(ben, note.id, { title: 'mine' })).status, 403, 'the folder is not for editing');
  await answerOf(
    await app.request('DELETE', `${RESOURCES}/${box.id}/grants/${given.id}`, { token: ada.token }),
    200,
  );
  assert.equal((await download(app, ben, note.id)).status, 404, 'it ends with the folder');
  assert.deepEqual(await listed(app, ben, ''), []);

  await answerOf(await change(ada, note.id, { folder: null }), 200);
  assert.equal((await download(app, ben, note.id)).status, 200, 'moved out, it goes by its own grants');
  await answerOf(await change(ada, box.id, { folder: inner.id }), 422);
  await answerOf(await app.request('DELETE', `${RESOURCES}/${box.id}`, { token: ada.token }), 200);
  assert.equal((await show(ada, inner.id)).status, 404, 'a folder goes with all that is in it');
});

test('a change is made whole or not at all', async () => {
  const box = await folder(app, ada, 'Drawer');
  const page = await share(app, ada, { kind: 'page', title: 'Before', text: 'One' });
  const nowhere = '019cbdb6-6e00-7bad-8bad-bad0bad0bad0';
  for (const wrong of [{ folder: nowhere }, { sharing: 'folder' }, { url: 'https://example.org/' }]) {
    await answerOf(await change(ada, page.id, { title: 'After', label: 'internal', ...wrong }), 422);
  }
  await answerOf(await change(ada, page.id, { folder: box.id, sharing: 'own', label: 'trade-secret' }), 422);
  const still = (await answerOf(await show(ada, page.id), 200)) as Shared;
  assert.deepEqual([still.title, still.label, still.folders], ['Before', 'public', []]);
  await answerOf(await change(ada, page.id, { title: 'After', folder: box.id, sharing: 'folder' }), 200);
  const moved = (await answerOf(await show(ada, page.id), 200)) as Shared;
  assert.deepEqual([moved.title, moved.sharing], ['After', 'folder']);
  await grant(app, ada, box.id, ['see'], only(ben));
  assert.equal((await show(ben, page.id)).status, 200);
  await answerOf(await change(ada, page.id, { folder: null, text: 'Two' }), 200);
  assert.equal((await show(ben, page.id)).status, 200, 'where it is in none, it goes as it went');
});

test('of two edits at once the later one is told of the earlier', async () => {
  const page = await share(app, ada, { kind: 'page', title: 'Draft', text: 'Nothing yet' });
  await grant(app, ada, page.id, ['see', 'edit'], only(ben));
  const read = await show(ben, page.id);
  const etag = read.headers.get('etag') ?? '';
  assert.equal(((await read.json()) as { etag: string }).etag, etag);
  const edit = (who: TestPersona, text: string) =>
    app.request('PATCH', `${RESOURCES}/${page.id}`, {
      token: who.token,
      body: { text },
      headers: { 'if-match': etag },
    });
  const both = await Promise.all([edit(ben, 'by Ben'), edit(ben, 'by Ben, elsewhere')]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412]);
  await answerOf(await edit(ben, 'again'), 412);
  const now = (await show(ben, page.id)).headers.get('etag') ?? '';
  const later = await app.request('PATCH', `${RESOURCES}/${page.id}`, {
    token: ben.token,
    body: { text: 'again' },
    headers: { 'if-match': now },
  });
  assert.equal(later.status, 200);
});

test('a grant for seeing is none for downloading, and ends when it says', async () => {
  const made = await file(app, ada, 'a.txt', Buffer.from('abc'));
  const until = new Date(app.clock.now().getTime() + 60_000).toISOString();
  await grant(app, ada, made.id, ['see'], only(ben));
  await grant(app, ada, made.id, ['download'], only(ben), { until });
  await grant(app, ada, made.id, ['see'], only(cleo));
  assert.equal((await download(app, ben, made.id)).status, 200);
  assert.equal((await download(app, cleo, made.id)).status, 403);
  app.clock.advance(60_000);
  assert.equal((await download(app, ben, made.id)).status, 403);
});

test('who may edit a folder puts things into it, which are the owner’s', async () => {
  const box = await folder(app, ada, 'Shared work');
  await grant(app, ada, box.id, ['see', 'edit'], only(ben));
  const put = await share(app, ben, {
    kind: 'link',
    title: 'There',
    url: 'https://example.org/',
    folder: box.id,
  });
  assert.equal(put.owner?.id, ada.id);
  assert.equal(put.can.manage, false);
  assert.equal(put.sharing, undefined);
  await answerOf(await change(ben, put.id, { title: 'Here' }), 200);
  await answerOf(await change(ben, put.id, { label: 'internal' }), 403);
  await answerOf(await app.request('DELETE', `${RESOURCES}/${put.id}`, { token: ben.token }), 403);
  await answerOf(
    await app.request('POST', RESOURCES, {
      token: cleo.token,
      body: { kind: 'folder', title: 'No', folder: box.id },
    }),
    422,
  );
});

test('an organisation owns and grants, by whoever is on its staff', async () => {
  const orga = (await answerOf(
    await app.request('POST', '/api/privacy/v1/organisations', {
      token: network.admin.token,
      body: { handle: 'orga', display_name: 'Orga' },
    }),
    201,
  )) as { id: string };
  const body = { kind: 'page', title: 'Prices', text: 'One seal, one crown.', owner: orga.id };
  await answerOf(await app.request('POST', RESOURCES, { token: ada.token, body }), 422);
  const seat = `/api/privacy/v1/organisations/${orga.id}/staff/${ada.id}`;
  await answerOf(
    await app.request('PUT', seat, { token: network.admin.token, body: { functions: ['sales'] } }),
    204,
  );
  const page = await share(app, ada, body);
  assert.equal(page.owner?.id, orga.id);
  await grant(app, ada, page.id, ['see'], only(ben));
  assert.equal((await show(ben, page.id)).status, 200);
  const owners = (await answerOf(
    await app.request('GET', '/api/privacy/v1/owners', { token: ada.token }),
    200,
  )) as { id: string }[];
  assert.deepEqual(
    owners.map(({ id }) => id),
    [ada.id, orga.id],
  );
  await answerOf(await app.request('DELETE', seat, { token: network.admin.token }), 204);
  assert.equal((await show(ada, page.id)).status, 404, 'whoever left sees no more than others');
});

test('names that could lead elsewhere are refused', async () => {
  for (const title of ['a/b', 'a\\b', '..', 'a\u0000b', 'a\u202eb', '', ' ', 'x'.repeat(201)])
    await answerOf(
      await app.request('POST', RESOURCES, { token: ada.token, body: { kind: 'folder', title } }),
      422,
    );
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x'])
    await answerOf(
      await app.request('POST', RESOURCES, { token: ada.token, body: { kind: 'link', title: 'x', url } }),
      422,
    );
});

test('what a space shared itself is gone with it, and what others let its members see is for nobody', async () => {
  const spaces = '/api/privacy/v1/spaces';
  const made = { handle: 'garden', title: 'The garden', openness: 'open' };
  const space = (await answerOf(
    await app.request('POST', spaces, { token: ada.token, body: made }),
    201,
  )) as { id: string };
  const owner = { kind: 'page', title: 'Plots', text: 'Who digs where.', owner: space.id };
  const plots = await share(app, ada, owner);
  await grant(app, ada, plots.id, ['see'], { kind: 'network' });
  const own = await share(app, ada, { kind: 'page', title: 'Seeds', text: 'Beans.' });
  await grant(app, ada, own.id, ['see'], { kind: 'space', space: space.id });
  await answerOf(await app.request('POST', `${spaces}/${space.id}/join`, { token: ben.token }), 200);
  for (const { id } of [plots, own]) assert.equal((await show(ben, id)).status, 200);
  // While a space is suspended nobody acts for it.
  const suspension = `/api/privacy/v1/networks/${network.slug}/suspensions/${space.id}`;
  for (const [method, status] of [
    ['PUT', 404],
    ['DELETE', 200],
  ] as const) {
    await app.request(method, suspension, { token: network.admin.token });
    assert.equal((await change(ada, plots.id, { title: 'Plots of ours' })).status, status, method);
  }
  app.clock.advance(1000);
  await answerOf(await app.request('DELETE', `${spaces}/${space.id}`, { token: ada.token }), 200);
  for (const { id } of [plots, own]) assert.equal((await show(ben, id)).status, 404);
  const live = await app.deps.store.community
    .selectFrom('community.grant')
    .select('id')
    .where('owner_id', '=', space.id as ActorId)
    .where('valid_until', '>', instantValue(app.clock.now().getTime()))
    .execute();
  assert.deepEqual(live, []);
});
