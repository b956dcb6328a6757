import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { connect, type TestPersona } from '../support/people.ts';
import { type OpenStream, openStream } from '../two-worlds/stream.ts';
import { BASE, makeTalkers, type Talkers } from './talkers.ts';

const ROUNDS = 10;

/** P6: what ends a conversation is over when it was acknowledged. */
describe('conversations that end while somebody speaks', () => {
  let t: Talkers;
  let ann: TestPersona;
  let ben: TestPersona;
  const opened: OpenStream[] = [];

  before(async () => {
    t = await makeTalkers();
    [ann, ben] = [await t.person(), await t.person()];
  });
  after(async () => {
    for (const stream of opened) await stream.close();
  });
  const send = (who: TestPersona, method: string, path: string, body?: unknown) =>
    t.app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
  const listen = async (who: TestPersona) => {
    const stream = openStream(await send(who, 'GET', '/api/v1/streaming/user'));
    opened.push(stream);
    return stream;
  };

  for (const ending of ['leave', 'block'] as const) {
    it(`shows nothing that was said after a ${ending} was acknowledged`, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        t.app.clock.advance(1000);
        await connect(t.app, ann, ben);
        const { id } = await t.write(ann, [ben], `Round ${round}`);
        const stream = await listen(ben);
        // The first message, too, may come to the stream only now.
        const first = await (await send(ann, 'GET', `${BASE}/${id}/messages`)).text();
        const path = ending === 'leave' ? `${BASE}/${id}/leave` : `/api/v1/accounts/${ann.id}/block`;
        const speak = async (n: number) => {
          const answer = await send(ann, 'POST', `${BASE}/${id}/messages`, { text: `canary ${round} ${n}` });
          assert.ok([201, 404, 409].includes(answer.status), String(answer.status));
          return answer;
        };
        const before = [speak(0), speak(1)];
        const [ended, ...spoken] = await Promise.all([send(ben, 'POST', path), ...before]);
        assert.equal(ended.status, 200);
        // What was decided before the end may still be on its way.
        const early = await Promise.all(spoken.map((answer) => answer.clone().text()));
        const heard = stream.text();
        const late = await Promise.all([speak(2), speak(3), send(ben, 'GET', `${BASE}/${id}/messages`)]);
        assert.deepEqual(
          late.slice(0, 2).map(({ status }) => status),
          ending === 'leave' ? [409, 409] : [404, 404],
        );
        assert.equal(late[2]?.status, 404);
        for (const folder of ['inbox', 'requests']) {
          const list = await send(ben, 'GET', `${BASE}?folder=${folder}`);
          assert.ok(!(await list.text()).includes(id));
        }
        const reads = stream.text().slice(heard.length);
        const told = [...reads.matchAll(/"message":"([^"]+)"/g)].map(([, message]) => message ?? '');
        const since = told.filter((message) => ![first, ...early].some((answer) => answer.includes(message)));
        assert.deepEqual(since, [], `the stream says more: ${reads}`);
        t.app.clock.advance(1000);
        if (ending === 'block') await send(ben, 'POST', `/api/v1/accounts/${ann.id}/unblock`);
        await send(ann, 'DELETE', `/api/privacy/v1/connections/${ben.id}`);
      }
    });
  }

  it('brings what is said to the streams of those who may read it', async () => {
    const cleo = await t.person();
    await connect(t.app, ann, ben);
    const streams = { ann: await listen(ann), ben: await listen(ben), cleo: await listen(cleo) };
    const { id } = await t.write(ann, [ben], 'Hear this');
    const { id: other } = await t.write(cleo, [ann], 'And this');
    await Promise.all([streams.ann.until(other), streams.cleo.until(other), streams.ben.until(id)]);
    assert.match(
      streams.ben.text(),
      /event: waxseal\.message\ndata: \{"conversation":"[^"]+","message":"[^"]+"\}\n/,
    );
    assert.ok(!streams.ben.text().includes(other));
    assert.ok(!streams.cleo.text().includes(id));
    assert.ok(!streams.ann.text().includes('Hear this'), 'ids alone');
  });
});
