import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { sweep } from '../../src/community/vault/housekeeping.ts';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  cookieOf,
  makeAccount,
  makeNetwork,
  makePersona,
  makeToken,
  PASSWORD,
  sessionHeaders,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const DAY_MS = 24 * 3600_000;
const ADDRESSES = '/api/privacy/v1/session/addresses';

interface Address {
  id: string;
  email: string;
  confirmed_until: string | null;
}

interface Attribute {
  id: string;
  kind: string;
  value: string;
  disclosure: null | { id: string; shown: string; until: string };
}

interface Offer {
  organisation: { id: string; display_name: string };
  until: string;
  attribute_id: string | null;
}

describe('the badge “works at”', () => {
  let app: TestApp;
  let network: TestNetwork;
  let orga: string;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
    orga = await organisation('orga', 'orga.example', 'orga.test');
  });

  async function organisation(handle: string, ...domains: string[]): Promise<string> {
    const body = { handle, display_name: `Works of ${handle}` };
    const { id } = (await call(network.admin, 'POST', '/api/privacy/v1/organisations', body, 201)) as {
      id: string;
    };
    await confirmDomains(id, ...domains);
    return id;
  }

  const confirmDomains = (id: string, ...domains: string[]) =>
    call(network.admin, 'PUT', `/api/privacy/v1/organisations/${id}/domains`, { domains });
  const call = async (who: TestPersona, method: string, path: string, body?: unknown, status = 200) => {
    app.clock.advance(1);
    return answerOf(
      await app.request(method, path, { token: who.token, ...(body === undefined ? {} : { body }) }),
      status,
    );
  };
  const session = async (cookie: string, method: string, path: string, body?: unknown, status = 200) =>
    answerOf(
      await app.request(method, path, {
        headers: sessionHeaders(cookie),
        ...(body === undefined ? {} : { body }),
      }),
      status,
    );
  const codeMailed = () => /^Your code is (\w+)/.exec(app.mails.at(-1)?.text ?? '')?.[1] ?? '';
  const own = async (cookie: string, email: string) => {
    const added = (await session(cookie, 'POST', ADDRESSES, { email }, 202)) as Address;
    assert.equal(app.mails.at(-1)?.to, email);
    const path = `${ADDRESSES}/${added.id}/confirmation`;
    return (await session(cookie, 'POST', path, { code: codeMailed() })) as Address;
  };
  const persona = (options: Record<string, unknown> = {}) =>
    makePersona(app, network, `person${++count}`, options);
  const offers = async (who: TestPersona) => (await call(who, 'GET', '/api/privacy/v1/badges')) as Offer[];
  const take = (who: TestPersona, of = orga, status = 201) =>
    call(who, 'POST', '/api/privacy/v1/badges', { organisation: of }, status) as Promise<Attribute>;
  const show = async (who: TestPersona, id: string, more: object = {}, status = 200) =>
    (await call(
      who,
      'PUT',
      `/api/privacy/v1/attributes/${id}/disclosure`,
      { audience: { kind: 'network' }, ...more },
      status,
    )) as Attribute;
  const seen = async (by: TestPersona, of: TestPersona) =>
    (await call(by, 'GET', `/api/v1/accounts/${of.id}`)) as {
      fields: { name: string; value: string; verified_at: null }[];
      waxseal: { attributes: { kind: string; value: string }[] };
    };
  const wearing = async () => {
    const who = await persona();
    await own(who.cookie, `person${count}@orga.example`);
    const { id } = await take(who);
    return { who, id };
  };

  it('stands beside the people of a conversation, for whoever may see it', async () => {
    const { who: ann, id } = await wearing();
    const [bob, cyd] = [await persona(), await persona()];
    const conversations = '/api/privacy/v1/conversations';
    interface Talk {
      id: string;
      asked_by: Worn | null;
      participants: { account: Worn }[];
    }
    type Worn = { id: string; waxseal: { attributes: { kind: string; value: string }[] } };
    const begun = (await call(
      ann,
      'POST',
      conversations,
      { with: [bob.id, cyd.id], text: 'Hello' },
      201,
    )) as {
      id: string;
    };
    const worn = async (by: TestPersona) => {
      const talk = (await call(by, 'GET', `${conversations}/${begun.id}`)) as Talk;
      const people = [...talk.participants.map(({ account }) => account), talk.asked_by];
      const account = people.find((one) => one?.id === ann.id);
      assert.ok(account);
      return account.waxseal.attributes.map(({ kind, value }) => `${kind} ${value}`);
    };
    const skill = (await call(
      ann,
      'POST',
      '/api/privacy/v1/attributes',
      { kind: 'skill', value: 'Bees' },
      201,
    )) as {
      id: string;
    };
    await show(ann, skill.id);
    assert.deepEqual(await worn(bob), [], 'nothing is shown by the badge being there');
    await show(ann, id, { audience: { kind: 'persona', persona: bob.id } });
    assert.deepEqual(await worn(bob), ['works-at Works of orga'], 'the badge, and nothing else');
    assert.deepEqual(await worn(cyd), []);
    assert.deepEqual(await worn(ann), ['works-at Works of orga']);
    for (const who of [bob, cyd]) {
      await call(who, 'POST', `${conversations}/${begun.id}/answer`, { answer: 'accept' });
    }
    assert.deepEqual([await worn(bob), await worn(cyd)], [['works-at Works of orga'], []]);
    // Whoever doesn't meet her any longer doesn't see it either.
    await call(ann, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'nobody' } });
    assert.deepEqual(await worn(bob), []);
    await call(ann, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'network' } });
    assert.deepEqual(await worn(bob), ['works-at Works of orga']);
    await call(ann, 'DELETE', `/api/privacy/v1/attributes/${id}/disclosure`, undefined, 204);
    assert.deepEqual(await worn(bob), []);
  });

  it('is shown by whoever confirmed an address there, and says the organisation alone', async () => {
    const [ann, bob] = [await persona(), await persona()];
    assert.deepEqual(await offers(ann), []);
    await take(ann, orga, 409);
    const address = await own(ann.cookie, 'ann.secret@orga.example');
    assert.ok(address.confirmed_until !== null);
    const [offer] = await offers(ann);
    assert.deepEqual([offer?.organisation.id, offer?.attribute_id], [orga, null]);
    const badge = await take(ann);
    assert.deepEqual([badge.kind, badge.value, badge.disclosure], ['works-at', 'Works of orga', null]);
    assert.equal((await offers(ann))[0]?.attribute_id, badge.id);
    assert.deepEqual((await seen(bob, ann)).waxseal.attributes, [], 'nobody sees it before it is shown');
    const { disclosure } = await show(ann, badge.id);
    assert.equal(disclosure?.until, offer?.until);
    const account = await seen(bob, ann);
    assert.deepEqual(account.fields, [
      { name: 'Works at (confirmed)', value: 'Works of orga', verified_at: null },
    ]);
    assert.ok(!JSON.stringify(account).includes('orga.example'));
    const stored = await sql<{ row: string }>`select row_to_json(d)::text as row from community.disclosure d
      where d.kind = 'works-at'`.execute(app.deps.store.community);
    assert.ok(stored.rows.every(({ row }) => !row.includes('secret')));
    await call(ann, 'DELETE', `/api/privacy/v1/attributes/${badge.id}/disclosure`, undefined, 204);
    assert.deepEqual((await seen(bob, ann)).waxseal.attributes, []);
  });

  it('is shown to its audience alone', async () => {
    const { who, id } = await wearing();
    const [friend, other] = [await persona(), await persona()];
    await show(who, id, { audience: { kind: 'persona', persona: friend.id } });
    assert.equal((await seen(friend, who)).waxseal.attributes[0]?.kind, 'works-at');
    assert.deepEqual((await seen(other, who)).waxseal.attributes, []);
  });

  it('stands on the address of the sign-in as well', async () => {
    const cookie = await makeAccount(app, 'eve@orga.test');
    const eve = await persona({ cookie });
    assert.deepEqual(await offers(eve), []);
    await session(cookie, 'POST', '/api/privacy/v1/session/email-code', {}, 202);
    await session(cookie, 'POST', '/api/privacy/v1/session/email-confirmation', { code: codeMailed() });
    const { id } = await take(eve);
    assert.equal((await show(eve, id)).disclosure?.shown, 'Works of orga');
    const me = (await session(cookie, 'GET', '/api/privacy/v1/session')) as { email_confirmed_until: string };
    assert.equal(Date.parse(me.email_confirmed_until) > app.clock.now().getTime() + 364 * DAY_MS, true);
  });

  it('can’t be said oneself, written over, or shown in its end’s stead', async () => {
    const { who, id } = await wearing();
    await call(who, 'POST', '/api/privacy/v1/attributes', { kind: 'works-at', value: 'Orga' }, 422);
    await call(who, 'PUT', `/api/privacy/v1/attributes/${id}`, { value: 'Globex' }, 409);
    await session(
      who.cookie,
      'POST',
      '/api/privacy/v1/personas',
      {
        network: 'acme',
        handle: 'boaster',
        display_name: 'B',
        attributes: [{ kind: 'works-at', value: 'Orga' }],
      },
      422,
    );
    const { disclosure } = await show(who, id);
    const grant = {
      object: { kind: 'attribute', id: disclosure?.id },
      actions: ['see'],
      audience: { kind: 'network' },
    };
    const more = (await call(who, 'POST', '/api/privacy/v1/grants', grant, 201)) as { until: string | null };
    assert.equal(more.until, disclosure?.until, 'no grant goes beyond what was confirmed');
  });

  it('ends within a year, and is confirmed again', async () => {
    const { who, id } = await wearing();
    const other = await persona();
    const { disclosure } = await show(who, id);
    const start = app.clock.now().getTime();
    const end = Date.parse(disclosure?.until ?? '');
    assert.ok(end > start + 334 * DAY_MS && end <= start + 365 * DAY_MS);
    try {
      app.clock.set(end - 10);
      assert.equal((await seen(other, who)).waxseal.attributes.length, 1);
      app.clock.set(end);
      assert.deepEqual((await seen(other, who)).waxseal.attributes, []);
      assert.deepEqual(await offers(who), []);
      await show(who, id, {}, 409);
      const body = { email: `${who.handle}-acme@example.org`, password: PASSWORD };
      const signedIn = await app.request('POST', '/api/privacy/v1/session', { body });
      await own(cookieOf(signedIn), `${who.handle}@orga.example`);
      const again = await show(who, id);
      assert.ok(Date.parse(again.disclosure?.until ?? '') > end + 300 * DAY_MS);
    } finally {
      app.clock.set(start + DAY_MS);
    }
  });

  it('ends with the domain, and no copy is left that could be shown again', async () => {
    const works = await organisation('hooli', 'hooli.example', 'hooli.test');
    const [ann, bob, cyd] = [await persona(), await persona(), await persona()];
    await own(ann.cookie, 'ann@hooli.example');
    await own(bob.cookie, 'bob@hooli.test');
    const [byAnn, byBob] = [await take(ann, works), await take(bob, works)];
    const shown = await show(ann, byAnn.id);
    await show(bob, byBob.id);
    assert.deepEqual(await confirmDomains(works, 'hooli.test'), { domains: ['hooli.test'] });
    assert.deepEqual((await seen(cyd, ann)).waxseal.attributes, []);
    assert.equal((await seen(cyd, bob)).waxseal.attributes.length, 1);
    const grant = {
      object: { kind: 'attribute', id: shown.disclosure?.id },
      actions: ['see'],
      audience: { kind: 'network' },
    };
    await call(ann, 'POST', '/api/privacy/v1/grants', grant, 422);
    await show(ann, byAnn.id, {}, 409);
    await confirmDomains(works, 'hooli.example', 'hooli.test');
    assert.equal((await show(ann, byAnn.id)).disclosure?.shown, 'Works of hooli');
    const facts = await sql<{ n: number }>`select count(*)::int as n from community.organisation_domain
      where domain = 'hooli.example'`.execute(app.deps.store.community);
    assert.equal(facts.rows[0]?.n, 2, 'what was, stays known');
  });

  it('doesn’t link two personas of one account (P5)', async () => {
    const { who: ann, id } = await wearing();
    const mask = await persona({ cookie: ann.cookie });
    const other = await persona();
    const [byAnn, byMask] = [await show(ann, id), await show(mask, id)];
    assert.notEqual(byAnn.disclosure?.id, byMask.disclosure?.id);
    assert.notEqual(byAnn.disclosure?.until, byMask.disclosure?.until, 'they don’t end together');
    await session(
      ann.cookie,
      'DELETE',
      `${ADDRESSES}/${((await session(ann.cookie, 'GET', ADDRESSES)) as Address[])[0]?.id}`,
      undefined,
      204,
    );
    assert.equal((await seen(other, mask)).waxseal.attributes.length, 1, 'nor with the address');
    await call(ann, 'DELETE', `/api/privacy/v1/attributes/${id}`, undefined, 204);
    assert.deepEqual((await seen(other, ann)).waxseal.attributes, []);
    assert.equal((await seen(other, mask)).waxseal.attributes.length, 1);
  });

  it('is of one network: elsewhere it isn’t there', async () => {
    const { who, id } = await wearing();
    const globex = await makeNetwork(app, { slug: 'globex', admin: 'gboss' });
    const there = await makePersona(app, globex, 'elsewhere', { cookie: who.cookie });
    const listed = (await call(there, 'GET', '/api/privacy/v1/attributes')) as Attribute[];
    assert.deepEqual(listed, []);
    assert.deepEqual(await offers(there), []);
    await show(there, id, {}, 404);
    await call(there, 'PUT', `/api/privacy/v1/attributes/${id}`, { value: 'x' }, 404);
    await call(there, 'DELETE', `/api/privacy/v1/attributes/${id}`, undefined, 404);
    await take(there, orga, 404);
    assert.equal((await show(who, id)).disclosure?.shown, 'Works of orga');
  });

  it('takes a code that was mailed, and few guesses', async () => {
    const cookie = await makeAccount(app, 'guesser@example.org');
    const added = (await session(
      cookie,
      'POST',
      ADDRESSES,
      { email: 'Guesser@ORGA.example' },
      202,
    )) as Address;
    assert.equal(added.email, 'guesser@orga.example');
    const path = `${ADDRESSES}/${added.id}/confirmation`;
    const first = codeMailed();
    await session(cookie, 'POST', ADDRESSES, { email: 'guesser@orga.example' }, 202);
    await session(cookie, 'POST', path, { code: first }, 422);
    const second = codeMailed();
    app.clock.advance(61 * 60_000);
    await session(cookie, 'POST', path, { code: second }, 422);
    for (let n = 0; n < 9; n++) await session(cookie, 'POST', path, { code: 'zzzzzzzz' }, 422);
    await session(cookie, 'POST', path, { code: second }, 429);
    const stranger = await makeAccount(app, 'stranger@example.org');
    await session(stranger, 'POST', path, { code: second }, 404);
    await session(stranger, 'DELETE', `${ADDRESSES}/${added.id}`, undefined, 404);
    assert.deepEqual(await session(stranger, 'GET', ADDRESSES), []);
    const kept = await sql<{ n: number }>`select count(*)::int as n from vault.address`.execute(
      app.deps.store.bridge,
    );
    app.clock.advance(2 * DAY_MS);
    await sweep(app.deps, app.clock.now().getTime());
    const left = await sql<{ n: number }>`select count(*)::int as n from vault.address`.execute(
      app.deps.store.bridge,
    );
    assert.equal(left.rows[0]?.n, (kept.rows[0]?.n ?? 0) - 1, 'what nobody confirmed is forgotten');
  });

  it('mails the same to whoever asks, whoever else has the address', async () => {
    const [one, other] = [
      await makeAccount(app, 'one@example.org'),
      await makeAccount(app, 'other@example.org'),
    ];
    const body = { email: 'shared@orga.example' };
    const first = (await session(one, 'POST', ADDRESSES, body, 202)) as Address;
    const second = (await session(other, 'POST', ADDRESSES, body, 202)) as Address;
    assert.notEqual(first.id, second.id);
    assert.deepEqual({ ...first, id: '' }, { ...second, id: '' });
    for (let n = 0; n < 4; n++) await session(other, 'POST', ADDRESSES, body, 202);
    await session(other, 'POST', ADDRESSES, body, 429);
  });

  it('stands on domains that administrators confirm, and anybody’s mail isn’t one', async () => {
    const ann = await persona();
    const path = `/api/privacy/v1/organisations/${orga}/domains`;
    await call(ann, 'GET', path, undefined, 404);
    await call(ann, 'PUT', path, { domains: ['orga.example'] }, 403);
    await call(network.admin, 'PUT', path, { domains: ['gmail.com'] }, 422);
    await call(network.admin, 'PUT', path, { domains: ['no domain'] }, 422);
    await call(network.admin, 'PUT', `/api/privacy/v1/organisations/${ann.id}/domains`, { domains: [] }, 404);
    assert.deepEqual(await call(network.admin, 'GET', path), { domains: ['orga.example', 'orga.test'] });
    await own(ann.cookie, 'ann@sub.orga.example');
    assert.deepEqual(await offers(ann), [], 'a subdomain is another');
    assert.ok(await makeToken(app, ann.cookie, ann.id));
  });
});
