import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { endUnrenewed } from '../../src/community/check-up/end-unrenewed.ts';
import { tellDue } from '../../src/community/check-up/tell-due.ts';
import { mailCheckUps } from '../../src/community/vault/mail-check-ups.ts';
import { instantOf } from '../../src/store/deps.ts';
import { type Members, members } from '../support/members.ts';
import {
  answerOf,
  connect,
  cookieOf,
  follow,
  makeAccount,
  makePersona,
  PASSWORD,
  sessionHeaders,
  type TestPersona,
} from '../support/people.ts';
import { openStream } from '../two-worlds/stream.ts';

interface Row {
  row: string;
  kind: string;
  attribute: string | null;
  count: number;
  things: { id: string; text: string }[];
  actions: string[];
  purpose: string;
  audience: unknown;
  audience_text: string;
  since: string;
  until: string | null;
  review_by: string;
  reach: { before: number; now: number; uncounted: boolean } | null;
  grown: boolean;
  used_at: string | null;
  unused: boolean;
}

interface Decision {
  id: string;
  kind: string;
  undone_at: string | null;
  given: { count: number };
  ended: { count: number };
  renewed: { count: number; first: { object: { text: string } }[] };
}

interface CheckUp {
  due: Row[];
  total: number;
  grown: Row[];
  unused: Row[];
  lately: Decision[];
}

const PRIVACY = '/api/privacy/v1';
const PATH = `${PRIVACY}/check-up`;
const NETWORK = { kind: 'network' };
const CONNECTIONS = { kind: 'connections' };
const DAY = 86_400_000;
const YEAR = 365 * DAY;

describe('the check-up', () => {
  let m: Members;
  before(async () => {
    m = await members();
  });

  const checkUp = (who: TestPersona) => m.call<CheckUp>(who, 'GET', PATH);
  const answer = async (who: TestPersona, body: unknown, status = 200, headers = {}) => {
    m.app.clock.advance(1000);
    const answered = await m.app.request('POST', PATH, { token: who.token, body, headers });
    return ((await answerOf(answered, status)) as { decision: Decision }).decision;
  };
  const undo = (who: TestPersona, id: string, status = 200) =>
    m.call<Decision>(who, 'POST', `${PRIVACY}/decisions/${id}/undo`, undefined, status);
  const publish = async (who: TestPersona, text: string, audience: unknown): Promise<string> =>
    (await m.call<{ id: string }>(who, 'POST', '/api/v1/statuses', { status: text, audience })).id;
  const sees = async (who: TestPersona, post: string): Promise<boolean> =>
    (await m.ask(who, 'GET', `/api/v1/statuses/${post}`)).status === 200;
  const later = (milliseconds: number) => m.app.clock.advance(milliseconds);
  const sweep = async () => {
    await endUnrenewed(m.app.deps, instantOf(m.app.deps));
    await tellDue(m.app.deps, instantOf(m.app.deps));
    await mailCheckUps(m.app.deps, instantOf(m.app.deps));
  };
  /** Lets time pass as it does: a sweep each day. */
  const live = async (days: number) => {
    for (let day = 0; day < days; day++) {
      later(DAY);
      await sweep();
    }
  };
  const notices = async (who: TestPersona) =>
    m.call<{ id: string; type: string; account: { id: string } }[]>(
      who,
      'GET',
      '/api/v1/notifications?types[]=check_up',
    );
  const posts = ({ due }: CheckUp): Row[] => due.filter(({ kind }) => kind === 'post');
  const circleOf = async (who: TestPersona, people: readonly TestPersona[]) => {
    const { id } = await m.call<{ id: string }>(who, 'POST', `${PRIVACY}/circles`, { title: 'Friends' }, 201);
    await add(who, id, people);
    return id;
  };
  const add = async (who: TestPersona, circle: string, people: readonly TestPersona[]) => {
    const personas = people.map(({ id }) => id);
    if (personas.length > 0) await m.call(who, 'POST', `${PRIVACY}/circles/${circle}/members`, { personas });
  };

  it('lists what is due as it was decided, thirty days before', async () => {
    const [ann, ben] = [await m.person(), await m.person()];
    await connect(m.app, ann, ben);
    await publish(ann, 'One', CONNECTIONS);
    const two = await publish(ann, 'Two', CONNECTIONS);
    await publish(ann, 'For all', NETWORK);
    later(2 * YEAR - 31 * DAY);
    assert.deepEqual(posts(await checkUp(ann)), []);
    later(DAY + 60_000);
    const found = posts(await checkUp(ann));
    assert.equal(found.length, 1, 'the two are one decision, and what all may see is due later');
    const [row] = found;
    assert.equal(row?.count, 2);
    assert.equal(row?.things[0]?.id, two, 'the newest first');
    assert.deepEqual(row?.audience, CONNECTIONS);
    assert.deepEqual(row?.reach, { before: 1, now: 1, uncounted: false, upper_bound: true });
    assert.equal((await checkUp(ben)).due.filter(({ kind }) => kind === 'post').length, 0);
    assert.equal((await m.ask(null, 'GET', PATH)).status, 401);
  });

  it('carries forward without changing anything, and can be undone', async () => {
    const [ann, ben, out] = [await m.person(), await m.person(), await m.person()];
    for (const one of [ben, out]) await connect(m.app, one, ann);
    const circle = await circleOf(ann, [out]);
    const audience = { who: CONNECTIONS, except: [{ kind: 'circle', circle }] };
    const post = await publish(ann, 'For most', audience);
    // Who was kept out stays out, also if what kept them out has ended meanwhile.
    await m.call(ann, 'DELETE', `${PRIVACY}/circles/${circle}/members/${out.id}`);
    later(2 * YEAR - 10 * DAY);
    const before = await m.call<{ id: string }[]>(
      ann,
      'GET',
      `${PRIVACY}/grants?object_kind=post&object_id=${post}`,
    );
    const [row] = posts(await checkUp(ann));
    const decision = await answer(ann, { renew: [row?.row] });
    assert.equal(decision.kind, 'checked-up');
    assert.deepEqual([decision.renewed.count, decision.given.count, decision.ended.count], [1, 0, 0]);
    assert.match(decision.renewed.first[0]?.object.text ?? '', /For most/);
    const after = await m.call<{ id: string; review_by: string }[]>(
      ann,
      'GET',
      `${PRIVACY}/grants?object_kind=post&object_id=${post}`,
    );
    assert.deepEqual(
      after.map((grant) => ({ ...grant, review_by: null })),
      before.map((grant) => ({ ...grant, review_by: null })),
      'the same grant goes on',
    );
    assert.ok(Date.parse(after[0]?.review_by ?? '') > instantOf(m.app.deps) + 2 * YEAR - DAY);
    assert.deepEqual(posts(await checkUp(ann)), []);
    assert.deepEqual([await sees(ben, post), await sees(out, post)], [true, false]);
    assert.equal((await checkUp(ann)).lately[0]?.id, decision.id);
    // Undone, it is due again, and once more carried forward by undoing that.
    const undone = await undo(ann, decision.id);
    assert.equal(posts(await checkUp(ann)).length, 1);
    await undo(ann, undone.id);
    assert.deepEqual(posts(await checkUp(ann)), []);
    await undo(ann, decision.id, 409);
  });

  it('ends at its date what nobody carried forward: posts, feeds, streams, attributes', async () => {
    const [ann, ben] = [await m.person(), await m.person()];
    await connect(m.app, ann, ben);
    await follow(m.app, ben, ann);
    const post = await publish(ann, 'Not for ever', { kind: 'persona', persona: ben.id });
    await m.drain();
    const attribute = await m.call<{ id: string }>(
      ann,
      'POST',
      `${PRIVACY}/attributes`,
      { kind: 'skill', value: 'Beekeeping' },
      201,
    );
    await m.call(ann, 'PUT', `${PRIVACY}/attributes/${attribute.id}/disclosure`, { audience: CONNECTIONS });
    const shown = async () =>
      JSON.stringify(await m.call(ben, 'GET', `/api/v1/accounts/${ann.id}`)).includes('Beekeeping');
    const home = async () =>
      JSON.stringify(await m.call(ben, 'GET', '/api/v1/timelines/home')).includes(post);
    later(YEAR - 29 * DAY);
    assert.deepEqual([await shown(), await sees(ben, post), await home()], [true, true, true]);
    await live(28);
    assert.deepEqual([await shown(), await sees(ben, post)], [true, true], 'the date is still to come');
    const stream = openStream(await m.app.request('GET', '/api/v1/streaming/public', { token: ben.token }));
    await live(2);
    await stream.until(`event: delete\ndata: ${post}\n`);
    await stream.close();
    assert.deepEqual([await shown(), await sees(ben, post), await home()], [false, false, false]);
    const { lately } = await checkUp(ann);
    assert.equal(lately[0]?.kind, 'not-renewed');
    assert.ok((lately[0]?.ended.count ?? 0) >= 2);
    // It can be undone like any other decision; then it goes on, and isn't due at once.
    await undo(ann, lately[0]?.id as string);
    assert.deepEqual([await shown(), await sees(ben, post)], [true, true]);
    await live(8);
    assert.deepEqual([await shown(), await sees(ben, post)], [true, true]);
  });

  it('leaves a receipt of a consent that nobody carried forward: it expired, and wasn’t withdrawn', async () => {
    const ann = await m.person();
    const allow = (fn: string) => m.call(ann, 'PUT', `${PRIVACY}/contact-rules/${fn}`, { anybody: 'yes' });
    await allow('support');
    later(183 * DAY - 29 * DAY);
    await allow('sales');
    await live(30);
    await m.call(ann, 'PUT', `${PRIVACY}/contact-rules/sales`, { anybody: 'no' });
    const receipts = await m.call<{ state: string; purposes: string[] }[]>(ann, 'GET', `${PRIVACY}/receipts`);
    assert.deepEqual(receipts.map(({ state, purposes }) => `${purposes.join()} ${state}`).toSorted(), [
      'sales given',
      'sales withdrawn',
      'support expired',
      'support given',
    ]);
  });

  it('ends nothing of which its owner was not told a week before', async () => {
    const [ann, ben] = [await m.person(), await m.person()];
    const post = await publish(ann, 'Told late', { kind: 'persona', persona: ben.id });
    // Nothing ran for long: the date is past by now.
    later(YEAR + 40 * DAY);
    await sweep();
    assert.equal((await notices(ann)).length, 1);
    await live(6);
    assert.equal(await sees(ben, post), true);
    await live(2);
    assert.equal(await sees(ben, post), false);
  });

  it('answers for several at once, or for all, and for nothing unseen', async () => {
    const [ann, ben, cleo] = [await m.person(), await m.person(), await m.person()];
    const circle = await circleOf(ann, [ben, cleo]);
    const [one, two, three] = [
      await publish(ann, 'One', { kind: 'persona', persona: ben.id }),
      await publish(ann, 'Two', { kind: 'persona', persona: cleo.id }),
      await publish(ann, 'Three', {
        any: [
          { kind: 'circle', circle },
          { kind: 'persona', persona: cleo.id },
        ],
      }),
    ];
    const all = async () => [await sees(ben, one), await sees(cleo, two), await sees(cleo, three)];
    later(YEAR - 20 * DAY);
    const first = posts(await checkUp(ann));
    assert.equal(first.length, 3);
    const named = (text: string) => first.find(({ things }) => things[0]?.text.includes(text))?.row as string;
    const until = new Date(instantOf(m.app.deps) + 3 * DAY).toISOString();
    const said = {
      renew: [named('One')],
      withdraw: [named('Two')],
      shorten: [{ row: named('Three'), until }],
    };
    await answer(ann, { renew: [named('One')], withdraw: [named('One')] }, 422);
    await answer(ann, { shorten: [{ row: named('One'), until: '2026-01-01T00:00:00Z' }] }, 422);
    await answer(ben, { withdraw: [named('One')] }, 412);
    const decision = await answer(ann, said);
    assert.deepEqual(
      [decision.renewed.count, decision.ended.count, decision.given.count],
      [1, 2, 1],
      'what is shortened ends and is given again',
    );
    assert.deepEqual(await all(), [true, false, true]);
    await answer(ann, said, 412);
    later(3 * DAY);
    assert.deepEqual(await all(), [true, false, false]);
    await undo(ann, decision.id);
    assert.deepEqual(await all(), [true, true, true]);

    const answered = await m.ask(ann, 'GET', PATH);
    const etag = answered.headers.get('etag') as string;
    await publish(ann, 'More', { kind: 'persona', persona: ben.id });
    later(1000);
    // What isn't due changes nothing about what is.
    const again = await m.ask(ann, 'GET', PATH);
    assert.equal(again.headers.get('etag'), etag);
    const row = posts((await again.json()) as CheckUp)[0]?.row;
    await answer(ann, { withdraw: [row] });
    await answer(ann, { others: 'withdraw' }, 412, { 'if-match': etag });
    const now = (await m.ask(ann, 'GET', PATH)).headers.get('etag') as string;
    await answer(ann, { others: 'withdraw' }, 200, { 'if-match': now });
    assert.deepEqual(await all(), [false, false, false]);
    const left = await checkUp(ann);
    assert.deepEqual([left.due, left.total], [[], 0]);
    assert.equal(await answer(ann, {}), null);
  });

  it('says what has grown, over those of whom its owner may know', async () => {
    const ann = await m.person();
    const old = [await m.person(), await m.person()];
    const fresh = await Promise.all([1, 2, 3, 4, 5, 6].map(() => m.person()));
    const circle = await circleOf(ann, old);
    await publish(ann, 'For friends', { kind: 'circle', circle });
    const rows = async () => (await checkUp(ann)).grown.filter(({ kind }) => kind === 'post');
    await add(ann, circle, fresh.slice(0, 4));
    assert.deepEqual(await rows(), [], 'four more are few');
    await add(ann, circle, fresh.slice(4));
    const [row] = await rows();
    assert.deepEqual(row?.reach, { before: 2, now: 8, uncounted: false, upper_bound: true });
    // Who hides is not counted, whenever they came.
    await m.call(fresh[5] as TestPersona, 'PUT', `${PRIVACY}/presence`, { see: { kind: 'nobody' } });
    assert.equal((await rows())[0]?.reach?.now, 7);
    await answer(ann, { renew: [row?.row] });
    assert.deepEqual(await rows(), [], 'its owner knows by now');
    // What one may not look into is named, and not counted.
    await publish(ann, 'For staff', { kind: 'persona', persona: ann.id });
  });

  it('counts those who joined the network since', async () => {
    const small = await members({ slug: 'small' });
    const ann = await small.person();
    await small.call(ann, 'POST', '/api/v1/statuses', { status: 'Hello', audience: NETWORK });
    small.app.clock.advance(DAY);
    for (let n = 0; n < 6; n++) await small.person();
    const { grown } = await small.call<CheckUp>(ann, 'GET', PATH);
    assert.deepEqual(grown.find(({ kind }) => kind === 'post')?.reach, {
      before: 1,
      now: 7,
      uncounted: false,
      upper_bound: true,
    });
  });

  it('says what organisations were allowed and never used', async () => {
    const [ann, stan] = [await m.person(), await m.person()];
    const { id: acme } = await m.call<{ id: string }>(
      m.network.admin,
      'POST',
      `${PRIVACY}/organisations`,
      { handle: 'acme-shop', display_name: 'Acme Shop' },
      201,
    );
    const seat = { functions: ['support'] };
    await m.call(m.network.admin, 'PUT', `${PRIVACY}/organisations/${acme}/staff/${stan.id}`, seat, 204);
    const rule = { anybody: 'no', organisations: [{ organisation: acme, answer: 'yes' }] };
    for (const one of ['support', 'sales']) await m.call(ann, 'PUT', `${PRIVACY}/contact-rules/${one}`, rule);
    const unused = async () => (await checkUp(ann)).unused.map(({ purpose }) => purpose).toSorted();
    assert.deepEqual(await unused(), [], 'there was no time yet');
    later(91 * DAY);
    assert.deepEqual(await unused(), ['sales', 'support']);
    const contact = { persona: ann.id, function: 'support' };
    await m.call(stan, 'POST', `/api/organisations/v1/${acme}/contacts`, contact);
    assert.deepEqual(await unused(), ['sales']);
    later(70 * DAY);
    const due = (await checkUp(ann)).due.filter(({ kind }) => kind === 'presence');
    assert.deepEqual(
      due.map(({ purpose, unused: never, used_at }) => [purpose, never, used_at !== null]).toSorted(),
      [
        ['sales', true, false],
        ['support', false, true],
      ],
    );
  });

  it('narrows a presence to what the network asks, and no further', async () => {
    const strict = await members({
      slug: 'strict',
      rules: { least_presence: { see: 'network', find: 'nobody' } },
    });
    const [ann, ben] = [
      await strict.person({ presence: { see: { kind: 'everyone' }, find: NETWORK } }),
      await strict.person({ presence: { see: NETWORK, find: NETWORK } }),
    ];
    strict.app.clock.advance(3 * YEAR - 10 * DAY);
    const found = await strict.call<CheckUp>(ann, 'GET', PATH);
    const presence = found.due.filter(({ kind }) => kind === 'presence').map(({ row }) => row);
    assert.equal(presence.length, 3, 'to be met, to be found, to be written to');
    const seen = async () => (await strict.ask(ben, 'GET', `/api/v1/accounts/${ann.id}`)).status === 200;
    assert.equal(await seen(), true);
    await strict.call(ann, 'POST', PATH, { withdraw: presence });
    assert.equal(await seen(), true);
    const { see, find } = await strict.call<{ see: unknown; find: unknown }>(
      ann,
      'GET',
      `${PRIVACY}/presence`,
    );
    assert.deepEqual([see, find], [NETWORK, { kind: 'nobody' }]);
    // Nor one day, by what goes on until then.
    const later = await strict.call<CheckUp>(ben, 'GET', PATH);
    const until = new Date(instantOf(strict.app.deps) + DAY).toISOString();
    const shorten = later.due
      .filter(({ actions }) => actions.includes('see'))
      .map(({ row }) => ({ row, until }));
    assert.equal(shorten.length, 1);
    await strict.call(ben, 'POST', PATH, { shorten });
    strict.app.clock.advance(2 * DAY);
    assert.equal((await strict.ask(ann, 'GET', `/api/v1/accounts/${ben.id}`)).status, 200);
  });

  describe('its notice', () => {
    it('comes once a week at most, and says nothing', async () => {
      const quiet = await members({ slug: 'quiet' });
      const cookie = await makeAccount(quiet.app, 'two-faced@example.org');
      const session = { headers: sessionHeaders(cookie) };
      const sent = () => quiet.app.mails.filter(({ to }) => to === 'two-faced@example.org');
      await quiet.app.request('POST', `${PRIVACY}/session/email-code`, session);
      const code = /Your code is (\S+)/.exec(sent()[0]?.text ?? '')?.[1];
      const confirmed = { ...session, body: { code } };
      await answerOf(
        await quiet.app.request('POST', `${PRIVACY}/session/email-confirmation`, confirmed),
        200,
      );
      const [day, night] = [
        await makePersona(quiet.app, quiet.network, 'day', { cookie }),
        await makePersona(quiet.app, quiet.network, 'night', { cookie }),
      ];
      for (const one of [day, night]) {
        await quiet.call(one, 'POST', '/api/v1/statuses', {
          status: 'Secret wombats',
          audience: { kind: 'persona', persona: quiet.network.admin.id },
        });
      }
      const told = async (who: TestPersona) =>
        quiet.call<{ id: string; created_at: string; account: { id: string }; status?: unknown }[]>(
          who,
          'GET',
          '/api/v1/notifications?types[]=check_up',
        );
      const pass = async (days: number) => {
        for (let n = 0; n < days; n++) {
          quiet.app.clock.advance(DAY);
          const at = instantOf(quiet.app.deps);
          await endUnrenewed(quiet.app.deps, at);
          await tellDue(quiet.app.deps, at);
          await mailCheckUps(quiet.app.deps, at);
          await tellDue(quiet.app.deps, at);
          await mailCheckUps(quiet.app.deps, at);
        }
      };
      quiet.app.clock.advance(YEAR - 32 * DAY);
      await pass(1);
      assert.deepEqual([await told(day), sent().length], [[], 1], 'nothing is due yet');
      for (let days = 0; days < 9 && sent().length < 2; days++) await pass(1);
      const [notice, ...more] = await told(day);
      assert.deepEqual(more, []);
      assert.equal(notice?.account.id, day.id);
      assert.equal(notice?.status, undefined);
      assert.equal((await told(night)).length, 1);
      for (const one of [notice, ...(await told(night))]) {
        assert.equal(new Date(one?.created_at ?? '').getUTCDay(), 1, 'on a Monday, whenever it became due');
      }
      const first = sent().slice(1);
      assert.equal(first.length, 1, 'one mail for the account, whichever of its personas it is');
      await pass(7);
      const second = sent().slice(2);
      assert.equal(second.length, 1);
      assert.deepEqual(second[0], first[0], 'each says the same');
      for (const word of ['wombat', 'day', 'night', 'quiet', 'boss', day.id, '1', '2']) {
        assert.ok(
          !JSON.stringify(first[0]).replace('two-faced', '').replace('localhost:8080', '').includes(word),
          word,
        );
      }
      assert.equal((await told(day)).length, 1, 'in the place of the one before');
      assert.notEqual((await told(day))[0]?.id, notice?.id);

      const signIn = { body: { email: 'two-faced@example.org', password: PASSWORD } };
      const again = {
        headers: sessionHeaders(cookieOf(await quiet.app.request('POST', `${PRIVACY}/session`, signIn))),
      };
      const path = `${PRIVACY}/session/check-up-mail`;
      const want = async (wanted: boolean) => {
        const changed = await quiet.app.request('PUT', path, { ...again, body: { wanted } });
        assert.deepEqual(await answerOf(changed, 200), { wanted });
      };
      assert.deepEqual(await answerOf(await quiet.app.request('GET', path, again), 200), { wanted: true });
      await want(false);
      await pass(7);
      assert.equal(sent().length, 3);
      assert.notEqual((await told(day))[0]?.id, notice?.id, 'the app tells of it all the same');
      // Where the mail server is away, it is tried again.
      await want(true);
      const away = async () => {
        throw new Error('the mail server is away');
      };
      const at = instantOf(quiet.app.deps);
      await mailCheckUps({ ...quiet.app.deps, mailer: { send: away } }, at);
      assert.equal(sent().length, 3);
      await mailCheckUps(quiet.app.deps, at);
      await mailCheckUps(quiet.app.deps, at);
      assert.equal(sent().length, 4);
    });
  });

  it('leaves everything as it was where a sweep is cut off, and does it once where two sweep', async () => {
    const [ann, ben] = [await m.person(), await m.person()];
    const post = await publish(ann, 'Cut off', { kind: 'persona', persona: ben.id });
    later(YEAR - 20 * DAY);
    await sweep();
    await live(7);
    later(14 * DAY);
    const { deps } = m.app;
    const ids = {
      next(label: string) {
        if (label.startsWith('decision')) throw new Error('cut off');
        return deps.ids.next(label);
      },
    };
    await assert.rejects(endUnrenewed({ ...deps, ids }, instantOf(deps)), /cut off/);
    assert.equal(await sees(ben, post), true);
    const at = instantOf(deps);
    await Promise.all([endUnrenewed(deps, at), endUnrenewed(deps, at)]);
    assert.equal(await sees(ben, post), false);
    const { lately } = await checkUp(ann);
    assert.equal(lately.filter(({ kind }) => kind === 'not-renewed').length, 1);
  });
});
