import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { TestPersona } from '../support/people.ts';
import { noiseBelow, noiseBetween } from './noise-of.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

const UNSEEN = `${INSIGHT}/unseen`;
const PRESENCE = '/api/privacy/v1/presence';
const NOBODY = { kind: 'nobody' };

interface UnseenJson {
  findable: number;
  lets: { id: string; count: number | null; fewer_than: number | null } | null;
  unseen: {
    count: number | null;
    fewer_than: number | null;
    more_than: number | null;
    interval: { from: number; to: number };
  } | null;
  leaves: string;
  open_now: boolean;
  rules: { scope: string; policy: string | null; title: string | null }[];
  budget: { epsilon_spent: string; counts_left: number };
}

describe('what an organisation can’t see, and why', () => {
  let t: Targeting;
  let random: (bytes: number) => Buffer = randomBytes;

  before(async () => {
    t = await targeting({ random: (bytes: number) => random(bytes) });
  });

  const asked = (purpose: string, more: object = {}) => ({
    organisation: t.id,
    function: 'marketing',
    purpose,
    what: 'attributes',
    ...more,
  });
  const look = (purpose: string, who = t.sam, status = 200) =>
    t.call<UnseenJson>(
      who,
      'GET',
      `${UNSEEN}?${new URLSearchParams(asked(purpose) as Record<string, string>)}`,
      undefined,
      status,
    );
  const ask = async (purpose: string, noise = noiseBelow()) => {
    random = noise;
    const told = await t.call<UnseenJson>(t.sam, 'POST', UNSEEN, asked(purpose));
    random = randomBytes;
    return told;
  };
  const inDirectory = async (who: TestPersona): Promise<number> => {
    const found = await t.call<{ id: string; group: boolean; waxseal?: { kind: string } }[]>(
      who,
      'GET',
      '/api/v1/directory?limit=80',
    );
    const { rows } = await sql<{ id: string }>`select a.id from community.actor a where a.kind = 'persona'
      and a.id = any(${found.map(({ id }) => id)}::uuid[]) and a.id <> ${who.id}`.execute(
      t.app.deps.store.community,
    );
    return rows.length;
  };

  it('begins at the directory of whoever asks, which they may count themselves', async () => {
    const hidden = await t.person();
    const before_ = await look('mining');
    assert.equal(before_.findable, await inDirectory(t.sam));
    assert.ok(before_.findable > 4);
    await t.call(hidden, 'PUT', PRESENCE, { find: NOBODY });
    assert.equal((await look('mining')).findable, before_.findable - 1);
    await t.call(hidden, 'PUT', PRESENCE, { find: { kind: 'persona', persona: t.author.id } });
    assert.equal((await look('mining')).findable, before_.findable - 1);
    assert.equal((await look('mining', t.author)).findable, await inDirectory(t.author));
    await t.call(hidden, 'PUT', PRESENCE, { find: { kind: 'network' } });
    await t.call(hidden, 'POST', `/api/v1/accounts/${t.sam.id}/block`);
    assert.equal((await look('mining')).findable, before_.findable - 1);
    assert.equal((await look('mining')).findable, await inDirectory(t.sam));
    // Who may be found and not seen is in no directory.
    const unseen = await t.person();
    const all = (await look('mining')).findable;
    await t.call(unseen, 'PUT', PRESENCE, { see: NOBODY });
    assert.equal((await look('mining')).findable, all - 1);
    assert.equal((await look('mining')).findable, await inDirectory(t.sam));
  });

  it('counts nobody until it is asked, and then those who let it, once, for the price of the one question', async () => {
    const untold = await look('mining');
    assert.deepEqual([untold.lets, untold.unseen, untold.budget.epsilon_spent], [null, null, '0']);
    const told = await ask('mining', noiseBetween(10, 30));
    assert.equal(told.budget.counts_left, untold.budget.counts_left - 1);
    const counted = await t.call<{ id: string; count: number }>(
      t.sam,
      'POST',
      `${INSIGHT}/counts`,
      asked('mining'),
    );
    assert.equal(counted.id, told.lets?.id, 'it is the question of how many let it, and has its answer');
    const again = await look('mining');
    assert.deepEqual(again, told);
    const about = Math.max(0, told.findable - counted.count);
    assert.equal(told.unseen?.count ?? null, about < 10 ? null : about);
    assert.ok((told.unseen?.interval.to ?? 0) <= told.findable);
  });

  it('says that all but few don’t let it, where so few do', async () => {
    const { findable, unseen } = await ask('aggregation');
    assert.deepEqual(
      [unseen?.count, unseen?.fewer_than, unseen?.more_than],
      [null, null, Math.max(0, findable - 10)],
    );
  });

  it('has nobody in it who let nothing: no use, no row, and no byte that tells whom one can’t find', async () => {
    const outsider = await t.member({ interest: 'cats', lets: [] });
    await t.call(outsider, 'PUT', PRESENCE, { find: NOBODY });
    const there = await ask('offer-targeting');
    const { rows } =
      await sql`select 1 from community.data_use_participant p where p.subject_id = ${outsider.id}`.execute(
        t.app.deps.store.community,
      );
    assert.deepEqual(rows, []);
    // The same world in which they show themselves to nobody at all, and in which they withdraw.
    await t.call(outsider, 'PUT', PRESENCE, { see: NOBODY, find: NOBODY, search: NOBODY });
    assert.deepEqual(await look('offer-targeting'), there);
    await t.let(outsider, 'offer-targeting', t.toOrga);
    assert.deepEqual(await look('offer-targeting'), there, 'nor does it tell who begins to let it');
  });

  it('is refused where the rules leave nothing, at no cost, and says which they are', async () => {
    await t.inForce('@id("none") forbid (principal, action == Action::"listen", resource);');
    const { epsilon_spent: before_ } = (await look('sentiment-monitoring')).budget;
    const found = await look('sentiment-monitoring');
    assert.deepEqual([found.leaves, found.open_now], ['shut', false]);
    assert.deepEqual(
      found.rules.map(({ scope, title }) => [scope, title]),
      [['organisation', 'No sentiment']],
    );
    const refused = await t.ask(t.sam, 'POST', UNSEEN, asked('sentiment-monitoring'));
    assert.equal(refused.status, 409);
    assert.match(await refused.text(), /policies in force leave this to nobody/);
    assert.equal((await look('sentiment-monitoring')).budget.epsilon_spent, before_);
    assert.deepEqual((await look('mining')).rules, []);
  });

  it('is absent to whoever has no seat, and of what members allow nobody for a 422', async () => {
    const nobody = await t.person();
    for (const who of [nobody, t.network.admin]) await look('mining', who, 404);
    await t.call(nobody, 'POST', UNSEEN, asked('mining'), 404);
    await t.call(nobody, 'POST', UNSEEN, asked('sentiment-monitoring'), 404);
    await t.call(t.experts.legal, 'POST', UNSEEN, asked('mining'), 404);
    await t.call(t.sam, 'POST', UNSEEN, asked('reading'), 422);
    await t.call(t.sam, 'POST', UNSEEN, asked('mining', { what: 'presence' }), 422);
  });
});
