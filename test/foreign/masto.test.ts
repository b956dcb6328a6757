import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createRestAPIClient, type mastodon } from 'masto';
import sharp from 'sharp';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { makeNetwork, makePersona, type TestPersona } from '../support/people.ts';

/** A client that we didn't write drives the Mastodon API over a socket. */
let app: TestApp;
let server: Listening;
let ada: TestPersona;
let ben: TestPersona;
const clientOf = (persona: TestPersona): mastodon.rest.Client =>
  createRestAPIClient({ url: `http://127.0.0.1:${server.port}`, accessToken: persona.token });

before(async () => {
  app = await testApp();
  await makeNetwork(app);
  ada = await makePersona(app, 'acme', 'ada');
  ben = await makePersona(app, 'acme', 'ben');
  server = await listen(app.router, { port: 0, host: '127.0.0.1' });
});

after(() => server.close());

test('masto reads and changes the account', async () => {
  const client = clientOf(ada);
  const me = await client.v1.accounts.verifyCredentials();
  assert.equal(me.username, 'ada');
  const changed = await client.v1.accounts.updateCredentials({ note: 'Counts things.', locked: false });
  assert.match(changed.note, /Counts things\./);
  const seen = await clientOf(ben).v1.accounts.lookup({ acct: 'ada' });
  assert.equal(seen.id, me.id);
  assert.equal((await clientOf(ben).v1.accounts.$select(me.id).fetch()).acct, 'ada');
});

test('masto follows, posts, and reads the feed', async () => {
  const [a, b] = [clientOf(ada), clientOf(ben)];
  const relationship = await b.v1.accounts.$select(ada.id).follow();
  assert.equal(relationship.following || relationship.requested, true);
  const waiting = await a.v1.followRequests.list();
  for (const request of waiting) await a.v1.followRequests.$select(request.id).authorize();
  assert.deepEqual(
    (await b.v1.accounts.relationships.fetch({ id: [ada.id] })).map((one) => one.following),
    [true],
  );

  const forFollowers = await a.v1.statuses.create({ status: 'For my followers', visibility: 'private' });
  app.clock.advance(1000); // ids of one millisecond are in no order
  const forAll = await a.v1.statuses.create({ status: 'For all #hello', visibility: 'public' });
  const home = await b.v1.timelines.home.list({ limit: 10 });
  assert.deepEqual(
    home.map((status) => status.id),
    [forAll.id, forFollowers.id],
  );

  const reply = await b.v1.statuses.create({ status: '@ada hello', inReplyToId: forAll.id });
  const thread = await a.v1.statuses.$select(forAll.id).context.fetch();
  assert.deepEqual(
    thread.descendants.map((status) => status.id),
    [reply.id],
  );
  assert.equal((await b.v1.statuses.$select(forAll.id).favourite()).favouritesCount, 1);
  assert.equal((await a.v1.timelines.tag.$select('hello').list())[0]?.id, forAll.id);
  await drainOutbox(app.deps, (error) => assert.fail(String(error)));
  assert.ok((await a.v1.notifications.list()).some((one) => one.type === 'mention'));
});

test('masto pages through a feed by its Link header', async () => {
  const client = clientOf(ada);
  for (let n = 0; n < 5; n++)
    await client.v1.statuses.create({ status: `Number ${n}`, visibility: 'public' });
  const pages: number[] = [];
  const ids = new Set<string>();
  for await (const page of client.v1.accounts.$select(ada.id).statuses.list({ limit: 3 })) {
    pages.push(page.length);
    for (const status of page) ids.add(status.id);
    if (pages.length > 5) break;
  }
  assert.equal(ids.size, 7);
  assert.deepEqual(pages.slice(0, 3), [3, 3, 1]);
});

test('masto searches, and finds what its persona may find', async () => {
  const found = await clientOf(ben).v2.search.list({ q: 'followers' });
  assert.deepEqual(
    found.statuses.map((status) => status.content.includes('followers')),
    [true],
  );
  const people = await clientOf(ben).v2.search.list({ q: 'ada', type: 'accounts' });
  assert.equal(people.accounts[0]?.username, 'ada');
});

test('masto reads about the instance', async () => {
  const instance = await clientOf(ada).v2.instance.fetch();
  assert.ok(instance.title.length > 0);
  assert.ok((await clientOf(ada).v1.instance.fetch()).title.length > 0);
});

test('masto uploads a picture, posts it, and another shows it', async () => {
  const amber = { width: 30, height: 20, channels: 3, background: '#c80' } as const;
  const bytes = await sharp({ create: amber }).png().toBuffer();
  const media = await clientOf(ada).v2.media.create({
    file: new Blob([new Uint8Array(bytes)], { type: 'image/png' }),
    description: 'Amber',
  });
  await clientOf(ada).v1.media.$select(media.id).update({ description: 'A piece of amber' });
  const sent = await clientOf(ada).v1.statuses.create({
    status: '',
    mediaIds: [media.id],
    visibility: 'public',
  });
  const [shown] = (await clientOf(ben).v1.statuses.$select(sent.id).fetch()).mediaAttachments;
  assert.equal(shown?.type, 'image');
  assert.equal(shown?.description, 'A piece of amber');
  for (const url of [shown?.url, shown?.previewUrl]) {
    const got = await app.request('GET', new URL(url ?? '').pathname);
    assert.equal(got.status, 200);
    const { width, height } = await sharp(Buffer.from(await got.arrayBuffer())).metadata();
    assert.deepEqual([width, height], [30, 20]);
  }
});
