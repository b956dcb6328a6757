import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { compilePolicies } from '../../src/governance/policies/compile/compile-policies.ts';
import { activateMatter } from '../../src/governance/sign-off/activate-matter.ts';
import { sweepMatters } from '../../src/governance/sign-off/sweep-matters.ts';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { type ActorId, DAY_MS, type MatterId, type NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import type { TestPersona } from '../support/people.ts';
import { API, NO_SENTIMENT, NO_SENTIMENT_AT_ALL, type SigningHouse, signingHouse } from './signing-house.ts';

interface ChangeJson {
  id: string;
  at: string;
  uses: {
    narrowed: boolean;
    capacity: string;
    purpose: string;
    kind: string;
    organisation: { id: string } | null;
  }[];
}

describe('after what was signed', () => {
  let h: SigningHouse;
  before(async () => {
    h = await signingHouse();
  });
  const sweep = () => sweepMatters({ ...h.app.deps, compile: compilePolicies }, instantOf(h.app.deps));
  const changesOf = (who: TestPersona) => h.call<ChangeJson[]>(who, 'GET', `${API}/changes`);
  const notices = async (who: TestPersona, kind: string) =>
    (await h.call<object[]>(who, 'GET', `/api/v1/notifications?types[]=${kind}`)).length;
  const allows = (who: TestPersona, purpose: string) =>
    h.call(who, 'PUT', `/api/privacy/v1/processing-rules/${purpose}`, {
      rules: [{ audience: { kind: 'persona', persona: h.id }, over: ['posts'] }],
    });

  it('tells members what changed for them, from their own decisions, and nobody else', async () => {
    const [ann, ben, cleo] = [await h.person(), await h.person(), await h.person()];
    await allows(ann, 'sentiment-monitoring');
    await allows(ben, 'mining');
    await h.inForce();
    await h.drain();
    const [change, ...others] = await changesOf(ann);
    assert.deepEqual(others, []);
    assert.deepEqual(
      change?.uses.map((use) => [use.narrowed, use.organisation?.id, use.capacity, use.purpose, use.kind]),
      [[true, h.id, 'marketing', 'sentiment-monitoring', 'posts']],
    );
    assert.equal(await notices(ann, 'policy_change'), 1);
    for (const who of [ben, cleo]) {
      assert.deepEqual(await changesOf(who), []);
      assert.equal(await notices(who, 'policy_change'), 0);
    }
  });

  it('tells them when it has come, and when it is over', async () => {
    const dan = await h.person();
    await allows(dan, 'sentiment-monitoring');
    const { id } = await h.draft(NO_SENTIMENT_AT_ALL);
    const { hash } = await h.step(h.author, id, { step: 'submit' });
    await h.step(h.experts.legal, id, { step: 'approve', discipline: 'legal', hash });
    await h.step(h.author, id, { step: 'activate', emergency: true });
    await h.drain();
    const begun = await changesOf(dan);
    assert.ok(begun[0]?.uses.every(({ narrowed }) => narrowed));
    assert.equal(begun.length, 1);
    // Nobody confirms.
    h.app.clock.advance(7 * DAY_MS + 1000);
    await h.drain();
    const ended = await changesOf(dan);
    assert.equal(ended.length, 2);
    assert.ok(ended[0]?.uses.every(({ narrowed }) => !narrowed));
    await sweep();
    const lapsed = await h.read(id);
    assert.equal(lapsed.timeline.at(-1)?.did, 'lapsed');
    assert.equal(lapsed.emergency, null);
    await h.step(h.author, id, { step: 'activate', emergency: true }, 409);
  });

  it('reminds experts of what waits for them: after two days, and then every three', async () => {
    const { id } = await h.draft();
    await h.step(h.author, id, { step: 'submit' });
    await h.approve('legal', id);
    const reminders = async () =>
      (
        await h.app.deps.store.community
          .selectFrom('community.sign_off_reminder')
          .select('actor_id')
          .where('matter_id', '=', id as never)
          .execute()
      ).map(({ actor_id: actor }) => actor);
    await sweep();
    assert.deepEqual(await reminders(), []);
    h.app.clock.advance(2 * DAY_MS);
    await sweep();
    await sweep();
    const waiting = [h.experts.compliance.id, h.experts.marketing.id].sort();
    assert.deepEqual((await reminders()).sort(), waiting);
    await h.drain();
    assert.equal(await notices(h.experts.compliance, 'sign_off'), 1);
    h.app.clock.advance(2 * DAY_MS);
    await sweep();
    assert.equal((await reminders()).length, 2);
    h.app.clock.advance(DAY_MS);
    await sweep();
    assert.equal((await reminders()).length, 4);
    await h.drain();
    assert.equal(await notices(h.experts.compliance, 'sign_off'), 1, 'in the place of the first');
    assert.ok(!(await reminders()).includes(h.author.id as ActorId));
  });

  it('opens the review again where the facts drift; what is in force goes on', async () => {
    const { id } = await h.inForce();
    await sweep();
    assert.equal((await h.read(id)).state, 'in-force');
    await h.inForce(NO_SENTIMENT_AT_ALL);
    await sweep();
    const drifted = await h.read(id);
    assert.deepEqual([drifted.state, drifted.in_force?.version], ['in-review', 1]);
    assert.equal(drifted.timeline.at(-1)?.did, 'drifted');
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    assert.equal((await h.read(id)).state, 'in-force');
  });

  it('is in the ledger: what is in force about the network, and the rest about the organisation', async () => {
    const { id } = await h.inForce();
    const network = h.network.id as NetworkId;
    for (let n = 0; n < 2; n++) {
      h.app.clock.advance(600_000);
      await appendBeat(h.app.deps, network, instantOf(h.app.deps), instantOf(h.app.deps));
    }
    const rows = await h.app.deps.store.community
      .selectFrom('community.ledger_entry')
      .select(['subject_id', 'content'])
      .where('about_id', '=', id as never)
      .orderBy('place')
      .execute();
    const entries = rows
      .map(({ subject_id: subject, content }) => ({
        subject,
        ...(JSON.parse(content ?? '') as { did: string; step: number; hash: string | null }),
      }))
      .sort((a, b) => a.step - b.step);
    const did = entries.map((one) => `${one.did} ${one.subject === network ? 'open' : 'own'}`);
    assert.deepEqual(did, [
      'drafted own',
      'submitted own',
      'approved own',
      'approved own',
      'approved own',
      'activated open',
    ]);
    assert.equal(entries.at(-1)?.hash, entries[1]?.hash, 'what is in force is what was signed');
    const said = JSON.stringify(rows);
    for (const who of [h.author, ...Object.values(h.experts)]) assert.ok(!said.includes(who.id));
    const member = await h.person();
    const told = await h.call<{ entry: string }[]>(
      member,
      'GET',
      '/api/privacy/v1/ledger/entries?about=network',
    );
    assert.ok(told.some(({ entry }) => entry === 'sign-off'));
  });

  it('happens whole or not at all', async () => {
    const { id } = await h.draft();
    const { required } = await h.step(h.author, id, { step: 'submit' });
    for (const one of required) await h.approve(one as 'legal', id);
    const db = h.app.deps.store.community;
    const viewer = await loadViewer(h.app.deps.store, h.network.id as NetworkId, h.author.id as ActorId);
    assert.ok(viewer);
    const counts = async () => [
      (await db.selectFrom('community.policy').select('id').execute()).length,
      (await db.selectFrom('community.sign_off').select('id').execute()).length,
      (await h.read(id)).timeline.length,
    ];
    const before = await counts();
    // The last that is written fails.
    const ids = {
      next(label: string) {
        if (label.startsWith('outbox')) throw new Error('the power went');
        return h.app.deps.ids.next(label);
      },
    };
    const deps = { ...h.app.deps, ids, compile: compilePolicies, sign: () => '' };
    const ref = { organisation: h.id as ActorId, matter: id as MatterId };
    const now = { from: null, emergency: false };
    await assert.rejects(activateMatter(deps, viewer, ref, now, instantOf(h.app.deps)), /the power went/);
    assert.deepEqual([await counts(), (await h.read(id)).state], [before, 'signed']);
    assert.equal((await h.step(h.author, id, { step: 'activate' })).state, 'in-force');
  });

  it('lets one step happen at a time', async () => {
    const { id } = await h.draft();
    const { hash } = await h.step(h.author, id, { step: 'submit' });
    const path = `${API}/${h.id}/matters/${id}`;
    const { legal, compliance, marketing } = h.experts;
    const approve = (who: TestPersona, discipline: string) =>
      h.app.request('POST', `${path}/steps`, {
        token: who.token,
        body: { step: 'approve', discipline, hash },
      });
    const both = await Promise.all([approve(legal, 'legal'), approve(compliance, 'compliance')]);
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 200],
    );
    assert.deepEqual((await h.read(id)).missing, ['marketing']);
    // A change and the last signature: whichever is first, nothing that nobody read is signed.
    const [signed, changed] = await Promise.all([
      approve(marketing, 'marketing'),
      h.app.request('PUT', path, {
        token: h.author.token,
        body: { title: 'Other', text: NO_SENTIMENT_AT_ALL },
      }),
    ]);
    assert.equal(changed.status, 200);
    assert.ok([200, 409].includes(signed.status));
    const now = await h.read(id);
    assert.deepEqual([now.state, now.signatures, now.text], ['draft', [], NO_SENTIMENT_AT_ALL]);
    // Two activations: one happens.
    const { required } = await h.step(h.author, id, { step: 'submit' });
    for (const one of required) await h.approve(one as 'legal', id);
    const activate = () =>
      h.app.request('POST', `${path}/steps`, { token: h.author.token, body: { step: 'activate' } });
    const twice = (await Promise.all([activate(), activate()])).map(({ status }) => status).sort();
    assert.deepEqual(twice, [200, 409]);
    const count = await h.app.deps.store.community
      .selectFrom('community.sign_off')
      .select('id')
      .where('matter_id', '=', id as never)
      .execute();
    assert.equal(count.length, 1);
    assert.notEqual(NO_SENTIMENT, NO_SENTIMENT_AT_ALL);
  });
});
