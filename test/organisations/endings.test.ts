import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { download, file } from '../resources/support.ts';
import { answerOf, follow, type TestPersona } from '../support/people.ts';
import { openStream } from '../two-worlds/stream.ts';
import { type Houses, makeHouses } from './houses.ts';
import { waysToEnd } from './ways-to-end.ts';

const CONVERSATIONS = '/api/privacy/v1/conversations';

describe('what a seat gives access to ends with it, at once', () => {
  let h: Houses;
  let orga: string;
  let keeper: TestPersona;
  let ann: TestPersona;

  before(async () => {
    h = await makeHouses();
    ({ id: orga, keeper } = await h.kept('orga'));
    ann = await h.person();
  });

  for (const [name, end] of Object.entries(waysToEnd(() => ({ h, orga, keeper })))) {
    it(name, async () => {
      const who = await h.person();
      const held = { who, seat: await h.seat(keeper, orga, who, 'support') };
      const staff = { kind: 'staff', organisation: orga, in: 'support' };
      const write = (status: string) =>
        h.call<{ id: string }>(ann, 'POST', '/api/v1/statuses', { status, audience: staff });
      await follow(h.app, who, ann);
      const begun = { organisation: orga, function: 'support', text: 'Before it ended' };
      const { id } = await h.call<{ id: string }>(ann, 'POST', CONVERSATIONS, begun, 201);
      const made = await file(h.app, ann, 'long.bin', Buffer.alloc(8 * 1024 ** 2, 7));
      const grants = `/api/privacy/v1/resources/${made.id}/grants`;
      await h.call(ann, 'POST', grants, { actions: ['see', 'download'], audience: staff }, 201);
      const link = await h.app.request('POST', '/api/privacy/v1/files/links', {
        token: who.token,
        body: { kind: 'resource', id: made.id },
      });
      const cookie = (link.headers.get('set-cookie') ?? '').split(';')[0] as string;
      const { url } = (await answerOf(link, 201)) as { url: string };
      const ticket = new URL(url).pathname;
      const tried = await h.app.request('GET', ticket, { headers: { cookie } });
      assert.equal(tried.status, 200, 'the link leads there while the seat lasts');
      await tried.body?.cancel();

      const open = async ({ token }: TestPersona) =>
        openStream(await h.app.request('GET', '/api/v1/streaming/user', { token }));
      const [stream, hers] = [await open(who), await open(ann)];
      const before = await write('canary-before');
      await stream.until(before.id);
      const folder = `${CONVERSATIONS}?folder=organisation`;
      assert.ok((await h.call<{ id: string }[]>(who, 'GET', folder)).some((one) => one.id === id));
      const reader = (await download(h.app, who, made.id)).body?.getReader();
      assert.ok(reader);
      await reader.read();

      await end(held);

      await write('canary-after');
      await h.call(ann, 'POST', `${CONVERSATIONS}/${id}/messages`, { text: 'Said after' }, 201);
      let after = 0;
      await assert.rejects(async () => {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          after += value.length;
        }
      });
      assert.ok(after <= 1.5 * 1024 ** 2, `${after} bytes came after the ending`);
      assert.equal((await h.app.request('GET', ticket, { headers: { cookie } })).status, 404);
      const list = await h.ask(who, 'GET', folder);
      assert.ok(list.status === 401 || (await list.text()) === '[]');
      for (const path of [`${CONVERSATIONS}/${id}/messages`, `/api/v1/statuses/${before.id}`]) {
        assert.notEqual((await h.ask(who, 'GET', path)).status, 200, path);
      }
      const said = { status: 'In a seat that is gone', visibility: 'public' };
      assert.notEqual((await h.act(who, held.seat, 'POST', '/api/v1/statuses', said)).status, 200);
      // Something that everybody hears comes after all of it.
      const last = await h.call<{ id: string }>(ann, 'POST', '/api/v1/statuses', {
        status: 'canary-last',
        visibility: 'public',
      });
      await hers.until(last.id);
      assert.ok(!stream.text().includes('canary-after'));
      assert.equal(stream.text().split('waxseal.message').length, 1, 'nor that somebody wrote');
      await Promise.all([stream.close(), hers.close()]);
    });
  }
});
