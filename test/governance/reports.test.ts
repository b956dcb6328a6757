import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { entriesAbout } from '../../src/ledger/log/read-log.ts';
import { verifyStored } from '../../src/ledger/log/verify-stored.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { type SigningHouse, signingHouse } from './signing-house.ts';

const PRIVACY = '/api/privacy/v1';
const RECORDS = '/api/organisations/v1/records';

interface ReportJson {
  own_grants: { purpose: string; given: number; ended: number }[];
  learnt: {
    function: string;
    purpose: string;
    what: string;
    count: number | null;
    fewer_than: number | null;
  }[];
  sign_offs: Record<string, string | number>[];
  requests: Record<string, number | null>;
  policies: { title: string; scope: string }[];
  breaches: Record<string, number>;
}

interface RecordJson {
  controller: object | null;
  transfers: string;
  recipients_besides: string;
  measures: string[];
  activities: Record<string, unknown>[];
}

/** What a report has besides uses, and a record that stays as it was. */
describe('reports by period', () => {
  let h: SigningHouse;
  let [lea, sam, ann] = [] as unknown as TestPersona[];

  before(async () => {
    h = await signingHouse();
    lea = h.experts.legal;
    [sam, ann] = [await h.person(), await h.person()];
    const staff = `${PRIVACY}/organisations/${h.id}/staff/${sam.id}`;
    await h.call(h.network.admin, 'PUT', staff, { functions: ['support'] }, 204);
  });

  const report = (period = '2026-03', who = lea as TestPersona, status = 200) =>
    h.call<ReportJson>(who, 'GET', `${RECORDS}/${h.id}/reports/${period}`, undefined, status);

  it('have sign-offs, policies in force, and nothing of the months before', async () => {
    await h.inForce();
    const { sign_offs: signOffs, policies } = await report();
    assert.equal(signOffs.length, 1);
    assert.partialDeepStrictEqual(signOffs[0], {
      kind: 'policy',
      submitted: 1,
      refused: 0,
      activated: 1,
      retired: 0,
    });
    assert.ok(Number(signOffs[0]?.signed) >= 1);
    assert.equal(policies.length, 1);
    const earlier = await report('2026-02');
    assert.deepEqual([earlier.sign_offs, earlier.policies], [[], []]);
  });

  it('have what it was told with noise, and nothing of who ended what', async () => {
    const count = { organisation: h.id, function: 'support', purpose: 'mining', what: 'posts' };
    const asked = await h.call<{ count: number | null }>(
      sam as TestPersona,
      'POST',
      '/api/insight/v1/counts',
      count,
    );
    const before = await report();
    assert.equal(before.learnt.length, 1);
    assert.partialDeepStrictEqual(before.learnt[0], {
      function: 'support',
      purpose: 'mining',
      count: asked.count,
    });
    assert.equal(before.learnt[0]?.fewer_than, asked.count === null ? 10 : null);
    // Whatever a member gives and withdraws, the report is the same.
    await h.call(ann as TestPersona, 'PUT', `${PRIVACY}/contact-rules/support`, { anybody: 'yes' });
    await h.call(ann as TestPersona, 'PUT', `${PRIVACY}/contact-rules/support`, { anybody: 'no' });
    assert.deepEqual(await report(), before);
  });

  it('have the grants that the organisation itself gave and ended', async () => {
    const { community } = h.app.deps.store;
    const { rows } = await sql<{ given: number; ended: number }>`
      select count(*) filter (where valid_from < '2026-04-01') as given,
        count(*) filter (where valid_until < '2026-04-01') as ended
      from community."grant" where owner_id = ${h.id}`.execute(community);
    const { own_grants: own } = await report();
    const sum = (of: 'given' | 'ended') => own.reduce((all, one) => all + one[of], 0);
    assert.deepEqual([sum('given'), sum('ended')], [rows[0]?.given, rows[0]?.ended]);
    assert.ok(sum('given') > 0);
  });

  it('have requests with their times, and breaches with what was done', async () => {
    const asked = { organisation: h.id, kind: 'access', words: '' };
    const { id } = await h.call<{ id: string }>(
      ann as TestPersona,
      'POST',
      `${PRIVACY}/data-requests`,
      asked,
      201,
    );
    const step = { kind: 'answered', words: 'Here it is.' };
    await h.call(lea as TestPersona, 'POST', `${RECORDS}/${h.id}/requests/${id}/steps`, step);
    const breach = {
      title: 'A lost laptop',
      from: '2026-03-01T00:00:00Z',
      until: '2026-03-02T00:00:00Z',
      known_at: new Date(h.app.clock.now()).toISOString(),
    };
    const path = `${RECORDS}/${h.id}/breaches`;
    const opened = await h.call<{ id: string }>(lea as TestPersona, 'POST', path, breach, 201);
    const reported = { kind: 'reported', words: 'To the authority.' };
    await h.call(lea as TestPersona, 'POST', `${path}/${opened.id}/entries`, reported);
    const { requests, breaches } = await report();
    assert.partialDeepStrictEqual(requests, { asked: 1, answered: 1, open: 0, in_time: 1, longest_days: 0 });
    assert.deepEqual(breaches, { opened: 1, reported: 1, reported_in_time: 1, told: 0 });
  });

  it('stand beside one another in a table', async () => {
    const table = async (query: string, status = 200) => {
      const answer = await h.ask(lea as TestPersona, 'GET', `${RECORDS}/${h.id}/reports/2026-03/csv${query}`);
      assert.equal(answer.status, status);
      return answer.text();
    };
    const both = (await table('?beside=2026-02')).split('\r\n');
    assert.equal(both[0], 'about,function,purpose,figure,2026-03,2026-02');
    assert.ok(both.includes('requests,,,asked,1,0'), both.join('\n'));
    assert.ok(both.includes('sign-off,,,policy activated,1,'), 'what the other hasn’t is empty');
    assert.ok((await table('')).includes('requests,,,asked,1\r\n'));
    await table('?beside=2026-13', 422);
  });

  it('are absent to all but who keeps the records', async () => {
    for (const who of [sam, ann, h.network.admin, h.experts.marketing] as TestPersona[]) {
      await report('2026-03', who, 404);
    }
  });
});

describe('a record of processing', () => {
  let h: SigningHouse;
  let [lea, ann] = [] as unknown as TestPersona[];

  before(async () => {
    h = await signingHouse();
    lea = h.experts.legal;
    ann = await h.person();
    const sam = await h.person();
    const staff = `${PRIVACY}/organisations/${h.id}/staff/${sam.id}`;
    await h.call(h.network.admin, 'PUT', staff, { functions: ['support'] }, 204);
    await h.call(ann, 'PUT', `${PRIVACY}/contact-rules/support`, { anybody: 'yes' });
    const contact = { persona: ann.id, function: 'support' };
    await h.call(sam, 'POST', `/api/organisations/v1/${h.id}/contacts`, contact);
  });

  const base = () => `${RECORDS}/${h.id}`;
  const record = () => h.call<RecordJson>(lea as TestPersona, 'GET', `${base()}/processing`);
  const CONTROLLER = {
    controller: 'Orga Ltd, 1 High Street, privacy@orga.example',
    joint: '',
    representative: '',
    dpo: 'The data protection officer, dpo@orga.example',
  };

  it('has every field of Article 30(1)', async () => {
    assert.equal((await record()).controller, null);
    await h.call(lea as TestPersona, 'PUT', `${base()}/controller`, CONTROLLER);
    const { controller, activities, ...rest } = await record();
    assert.deepEqual(controller, CONTROLLER, '(a)');
    for (const activity of activities) {
      // (b) purposes, (c) data subjects and data, (d) recipients, (f) time limits.
      for (const field of [
        'purpose',
        'purpose_iri',
        'subjects',
        'data',
        'recipients',
        'kept',
        'lawful_basis',
      ]) {
        assert.ok(String(activity[field] ?? '') !== '', field);
      }
    }
    assert.equal(activities.length, 1);
    assert.ok(rest.recipients_besides !== '' && rest.transfers !== '', '(d), (e)');
    assert.ok(rest.measures.length > 0, '(g)');
    const notice = await h.call<{ controller: object }>(
      ann as TestPersona,
      'GET',
      `${PRIVACY}/organisations/${h.id}/processing`,
    );
    assert.deepEqual(notice.controller, CONTROLLER, 'members read whom to turn to');
  });

  it('stays as it was saved, and the ledger has its hash', async () => {
    const saved = await h.call<{ id: string; hash: string }>(
      lea as TestPersona,
      'POST',
      `${base()}/saved`,
      { title: 'For the audit' },
      201,
    );
    const read = () =>
      h.call<{ hash: string; record: RecordJson }>(lea as TestPersona, 'GET', `${base()}/saved/${saved.id}`);
    const before = await read();
    await h.call(lea as TestPersona, 'PUT', `${base()}/controller`, { ...CONTROLLER, dpo: 'Another' });
    await h.call(ann as TestPersona, 'PUT', `${PRIVACY}/contact-rules/support`, { anybody: 'no' });
    h.app.clock.advance(86_400_000);
    assert.deepEqual(await read(), before);
    assert.partialDeepStrictEqual(before.record, { controller: CONTROLLER });
    const hash = createHash('sha256').update(canonicalJson(before.record)).digest('hex');
    assert.equal(before.hash, hash);
    const network = h.network.id as NetworkId;
    h.app.clock.advance(600_000);
    await appendBeat(h.app.deps, network, instantOf(h.app.deps), instantOf(h.app.deps));
    const about = { limit: 500, before: null };
    const entries = await entriesAbout(h.app.deps, network, h.id as ActorId, about);
    const [entry] = entries.filter(({ content }) => content.includes(saved.id));
    assert.equal((JSON.parse(entry?.content ?? '{}') as { hash?: string }).hash, hash);
    assert.deepEqual(await verifyStored(h.app.deps, network, null), { holds: true });
    const { community } = h.app.deps.store;
    await sql`update community.saved_record set body = replace(body, 'dpo@', 'nobody@')
      where id = ${saved.id}`.execute(community);
    assert.partialDeepStrictEqual(await verifyStored(h.app.deps, network, null), {
      holds: false,
      step: 'record',
    });
    await sql`delete from community.saved_record where id = ${saved.id}`.execute(community);
    assert.partialDeepStrictEqual(await verifyStored(h.app.deps, network, null), { holds: false });
  });

  it('is said and saved by its experts alone, and refuses what can’t be', async () => {
    const { id } = await h.call<{ id: string }>(
      lea as TestPersona,
      'POST',
      `${base()}/saved`,
      { title: 'Mine' },
      201,
    );
    for (const who of [ann, h.network.admin, h.experts.marketing, h.author] as TestPersona[]) {
      await h.call(who, 'PUT', `${base()}/controller`, CONTROLLER, 404);
      await h.call(who, 'GET', `${base()}/saved`, undefined, 404);
      await h.call(who, 'POST', `${base()}/saved`, { title: 'x' }, 404);
      await h.call(who, 'GET', `${base()}/saved/${id}`, undefined, 404);
    }
    for (const wrong of [
      { ...CONTROLLER, controller: ' ' },
      { dpo: 'x' },
      { ...CONTROLLER, phone: '1' },
      { ...CONTROLLER, joint: 'x'.repeat(1001) },
    ]) {
      await h.call(lea as TestPersona, 'PUT', `${base()}/controller`, wrong, 422);
    }
    await h.call(lea as TestPersona, 'POST', `${base()}/saved`, { title: ' ' }, 422);
    await h.call(lea as TestPersona, 'GET', `${base()}/saved/${h.id}`, undefined, 404);
  });
});
