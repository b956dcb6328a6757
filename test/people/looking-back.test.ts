import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { isLong } from '../support/long.ts';
import { type Members, members } from '../support/members.ts';
import { connect, sessionHeaders, type TestPersona } from '../support/people.ts';

const API = '/api/privacy/v1';

interface Who {
  count: number;
  people: { account: { id: string }; through: string[] }[];
  visitors: boolean;
  text: string;
}

interface View {
  account: { id: string } | null;
  attributes: { kind: string; value: string | null; precision: string }[];
  posts: { id: string }[];
}

interface Change {
  at: string;
  given: { audience_text: string }[];
  ended: { audience_text: string }[];
}

/** What members are told of how it was, as the same rule decides it over the facts of then. */
describe('looking back', () => {
  let m: Members;

  before(async () => {
    m = await members();
  });

  const now = (): string => m.app.clock.now().toISOString();
  const post = async (who: TestPersona, audience: unknown): Promise<string> =>
    (await m.call<{ id: string }>(who, 'POST', '/api/v1/statuses', { status: 'Words', audience })).id;
  const change = (who: TestPersona, id: string, audience: unknown) =>
    m.call(who, 'PUT', `${API}/posts/${id}/audience`, { audience });
  const who = (of: TestPersona, thing: string, at?: string) =>
    m.call<Who>(of, 'GET', `${API}/who-can-see?${thing}&limit=200${at === undefined ? '' : `&at=${at}`}`);
  const ids = ({ people }: Who): string[] => people.map(({ account }) => account.id).toSorted();
  const circleOf = async (owner: TestPersona, ...people: TestPersona[]): Promise<string> => {
    const { id } = await m.call<{ id: string }>(owner, 'POST', `${API}/circles`, { title: 'Some' }, 201);
    if (people.length > 0) await join(owner, id, ...people);
    return id;
  };
  const join = (owner: TestPersona, circle: string, ...people: TestPersona[]) =>
    m.ask(owner, 'POST', `${API}/circles/${circle}/members`, { personas: people.map(({ id }) => id) });
  const part = (owner: TestPersona, circle: string, one: TestPersona) =>
    m.ask(owner, 'DELETE', `${API}/circles/${circle}/members/${one.id}`);

  it('says who could see a post then, also those who no longer can, and why', async () => {
    const [ann, bob, cleo] = [await m.person(), await m.person(), await m.person()];
    const circle = await circleOf(ann, bob);
    const before = now();
    const id = await post(ann, { kind: 'circle', circle });
    const thing = `kind=post&id=${id}`;
    const first = now();
    await join(ann, circle, cleo);
    await part(ann, circle, bob);
    const second = now();
    await change(ann, id, { kind: 'persona', persona: cleo.id });
    assert.deepEqual(ids(await who(ann, thing, before)), []);
    assert.deepEqual(ids(await who(ann, thing, first)), [bob.id]);
    assert.deepEqual(ids(await who(ann, thing, second)), [cleo.id]);
    assert.deepEqual(ids(await who(ann, thing)), [cleo.id]);
    const explain = (persona: TestPersona, at: string) =>
      m.call<{ verdict: string; because?: string; text: string }>(
        ann,
        'GET',
        `${API}/explain?${thing}&persona=${persona.id}&action=see&at=${at}`,
      );
    assert.equal((await explain(bob, first)).verdict, 'allowed');
    assert.partialDeepStrictEqual(await explain(bob, second), { verdict: 'denied', because: 'audience' });
    assert.equal((await explain(bob, before)).verdict, 'denied');
    await m.call(ann, 'GET', `${API}/who-can-see?${thing}&at=2100-01-01T00:00:00Z`, undefined, 422);
    await m.call(ann, 'GET', `${API}/who-can-see?${thing}&at=yesterday`, undefined, 422);
    await m.call(bob, 'GET', `${API}/who-can-see?${thing}&at=${first}`, undefined, 404);
  });

  it('names nobody whom one may not know of now, or could not then', async () => {
    const [ann, bob, cleo] = [await m.person(), await m.person(), await m.person()];
    const hide = (one: TestPersona, see: unknown) =>
      m.call(one, 'PUT', `${API}/presence`, { see, find: see });
    await hide(cleo, { kind: 'nobody' });
    const id = await post(ann, { kind: 'network' });
    const thing = `kind=post&id=${id}`;
    const then = now();
    const could = ids(await who(ann, thing, then));
    assert.ok(could.includes(bob.id) && !could.includes(cleo.id));
    await hide(bob, { kind: 'nobody' });
    await hide(cleo, { kind: 'network' });
    const told = ids(await who(ann, thing, then));
    assert.ok(!told.includes(bob.id), 'who hides now');
    assert.ok(!told.includes(cleo.id), 'who hid then');
    for (const one of [bob, cleo]) {
      const query = `${thing}&persona=${one.id}&action=see&at=${then}`;
      await m.call(ann, 'GET', `${API}/explain?${query}`, undefined, 404);
      await m.call(ann, 'GET', `${API}/view-as?as=${one.id}&at=${then}`, undefined, 404);
    }
    assert.ok(ids(await who(ann, thing)).includes(cleo.id));
  });

  it('shows what somebody could see of one then: posts and attributes, of which what is gone isn’t kept', async () => {
    const [ann, bob] = [await m.person(), await m.person()];
    const persona = { kind: 'persona', persona: bob.id };
    const { id: phone } = await m.call<{ id: string }>(
      ann,
      'POST',
      `${API}/attributes`,
      { kind: 'phone', value: '+31 20 123 4567' },
      201,
    );
    const show = () =>
      m.call<unknown>(ann, 'PUT', `${API}/attributes/${phone}/disclosure`, { audience: persona });
    const before = now();
    await show();
    const id = await post(ann, persona);
    const shown = now();
    const view = (at: string) => m.call<View>(ann, 'GET', `${API}/view-as?as=${bob.id}&at=${at}`);
    const seen = await view(shown);
    assert.deepEqual(
      seen.attributes.map(({ kind, value }) => `${kind} ${value}`),
      ['phone +31 20 123 4567'],
    );
    await m.call(ann, 'DELETE', `${API}/attributes/${phone}/disclosure`, undefined, 204);
    await change(ann, id, { kind: 'nobody' });
    const after = now();
    const was = await view(shown);
    assert.deepEqual(
      was.attributes.map(({ kind, value }) => `${kind} ${value}`),
      ['phone null'],
    );
    assert.deepEqual(
      was.posts.map((one) => one.id),
      [id],
    );
    for (const at of [before, after]) {
      const other = await view(at);
      assert.deepEqual([other.attributes, other.posts], [[], []]);
    }
    const rows = await m.app.deps.store.community
      .selectFrom('community.disclosure_past')
      .selectAll()
      .where('actor_id', '=', ann.id as never)
      .execute();
    assert.equal(rows.length, 1);
    assert.ok(!JSON.stringify(rows).includes('123'), 'what it said is kept nowhere');
    const copy = rows[0]?.id ?? '';
    assert.deepEqual(ids(await who(ann, `kind=attribute&id=${copy}`, shown)), [bob.id]);
    await m.call(ann, 'GET', `${API}/who-can-see?kind=attribute&id=${copy}`, undefined, 404);
    const history = await m.call<Change[]>(ann, 'GET', `${API}/history?kind=attribute&id=${copy}`);
    assert.equal(history.length, 2);
  });

  it('tells what was shown then apart from what is shown since: more coarsely, or edited', async () => {
    const [ann, bob] = [await m.person(), await m.person()];
    const audience = { kind: 'persona', persona: bob.id };
    const home = { kind: 'address', value: ';;Elm Street 1;Leeds;;;United Kingdom' };
    const { id } = await m.call<{ id: string }>(ann, 'POST', `${API}/attributes`, home, 201);
    const show = (precision: string) =>
      m.call(ann, 'PUT', `${API}/attributes/${id}/disclosure`, { audience, precision });
    const seen = async (at: string) => {
      const view = await m.call<View>(ann, 'GET', `${API}/view-as?as=${bob.id}&at=${at}`);
      return view.attributes.map(({ precision, value }) => `${precision} ${value}`);
    };
    await show('exact');
    const exact = now();
    await show('country');
    const country = now();
    await m.call(ann, 'PUT', `${API}/attributes/${id}`, { value: ';;Rue Haute 2;Lyon;;;France' });
    assert.deepEqual(await seen(exact), ['exact null']);
    assert.deepEqual(await seen(country), ['country null']);
    assert.deepEqual(await seen(now()), ['country France']);
  });

  it('looks into no set into which one may no longer look', async () => {
    const [ann, bob] = [await m.person(), await m.person()];
    const about = { handle: `den${m.app.clock.now().getTime()}`, title: 'Den', note: '', openness: 'closed' };
    const { id: space } = await m.call<{ id: string }>(bob, 'POST', `${API}/spaces`, about, 201);
    await m.call(bob, 'POST', `${API}/spaces/${space}/members`, { persona: ann.id });
    const id = await post(ann, { kind: 'space', space });
    const then = now();
    const thing = `kind=post&id=${id}`;
    assert.deepEqual(ids(await who(ann, thing, then)), [bob.id]);
    await m.call(ann, 'POST', `${API}/spaces/${space}/leave`);
    assert.deepEqual(ids(await who(ann, thing, then)), []);
  });

  it('lists how a thing changed, for its owner alone', async () => {
    const [ann, bob] = [await m.person(), await m.person()];
    const id = await post(ann, { kind: 'network' });
    await change(ann, id, { kind: 'persona', persona: bob.id });
    await change(ann, id, { kind: 'nobody' });
    const path = `${API}/history?kind=post&id=${id}`;
    const history = await m.call<Change[]>(ann, 'GET', path);
    const words = history.map(({ given, ended }) => [
      given.map((one) => one.audience_text),
      ended.map((one) => one.audience_text),
    ]);
    assert.deepEqual(words, [
      [['nobody but you'], [`@${bob.handle}`]],
      [[`@${bob.handle}`], ['the members of Network acme']],
      [['the members of Network acme'], []],
    ]);
    const [newest] = await m.call<Change[]>(ann, 'GET', `${path}&limit=1`);
    assert.deepEqual(newest, history[0]);
    const [next] = await m.call<Change[]>(ann, 'GET', `${path}&limit=1&before=${newest?.at}`);
    assert.deepEqual(next, history[1]);
    await m.call(bob, 'GET', path, undefined, 404);
  });

  it('has nothing of whoever left, neither theirs nor in whose circles they were', async () => {
    const [ann, bob] = [await m.person(), await m.person()];
    const theirs = await circleOf(bob, ann);
    await post(bob, { kind: 'circle', circle: theirs });
    const id = await post(ann, { kind: 'network' });
    const then = now();
    assert.ok(ids(await who(ann, `kind=post&id=${id}`, then)).includes(bob.id));
    const left = await m.app.request('DELETE', `${API}/personas/${bob.id}`, {
      headers: sessionHeaders(bob.cookie),
    });
    assert.ok(left.ok);
    assert.ok(!ids(await who(ann, `kind=post&id=${id}`, then)).includes(bob.id));
    const { community } = m.app.deps.store;
    const count = async (table: 'community.grant' | 'community.circle'): Promise<number> =>
      (
        await community
          .selectFrom(table)
          .select('id')
          .where('owner_id', '=', bob.id as never)
          .execute()
      ).length;
    assert.deepEqual([await count('community.grant'), await count('community.circle')], [0, 0]);
    const ties = await community.selectFrom('community.tie').select('set_key').execute();
    assert.ok(!ties.some(({ set_key: key }) => key === `circle:${theirs}`));
    const posts = await community.selectFrom('community.post').select(['facts', 'author_id']).execute();
    assert.ok(posts.every((row) => row.author_id !== bob.id || !row.facts.includes(theirs)));
  });

  /** Something that changes who may see what; `n` and `k` choose of whom and to whom. */
  const DEEDS = [
    'audience',
    'into the circle',
    'out of the circle',
    'connect',
    'part',
    'follow',
    'unfollow',
    'block',
    'unblock',
    'hide',
    'show',
    'grant',
  ] as const;

  it('says what was previewed and what was enforced, whatever happened since', async () => {
    const deed = fc.record({
      is: fc.constantFrom(...DEEDS),
      n: fc.nat({ max: 4 }),
      k: fc.nat({ max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 14 }), async (deeds) => {
        const ann = await m.person();
        const people = await Promise.all(Array.from({ length: 5 }, () => m.person()));
        const circle = await circleOf(ann, people[0] as TestPersona);
        const audiences = (k: number): unknown =>
          [
            { kind: 'network' },
            { kind: 'circle', circle },
            { kind: 'connections' },
            { kind: 'followers' },
            { who: { kind: 'network' }, except: [{ kind: 'circle', circle }] },
            { any: [{ kind: 'connections' }, { kind: 'persona', persona: people[2]?.id }] },
            { kind: 'nobody' },
          ][k];
        const posts = [await post(ann, audiences(1)), await post(ann, audiences(4))];
        const among = new Set(people.map(({ id }) => id));
        const told = (answer: Who): string[] => ids(answer).filter((id) => among.has(id));
        const seen: { at: string; post: string; said: string[]; could: string[] }[] = [];
        const look = async (): Promise<void> => {
          const at = now();
          for (const id of posts) {
            const could: string[] = [];
            for (const one of people) {
              const answer = await m.ask(one, 'GET', `/api/v1/statuses/${id}`);
              if (answer.status === 200) could.push(one.id);
            }
            seen.push({
              at,
              post: id,
              said: told(await who(ann, `kind=post&id=${id}`)),
              could: could.toSorted(),
            });
          }
        };
        await look();
        for (const { is, n, k } of deeds) {
          const other = people[n] as TestPersona;
          const id = posts[n % 2] as string;
          if (is === 'audience') {
            const preview = await m.call<{ people: { id: string }[]; more: number }>(
              ann,
              'POST',
              `${API}/reach`,
              {
                audience: audiences(k),
              },
            );
            await change(ann, id, audiences(k));
            const after = await who(ann, `kind=post&id=${id}`);
            assert.equal(preview.people.length + preview.more, after.count, 'as previewed');
          }
          if (is === 'into the circle') await join(ann, circle, other);
          if (is === 'out of the circle') await part(ann, circle, other);
          if (is === 'connect') await connect(m.app, ann, other).catch(() => undefined);
          if (is === 'part') await m.ask(ann, 'DELETE', `${API}/connections/${other.id}`);
          if (is === 'follow') await m.ask(other, 'POST', `/api/v1/accounts/${ann.id}/follow`);
          if (is === 'unfollow') await m.ask(other, 'POST', `/api/v1/accounts/${ann.id}/unfollow`);
          if (is === 'block') await m.ask(ann, 'POST', `/api/v1/accounts/${other.id}/block`);
          if (is === 'unblock') await m.ask(ann, 'POST', `/api/v1/accounts/${other.id}/unblock`);
          if (is === 'hide') await m.ask(other, 'PUT', `${API}/presence`, { see: { kind: 'nobody' } });
          if (is === 'show') await m.ask(other, 'PUT', `${API}/presence`, { see: { kind: 'network' } });
          if (is === 'grant') {
            const object = { kind: 'post', id };
            await m.ask(ann, 'POST', `${API}/grants`, { object, actions: ['see'], audience: audiences(k) });
          }
          await look();
        }
        const known = new Set<string>();
        for (const one of people) {
          const about = `kind=presence&id=${ann.id}&persona=${one.id}&action=see`;
          if ((await m.ask(ann, 'GET', `${API}/explain?${about}`)).ok) known.add(one.id);
        }
        for (const { at, post: id, said, could } of seen) {
          const answer = told(await who(ann, `kind=post&id=${id}`, at));
          const expected = said.filter((one) => known.has(one));
          assert.deepEqual(answer, expected, `who could see at ${at}`);
          for (const one of people.filter((each) => known.has(each.id))) {
            const query = `as=${one.id}&at=${at}`;
            const answered = await m.ask(ann, 'GET', `${API}/view-as?${query}`);
            // Who hid then isn't told of.
            if (!answered.ok) continue;
            const view = (await answered.json()) as View;
            assert.equal(
              view.posts.some((each) => each.id === id),
              could.includes(one.id),
              `what ${one.handle} could see at ${at}`,
            );
          }
        }
      }),
      { numRuns: isLong ? 60 : 3, seed: 20_261_128, endOnFailure: true },
    );
  });
});
