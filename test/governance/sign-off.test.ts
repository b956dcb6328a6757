import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signatureKey } from '../../src/ledger/sign-offs/sign-sign-off.ts';
import { checkProof } from '../../src/ledger/verify/data-integrity.ts';
import { parseVkey } from '../../src/ledger/verify/note.ts';
import { type ActorId, DAY_MS, type NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import {
  API,
  type MatterJson,
  NO_SENTIMENT,
  NO_SENTIMENT_AT_ALL,
  type SigningHouse,
  signingHouse,
} from './signing-house.ts';

const EMPLOYEES_ONLY = `@id("no-sentiment")
forbid (principal in Function::"marketing", action == Action::"listen", resource)
when { context.network == Network::"employee" };`;

describe('the sign-off of a policy', () => {
  let h: SigningHouse;
  before(async () => {
    h = await signingHouse();
  });

  const live = async (at = instantOf(h.app.deps)) => {
    const viewer = await loadViewer(h.app.deps.store, h.network.id as NetworkId, null);
    return (viewer?.networkFacts.policies ?? []).filter(({ from, until }) => from <= at && at < until);
  };
  const releases = async (matter: string) =>
    h.app.deps.store.community
      .selectFrom('community.sign_off')
      .selectAll()
      .where('matter_id', '=', matter as never)
      .orderBy('valid_from')
      .execute();

  it('goes from a draft over the signatures of all to being in force', async () => {
    const drafted = await h.draft();
    assert.deepEqual([drafted.state, drafted.version, drafted.hash], ['draft', 1, null]);
    const submitted = await h.step(h.author, drafted.id, { step: 'submit' });
    assert.equal(submitted.state, 'in-review');
    assert.deepEqual(submitted.required, ['legal', 'compliance', 'marketing'], 'by what it forbids');
    await h.step(h.author, drafted.id, { step: 'activate' }, 409);
    await h.approve('legal', drafted.id);
    await h.approve('legal', drafted.id, 409);
    await h.approve('it', drafted.id, 409);
    const { hash } = submitted;
    const { author, experts } = h;
    await h.step(author, drafted.id, { step: 'approve', discipline: 'legal', hash }, 403);
    await h.step(
      experts.compliance,
      drafted.id,
      { step: 'approve', discipline: 'compliance', hash: 'f'.repeat(64) },
      409,
    );
    await h.step(experts.compliance, drafted.id, {
      step: 'refuse',
      discipline: 'compliance',
      hash,
      reason: 'Why not HR?',
    });
    await h.approve('marketing', drafted.id);
    assert.equal((await h.read(drafted.id)).state, 'in-review', 'a refusal stands');
    assert.equal((await live()).length, 0);
    const signed = await h.approve('compliance', drafted.id);
    assert.deepEqual([signed.state, signed.missing, signed.refusals], ['signed', [], []]);
    const inForce = await h.step(author, drafted.id, { step: 'activate' });
    assert.equal(inForce.state, 'in-force');
    assert.ok((await live()).length > 0);
    assert.deepEqual(
      inForce.timeline.map(({ did }) => did),
      ['drafted', 'submitted', 'approved', 'refused', 'approved', 'approved', 'activated'],
    );
    const verifier = parseVkey(signatureKey(h.app.deps, h.network.id as NetworkId));
    const read = await h.read(drafted.id);
    assert.equal(read.signatures.length, 3);
    for (const { document } of read.signatures) {
      assert.deepEqual(checkProof(JSON.parse(document), verifier), { holds: true });
      const forged = document.replace(h.id, h.network.id);
      assert.ok(!checkProof(JSON.parse(forged), verifier).holds);
    }
    const list = await h.call<{ id: string; title: string; signed_by: string[]; text: string }[]>(
      h.network.admin,
      'GET',
      `${API}/policies`,
    );
    assert.deepEqual(
      list.map(({ title, signed_by }) => [title, signed_by]),
      [['No sentiment', ['legal', 'marketing', 'compliance']]],
    );
    for (const who of [author, ...Object.values(experts)]) assert.ok(!JSON.stringify(list).includes(who.id));
  });

  it('voids all that was signed when the text changes, and what is in force goes on', async () => {
    const { id } = await h.inForce();
    const changed = await h.call<MatterJson>(h.experts.it, 'PUT', `${API}/${h.id}/matters/${id}`, {
      title: 'No sentiment at all',
      text: NO_SENTIMENT_AT_ALL,
    });
    assert.deepEqual([changed.state, changed.signatures, changed.in_force?.version], ['draft', [], 1]);
    const rows = (await live()).length;
    assert.ok(rows > 0);
    await h.step(h.author, id, { step: 'submit' });
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    const at = instantOf(h.app.deps) + 3 * DAY_MS;
    const from = new Date(at).toISOString();
    await h.step(h.author, id, { step: 'activate', from });
    await h.step(h.author, id, { step: 'activate', from }, 409);
    const put = { title: 'Again', text: NO_SENTIMENT };
    await h.call(h.author, 'PUT', `${API}/${h.id}/matters/${id}`, put, 409);
    const [first, second] = await releases(id);
    assert.equal(first?.valid_until, at);
    assert.equal(second?.valid_from, at);
    // No instant has neither, and none has both.
    for (const when of [at - 1, at, at + 1]) {
      const sources = new Set((await live(when)).map((one) => one.source));
      assert.equal(sources.has(first?.id as never), when < at, `the first at ${when - at}`);
      assert.equal(sources.has(second?.id as never), when >= at, `the second at ${when - at}`);
    }
  });

  it('keeps a good policy where a malformed one comes', async () => {
    const { id } = await h.inForce();
    const count = (await live()).length;
    for (const text of [
      'forbid (principal',
      'forbid (principal, action == Action::"dance", resource);',
      'permit (principal, action, resource);',
      '{}',
    ]) {
      const answer = await h.ask(h.author, 'PUT', `${API}/${h.id}/matters/${id}`, { title: 'Bad', text });
      const said = (await answer.json()) as { error: string };
      assert.equal(answer.status, 422, JSON.stringify(said));
      await h.call(h.author, 'POST', `${API}/${h.id}/matters`, { kind: 'policy', title: 'Bad', text }, 422);
    }
    const answer = await h.ask(h.author, 'PUT', `${API}/${h.id}/matters/${id}`, {
      title: 'Bad',
      text: '\n  forbid (principal,',
    });
    assert.match(await answer.text(), /line \d+, column \d+/);
    const now = await h.read(id);
    assert.deepEqual([now.version, now.state, (await live()).length], [1, 'in-force', count]);
  });

  it('asks again where the facts have drifted, and voids nothing', async () => {
    const { id } = await h.draft();
    await h.step(h.author, id, { step: 'submit' });
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    await h.inForce(NO_SENTIMENT_AT_ALL);
    const answer = await h.step(h.author, id, { step: 'activate' }, 412);
    assert.match(JSON.stringify(answer), /asked again/);
    const reopened = await h.read(id);
    assert.equal(reopened.state, 'in-review');
    assert.equal(reopened.in_force, null);
    assert.deepEqual(
      reopened.signatures.map(({ current }) => current),
      [false, false, false],
    );
    assert.ok((reopened.facts?.beside.length ?? 0) > 0, 'what is in force about the same');
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    assert.equal((await h.step(h.author, id, { step: 'activate' })).state, 'in-force');
  });

  it('takes effect on one signature in an emergency that narrows, and ends after seven days', async () => {
    const { id } = await h.inForce();
    const matters = `${API}/${h.id}/matters/${id}`;
    await h.call(h.author, 'PUT', matters, { title: 'Only staff', text: EMPLOYEES_ONLY }, 422);
    await h.call(h.author, 'PUT', matters, { title: 'No sentiment at all', text: NO_SENTIMENT_AT_ALL });
    await h.step(h.author, id, { step: 'submit' });
    await h.step(h.author, id, { step: 'activate', emergency: true }, 409);
    await h.approve('legal', id);
    const urgent = await h.step(h.experts.legal, id, { step: 'activate', emergency: true });
    const until = Date.parse(urgent.emergency?.until ?? '');
    assert.equal(urgent.state, 'in-review');
    assert.equal(until, instantOf(h.app.deps) + 7 * DAY_MS, 'as it says from the start');
    assert.equal(urgent.in_force?.version, 1);
    const [, emergency] = await releases(id);
    const sourcesAt = async (at: number) => new Set((await live(at)).map((one) => one.source));
    assert.ok((await sourcesAt(until - 1)).has(emergency?.id as never));
    assert.ok(!(await sourcesAt(until)).has(emergency?.id as never), 'it ends by itself');
    assert.equal(emergency?.valid_until, until);
    // Confirmed by all, it goes on.
    await h.approve('compliance', id);
    const confirmed = await h.approve('marketing', id);
    assert.deepEqual(
      [confirmed.state, confirmed.emergency, confirmed.in_force?.version],
      ['in-force', null, 2],
    );
    const [first, second, third] = await releases(id);
    assert.equal(first?.valid_until, third?.valid_from);
    assert.equal(second?.valid_until, third?.valid_from);
    assert.equal(third?.valid_until, Number.POSITIVE_INFINITY);
  });

  it('is never an emergency where it widens', async () => {
    const { id } = await h.inForce(NO_SENTIMENT_AT_ALL);
    const matters = `${API}/${h.id}/matters/${id}`;
    await h.call(h.author, 'PUT', matters, { title: 'Marketing alone', text: NO_SENTIMENT });
    await h.step(h.author, id, { step: 'submit' });
    await h.approve('legal', id);
    const answer = await h.step(h.experts.legal, id, { step: 'activate', emergency: true }, 409);
    assert.match(JSON.stringify(answer), /never an emergency/);
  });

  it('is signed for an expert by whom they ask to, as long as they hold the seat', async () => {
    const { id } = await h.draft();
    const { hash } = await h.step(h.author, id, { step: 'submit' });
    const deputy = await h.person();
    const until = new Date(instantOf(h.app.deps) + 5 * DAY_MS).toISOString();
    const delegate = { step: 'delegate', discipline: 'legal', to: deputy.id, until };
    const approve = { step: 'approve', discipline: 'legal', hash };
    await h.step(h.experts.legal, id, delegate, 422);
    await h.seat(deputy, 'staff');
    await h.step(deputy, id, approve, 403);
    await h.step(h.experts.legal, id, delegate);
    await h.unseat(h.experts.legal, 'legal');
    await h.step(deputy, id, approve, 403);
    await h.seat(h.experts.legal, 'legal');
    const signed = await h.step(deputy, id, approve);
    assert.deepEqual(
      signed.signatures.map(({ discipline }) => discipline),
      ['legal'],
    );
    assert.deepEqual((await h.read(id, h.experts.it)).missing, ['compliance', 'marketing']);
    // Who loses the seat afterwards has signed all the same.
    await h.unseat(h.experts.legal, 'legal');
    assert.deepEqual((await h.read(id, h.experts.it)).missing, ['compliance', 'marketing']);
    await h.seat(h.experts.legal, 'legal');
  });

  it('is nobody’s while the organisation is suspended', async () => {
    const { id } = await h.draft();
    const { hash } = await h.step(h.author, id, { step: 'submit' });
    const path = `/api/privacy/v1/networks/acme/suspensions/${h.id}`;
    const approve = { step: 'approve', discipline: 'legal', hash };
    await h.call(h.network.admin, 'PUT', path, undefined, 204);
    await h.step(h.experts.legal, id, approve, 404);
    await h.call(h.experts.legal, 'GET', `/api/organisations/v1/${h.id}/matters/${id}`, undefined, 404);
    await h.call(h.network.admin, 'DELETE', path, undefined, 204);
    await h.step(h.experts.legal, id, approve);
  });

  it('ends only when all who signed it sign that as well', async () => {
    const { id } = await h.inForce();
    const asked = await h.step(h.experts.it, id, { step: 'retire' });
    assert.deepEqual([asked.state, asked.retires, asked.in_force?.version], ['in-review', true, 1]);
    assert.deepEqual(asked.required, ['legal', 'compliance', 'marketing']);
    await h.step(h.experts.legal, id, { step: 'retire' }, 409);
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    const retired = await h.step(h.experts.legal, id, { step: 'retire' });
    assert.deepEqual([retired.state, retired.in_force], ['retired', null]);
    const [only] = await releases(id);
    assert.equal(only?.valid_until, instantOf(h.app.deps));
    await h.step(h.experts.legal, id, { step: 'comment', text: 'Too late' }, 409);
    const dropped = await h.draft();
    await h.step(h.experts.it, dropped.id, { step: 'retire' }, 403);
    assert.equal((await h.step(h.author, dropped.id, { step: 'retire' })).state, 'retired');
  });

  it('asks more disciplines where the organisation wants it, and never fewer', async () => {
    const path = `${API}/${h.id}/sign-off-rules`;
    await h.call(h.author, 'PUT', path, { kind: 'policy', besides: ['it'] }, 403);
    await h.call(h.experts.legal, 'PUT', path, { kind: 'policy', besides: ['it'] });
    const { id } = await h.draft();
    const { required } = await h.step(h.author, id, { step: 'submit' });
    assert.deepEqual(required, ['legal', 'it', 'compliance', 'marketing']);
    await h.call(h.experts.legal, 'PUT', path, { kind: 'policy', besides: [] }, 403);
    const rules = await h.call<{ kind: string; floor: string[]; besides: string[] }[]>(
      h.experts.it,
      'PUT',
      path,
      { kind: 'policy', besides: [] },
    );
    assert.deepEqual(
      rules.find(({ kind }) => kind === 'policy'),
      {
        kind: 'policy',
        floor: ['legal', 'compliance'],
        besides: [],
      },
    );
    assert.deepEqual(
      (await h.read(id)).required,
      ['legal', 'it', 'compliance', 'marketing'],
      'as it was submitted',
    );
  });

  it('binds all of a network only where the organisation hosts it', async () => {
    const draft = { kind: 'policy', scope: 'network', title: 'For all', text: NO_SENTIMENT_AT_ALL };
    const matters = `${API}/${h.id}/matters`;
    await h.call(h.author, 'POST', matters, draft, 403);
    await h.call(h.network.admin, 'PUT', `${API}/${h.id}/host`, undefined, 204);
    const { id } = await h.call<MatterJson>(h.author, 'POST', matters, draft, 201);
    const { required } = await h.step(h.author, id, { step: 'submit' });
    for (const one of required) await h.approve(one as 'legal', id);
    await h.step(h.author, id, { step: 'activate' });
    const [release] = await releases(id);
    const rows = (await live()).filter(({ source }) => source === release?.id);
    assert.ok(rows.length > 0);
    assert.ok(rows.every(({ binds }) => binds === undefined));
  });

  it('is nothing to members and to other organisations', async () => {
    const { id } = await h.draft();
    const other = await h.person();
    const made = { handle: `bolt${id.slice(-6)}`, display_name: 'Bolt' };
    const bolt = (
      await h.call<{ id: string }>(h.network.admin, 'POST', '/api/privacy/v1/organisations', made, 201)
    ).id;
    const path = `${API}/${h.id}/matters/${id}`;
    const nothing = await (await h.ask(other, 'GET', `${API}/${h.id}/matters/${h.id}`)).text();
    for (const [method, where, body] of [
      ['GET', path, undefined],
      ['PUT', path, { title: 'T', text: NO_SENTIMENT }],
      ['POST', `${path}/steps`, { step: 'submit' }],
      ['GET', `${API}/${h.id}/matters`, undefined],
      ['POST', `${API}/${h.id}/matters`, { kind: 'policy', title: 'T', text: NO_SENTIMENT }],
      ['GET', `${API}/${h.id}/sign-off-rules`, undefined],
      ['GET', `${API}/${bolt}/matters/${id}`, undefined],
      ['POST', `${API}/${bolt}/matters/${id}/steps`, { step: 'comment', text: 'Hello' }],
    ] as const) {
      for (const who of [other, h.network.admin, ...(where.includes(bolt) ? [h.experts.legal] : [])]) {
        const answer = await h.ask(who, method, where, body);
        assert.equal(answer.status, 404, `${method} ${where}`);
        assert.equal(await answer.text(), nothing);
      }
    }
    const seen = await h.call<MatterJson>(h.author, 'GET', path);
    assert.equal(seen.timeline[0]?.by?.id, h.author.id);
    await h.step(h.author, id, { step: 'submit' });
    await h.approve('legal', id);
    const asStaff = await h.call<MatterJson>(h.author, 'GET', path);
    assert.deepEqual([asStaff.signatures[0]?.by, asStaff.signatures[0]?.document], [null, '']);
    assert.ok(!JSON.stringify(asStaff).includes(h.experts.legal.id as ActorId));
  });
});
