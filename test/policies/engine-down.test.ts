import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { compileKept } from '../../src/governance/sign-off/compile-kept.ts';
import { sweepMatters } from '../../src/governance/sign-off/sweep-matters.ts';
import type { Policy } from '../../src/privacy/facts.ts';
import {
  type ActorId,
  FOREVER,
  type NetworkId,
  type PolicyId,
  type PolicyTextId,
  type SeatId,
} from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { enactPolicies } from '../../src/store/policies/change-policies.ts';
import { relyOn } from '../../src/store/policies/engine.ts';
import { timestamp } from '../../src/store/time.ts';
import { DESK, type DeskWorld, makeDeskWorld } from '../desk/desk-world.ts';
import { campaignOf, signingHouse } from '../governance/signing-house.ts';
import { BASE } from '../messages/talkers.ts';
import type { TestPersona } from '../support/people.ts';

const API = '/api/privacy/v1';

/** Whatever policies reach since there are organisations: each speaks of less than what is asked while all is well. */
describe('while the policy engine can’t be loaded, what organisations do', () => {
  let w: DeskWorld;
  let network: NetworkId;
  let orga: string;
  let ann: TestPersona;
  let sam: TestPersona;

  before(async () => {
    w = await makeDeskWorld();
    network = w.network.id as NetworkId;
    [ann, sam] = [await w.person(), await w.person()];
    orga = await w.organisation();
    await w.seat(orga, sam, ['support', 'marketing']);
    const texts: Partial<Policy>[] = [
      { capacities: ['support'], actions: ['see'], attributes: ['address'], conversations: ['organisation'] },
      { capacities: ['marketing'], actions: ['contact'], hours: 1 << 3 },
      { capacities: ['marketing'], actions: ['process'], purposes: ['mining'], bases: ['contract'] },
    ];
    const policies = texts.map(
      (one): Policy => ({
        id: w.app.deps.ids.next('policy') as PolicyId,
        source: w.app.deps.ids.next('text') as PolicyTextId,
        from: 0,
        until: FOREVER,
        unless: [],
        ...one,
      }),
    );
    await db()
      .transaction()
      .execute((trx) => enactPolicies(trx, network, policies));
  });

  const db = () => w.app.deps.store.community;
  /** Asks while all is well, while the engine is down, and again. */
  async function meanwhile<T>(ask: () => Promise<T>): Promise<[up: T, down: T, again: T]> {
    const up = await ask();
    relyOn(db(), { works: false });
    try {
      const down = await ask();
      relyOn(db(), { works: true });
      return [up, down, await ask()];
    } finally {
      relyOn(db(), { works: true });
    }
  }

  it('shows no attribute at the desk of which a text speaks, and all again afterwards', async () => {
    const address = { kind: 'address', value: ';;Elm Street 1;Leeds;;;United Kingdom' };
    const { id: town } = await w.call<{ id: string }>(ann, 'POST', `${API}/attributes`, address, 201);
    const id = await w.begin(ann, orga, 'Where is my order?');
    await w.call(ann, 'POST', `${BASE}/${id}/attributes`, { attribute: town, precision: 'town' }, 201);
    const [up, down, again] = await meanwhile(async () => {
      const { shown, conversation } = await w.open(sam, id);
      return [shown.length, conversation.id];
    });
    assert.deepEqual(
      [up, down, again],
      [
        [1, id],
        [0, id],
        [1, id],
      ],
    );
  });

  it('sends no letter of which a text speaks', async () => {
    await w.call(ann, 'PUT', `${API}/contact-rules/marketing`, { anybody: 'yes' });
    const send = async () => {
      const body = { organisation: orga, function: 'marketing', personas: [ann.id], text: 'An offer' };
      const [sent] = await w.call<{ outcome: string }[]>(sam, 'POST', `${DESK}/outbound`, body);
      return sent?.outcome;
    };
    relyOn(db(), { works: false });
    const down = await send();
    relyOn(db(), { works: true });
    assert.notEqual(down, 'sent');
    assert.equal(await send(), 'sent');
  });

  it('counts nobody, and tries drafts against the same', async () => {
    const rules = { rules: [{ audience: { kind: 'persona', persona: orga }, over: ['posts'] }] };
    await w.call(ann, 'PUT', `${API}/processing-rules/mining`, rules);
    const of = { function: 'marketing', purpose: 'mining', what: 'posts' };
    const counted = await meanwhile(async () => {
      w.app.clock.advance(86_400_000);
      const asked = { organisation: orga, ...of };
      const answer = await w.app.request('POST', '/api/insight/v1/counts', { token: sam.token, body: asked });
      // It is left to nobody, which is said before anything is spent.
      if (answer.status === 409) return 0;
      assert.equal(answer.status, 200);
      const { rows } = await sql<{ many: number }>`select count(p.*)::int as many from community.data_use u
        left join community.data_use_participant p on p.network_id = u.network_id and p.use_id = u.id
        where u.id = (select id from community.data_use where organisation_id = ${orga} and deed = 'counted'
          order by used_at desc, id desc limit 1)`.execute(db());
      return rows[0]?.many;
    });
    assert.deepEqual(counted, [1, 0, 1]);
    const simulations = `/api/organisations/v1/${orga}/simulations`;
    const tried = await meanwhile(async () => {
      const { before: was } = await w.call<{ before: { exact: boolean; count: number | null } }>(
        sam,
        'POST',
        `${simulations}/counts`,
        { text: '', ...of },
      );
      return was.exact && was.count === 0;
    });
    assert.deepEqual(tried, [false, true, false]);
    const decided = await meanwhile(async () => {
      const asked = { text: '', capacity: 'marketing', action: 'process', purpose: 'mining', kind: 'posts' };
      return (await w.call<{ before: boolean }>(sam, 'POST', `${simulations}/what-if`, asked)).before;
    });
    assert.deepEqual(decided, [true, false, true]);
  });

  it('leaves people their reading, and says so on the health page', async () => {
    await w.call(ann, 'POST', '/api/v1/statuses', { status: 'hello', visibility: 'public' });
    const read = await meanwhile(async () => {
      const posts = await w.call<object[]>(sam, 'GET', '/api/v1/timelines/public');
      const health = await (await w.app.request('GET', '/healthz', {})).json();
      return [posts.length, (health as { policy_engine: string }).policy_engine];
    });
    assert.deepEqual(read, [
      [1, 'ok'],
      [1, 'down'],
      [1, 'ok'],
    ]);
  });

  it('asks no expert again, since nothing that was signed has changed', async () => {
    const h = await signingHouse();
    const { deps } = h.app;
    const house = deps.store.community;
    await house.transaction().execute((trx) =>
      enactPolicies(trx, h.network.id as NetworkId, [
        {
          id: deps.ids.next('policy') as PolicyId,
          source: deps.ids.next('text') as PolicyTextId,
          purposes: ['entity-resolution'],
          actions: ['process'],
          hours: 1 << 3,
          from: 0,
          until: FOREVER,
          unless: [],
        },
      ]),
    );
    const now = timestamp(instantOf(deps));
    await house
      .insertInto('community.processing')
      .values({
        network_id: h.network.id as NetworkId,
        id: deps.ids.next('processing'),
        organisation_id: h.id as ActorId,
        title: 'Lists from outside',
        purpose: 'entity-resolution',
        functions: ['marketing'],
        kinds: [],
        sources: ['posts'],
        retention_days: null,
        basis: 'consent',
        necessity: 'It is needed',
        answers: '{}',
        owner_seat_id: deps.ids.next('seat') as SeatId,
        review_by: now,
        declared_at: now,
        changed_at: now,
        ended_at: null,
      })
      .execute();
    const { id } = await h.draft(campaignOf(h, 'Spring'), { kind: 'campaign', title: 'Spring' });
    await h.step(h.author, id, { step: 'submit' });
    await h.approve('legal', id);
    const sweep = () => sweepMatters({ ...deps, compile: compileKept }, instantOf(deps));
    relyOn(house, { works: false });
    await sweep();
    await h.step(h.author, id, { step: 'activate' }, 409);
    const other = await h.draft(campaignOf(h, 'Summer'), { kind: 'campaign', title: 'Summer' });
    const answer = await h.step(h.author, other.id, { step: 'submit' }, 409);
    assert.match(JSON.stringify(answer), /can’t be told just now/);
    await h.step(h.experts.marketing, id, {
      step: 'approve',
      discipline: 'marketing',
      hash: (await h.read(id)).hash,
    });
    assert.match(JSON.stringify(await h.step(h.author, id, { step: 'activate' }, 409)), /just now/);
    relyOn(house, { works: true });
    await sweep();
    const { timeline, missing } = await h.read(id);
    assert.deepEqual([timeline.at(-1)?.did, missing], ['approved', []]);
    assert.equal((await h.step(h.author, id, { step: 'activate' })).state, 'in-force');
  });
});
