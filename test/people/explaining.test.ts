import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { beginSuspension } from '../../src/store/suspensions.ts';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  connect,
  follow,
  makeNetwork,
  makePersona,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const API = '/api/privacy/v1';
const NOBODY = '00000000-0000-7000-8000-000000000000';

interface ReachJson {
  count: number;
  upper_bound: boolean;
  people: { id: string }[];
  more: number;
  not_counted: { atom: unknown; text: string }[];
  says: string;
}

interface WhoJson extends Omit<ReachJson, 'people'> {
  people: { account: { id: string }; through: string[] }[];
  visitors: boolean;
  signed_in: boolean;
  next: string | null;
  text: string;
}

interface ExplainJson {
  verdict: string;
  because?: string;
  text: string;
  steps: { gate: string; passed: boolean; text: string }[];
  through: { text: string }[];
  depends_on: { text: string }[];
}

interface ViewJson {
  account: { id: string } | null;
  attributes: { kind: string; value: string }[];
  posts: { id: string; waxseal: Record<string, unknown>; favourites_count: number }[];
  text: string;
}

describe('what owners are told about audiences', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = (options: Record<string, unknown> = {}) =>
    makePersona(app, network, `person${++count}`, options);
  const people = async (many: number) => Promise.all(Array.from({ length: many }, () => person()));
  const call = async (who: TestPersona, method: string, path: string, body?: unknown, status = 200) =>
    answerOf(await app.request(method, path, { token: who.token, ...(body ? { body } : {}) }), status);
  const circle = async (who: TestPersona, title: string, members: TestPersona[]): Promise<string> => {
    const made = (await call(who, 'POST', `${API}/circles`, { title }, 201)) as { id: string };
    const personas = members.map(({ id }) => id);
    if (personas.length > 0) await call(who, 'POST', `${API}/circles/${made.id}/members`, { personas });
    return made.id;
  };
  const reach = async (who: TestPersona, body: unknown) =>
    (await call(who, 'POST', `${API}/reach`, body)) as ReachJson;
  const post = async (
    who: TestPersona,
    audience: unknown,
    more: Record<string, unknown> = {},
  ): Promise<string> => {
    const made = await call(who, 'POST', '/api/v1/statuses', {
      status: 'something to see',
      audience,
      ...more,
    });
    return (made as { id: string }).id;
  };
  const who = async (asker: TestPersona, query: string) =>
    (await call(asker, 'GET', `${API}/who-can-see?${query}`)) as WhoJson;
  const explain = async (asker: TestPersona, persona: TestPersona, id: string, more = '') =>
    (await call(
      asker,
      'GET',
      `${API}/explain?persona=${persona.id}&kind=post&id=${id}${more}`,
    )) as ExplainJson;
  const sees = async (viewer: TestPersona, id: string): Promise<boolean> =>
    (await app.request('GET', `/api/v1/statuses/${id}`, { token: viewer.token })).status === 200;
  const hide = (whom: TestPersona) =>
    call(whom, 'PUT', `${API}/presence`, { see: { kind: 'nobody' }, find: { kind: 'nobody' } });
  const ids = (list: { id: string }[]) => list.map(({ id }) => id).toSorted();

  it('counts a draft’s people once, and says it in words', async () => {
    const [ann, bob, cyd, dan] = (await people(4)) as [TestPersona, TestPersona, TestPersona, TestPersona];
    await connect(app, ann, bob);
    await connect(app, ann, cyd);
    const friends = await circle(ann, 'Friends', [cyd, dan]);
    const found = await reach(ann, {
      audience: { any: [{ kind: 'circle', circle: friends }, { kind: 'connections' }] },
    });
    assert.equal(found.count, 3);
    assert.deepEqual(ids(found.people), ids([bob, cyd, dan]));
    assert.deepEqual([found.upper_bound, found.more, found.not_counted], [true, 0, []]);
    assert.equal(
      found.says,
      'Your circle Friends (2 people) and your connections (2): 3 people, at most. ' +
        'Anyone who blocked you is still counted, since we don’t tell you about that.',
    );
    const both = await reach(ann, {
      audience: { all: [{ kind: 'circle', circle: friends }, { kind: 'connections' }] },
    });
    assert.deepEqual(ids(both.people), [cyd.id]);
    const but = await reach(ann, {
      audience: { who: { kind: 'connections' }, except: [{ kind: 'persona', persona: bob.id }] },
    });
    assert.deepEqual(ids(but.people), [cyd.id]);
    assert.match(but.says, new RegExp(`Kept out: @${bob.handle}\\.`));
    assert.equal((await reach(ann, { audience: { kind: 'nobody' } })).says, 'Nobody but you.');
    const open = await reach(ann, { audience: { kind: 'everyone' } });
    assert.match(open.says, /anybody on the internet.*don’t show themselves/s);
  });

  it('leaves out the hidden, the suspended and whom one blocked, and keeps whoever blocked one', async () => {
    const [ann, hidden, suspended, mine, theirs, bob] = (await people(6)) as [
      TestPersona,
      TestPersona,
      TestPersona,
      TestPersona,
      TestPersona,
      TestPersona,
    ];
    const id = await circle(ann, 'All', [hidden, suspended, mine, theirs, bob]);
    const asked = { audience: { kind: 'circle', circle: id } };
    const thing = await post(ann, asked.audience);
    const both = async () => [await reach(ann, asked), await who(ann, `kind=post&id=${thing}`)] as const;
    const [before, seenBefore] = await both();
    assert.equal(before.count, 5);
    await call(theirs, 'POST', `/api/v1/accounts/${ann.id}/block`);
    assert.deepEqual(await both(), [before, seenBefore]);
    const explained = await explain(ann, theirs, thing);
    assert.equal(explained.verdict, 'allowed');
    assert.equal(await sees(theirs, thing), false);
    await hide(hidden);
    await call(ann, 'POST', `/api/v1/accounts/${mine.id}/block`);
    const at = app.clock.now().getTime();
    await beginSuspension(app.deps.store.community, network.id as never, suspended.id as never, at);
    const [after, seenAfter] = await both();
    assert.deepEqual(ids(after.people), ids([theirs, bob]));
    assert.deepEqual(seenAfter.people.map(({ account }) => account.id).toSorted(), ids([theirs, bob]));
    const absent = await call(
      ann,
      'GET',
      `${API}/explain?persona=${NOBODY}&kind=post&id=${thing}`,
      undefined,
      404,
    );
    for (const one of [hidden, suspended]) {
      const path = `${API}/explain?persona=${one.id}&kind=post&id=${thing}`;
      assert.deepEqual(await call(ann, 'GET', path, undefined, 404), absent);
      await call(ann, 'GET', `${API}/view-as?as=${one.id}`, undefined, 404);
    }
    const blocked = await explain(ann, mine, thing);
    assert.deepEqual([blocked.verdict, blocked.because], ['denied', 'block']);
    assert.match(blocked.text, /you blocked them/);
  });

  it('names a staff that may not be listed, and counts none of it', async () => {
    const [ann, bob, cyd] = (await people(3)) as [TestPersona, TestPersona, TestPersona];
    const made = (await call(
      network.admin,
      'POST',
      `${API}/organisations`,
      { handle: 'shop', display_name: 'The Shop', note: '' },
      201,
    )) as { id: string };
    const staff = { kind: 'staff', organisation: made.id };
    const friends = await circle(ann, 'Friends', [bob, cyd]);
    const audience = {
      any: [{ all: [staff, { kind: 'circle', circle: friends }] }, { kind: 'persona', persona: cyd.id }],
    };
    const thing = await post(ann, audience);
    const ask = async () =>
      [
        await reach(ann, { audience }),
        await who(ann, `kind=post&id=${thing}`),
        await explain(ann, bob, thing),
        await explain(ann, cyd, thing),
        await call(ann, 'GET', `${API}/view-as?as=${bob.id}`),
      ] as const;
    const before = await ask();
    assert.equal(before[0].count, 1);
    assert.deepEqual(
      before[0].not_counted.map(({ atom }) => atom),
      [staff],
    );
    assert.match(before[0].says, /the staff of The Shop.*isn’t told to you/);
    assert.equal(before[2].verdict, 'depends');
    assert.deepEqual(
      before[2].depends_on.map(({ text }) => text),
      ['the staff of The Shop'],
    );
    assert.equal(before[3].verdict, 'allowed');
    assert.match((before[4] as ViewJson).text, /if they are among the staff of The Shop/);
    await call(
      network.admin,
      'PUT',
      `${API}/organisations/${made.id}/staff/${bob.id}`,
      { functions: ['sales'] },
      204,
    );
    assert.equal(await sees(bob, thing), true);
    assert.deepEqual(await ask(), before);
    const excluding = await reach(ann, {
      audience: { who: { kind: 'circle', circle: friends }, except: [staff] },
    });
    assert.equal(excluding.count, 2);
    assert.match(String(excluding.not_counted[0]?.text), /kept out/);
  });

  it('lists who can see a thing, a page at a time, and through what', async () => {
    const [ann, ...others] = (await people(6)) as [TestPersona, ...TestPersona[]];
    const friends = await circle(ann, 'Friends', others);
    const thing = await post(ann, { kind: 'circle', circle: friends });
    const found: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: WhoJson = await who(
        ann,
        `kind=post&id=${thing}&limit=2${next === '' ? '' : `&cursor=${next}`}`,
      );
      assert.equal(page.count, 5);
      for (const one of page.people) assert.deepEqual(one.through, ['your circle Friends']);
      found.push(...page.people.map(({ account }) => account.id));
      next = page.next;
    }
    assert.deepEqual(found, ids(others));
    const [bob] = others as [TestPersona];
    await call(bob, 'GET', `${API}/who-can-see?kind=post&id=${thing}`, undefined, 404);
    const presence = await who(ann, `kind=presence&id=${ann.id}&action=find&limit=200`);
    assert.ok(presence.people.some(({ account }) => account.id === bob.id));
    assert.deepEqual([presence.visitors, presence.signed_in], [false, false]);
    const open = await who(ann, `kind=post&id=${await post(ann, { kind: 'everyone' })}`);
    assert.deepEqual([open.visitors, open.signed_in], [true, true]);
    assert.equal((await who(ann, `kind=ties&id=${ann.id}`)).count, 0);
    for (const bad of [
      'kind=post',
      `kind=post&id=x`,
      `kind=space&id=${thing}`,
      `kind=post&id=${thing}&action=find`,
    ]) {
      await call(ann, 'GET', `${API}/who-can-see?${bad}`, undefined, 422);
    }
  });

  it('tells nothing of whom others’ posts reach, but that it hangs on them', async () => {
    const [ann, bob, cyd] = (await people(3)) as [TestPersona, TestPersona, TestPersona];
    const secret = await circle(bob, 'Chosen', [ann]);
    const theirs = await post(bob, { any: [{ kind: 'circle', circle: secret }] });
    const answer = await post(ann, { kind: 'network' }, { in_reply_to_id: theirs });
    const ask = async () =>
      [
        await reach(ann, { audience: { kind: 'persona', persona: cyd.id }, reply_to: theirs }),
        await who(ann, `kind=post&id=${answer}&limit=200`),
        await explain(ann, cyd, answer),
        await explain(ann, bob, answer),
        await call(ann, 'GET', `${API}/view-as?as=${cyd.id}`),
        await call(ann, 'GET', `${API}/view-as?as=${bob.id}`),
      ] as const;
    const before = await ask();
    assert.match(before[0].says, /only those who can see what you are answering/);
    assert.equal(before[2].verdict, 'depends');
    assert.equal(before[3].verdict, 'allowed');
    assert.deepEqual((before[4] as ViewJson).posts, []);
    assert.deepEqual(ids((before[5] as ViewJson).posts), [answer]);
    await call(bob, 'POST', `${API}/circles/${secret}/members`, { personas: [cyd.id] });
    assert.equal(await sees(cyd, answer), true);
    assert.deepEqual(await ask(), before);
    await call(cyd, 'POST', `${API}/reach`, { audience: { kind: 'network' }, reply_to: NOBODY }, 404);
  });

  it('explains by the clause', async () => {
    const [ann, bob] = (await people(2)) as [TestPersona, TestPersona];
    const friends = await circle(ann, 'Friends', [bob]);
    const thing = await post(ann, { kind: 'circle', circle: friends });
    const yes = await explain(ann, bob, thing);
    assert.equal(yes.verdict, 'allowed');
    assert.equal(yes.text, `@${bob.handle} can see this, being among your circle Friends.`);
    assert.equal((await explain(ann, bob, thing, '&action=reshare')).because, 'no-grant');
    app.clock.advance(1000);
    await call(ann, 'DELETE', `${API}/circles/${friends}/members/${bob.id}`);
    const no = await explain(ann, bob, thing);
    assert.deepEqual([no.verdict, no.because], ['denied', 'audience']);
    assert.match(no.text, /it is for your circle Friends, and they are not among these/);
    assert.equal(no.steps.length, 9);
    const own = await explain(ann, ann, thing);
    assert.deepEqual([own.verdict, own.text], ['allowed', 'This is yours: you can always see this.']);
    const apart = await post(ann, {
      who: { kind: 'network' },
      except: [{ kind: 'persona', persona: bob.id }],
    });
    assert.equal((await explain(ann, bob, apart)).because, 'excluded');
  });

  it('hangs on connections in common, which aren’t told', async () => {
    const [ann, bob] = (await people(2)) as [TestPersona, TestPersona];
    const thing = await post(ann, { kind: 'nobody' });
    await call(
      ann,
      'POST',
      `${API}/grants`,
      {
        object: { kind: 'post', id: thing },
        actions: ['see'],
        audience: { kind: 'network' },
        conditions: { mutual: 2 },
      },
      201,
    );
    const found = await explain(ann, bob, thing);
    assert.equal(found.verdict, 'depends');
    assert.match(found.text, /how many connections you have in common/);
  });

  it('shows one’s own page as others see it', async () => {
    const [ann, bob, cyd] = (await people(3)) as [TestPersona, TestPersona, TestPersona];
    await follow(app, bob, ann);
    const friends = await circle(ann, 'Friends', [cyd]);
    const posts = {
      open: await post(ann, { kind: 'everyone' }),
      network: await post(ann, { kind: 'network' }),
      followers: await post(ann, { kind: 'followers' }),
      friends: await post(ann, { kind: 'circle', circle: friends }),
    };
    await call(bob, 'POST', `/api/v1/statuses/${posts.network}/favourite`);
    const view = async (as: string) => (await call(ann, 'GET', `${API}/view-as?as=${as}`)) as ViewJson;
    const shown = async (as: string) => ids((await view(as)).posts);
    assert.deepEqual(await shown('public'), [posts.open]);
    assert.deepEqual(await shown('stranger'), ids([{ id: posts.open }, { id: posts.network }]));
    assert.deepEqual(
      await shown(bob.id),
      ids([{ id: posts.open }, { id: posts.network }, { id: posts.followers }]),
    );
    const asCyd = await view(cyd.id);
    assert.deepEqual(
      ids(asCyd.posts),
      ids([{ id: posts.open }, { id: posts.network }, { id: posts.friends }]),
    );
    assert.ok(asCyd.account !== null);
    for (const one of asCyd.posts) {
      assert.equal(one.waxseal.audience, undefined);
      assert.equal(one.favourites_count, 0);
    }
    assert.equal((await view('public')).account, null);
    assert.match((await view('public')).text, /^Somebody without an account sees no profile of yours/);
    assert.equal((await view(ann.id)).posts.length, 4);
    await call(ann, 'GET', `${API}/view-as?as=nobody`, undefined, 422);
    await call(ann, 'GET', `${API}/view-as?as=${NOBODY}`, undefined, 404);
    for (const one of [bob, cyd]) {
      for (const id of (await view(one.id)).posts.map((seen) => seen.id))
        assert.equal(await sees(one, id), true);
    }
  });

  it('says what is wrong with a draft', async () => {
    const ann = await person();
    for (const body of [
      { audience: 'x' },
      { audience: { kind: 'space', space: NOBODY } },
      { space: NOBODY },
      { reply_to: 1 },
    ]) {
      await call(ann, 'POST', `${API}/reach`, body, 422);
    }
  });
});
