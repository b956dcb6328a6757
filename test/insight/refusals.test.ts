import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { MOST_RHO } from '../../src/insight/noise/accounting.ts';
import { DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

/** What is refused: a 4xx that says which rule, and what to do; and nothing is spent for it. */
describe('what is asked of members’ data and can’t be', () => {
  let t: Targeting;
  before(async () => {
    t = await targeting();
  });

  const count = { function: 'marketing', purpose: 'mining', what: 'posts' };
  const audience = {
    title: 'Some',
    function: 'marketing',
    purpose: 'offer-targeting',
    conditions: [{ kind: 'interest', values: ['gardens'] }],
  };
  const about = (kind: string, ...values: string[]) => ({ ...audience, conditions: [{ kind, values }] });
  const table = {
    function: 'marketing',
    purpose: 'aggregation',
    attribute: 'interest',
    values: ['x'],
    until: '2026-04-01',
  };
  const lines = [{ ...count, what: 'posts' }];

  const CASES: readonly [what: string, path: string, body: object, status: number, says: RegExp][] = [
    [
      'a purpose that is none',
      'counts',
      { ...count, purpose: 'world-domination' },
      422,
      /purpose: is no purpose/,
    ],
    [
      'a purpose that members allow nobody for',
      'counts',
      { ...count, purpose: 'reading' },
      422,
      /purpose: is none that/,
    ],
    [
      'a function that is none',
      'counts',
      { ...count, function: 'espionage' },
      422,
      /function: is no business function/,
    ],
    [
      'something that isn’t counted',
      'counts',
      { ...count, what: 'secrets' },
      422,
      /what: is posts, attributes, ties or contact/,
    ],
    ['a knob that there isn’t', 'counts', { ...count, epsilon: 5 }, 422, /epsilon/],
    ['no condition', 'audiences', { ...audience, conditions: [] }, 422, /conditions: name at least one/],
    ['a condition without values', 'audiences', about('interest'), 422, /name at least one/],
    ['an empty value', 'audiences', about('interest', ' '), 422, /is needed/],
    [
      'an attribute that is none',
      'audiences',
      about('shoe-size', '44'),
      422,
      /it is one of birth-date, address, /,
    ],
    ['an attribute of Article 9', 'audiences', about('gender', 'x'), 422, /is no kind of attribute by which/],
    [
      'an age that nobody in it may have',
      'audiences',
      about('birth-date', 'under 18'),
      422,
      /is a year, a decade/,
    ],
    [
      'ages of minors alone',
      'audiences',
      { ...audience, conditions: [{ kind: 'birth-date', values: ['2090s', '16–25'] }] },
      422,
      /conditions\.0\.values: are met by nobody/,
    ],
    ['one person’s birthday', 'audiences', about('birth-date', '1980-05-21'), 422, /is a year, a decade/],
    [
      'a table by an attribute that is none',
      'exports',
      { definition: { ...table, attribute: 'shoe-size' } },
      422,
      /is no kind of attribute/,
    ],
    ['a table that nobody signed', 'exports', { definition: table }, 403, /Put exactly this before them/],
    [
      'a table whose day is over',
      'exports',
      { definition: { ...table, until: '2026-01-01' } },
      422,
      /until: is over/,
    ],
  ];

  for (const [what, path, body, status, says] of CASES) {
    it(`${what} is refused`, async () => {
      const answer = await t.ask(t.sam, 'POST', `${INSIGHT}/${path}`, { organisation: t.id, ...body });
      assert.equal(answer.status, status);
      assert.match(await answer.text(), says);
    });
  }

  it('more than what holds is refused, with who signs it', async () => {
    const path = `${INSIGHT}/terms`;
    const answer = await t.ask(t.experts.legal, 'PUT', path, { organisation: t.id, epsilon_of_quarter: 3 });
    assert.equal(answer.status, 422);
    assert.match(
      await answer.text(),
      /epsilon_of_quarter: would tell more than now, which the experts sign first/,
    );
  });

  it('what policies leave to nobody is refused before it costs', async () => {
    const policy = await t.inForce();
    const asked = { organisation: t.id, ...count, purpose: 'sentiment-monitoring' };
    const answer = await t.ask(t.sam, 'POST', `${INSIGHT}/counts`, asked);
    assert.equal(answer.status, 409);
    assert.match(
      await answer.text(),
      /policies in force leave this to nobody.*Change what you ask for, or the policy/,
    );
    await t.step(t.author, policy.id, { step: 'retire' });
    for (const one of policy.required) await t.approve(one as 'legal', policy.id);
    await t.step(t.author, policy.id, { step: 'retire' });
  });

  it('a purpose that no policy names is refused, where experts want one to', async () => {
    const terms = (policyFirst: boolean) =>
      t.ask(t.experts.it, 'PUT', `${INSIGHT}/terms`, { organisation: t.id, policy_first: policyFirst });
    const asked = async (purpose: string) =>
      t.ask(t.sam, 'POST', `${INSIGHT}/counts`, { organisation: t.id, ...count, purpose });
    const before = await asked('aggregation');
    assert.equal(before.status, 200, 'a network begins without policies');
    assert.equal((await terms(true)).status, 200);
    assert.equal((await terms(false)).status, 422, 'to go back is signed');
    for (const purpose of ['offer-targeting', 'suggestions']) {
      const refused = await asked(purpose);
      assert.equal(refused.status, 409);
      assert.match(
        await refused.text(),
        new RegExp(`No policy in force names the purpose ${purpose}.*before the experts`),
      );
    }
    const until = new Date(instantOf(t.app.deps) + 40 * DAY_MS).toISOString().slice(0, 10);
    const training = { for: 'A model', from: '2026-01-01', before: '2026-02-01', tags: [] };
    const posts = { function: 'marketing', purpose: 'model-training', training, until };
    const named = { function: 'marketing', purpose: 'entity-resolution', resolution: ['email'], until };
    for (const text of [posts, named]) await t.sign('export', JSON.stringify(text));
    const oneByOne: [string, string, object | string][] = [
      ['influence-measurement', 'influence/names', { organisation: t.id, function: 'marketing' }],
      ['model-training', 'training-data', { organisation: t.id, definition: posts }],
      [
        'entity-resolution',
        `resolutions?organisation=${t.id}&function=marketing&individually_until=${until}`,
        'email\na@example.org\n',
      ],
    ];
    for (const [purpose, path, body] of oneByOne) {
      const headers = { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' };
      const refused = await t.app.request('POST', `${INSIGHT}/${path}`, {
        token: t.sam.token,
        body,
        headers,
      });
      assert.equal(refused.status, 409, path);
      assert.match(await refused.text(), new RegExp(`No policy in force names the purpose ${purpose}`));
    }
    const saved = await t.call<{ id: string }>(
      t.sam,
      'POST',
      `${INSIGHT}/audiences`,
      { organisation: t.id, ...audience },
      201,
    );
    assert.equal((await t.ask(t.sam, 'POST', `${INSIGHT}/audiences/${saved.id}/size`)).status, 409);
    assert.equal((await asked('aggregation')).status, 200, 'what was told today is told again');
    // What it keeps sales from is what it says of the purpose: experts have signed that.
    await t.inForce(`@id("sales-targets-nobody")
forbid (principal in Function::"sales", action == Action::"target", resource);`);
    assert.equal((await asked('offer-targeting')).status, 200);
    assert.equal((await asked('influence-measurement')).status, 409);
  });

  it('a spent budget is refused with when there is another, and what else to do', async () => {
    t.app.clock.advance(DAY_MS);
    await sql`update community.noise_budget set spent = ${Number(MOST_RHO)}
      where organisation_id = ${t.id}`.execute(t.app.deps.store.community);
    const body = { organisation: t.id, ...count, purpose: 'offer-targeting' };
    const answer = await t.ask(t.sam, 'POST', `${INSIGHT}/counts`, body);
    assert.equal(answer.status, 429);
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
    assert.match(
      await answer.text(),
      /ε = 2.*again from 2026-04-01, or once its experts have signed for more/,
    );
    const job = { text: '@id("x")\nforbid (principal, action == Action::"listen", resource);', lines: [] };
    const jobs = `/api/organisations/v1/${t.id}/simulations/jobs`;
    assert.equal((await t.ask(t.sam, 'POST', jobs, job)).status, 422);
    assert.equal((await t.ask(t.sam, 'POST', jobs, { ...job, lines })).status, 201);
  });
});
