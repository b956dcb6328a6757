import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestPersona } from '../support/people.ts';

interface Attribute {
  id: string;
  kind: string;
  value: string | null;
  disclosure: null | { id: string; precision: string; shown: string; stale: boolean; until: string | null };
}

describe('attributes', () => {
  let app: TestApp;
  let ada: TestPersona;
  /** Another persona of the same account. */
  let countess: TestPersona;

  before(async () => {
    app = await testApp();
    const network = await makeNetwork(app);
    ada = await makePersona(app, network, 'ada');
    countess = await makePersona(app, network, 'countess', { cookie: ada.cookie });
  });

  const call = (method: string, path: string, as: TestPersona, body?: unknown) =>
    app.request(method, `/api/privacy/v1/attributes${path}`, {
      token: as.token,
      ...(body === undefined ? {} : { body }),
    });
  const add = async (kind: string, value: string) =>
    (await answerOf(await call('POST', '', ada, { kind, value }), 201)) as Attribute;
  const show = async (of: Attribute, as: TestPersona, more: object = {}) =>
    (await answerOf(
      await call('PUT', `/${of.id}/disclosure`, as, { audience: { kind: 'network' }, ...more }),
      200,
    )) as Attribute;
  const seenBy = async (as: TestPersona, id: string) =>
    ((await answerOf(await call('GET', '', as), 200)) as Attribute[]).find((one) => one.id === id);
  const copies = async () =>
    app.deps.store.community.selectFrom('community.disclosure').select(['id', 'actor_id', 'value']).execute();

  it('are kept sealed, and shown to nobody', async () => {
    const before = await copies();
    await add('job-title', 'Canary Keeper');
    assert.deepEqual(await copies(), before);
    const kept = await app.deps.store.bridge.selectFrom('vault.attribute').select('value_sealed').execute();
    assert.ok(kept.length > 0);
    for (const { value_sealed } of kept) assert.ok(!value_sealed?.includes('Canary'));
  });

  it('stay kept from whom they were kept from, when more are kept out', async () => {
    const rival = await makePersona(app, ada.network, 'rival');
    const ask = async (method: string, path: string, body?: object) => {
      app.clock.advance(1);
      return app.request(method, path, { token: ada.token, ...(body === undefined ? {} : { body }) });
    };
    const circles = '/api/privacy/v1/circles';
    const circle = (await answerOf(await ask('POST', circles, { title: 'Rivals' }), 201)) as { id: string };
    await ask('POST', `${circles}/${circle.id}/members`, { personas: [rival.id] });
    const kept = await add('employer', 'Canary Works');
    const showBut = (...except: object[]) =>
      show(kept, ada, { precision: 'exact', audience: { who: { kind: 'network' }, except } });
    const sees = async () =>
      (
        await (await app.request('GET', `/api/v1/accounts/${ada.id}`, { token: rival.token })).text()
      ).includes('Canary Works');
    const rivals = { kind: 'circle', circle: circle.id };
    await showBut(rivals);
    assert.equal((await ask('DELETE', `${circles}/${circle.id}/members/${rival.id}`)).ok, true);
    assert.equal(await sees(), false, 'the exclusion is frozen');
    app.clock.advance(1);
    await showBut(rivals, { kind: 'persona', persona: countess.id });
    assert.equal(await sees(), false);
    await show(kept, ada, { precision: 'exact' });
    assert.equal(await sees(), true, 'nobody is excluded any more');
    await call('DELETE', `/${kept.id}`, ada);
  });

  it('are shown as a copy, at the precision that was said', async () => {
    const born = await add('birth-date', '1990-05-21');
    const shown = await show(born, ada, { precision: 'year' });
    assert.partialDeepStrictEqual(shown, { disclosure: { precision: 'year', shown: '1990', stale: false } });
    const again = await show(born, ada, { precision: 'decade' });
    assert.equal(again.disclosure?.id, shown.disclosure?.id);
    const values = (await copies()).filter(({ id }) => id === shown.disclosure?.id).map(({ value }) => value);
    assert.deepEqual(values, ['1990s']);
    const live = await sql<{ n: number }>`select count(*)::int as n from community."grant"
      where object_id = ${shown.disclosure?.id} and valid_until = 'infinity'`.execute(
      app.deps.store.community,
    );
    assert.equal(live.rows[0]?.n, 1);
  });

  it('follow an edit through the persona by which it was made, and no other (P5)', async () => {
    const town = await add('home-town', 'Utrecht, NL');
    await show(town, ada);
    await show(town, countess);
    const others = async () => (await copies()).filter(({ actor_id }) => actor_id === countess.id);
    const before = await others();
    const edited = await answerOf(await call('PUT', `/${town.id}`, ada, { value: 'Delft, NL' }), 200);
    assert.partialDeepStrictEqual(edited, { disclosure: { shown: 'Delft, NL', stale: false } });
    assert.deepEqual(await others(), before);
    assert.partialDeepStrictEqual(await seenBy(countess, town.id), {
      value: 'Delft, NL',
      disclosure: { shown: 'Utrecht, NL', stale: true },
    });
    assert.partialDeepStrictEqual(await show(town, countess), {
      disclosure: { shown: 'Delft, NL', stale: false },
    });
  });

  it('go at once through the persona by which they are deleted, and elsewhere when withdrawn there', async () => {
    const phone = await add('phone', '+31 6 12345678');
    await show(phone, ada);
    await show(phone, countess);
    assert.equal((await call('DELETE', `/${phone.id}`, ada)).status, 204);
    assert.equal(await seenBy(ada, phone.id), undefined);
    assert.deepEqual(
      (await copies()).filter(({ value }) => value.includes('12345678')).map(({ actor_id }) => actor_id),
      [countess.id],
    );
    assert.partialDeepStrictEqual(await seenBy(countess, phone.id), {
      value: null,
      disclosure: { shown: '+31 6 12345678', stale: true },
    });
    const sealed = app.deps.store.bridge
      .selectFrom('vault.attribute')
      .select('value_sealed')
      .where('id', '=', phone.id);
    assert.deepEqual(await sealed.execute(), [{ value_sealed: null }]);
    assert.equal((await call('DELETE', `/${phone.id}/disclosure`, countess)).status, 204);
    assert.deepEqual(await sealed.execute(), []);
    assert.equal((await call('DELETE', `/${phone.id}`, ada)).status, 404);
  });

  it('are withdrawn with their copy', async () => {
    const skill = await add('skill', 'weaving');
    const { disclosure } = await show(skill, ada);
    assert.equal((await call('DELETE', `/${skill.id}/disclosure`, ada)).status, 204);
    assert.ok(!(await copies()).some(({ id }) => id === disclosure?.id));
    assert.equal((await call('DELETE', `/${skill.id}/disclosure`, ada)).status, 404);
    assert.partialDeepStrictEqual(await seenBy(ada, skill.id), { value: 'weaving', disclosure: null });
    const { disclosure: next } = await show(skill, ada, { until: '2026-06-01T00:00:00Z' });
    assert.notEqual(next?.id, disclosure?.id);
    assert.equal(next?.until, '2026-06-01T00:00:00.000Z');
  });

  it('are nobody else’s', async () => {
    const mine = await add('interest', 'engines');
    const mallory = await makePersona(app, 'acme', 'mallory');
    for (const [method, path, body] of [
      ['PUT', `/${mine.id}`, { value: 'x' }],
      ['DELETE', `/${mine.id}`, undefined],
      ['PUT', `/${mine.id}/disclosure`, { audience: { kind: 'network' } }],
      ['DELETE', `/${mine.id}/disclosure`, undefined],
    ] as const) {
      const theirs = await call(method, path, mallory, body);
      const nobodys = await call(
        method,
        path.replace(mine.id, '01900000-0000-7000-8000-000000000000'),
        mallory,
        body,
      );
      assert.equal(theirs.status, 404);
      assert.equal(await theirs.text(), await nobodys.text());
    }
  });

  it('refuse what makes no sense, in words', async () => {
    const born = await add('birth-date', '1985-01-02');
    for (const [method, path, body] of [
      ['POST', '', { kind: 'shoe-size', value: '43' }],
      ['POST', '', { kind: 'birth-date', value: '1985-02-30' }],
      ['POST', '', { kind: 'email', value: 'nowhere' }],
      ['POST', '', { kind: 'website', value: 'javascript:alert(1)' }],
      ['POST', '', { kind: 'skill', value: ' ' }],
      ['POST', '', { kind: 'skill', value: 'x'.repeat(501) }],
      ['PUT', `/${born.id}/disclosure`, { precision: 'town', audience: { kind: 'network' } }],
      ['PUT', `/${born.id}/disclosure`, { audience: { kind: 'elsewhere' } }],
      ['PUT', `/${born.id}/disclosure`, {}],
      ['PUT', `/${born.id}/disclosure`, { audience: { kind: 'network' }, until: '2020-01-01T00:00:00Z' }],
      ['PUT', `/${born.id}/disclosure`, { audience: { kind: 'network' }, until: 'soon' }],
      ['PUT', `/${born.id}/disclosure`, { audience: { kind: 'network' }, purpose: 'evil' }],
    ] as const) {
      const response = await call(method, path, ada, body);
      assert.equal(response.status, 422, JSON.stringify(body));
      const { error_description } = (await response.json()) as { error_description: string };
      assert.ok(error_description.length > 8, error_description);
    }
    assert.equal((await call('PUT', '/not-an-id', ada, { value: 'x' })).status, 404);
  });

  it('go with their persona when it leaves the network', async () => {
    const pronouns = await add('pronouns', 'she/her');
    await show(pronouns, countess);
    const response = await app.request('DELETE', `/api/privacy/v1/personas/${countess.id}`, {
      headers: { cookie: `waxseal_session=${ada.cookie}`, 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(response.status, 204);
    assert.deepEqual(
      (await copies()).filter(({ actor_id }) => actor_id === countess.id),
      [],
    );
    assert.equal((await call('GET', '', countess)).status, 401);
    const live = await sql<{ n: number }>`select (select count(*) from community."grant"
      where owner_id = ${countess.id} and valid_until = 'infinity') + (select count(*) from community.tie
      where member_id = ${countess.id} and valid_until = 'infinity') as n`.execute(app.deps.store.community);
    assert.equal(Number(live.rows[0]?.n), 0);
  });
});
