import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { type OpenStream, openStream } from '../two-worlds/stream.ts';
import { type Answer, makeVillage, type Village, type Villager } from './village.ts';

describe('streams', () => {
  let village: Village;
  let anna: Villager;
  let bert: Villager;
  let cleo: Villager;
  const opened: OpenStream[] = [];

  const open = async (who: Villager | null, path: string): Promise<OpenStream> => {
    const query = who === null ? `${path.includes('?') ? '&' : '?'}network=${village.slug}` : '';
    const response = await village.app.request('GET', `/api/v1/streaming/${path}${query}`, {
      ...(who === null ? {} : { token: who.token }),
    });
    const stream = openStream(response);
    opened.push(stream);
    return stream;
  };
  const drain = () =>
    drainOutbox(village.app.deps, (error) => {
      throw error;
    });

  before(async () => {
    village = await makeVillage();
    anna = await village.person('anna');
    bert = await village.person('bert');
    cleo = await village.person('cleo');
    await village.follow(bert, anna);
    await village.follow(cleo, anna);
  });
  after(async () => {
    for (const stream of opened) await stream.close();
  });

  it('brings a post to those who may see it, and to nobody else', async () => {
    const streams = {
      bert: await open(bert, 'user'),
      cleo: await open(cleo, 'user'),
      anna: await open(anna, 'user'),
      everywhere: await open(cleo, 'public'),
      visitor: await open(null, 'public'),
      tag: await open(bert, 'hashtag?tag=Cake'),
      other: await open(bert, 'hashtag?tag=pie'),
    };
    assert.equal(streams.bert.status, 200);
    const circle = await village.circle(anna, 'close', [bert]);
    await village.post(anna, 'canary-one #cake', { audience: { kind: 'circle', circle } });
    const last = await village.post(anna, 'for all #pie', { visibility: 'public' });
    await Promise.all(
      [streams.bert, streams.anna, streams.cleo, streams.everywhere, streams.visitor, streams.other].map(
        (stream) => stream.until(last.id),
      ),
    );
    assert.ok(streams.bert.text().includes('canary-one'));
    assert.ok(streams.anna.text().includes('canary-one'));
    assert.ok(streams.tag.text().includes('canary-one'));
    for (const name of ['cleo', 'everywhere', 'visitor', 'other'] as const) {
      assert.ok(!streams[name].text().includes('canary-one'), name);
    }
    const event = /event: update\ndata: (.*)\n\n$/.exec(streams.visitor.text());
    assert.equal(JSON.parse(event?.[1] ?? '').content.includes('for all'), true);
    assert.ok(!streams.bert.text().includes(circle));
    assert.ok(streams.anna.text().includes(circle));
  });

  it('tells of edits, and of what is gone to those who could see it', async () => {
    const circle = await village.circle(anna, 'closer', [bert]);
    const post = await village.post(anna, 'before', { audience: { kind: 'circle', circle } });
    const home = await open(bert, 'user');
    const other = await open(cleo, 'user');
    await village.ask(anna, 'PUT', `/api/v1/statuses/${post.id}`, { status: 'canary-after' });
    await home.until('canary-after');
    assert.match(home.text(), /event: status\.update\n/);
    await village.ask(anna, 'DELETE', `/api/v1/statuses/${post.id}`);
    await home.until(`event: delete\ndata: ${post.id}\n`);
    const end = await village.post(anna, 'end', { visibility: 'public' });
    await other.until(end.id);
    assert.ok(!other.text().includes(post.id));
  });

  it('tells of mentions, answers, likes and boosts', async () => {
    const home = await open(anna, 'user');
    const only = await open(anna, 'user'.concat('?'));
    const post = await village.post(anna, 'tell me', { visibility: 'public' });
    const answer = await village.post(bert, '@anna yes', { in_reply_to_id: post.id });
    await village.ask(bert, 'POST', `/api/v1/statuses/${post.id}/favourite`);
    const boost = await village.ask(bert, 'POST', `/api/v1/statuses/${post.id}/reblog`);
    assert.equal(boost.status, 200);
    await drain();
    await home.until('"type":"reblog"');
    for (const type of ['mention', 'favourite', 'reblog'])
      assert.ok(home.text().includes(`"type":"${type}"`), type);
    const listed = await village.ask(anna, 'GET', '/api/v1/notifications');
    const told = listed.body.map((one: Answer['body']) => `${one.type} ${one.account.acct} ${one.status.id}`);
    const expected = [`reblog bert ${post.id}`, `favourite bert ${post.id}`, `mention bert ${answer.id}`];
    assert.deepEqual(told.sort(), expected.sort());
    await only.close();
    // Drained again, nobody is told twice.
    await drain();
    assert.equal((await village.ask(anna, 'GET', '/api/v1/notifications')).body.length, 3);
  });

  it('ends with its token', async () => {
    const dora = await village.person('dora');
    await village.follow(dora, anna);
    const home = await open(dora, 'user');
    await village.post(anna, 'still there', { visibility: 'public' });
    await home.until('still there');
    await village.revoke(dora);
    await village.post(anna, 'canary-late', { visibility: 'public' });
    await assert.rejects(home.until('canary-late'), /ended/);
  });

  it('goes quiet with a block, an unfollow, a departure or a suspension', async () => {
    const control = await open(bert, 'user');
    const ends: Record<string, (who: Villager) => Promise<void>> = {
      blocking: (who) => village.block(who, anna),
      'being blocked': (who) => village.block(anna, who),
      unfollowing: (who) => village.unfollow(who, anna),
      leaving: (who) => village.leave(who),
      'a suspension': (who) => village.suspend(who),
    };
    for (const [name, end] of Object.entries(ends)) {
      const who = await village.person(name.replaceAll(' ', '-'));
      await village.follow(who, anna);
      const streams = [await open(who, 'user'), await open(who, 'public')];
      const heard = await village.post(anna, `heard before ${name}`, { audience: { kind: 'network' } });
      for (const stream of streams) await stream.until(heard.id);
      village.app.clock.advance(1);
      await end(who);
      const after = await village.post(anna, `canary after ${name}`, { audience: { kind: 'followers' } });
      await control.until(after.id);
      await wait(5);
      for (const stream of streams) assert.ok(!stream.text().includes('canary after'), name);
    }
  });

  it('delivers nothing that was withdrawn, however it was timed', async () => {
    const erin = await village.person('erin');
    await village.follow(erin, anna);
    const home = await open(erin, 'user');
    let leaks = 0;
    for (let round = 0; round < 30; round++) {
      const word = `canary-race-${round}`;
      const post = await village.post(anna, word, { visibility: 'private' });
      if (round % 3 === 1) await wait(round % 5);
      const withdrawn = await village.ask(anna, 'PUT', `/api/v1/statuses/${post.id}`, { status: 'harmless' });
      assert.equal(withdrawn.status, 200);
      await wait(0);
      const length = home.text().length;
      await wait(10);
      if (home.text().slice(length).includes(word)) leaks++;
    }
    assert.equal(leaks, 0);
  });
});
