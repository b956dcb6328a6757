import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { sweep } from '../../src/community/vault/housekeeping.ts';
import { type Members, members } from '../support/members.ts';
import { follow, type TestPersona } from '../support/people.ts';

interface Decision {
  id: string;
  kind: string;
  given: { count: number };
  ended: { count: number };
}

const PRIVACY = '/api/privacy/v1';
const NETWORK = { kind: 'network' };
const FOLLOWERS = { kind: 'followers' };

describe('undoing a decision', () => {
  let m: Members;

  before(async () => {
    m = await members();
  });

  const newest = async (who: TestPersona): Promise<Decision> =>
    (await m.call<Decision[]>(who, 'GET', `${PRIVACY}/decisions`))[0] as Decision;
  const undo = (who: TestPersona, id: string, status = 200) =>
    m.call<Decision>(who, 'POST', `${PRIVACY}/decisions/${id}/undo`, undefined, status);

  it('undoes an undoing of what stands beside grants too', async () => {
    const owner = await m.person();
    const rules = `${PRIVACY}/connection-rules`;
    const question = async () => (await m.call<{ question: string }>(owner, 'GET', rules)).question;
    await m.call(owner, 'PUT', rules, { question: 'One?' });
    await m.call(owner, 'PUT', rules, { question: 'Two?' });
    const undone = await undo(owner, (await newest(owner)).id);
    assert.equal(await question(), 'One?');
    await undo(owner, undone.id);
    assert.equal(await question(), 'Two?');
    await m.call(owner, 'PUT', rules, { question: 'Three?' });
    const third = await newest(owner);
    await m.call(owner, 'PUT', rules, { question: 'Four?' });
    await undo(owner, third.id, 409);
  });

  describe('of a lockdown', () => {
    const PATH = `${PRIVACY}/lockdown`;
    const holds = async (who: TestPersona) =>
      (await m.call<{ lockdown: { strangers: boolean; ends_at: string } | null }>(who, 'GET', PATH)).lockdown;

    it('ends what was begun, and lets it hold again', async () => {
      const [owner, stranger] = [await m.person(), await m.person()];
      const meets = async () =>
        (await m.app.request('GET', `/api/v1/accounts/${owner.id}`, { token: stranger.token })).status ===
        200;
      await m.call(owner, 'PUT', PATH, { days: 7 });
      const begun = await newest(owner);
      const first = await holds(owner);
      assert.deepEqual([begun.kind, begun.given.count, await meets()], ['lockdown-begun', 0, false]);
      const undone = await undo(owner, begun.id);
      assert.deepEqual([await holds(owner), await meets()], [null, true]);
      await undo(owner, undone.id);
      assert.equal((await holds(owner))?.ends_at, first?.ends_at, 'until it would have ended');
      assert.equal(await meets(), false);
      await m.call(owner, 'DELETE', PATH);
      const ended = await newest(owner);
      assert.deepEqual([ended.kind, await meets()], ['lockdown-ended', true]);
      await m.call(owner, 'DELETE', PATH);
      assert.equal((await newest(owner)).id, ended.id, 'none to end is no decision');
      await undo(owner, ended.id);
      assert.deepEqual([(await holds(owner))?.ends_at, await meets()], [first?.ends_at, false]);
    });

    it('puts back the one that held before, and nothing that is over or was decided about again', async () => {
      const owner = await m.person();
      await m.call(owner, 'PUT', PATH, { newer_than_days: 5, strangers: false, days: 30 });
      const first = await newest(owner);
      await m.call(owner, 'PUT', PATH, { days: 1 });
      const second = await newest(owner);
      await undo(owner, first.id, 409);
      const back = await undo(owner, second.id);
      assert.equal((await holds(owner))?.strangers, false);
      m.app.clock.advance(2 * 24 * 3_600_000);
      await undo(owner, back.id);
      assert.equal(await holds(owner), null, 'it would be over by now');
      await m.call(owner, 'PUT', PATH, { days: 1 });
      const third = await newest(owner);
      m.app.clock.advance(2 * 24 * 3_600_000);
      await undo(owner, third.id, 409);
    });
  });

  describe('of what is shown about oneself', () => {
    const attributes = `${PRIVACY}/attributes`;
    const keep = async (who: TestPersona, kind: string, value: string, shown?: object) => {
      const { id } = await m.call<{ id: string }>(who, 'POST', attributes, { kind, value }, 201);
      if (shown !== undefined) await m.call(who, 'PUT', `${attributes}/${id}/disclosure`, shown);
      return id;
    };
    const apply = async (who: TestPersona, title: string, items: object[]) => {
      const sets = `${PRIVACY}/attribute-sets`;
      const { id } = await m.call<{ id: string }>(who, 'POST', sets, { title, items }, 201);
      await m.call(who, 'POST', `${sets}/${id}/application`, {});
    };
    const copies = async (by: TestPersona, of: TestPersona) => {
      const account = await m.call<{
        waxseal: { attributes: { id: string; kind: string; value: string }[] };
      }>(by, 'GET', `/api/v1/accounts/${of.id}`);
      return account.waxseal.attributes.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
    };
    const words = async (by: TestPersona, of: TestPersona) =>
      (await copies(by, of)).map(({ kind, value }) => `${kind} ${value}`);

    it('shows again what a set withdrew, as it was, and seals what it showed', async () => {
      const [owner, reader, friend] = [await m.person(), await m.person(), await m.person()];
      await follow(m.app, friend, owner);
      await keep(owner, 'name', 'Ann Archer');
      await keep(owner, 'home-town', 'Utrecht, Netherlands', { audience: NETWORK });
      await keep(owner, 'job-title', 'Fletcher', { audience: FOLLOWERS });
      await keep(owner, 'skill', 'Archery', { audience: NETWORK });
      const before = [await copies(reader, owner), await copies(friend, owner)];
      assert.deepEqual(
        before.map(({ length }) => length),
        [2, 3],
      );
      await apply(owner, 'Less', [
        { kind: 'name', precision: 'given-name', audience: NETWORK },
        { kind: 'home-town', precision: 'country', audience: FOLLOWERS },
        { kind: 'skill', audience: NETWORK },
      ]);
      assert.deepEqual(await words(reader, owner), ['name Ann', 'skill Archery']);
      assert.deepEqual(await words(friend, owner), ['home-town Netherlands', 'name Ann', 'skill Archery']);
      const applied = await newest(owner);
      assert.deepEqual([applied.kind, applied.given.count, applied.ended.count], ['attributes', 2, 2]);
      const undone = await undo(owner, applied.id);
      assert.deepEqual([await copies(reader, owner), await copies(friend, owner)], before);
      await undo(owner, undone.id);
      assert.deepEqual(await words(reader, owner), ['name Ann', 'skill Archery']);
      assert.deepEqual(await words(friend, owner), ['home-town Netherlands', 'name Ann', 'skill Archery']);
      const shown = await m.call<{ kind: string; disclosure: object | null }[]>(owner, 'GET', attributes);
      assert.equal(shown.find(({ kind }) => kind === 'job-title')?.disclosure, null);
    });

    it('gives leave to process again with the copy, and nothing for longer than it was', async () => {
      const [owner, reader] = [await m.person(), await m.person()];
      const until = new Date(m.app.clock.now().getTime() + 3_600_000).toISOString();
      const id = await keep(owner, 'skill', 'Lockpicking', { audience: NETWORK, until });
      const [copy] = await copies(reader, owner);
      await m.call(
        owner,
        'POST',
        `${PRIVACY}/grants`,
        {
          object: { kind: 'attribute', id: copy?.id },
          actions: ['process'],
          purpose: 'personalisation',
          audience: NETWORK,
        },
        201,
      );
      const grants = async () =>
        (await m.call<{ object: { id: string } }[]>(owner, 'GET', `${PRIVACY}/grants`)).filter(
          ({ object }) => object.id === copy?.id,
        ).length;
      assert.equal(await grants(), 2);
      await m.call(owner, 'DELETE', `${attributes}/${id}/disclosure`, undefined, 204);
      assert.deepEqual(await words(reader, owner), []);
      const withdrawn = await newest(owner);
      assert.deepEqual([withdrawn.kind, withdrawn.ended.count, await grants()], ['attributes', 2, 0]);
      await undo(owner, withdrawn.id);
      assert.equal(await grants(), 2);
      assert.deepEqual(await words(reader, owner), ['skill Lockpicking']);
      m.app.clock.advance(3_600_000);
      assert.deepEqual(await words(reader, owner), []);
    });

    it('never shows other words than before, nor what was shown anew', async () => {
      const [owner, reader] = [await m.person(), await m.person()];
      const mask = await m.person({ cookie: owner.cookie });
      const id = await keep(owner, 'employer', 'Acme', { audience: NETWORK });
      await apply(owner, 'Sealed', []);
      const first = await newest(owner);
      await m.call(mask, 'PUT', `${attributes}/${id}`, { value: 'Umbrella' });
      await undo(owner, first.id, 409);
      assert.deepEqual(await words(reader, owner), []);
      await m.call(owner, 'PUT', `${attributes}/${id}/disclosure`, { audience: FOLLOWERS });
      const second = await newest(owner);
      await m.call(owner, 'PUT', `${attributes}/${id}/disclosure`, { audience: FOLLOWERS });
      assert.equal((await newest(owner)).id, second.id, 'to say the same again is no decision');
      await m.call(owner, 'PUT', `${attributes}/${id}/disclosure`, { audience: NETWORK });
      await undo(owner, second.id, 409);
      await undo(owner, (await newest(owner)).id);
      assert.deepEqual(await words(reader, owner), []);
      await undo(mask, second.id, 404);
      const gone = await keep(owner, 'skill', 'Juggling', { audience: NETWORK });
      await m.call(owner, 'DELETE', `${attributes}/${gone}/disclosure`, undefined, 204);
      const last = await newest(owner);
      await m.call(owner, 'DELETE', `${attributes}/${gone}`, undefined, 204);
      await undo(owner, last.id, 409);
    });

    it('notes no value, and nothing that tells the community of one attribute', async () => {
      const owner = await m.person();
      const id = await keep(owner, 'skill', 'Canary singing', { audience: NETWORK });
      const { rows } = await sql<{ told: string; sealed: Buffer }>`
        select (to_jsonb(d)::text || (select coalesce(string_agg(to_jsonb(g)::text, ''), '')
          from community."grant" g where g.owner_id = d.owner_id)) as told, s.content_sealed as sealed
        from community.decision d join vault.shown_before s on s.decision_id = d.id
        where d.owner_id = ${owner.id}`.execute(m.app.deps.store.bridge);
      assert.equal(rows.length, 1);
      assert.ok(rows.every(({ told, sealed }) => !told.includes(id) && !sealed.includes('Canary')));
      m.app.clock.advance(31 * 24 * 3_600_000);
      await sweep(m.app.deps, m.app.clock.now().getTime());
      const left = await m.app.deps.store.bridge
        .selectFrom('vault.shown_before')
        .select('noted_at')
        .execute();
      assert.deepEqual(left, []);
    });
  });
});
