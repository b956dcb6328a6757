import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { staffKey } from '../../src/privacy/audience.ts';
import type { Policy } from '../../src/privacy/facts.ts';
import {
  type ActorId,
  FOREVER,
  type NetworkId,
  type PolicyId,
  type PolicyTextId,
} from '../../src/privacy/words.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import { enactPolicies, endPolicies } from '../../src/store/policies/change-policies.ts';
import { timestamp } from '../../src/store/time.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { idOf } from '../decisions/world.ts';
import { freshDatabase } from '../support/database.ts';

const NOW = Date.UTC(2026, 2, 1);
const { store, url } = await freshDatabase();
let count = 0;

async function network(): Promise<NetworkId> {
  const id = idOf<NetworkId>(`network ${++count}`);
  const more = { title: '', description: '', kind: 'open', rules: '{}', domain: null } as const;
  await store.community
    .insertInto('community.network')
    .values({ id, slug: id, ...more, highest_label: 'internal', created_at: timestamp(NOW) })
    .execute();
  return id;
}

const policy = (more: Partial<Policy> = {}): Policy => ({
  id: idOf<PolicyId>(`policy ${++count}`),
  unless: [],
  from: NOW,
  until: FOREVER,
  ...more,
});

const enact = (on: NetworkId, ...policies: Policy[]) =>
  store.community.transaction().execute((trx) => enactPolicies(trx, on, policies));

const known = async (on: NetworkId, by: Store = store): Promise<readonly Policy[]> =>
  (await loadViewer(by, on, null))?.networkFacts.policies ?? [];

const idsOf = (policies: readonly Policy[]) => policies.map(({ id }) => id).sort();

describe('policies in memory', () => {
  it('are read as they were written', async () => {
    const on = await network();
    const acme = idOf<ActorId>('acme');
    const whole = policy({
      binds: acme,
      capacities: ['support', 'person'],
      actions: ['see'],
      purposes: ['support'],
      objectKinds: ['attribute'],
      labels: ['internal'],
      attributes: ['phone'],
      conversations: ['organisation', 'none'],
      bases: ['contract'],
      hours: 0x3ff,
      age: { from: 30, until: FOREVER },
      retention: { from: 0, until: 31 },
      unless: [staffKey(acme, 'support')],
      source: idOf<PolicyTextId>('text'),
      version: 3,
      clause: 'clause 2',
      until: NOW + 1000,
    });
    const bare = policy();
    await enact(on, whole, bare);
    const read = await known(on);
    assert.deepEqual(
      new Map(read.map((one) => [one.id, one])),
      new Map([whole, bare].map((one) => [one.id, one])),
    );
  });

  it('are read once for each version', async () => {
    const on = await network();
    assert.deepEqual(await known(on), []);
    await enact(on, policy());
    const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => known(on)));
    for (const other of others) assert.equal(other, first);
    assert.equal(await known(on), first);
    await enact(on, policy());
    assert.equal((await known(on)).length, 2);
  });

  it('are heeded by every process from when they were acknowledged, and ended so', async () => {
    const on = await network();
    const other = openStore(url);
    try {
      const [one, two] = [policy(), policy({ source: idOf<PolicyTextId>('text to end') })];
      assert.deepEqual(await known(on, other), []);
      await enact(on, one);
      assert.deepEqual(idsOf(await known(on, other)), [one.id]);
      await enact(on, two);
      assert.deepEqual(idsOf(await known(on, other)), idsOf([one, two]));
      const at = NOW + 5000;
      await store.community
        .transaction()
        .execute((trx) => endPolicies(trx, on, { source: idOf<PolicyTextId>('text to end') }, at));
      const ended = (await known(on, other)).find(({ id }) => id === two.id);
      assert.equal(ended?.until, at);
      await store.community
        .transaction()
        .execute((trx) => endPolicies(trx, on, { ids: [one.id] }, NOW - 5000));
      const never = (await known(on, other)).find(({ id }) => id === one.id);
      assert.equal(never?.until, one.from);
    } finally {
      await other.close();
    }
  });

  it('are none of a transaction that comes to nothing', async () => {
    const on = await network();
    const failing = store.community.transaction().execute(async (trx) => {
      await enactPolicies(trx, on, [policy()]);
      throw new Error('comes to nothing');
    });
    await assert.rejects(failing);
    assert.deepEqual(await known(on), []);
  });

  it('are never older than what was acknowledged, while many read', async () => {
    const on = await network();
    const other = openStore(url);
    const isOver = { now: false };
    const acknowledged = { count: 0 };
    const readers = [store, other].flatMap((by) =>
      Array.from({ length: 4 }, async () => {
        while (!isOver.now) {
          const least = acknowledged.count;
          const read = await known(on, by);
          assert.ok(read.length >= least, `${read.length} of ${least}`);
        }
      }),
    );
    for (let n = 1; n <= 30; n++) {
      await enact(on, policy());
      acknowledged.count = n;
    }
    isOver.now = true;
    await Promise.all(readers);
    await other.close();
  });
});
