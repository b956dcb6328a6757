import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { BASE, type ConversationJson, type MessageJson } from '../messages/talkers.ts';
import type { TestPersona } from '../support/people.ts';
import { openStream } from '../two-worlds/stream.ts';
import { DESK, type DeskWorld, lastWords, makeDeskWorld, type ServiceJson } from './desk-world.ts';

type Told = ConversationJson & { service: ServiceJson };

describe('an organisation’s desk', () => {
  let w: DeskWorld;
  let orga: string;
  let ann: TestPersona;
  let ben: TestPersona;
  let sam: TestPersona;
  let sue: TestPersona;

  before(async () => {
    w = await makeDeskWorld();
    [ann, ben, sam, sue] = [await w.person(), await w.person(), await w.person(), await w.person()];
  });
  /** An organisation of its own for each test. */
  const withDesk = async () => {
    orga = await w.organisation();
    for (const who of [sam, sue]) await w.seat(orga, who, ['support']);
    return orga;
  };
  const assign = (who: TestPersona, id: string, seat: string | null, instead: string | null, status = 200) =>
    w.call(who, 'PUT', `${DESK}/conversations/${id}/assignment`, { seat, instead_of: instead }, status);
  const words = async (who: TestPersona, queue: string, fn?: string) =>
    lastWords(await w.queue(who, orga, queue, fn));

  it('has conversations in queues by whose turn it is, who waits longest first', async () => {
    await withDesk();
    const first = await w.begin(ann, orga, 'First');
    await w.begin(ben, orga, 'Second');
    await w.say(ann, first, 'Anybody?');
    // To write again doesn't put one further back.
    assert.deepEqual(await words(sam, 'open'), ['Anybody?', 'Second']);
    assert.deepEqual(await words(sam, 'unassigned'), ['Anybody?', 'Second']);
    await assign(sam, first, await w.seatOf(orga, sam), null);
    assert.deepEqual(await words(sam, 'unassigned'), ['Second']);
    assert.deepEqual([await words(sam, 'mine'), await words(sue, 'mine')], [['Anybody?'], []]);
    await w.say(sam, first, 'We look');
    assert.deepEqual(
      [await words(sue, 'open'), await words(sue, 'waiting'), await words(sam, 'mine')],
      [['Second'], ['We look'], ['We look']],
    );
    const figures = await w.call(sam, 'GET', `${DESK}/figures?organisation=${orga}&function=support`);
    assert.partialDeepStrictEqual(figures, {
      queues: { unassigned: 1, mine: 1, open: 1, waiting: 1, closed: 0 },
      begun: 2,
      answered: 1,
    });
  });

  it('pages by what was shown', async () => {
    await withDesk();
    for (const n of [1, 2, 3]) await w.begin(ann, orga, `Page ${n}`);
    const path = `${DESK}/conversations?organisation=${orga}&function=support&limit=2`;
    const one = await w.app.request('GET', path, { token: sam.token });
    const next = /<([^>]+)>; rel="next"/.exec(one.headers.get('link') ?? '')?.[1] ?? '';
    const [url, cases] = [new URL(next), (await one.json()) as { turn: string }[]];
    assert.equal(url.searchParams.get('after'), cases.at(-1)?.turn);
    const two = await w.app.request('GET', url.pathname + url.search, { token: sam.token });
    assert.deepEqual(lastWords((await two.json()) as []), ['Page 3']);
    assert.equal(two.headers.get('link'), null);
  });

  it('lets one of two who take a conversation at once have it, and tells the other', async () => {
    await withDesk();
    const [mine, hers] = [await w.seatOf(orga, sam), await w.seatOf(orga, sue)];
    for (let round = 0; round < 5; round++) {
      const id = await w.begin(ann, orga, `Round ${round}`);
      const take = (who: TestPersona, seat: string) =>
        w.app.request('PUT', `${DESK}/conversations/${id}/assignment`, { token: who.token, body: { seat } });
      const answers = await Promise.all([take(sam, mine), take(sue, hers)]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
      const lost = answers.find(({ status }) => status === 409);
      assert.match(JSON.stringify(await lost?.json()), /Seat [12] has it now/);
      const { seat } = await w.open(sam, id);
      assert.equal(seat?.mine, answers[0]?.status === 200);
    }
  });

  it('loses what a seat had when the seat ends, and the seat loses the desk', async () => {
    await withDesk();
    const id = await w.begin(ann, orga, 'Who has me?');
    const hers = await w.seatOf(orga, sue);
    await assign(sam, id, hers, null);
    assert.deepEqual(await words(sam, 'unassigned'), []);
    await w.seat(orga, sue, []);
    assert.deepEqual(await words(sam, 'unassigned'), ['Who has me?']);
    assert.equal((await w.open(sam, id)).seat, null);
    await w.open(sue, id, 404);
    await w.call(sue, 'GET', `${DESK}/conversations?organisation=${orga}&function=support`, undefined, 404);
    await assign(sam, id, hers, null, 422);
    await assign(sam, id, await w.seatOf(orga, sam), null);
  });

  it('is absent across organisations and functions, whatever is asked of it', async () => {
    const other = await w.organisation();
    const [otto, mia] = [await w.person(), await w.person()];
    await w.seat(other, otto, ['support']);
    await withDesk();
    await w.seat(orga, mia, ['marketing']);
    const id = await w.begin(ann, orga, 'Not for you');
    const { id: tag } = await w.call<{ id: string }>(
      sam,
      'POST',
      `${DESK}/tags`,
      { organisation: orga, name: 'Delivery' },
      201,
    );
    const desk = `organisation=${orga}&function=support`;
    for (const who of [otto, mia, ann]) {
      await w.open(who, id, 404);
      await assign(who, id, null, null, 404);
      await w.call(who, 'PUT', `${DESK}/conversations/${id}/tags`, { tags: [] }, 404);
      await w.call(who, 'POST', `${DESK}/conversations/${id}/solve`, {}, 404);
      await w.call(who, 'POST', `${DESK}/conversations/${id}/handover`, { to: 'sales' }, 404);
      for (const path of ['conversations', 'figures', 'figures/csv', 'recipients']) {
        await w.call(who, 'GET', `${DESK}/${path}?${desk}`, undefined, 404);
      }
      await w.call(who, 'PUT', `${DESK}/desks/${orga}/support`, { idle_days: 3 }, 404);
    }
    for (const who of [otto, ann]) await w.call(who, 'DELETE', `${DESK}/tags/${tag}`, undefined, 404);
    // A tag of another organisation's is none.
    const theirs = await w.begin(ben, other, 'Hello');
    await w.call(otto, 'PUT', `${DESK}/conversations/${theirs}/tags`, { tags: [tag] }, 422);
    await assign(otto, theirs, await w.seatOf(orga, sam), null, 422);
  });

  it('files under tags that the member reads', async () => {
    await withDesk();
    const id = await w.begin(ann, orga, 'Where is it?');
    const tag = async (name: string) =>
      (await w.call<{ id: string }>(sam, 'POST', `${DESK}/tags`, { organisation: orga, name }, 201)).id;
    const [delivery, complaint] = [await tag('Delivery'), await tag('Complaint')];
    assert.equal(await tag('delivery'), delivery);
    await w.call(sam, 'PUT', `${DESK}/conversations/${id}/tags`, { tags: [delivery, complaint] });
    const told = async () => (await w.call<Told>(ann, 'GET', `${BASE}/${id}`)).service.filed_under;
    assert.deepEqual(await told(), ['Complaint', 'Delivery']);
    const tagged = `${DESK}/conversations?organisation=${orga}&function=support&tag=${complaint}`;
    assert.deepEqual(lastWords(await w.call(sue, 'GET', tagged)), ['Where is it?']);
    await w.call(sam, 'PUT', `${DESK}/conversations/${id}/tags`, { tags: [delivery] });
    assert.deepEqual(lastWords(await w.call(sue, 'GET', tagged)), []);
    await w.call(sue, 'DELETE', `${DESK}/tags/${delivery}`);
    assert.deepEqual(await told(), []);
  });

  it('shows the seat that wrote, and the person only where that one wants so and is seen', async () => {
    await withDesk();
    const id = await w.begin(ann, orga, 'Who are you?');
    await w.say(sue, id, 'Seat two');
    const heard = async () => {
      const answer = await w.app.request('GET', `${BASE}/${id}/messages`, { token: ann.token });
      const body = await answer.text();
      const [last] = JSON.parse(body) as (MessageJson & {
        seat: { number: number; function: string; account: { id: string } | null } | null;
      })[];
      return { seat: last?.seat, body };
    };
    const sealed = await heard();
    assert.deepEqual(sealed.seat, { function: 'support', number: 2, account: null });
    assert.ok(!sealed.body.includes(sue.id) && !sealed.body.includes(await w.seatOf(orga, sue)));
    const show = sql`update community.seat set shows_person = true where organisation_id = ${orga}`;
    await show.execute(w.app.deps.store.community);
    await w.call(sue, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'nobody' } });
    assert.equal((await heard()).seat?.account, null, 'who isn’t seen is no more shown here');
    await w.call(sue, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'network' } });
    assert.equal((await heard()).seat?.account?.id, sue.id);
    await w.seat(orga, sue, []);
    assert.equal((await heard()).seat?.account, null, 'the seat is left, and the person with it');
  });

  it('tells the other seats of what changed on the desk, and not the member', async () => {
    await withDesk();
    const id = await w.begin(ann, orga, 'Is it live?');
    const listen = async (who: TestPersona) =>
      openStream(await w.app.request('GET', '/api/v1/streaming/user', { token: who.token }));
    const [hers, anns] = [await listen(sue), await listen(ann)];
    await assign(sam, id, await w.seatOf(orga, sam), null);
    await hers.until('waxseal.desk');
    await w.say(ann, id, 'Thank you');
    await anns.until('waxseal.message');
    assert.ok(!anns.text().includes('waxseal.desk'));
    for (const stream of [hers, anns]) await stream.close();
  });

  it('stands for each seat as what that seat sees of it does', async () => {
    await withDesk();
    const id = await w.begin(ben, orga, 'Sue must not know');
    await w.call(ben, 'POST', `/api/v1/accounts/${sue.id}/block`);
    const counts = async (who: TestPersona) =>
      (
        await w.call<{ queues: object; begun: number }>(
          who,
          'GET',
          `${DESK}/figures?organisation=${orga}&function=support`,
        )
      ).queues;
    assert.deepEqual([await words(sue, 'open'), await words(sam, 'open')], [[], ['Sue must not know']]);
    await w.open(sue, id, 404);
    await assign(sue, id, await w.seatOf(orga, sue), null, 404);
    await w.say(sam, id, 'We see');
    const before = [await words(sue, 'waiting'), await counts(sue)];
    assert.deepEqual(before[0], ['We see']);
    const hers = openStream(await w.app.request('GET', '/api/v1/streaming/user', { token: sue.token }));
    await w.say(ben, id, 'Thanks');
    assert.deepEqual(await words(sam, 'open'), ['Thanks']);
    await assign(sam, id, await w.seatOf(orga, sam), null);
    assert.deepEqual([await words(sue, 'waiting'), await counts(sue)], before);
    assert.ok(!hers.text().includes(id));
    await hers.close();
    await w.call(ben, 'POST', `/api/v1/accounts/${sue.id}/unblock`);
  });

  it('sets after how many days it closes by itself, which members read', async () => {
    await withDesk();
    const id = await w.begin(ann, orga, 'How long?');
    const told = async () => (await w.call<Told>(ann, 'GET', `${BASE}/${id}`)).service.idle_days;
    assert.equal(await told(), 30);
    await w.call(sam, 'PUT', `${DESK}/desks/${orga}/support`, { idle_days: 7 });
    await w.call(sam, 'PUT', `${DESK}/desks/${orga}/support`, { idle_days: 0 }, 422);
    assert.equal(await told(), 7);
    const [desk] = await w
      .call<{ idle_days: number; seats: { number: number; mine: boolean }[] }[]>(sam, 'GET', `${DESK}/desks`)
      .then((desks) => desks.filter(({ idle_days }) => idle_days === 7));
    assert.deepEqual(
      desk?.seats.map(({ number, mine }) => [number, mine]),
      [
        [1, true],
        [2, false],
      ],
    );
  });
});
