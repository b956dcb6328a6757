import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  follow,
  makeNetwork,
  makePersona,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

interface Exposure {
  audiences: { audience: unknown; text: string; people: number; visitors: boolean; uncounted: boolean }[];
  more: number;
  rows: { kind: string; attribute: { kind: string } | null; cells: number[] }[];
  learnt: {
    who: string;
    organisation: { id: string } | null;
    meets: boolean;
    finds: boolean;
    attributes: { kind: string; value: string }[];
    posts: number;
    answers: number;
    ties: boolean;
    contacts: string[];
    processing: string[];
    text: string;
  }[];
}

const PRIVACY = '/api/privacy/v1';
const NETWORK = { kind: 'network' };
const EVERYONE = { kind: 'everyone' };

describe('the exposure map', () => {
  let app: TestApp;
  let network: TestNetwork;
  let ann: TestPersona;
  let employer: string;

  const call = async <T>(who: TestPersona, method: string, path: string, body?: unknown, status = 200) => {
    app.clock.advance(1000);
    const answer = await app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
    return answerOf(answer, status) as Promise<T>;
  };
  const map = () => call<Exposure>(ann, 'GET', `${PRIVACY}/exposure`);
  const publish = async (status: string, audience: unknown, more = {}): Promise<string> =>
    (await call<{ id: string }>(ann, 'POST', '/api/v1/statuses', { status, audience, ...more })).id;
  const learnt = ({ learnt: all }: Exposure, who: string) => {
    const one = all.find((other) => other.who === who);
    assert.ok(one, who);
    return one;
  };

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
    ann = await makePersona(app, network, 'ann');
    const fans = [await makePersona(app, network, 'bob'), await makePersona(app, network, 'cid')];
    for (const fan of fans) await follow(app, fan, ann);
    const org = { handle: 'works', display_name: 'The Works' };
    employer = (await call<{ id: string }>(network.admin, 'POST', `${PRIVACY}/organisations`, org, 201)).id;
    const seat = `${PRIVACY}/organisations/${employer}/staff/${ann.id}`;
    await call(network.admin, 'PUT', seat, { functions: ['support'] }, 204);
    await call(ann, 'PUT', `${PRIVACY}/presence`, { see: NETWORK, find: NETWORK, ties: { kind: 'nobody' } });
    await publish('For all', EVERYONE);
    await publish('For members', NETWORK);
    await publish('For followers', { kind: 'followers' });
    await publish('For the staff', { kind: 'staff', organisation: employer });
    const attribute = { kind: 'employer', value: 'The Works' };
    const { id } = await call<{ id: string }>(ann, 'POST', `${PRIVACY}/attributes`, attribute, 201);
    const audience = { kind: 'staff', organisation: employer };
    await call(ann, 'PUT', `${PRIVACY}/attributes/${id}/disclosure`, { audience });
  });

  it('counts what is for whom, the widest audience first', async () => {
    const { audiences, rows, more } = await map();
    assert.equal(more, 0);
    assert.deepEqual(audiences[0]?.audience, EVERYONE);
    assert.equal(audiences[0]?.visitors, true);
    const column = (kind: string) =>
      audiences.findIndex(({ audience }) => (audience as { kind: string }).kind === kind);
    assert.equal(audiences[column('followers')]?.people, 2);
    assert.equal(audiences[column('staff')]?.uncounted, true);
    const row = (kind: string) => rows.find((one) => one.kind === kind)?.cells ?? [];
    for (const kind of ['everyone', 'network', 'followers', 'staff'])
      assert.equal(row('post')[column(kind)], 1);
    assert.equal(row('presence')[column('network')], 1);
    assert.equal(row('attribute')[column('staff')], 1);
    assert.equal(row('attribute')[column('network')], 0);
  });

  it('says what each kind of onlooker can learn', async () => {
    const found = await map();
    const stranger = learnt(found, 'stranger');
    assert.deepEqual([stranger.meets, stranger.posts, stranger.attributes.length], [false, 1, 0]);
    const colleague = learnt(found, 'colleague');
    assert.deepEqual([colleague.meets, colleague.finds, colleague.posts], [true, true, 2]);
    const boss = learnt(found, 'employer');
    assert.equal(boss.organisation?.id, employer);
    assert.deepEqual([boss.posts, boss.attributes.map(({ kind }) => kind)], [3, ['employer']]);
    const business = learnt(found, 'business');
    assert.deepEqual([business.contacts, business.processing], [[], []]);
    assert.match(business.text, /May not write to you\. May use nothing/);
  });

  it('follows what is granted to businesses', async () => {
    await call(ann, 'PUT', `${PRIVACY}/contact-rules/sales`, { anybody: 'yes' });
    await call(ann, 'PUT', `${PRIVACY}/processing-rules/aggregation`, {
      rules: [{ audience: NETWORK, over: ['posts'] }],
    });
    const business = learnt(await map(), 'business');
    assert.deepEqual([business.contacts, business.processing], [['sales'], ['aggregation']]);
    assert.match(business.text, /write to you for sales.*for aggregation/);
    assert.deepEqual(learnt(await map(), 'colleague').processing, []);
  });
});
