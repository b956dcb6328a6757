import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { compileKept } from '../../src/governance/sign-off/compile-kept.ts';
import { sweepMatters } from '../../src/governance/sign-off/sweep-matters.ts';
import { DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import {
  API,
  campaignOf,
  type MatterJson,
  NO_SENTIMENT,
  NO_SENTIMENT_AT_ALL,
  type SigningHouse,
  signingHouse,
} from './signing-house.ts';

const NO_LABELLED = `@id("no-labelled")
forbid (principal, action == Action::"mine", resource) when { context.label == Label::"confidential" };`;
const NO_RESOLVING = `@id("no-resolving")
forbid (principal, action == Action::"resolve-entities", resource);`;

describe('the rules of signing', () => {
  let h: SigningHouse;
  let db: SigningHouse['app']['deps']['store']['community'];
  before(async () => {
    h = await signingHouse();
    db = h.app.deps.store.community;
  });

  const matters = () => `${API}/${h.id}/matters`;
  const soon = (days: number) => new Date(instantOf(h.app.deps) + days * DAY_MS).toISOString();
  const submit = async (text?: string, more?: object) => {
    const { id } = await h.draft(text, more);
    return h.step(h.author, id, { step: 'submit' });
  };
  const inForceTitles = async () =>
    (await h.call<{ title: string }[]>(h.author, 'GET', `${API}/policies`)).map(({ title }) => title);

  it('ask whom a policy concerns by what it comes to, whatever it is called', async () => {
    assert.deepEqual((await submit(NO_RESOLVING)).required, ['legal', 'compliance', 'risk']);
    assert.deepEqual((await submit(NO_LABELLED)).required.includes('it'), true);
  });

  it('let only those lead who wrote it or sign it', async () => {
    const { id } = await submit();
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    await h.step(h.experts.it, id, { step: 'activate' }, 403);
    assert.equal((await h.step(h.experts.marketing, id, { step: 'activate' })).state, 'in-force');
    await h.step(h.author, id, { step: 'retire' });
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    await h.step(h.experts.it, id, { step: 'retire' }, 403);
    assert.equal((await h.step(h.experts.legal, id, { step: 'retire' })).state, 'retired');
  });

  it('bring nothing into force for a network that the organisation hosts no more', async () => {
    const host = `${API}/${h.id}/host`;
    await h.call(h.network.admin, 'PUT', host, undefined, 204);
    const { id } = await submit(NO_SENTIMENT_AT_ALL, { scope: 'network' });
    for (const one of ['legal', 'compliance'] as const) await h.approve(one, id);
    await h.call(h.network.admin, 'DELETE', host, undefined, 204);
    await h.step(h.author, id, { step: 'activate' }, 403);
    await h.call(
      h.author,
      'POST',
      matters(),
      { kind: 'policy', scope: 'network', title: 'T', text: NO_SENTIMENT },
      403,
    );
    await h.call(h.network.admin, 'PUT', host, undefined, 204);
    assert.equal((await h.step(h.author, id, { step: 'activate' })).state, 'in-force');
    await h.call(h.network.admin, 'DELETE', host, undefined, 204);
  });

  it('know no emergency but of a policy', async () => {
    const { id } = await submit(campaignOf(h, 'Spring'), { kind: 'campaign', title: 'Spring' });
    await h.approve('legal', id);
    const answer = await h.step(h.experts.legal, id, { step: 'activate', emergency: true }, 409);
    assert.match(JSON.stringify(answer), /Only a policy/);
  });

  it('confirm no emergency on facts that have drifted', async () => {
    const { id } = await submit(NO_RESOLVING);
    const risk = await h.person();
    await h.seat(risk, 'risk');
    await h.approve('legal', id);
    await h.step(h.experts.legal, id, { step: 'activate', emergency: true });
    await h.approve('compliance', id);
    // Meanwhile something else about the same came into force.
    const beside = await submit(NO_RESOLVING);
    for (const one of ['legal', 'compliance'] as const) await h.approve(one, beside.id);
    const { hash: theirs } = await h.read(beside.id);
    await h.step(risk, beside.id, { step: 'approve', discipline: 'risk', hash: theirs });
    await h.step(h.author, beside.id, { step: 'activate' });
    const { hash } = await h.read(id);
    const last = await h.step(risk, id, { step: 'approve', discipline: 'risk', hash });
    assert.deepEqual([last.state, last.in_force, last.timeline.at(-1)?.did], ['in-review', null, 'drifted']);
    assert.ok(last.emergency !== null, 'it goes on until its end');
    assert.notEqual(last.hash, hash);
    for (const one of ['legal', 'compliance'] as const) await h.approve(one, id);
    const again = { step: 'approve', discipline: 'risk', hash: last.hash };
    assert.equal((await h.step(risk, id, again)).state, 'in-force');
  });

  it('delegate one’s own discipline, to somebody else who is there, for a while', async () => {
    const { id, hash } = await submit();
    const { legal, compliance, it: itExpert } = h.experts;
    const to = (who: TestPersona, more: object = {}) => ({
      step: 'delegate',
      discipline: 'legal',
      to: who.id,
      until: soon(5),
      ...more,
    });
    await h.step(h.author, id, to(itExpert), 403);
    await h.step(compliance, id, to(itExpert), 403);
    await h.step(legal, id, to(legal), 422);
    await h.step(legal, id, to(itExpert, { until: soon(91) }), 422);
    await h.step(legal, id, to(itExpert, { until: soon(-1) }), 422);
    const gone = await h.person();
    await h.seat(gone, 'risk');
    await h.unseat(gone, 'risk');
    await h.step(legal, id, to(gone), 422);
    const sign = (discipline: string) => ({ step: 'approve', discipline, hash });
    await h.step(legal, id, to(itExpert));
    await h.step(itExpert, id, sign('compliance'), 403);
    await h.step(h.author, id, sign('legal'), 403);
    h.app.clock.advance(6 * DAY_MS);
    await h.step(itExpert, id, sign('legal'), 403);
    await h.step(legal, id, to(itExpert));
    // Who signed themselves isn’t spoken for as well.
    await h.step(legal, id, sign('legal'));
    await h.step(itExpert, id, sign('legal'), 403);
  });

  it('leave a writer no last word by a delegate’s hand', async () => {
    const writer = h.experts.marketing;
    const { id } = await h.call<MatterJson>(
      writer,
      'POST',
      matters(),
      { kind: 'policy', title: 'Mine', text: NO_SENTIMENT },
      201,
    );
    const { hash } = await h.step(writer, id, { step: 'submit' });
    await h.step(writer, id, { step: 'delegate', discipline: 'marketing', to: h.author.id, until: soon(5) });
    for (const one of ['legal', 'compliance'] as const) await h.approve(one, id);
    const sign = { step: 'approve', discipline: 'marketing', hash };
    assert.match(JSON.stringify(await h.step(h.author, id, sign, 409)), /can’t be the last/);
    assert.equal((await h.read(id)).state, 'in-review');
  });

  it('take refusals of what was read alone', async () => {
    const { id } = await submit();
    const old = { step: 'refuse', discipline: 'legal', hash: 'f'.repeat(64), reason: 'No' };
    await h.step(h.experts.legal, id, old, 409);
    assert.deepEqual((await h.read(id)).refusals, []);
  });

  it('sign the document over what is signed', async () => {
    const { id, hash } = await submit();
    const { signatures } = await h.approve('legal', id);
    const document = JSON.parse(signatures[0]?.document ?? '{}') as { hash: string; matter: string };
    assert.deepEqual([document.hash, document.matter], [hash, id]);
  });

  it('have another hash for another text, title, matter or set of facts', async () => {
    const [one, other] = [await submit(), await submit()];
    assert.notEqual(one.hash, other.hash, 'each matter by itself');
    const put = { title: 'No sentiment', text: `${NO_SENTIMENT}\n// More` };
    await h.call(h.author, 'PUT', `${matters()}/${one.id}`, put);
    const text = await h.step(h.author, one.id, { step: 'submit' });
    assert.notEqual(text.hash, one.hash);
    await h.call(h.author, 'PUT', `${matters()}/${one.id}`, { ...put, title: 'Another' });
    const title = await h.step(h.author, one.id, { step: 'submit' });
    assert.notEqual(title.hash, text.hash);
    const rules = `${API}/${h.id}/sign-off-rules`;
    await h.call(h.experts.it, 'PUT', rules, { kind: 'policy', besides: ['it'] });
    await h.call(h.author, 'PUT', `${matters()}/${one.id}`, { ...put, title: 'Another' });
    const asked = await h.step(h.author, one.id, { step: 'submit' });
    assert.notEqual(asked.hash, title.hash, 'who must sign is signed as well');
    await h.call(h.experts.it, 'PUT', rules, { kind: 'policy', besides: [] });
    assert.ok(!(await submit()).required.includes('it'), 'whom it let off isn’t asked any more');
  });

  it('ask of an organisation what it asks of itself, and of no other', async () => {
    const other = await h.person();
    const { id: bolt } = await h.call<{ id: string }>(
      h.network.admin,
      'POST',
      '/api/privacy/v1/organisations',
      { handle: 'bolt', display_name: 'Bolt' },
      201,
    );
    await h.call(h.network.admin, 'PUT', `${API}/${bolt}/keepers/${other.id}`, undefined, 204);
    const seat = { persona: other.id, kind: 'discipline', name: 'legal' };
    await h.call(other, 'POST', `${API}/${bolt}/seats`, seat, 201);
    await h.call(other, 'PUT', `${API}/${bolt}/sign-off-rules`, { kind: 'policy', besides: ['finance'] });
    assert.ok(!(await submit()).required.includes('finance'));
    const theirs = `${API}/${bolt}/matters`;
    const made = { kind: 'policy', title: 'Theirs', text: NO_SENTIMENT };
    const { id } = await h.call<MatterJson>(other, 'POST', theirs, made, 201);
    const lists = await Promise.all([
      h.call<MatterJson[]>(h.author, 'GET', `${matters()}?limit=80`),
      h.call<MatterJson[]>(other, 'GET', theirs),
    ]);
    assert.ok(!lists[0].some((one) => one.id === id));
    assert.deepEqual(
      lists[1].map((one) => one.id),
      [id],
    );
    await h.call(other, 'GET', `${theirs}/${lists[0][0]?.id}`, undefined, 404);
    await h.call(other, 'POST', `${theirs}/${lists[0][0]?.id}/steps`, { step: 'submit' }, 404);
  });

  it('know nobody whose seat has ended, or who is suspended', async () => {
    const { id, hash } = await submit();
    const leaving = await h.person();
    await h.seat(leaving, 'legal');
    assert.equal((await h.read(id, leaving)).id, id);
    const sign = { step: 'approve', discipline: 'legal', hash };
    await h.unseat(leaving, 'legal');
    await h.call(leaving, 'GET', `${matters()}/${id}`, undefined, 404);
    await h.step(leaving, id, sign, 404);
    const stopped = await h.person();
    await h.seat(stopped, 'legal');
    await sql`insert into community.suspension (network_id, actor_id, valid_from, valid_until)
      values (${h.network.id}, ${stopped.id}, '-infinity', 'infinity')`.execute(db);
    const answer = await h.ask(stopped, 'POST', `${matters()}/${id}/steps`, sign);
    assert.ok([403, 404].includes(answer.status), `${answer.status}`);
    assert.deepEqual((await h.read(id)).signatures, []);
    // Nor are they reminded.
    h.app.clock.advance(3 * DAY_MS);
    await sweepMatters({ ...h.app.deps, compile: compileKept }, instantOf(h.app.deps));
    const { rows } = await sql<{ actor: string }>`select actor_id as actor from community.sign_off_reminder
      where matter_id = ${id}`.execute(db);
    const reminded = rows.map(({ actor }) => actor);
    assert.ok(reminded.includes(h.experts.legal.id));
    assert.ok(!reminded.includes(leaving.id) && !reminded.includes(stopped.id));
  });

  it('remind nobody who has spoken', async () => {
    const { id, hash } = await submit();
    await h.step(h.experts.compliance, id, { step: 'refuse', discipline: 'compliance', hash, reason: 'No' });
    h.app.clock.advance(3 * DAY_MS);
    await sweepMatters({ ...h.app.deps, compile: compileKept }, instantOf(h.app.deps));
    const { rows } = await sql<{ actor: string }>`select actor_id as actor from community.sign_off_reminder
      where matter_id = ${id}`.execute(db);
    const reminded = rows.map(({ actor }) => actor);
    assert.ok(!reminded.includes(h.experts.compliance.id));
    assert.ok(reminded.includes(h.experts.marketing.id));
  });

  it('tell members what binds, and nothing that doesn’t', async () => {
    const campaign = await submit(campaignOf(h, 'Summer'), { kind: 'campaign', title: 'Summer' });
    for (const one of ['legal', 'marketing'] as const) await h.approve(one, campaign.id);
    await h.step(h.author, campaign.id, { step: 'activate' });
    await submit(NO_SENTIMENT, { title: 'A draft' });
    const { id } = await submit(NO_SENTIMENT, { title: 'For a while' });
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    await h.step(h.author, id, { step: 'activate' });
    const titles = await inForceTitles();
    assert.ok(titles.includes('For a while'));
    assert.ok(!titles.includes('Summer') && !titles.includes('A draft'));
    await h.step(h.author, id, { step: 'retire' });
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    await h.step(h.author, id, { step: 'retire' });
    assert.ok(!(await inForceTitles()).includes('For a while'));
    // Of what was to begin and never did, nothing is told either.
    const never = await submit(NO_SENTIMENT, { title: 'Never' });
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, never.id);
    await h.step(h.author, never.id, { step: 'activate', from: soon(2) });
    assert.ok((await inForceTitles()).includes('Never'), 'signed, and to come');
    await sql`update community.sign_off set valid_until = valid_from where matter_id = ${never.id}`.execute(
      db,
    );
    assert.ok(!(await inForceTitles()).includes('Never'));
  });

  it('tell members when what was retired forbids no more', async () => {
    const ann = await h.person();
    await h.call(ann, 'PUT', '/api/privacy/v1/processing-rules/entity-resolution', {
      rules: [{ audience: { kind: 'persona', persona: h.id }, over: ['posts'] }],
    });
    const all = await h.call<MatterJson[]>(h.author, 'GET', `${matters()}?limit=80`);
    const risk = await h.person();
    await h.seat(risk, 'risk');
    const standing = all.filter((one) => one.in_force?.text === NO_RESOLVING);
    assert.equal(standing.length, 2);
    for (const { id } of standing) {
      await h.step(h.author, id, { step: 'retire' });
      for (const one of ['legal', 'compliance'] as const) await h.approve(one, id);
      const { hash } = await h.read(id);
      await h.step(risk, id, { step: 'approve', discipline: 'risk', hash });
      await h.step(h.author, id, { step: 'retire' });
    }
    await h.drain();
    const changes = await h.call<{ uses: { narrowed: boolean }[] }[]>(ann, 'GET', `${API}/changes`);
    assert.equal(changes.length, 1, 'of the last alone: until then it was forbidden still');
    assert.ok(changes[0]?.uses.every(({ narrowed }) => !narrowed));
  });
});
