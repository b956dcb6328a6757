import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sweepEndings } from '../../src/community/connections/sweep-endings.ts';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { sweep as keepHouse } from '../../src/community/vault/housekeeping.ts';
import { instantOf } from '../../src/store/deps.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';

const DAY = 24 * 60 * 60 * 1000;
const RULES = '/api/privacy/v1/connection-rules';
const REQUESTS = '/api/privacy/v1/connections/requests';

interface Request {
  id: string;
  from: { id: string };
  to: { id: string };
  answer: string | null;
  introduced_by: { id: string }[];
}

interface Connecting {
  state: string;
  question: string | null;
  ending: { ends_at: string | null; dormant_months: number | null; leaving: string | null } | null;
}

describe('who, how and when may connect', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = () => makePersona(app, network, `person${++count}`);
  const call = async (who: TestPersona, method: string, path: string, body?: unknown, status = 200) =>
    answerOf(await app.request(method, path, { token: who.token, ...(body ? { body } : {}) }), status);
  const ask = async (who: TestPersona, to: TestPersona, answer?: string) =>
    (await call(who, 'POST', REQUESTS, { to: to.id, ...(answer ? { answer } : {}) }, 201)) as {
      state: string;
      request: Request | null;
    };
  const rules = (who: TestPersona, change: object, status = 200) => call(who, 'PUT', RULES, change, status);
  const work = () => drainOutbox(app.deps, (error) => assert.fail(String(error)));
  const requestsTo = async (who: TestPersona): Promise<Request[]> =>
    ((await call(who, 'GET', REQUESTS)) as Request[]).filter(({ to }) => to.id === who.id);
  const connecting = async (who: TestPersona, whom: TestPersona): Promise<Connecting> =>
    (await call(who, 'GET', `/api/privacy/v1/connections/${whom.id}`)) as Connecting;
  const connect = async (one: TestPersona, other: TestPersona) => {
    await ask(one, other);
    assert.equal((await ask(other, one)).state, 'connected');
  };
  const told = async (who: TestPersona): Promise<string[]> => {
    await work();
    const notices = (await call(who, 'GET', '/api/v1/notifications')) as {
      type: string;
      account: { id: string };
    }[];
    return notices.map(({ type, account }) => `${type} ${account.id}`);
  };
  const everyMember = { audience: { kind: 'network' } };

  it('lets whoever sees one ask, until one says otherwise', async () => {
    const [ann, bob] = [await person(), await person()];
    const before = (await call(ann, 'GET', RULES)) as { ask: unknown[]; at_once: unknown[] };
    assert.deepEqual([before.ask.length, before.at_once.length], [1, 0]);
    assert.equal((await ask(bob, ann)).state, 'requested');
    assert.deepEqual(await told(ann), [`connect_request ${bob.id}`]);
  });

  it('looks the same to the asker, whether it is heard, unheard or refused', async () => {
    const [open, shut, refuser, bob] = [await person(), await person(), await person(), await person()];
    await rules(shut, { ask: [] });
    const shown = async (whom: TestPersona) => {
      const { state, request } = await ask(bob, whom);
      const listed = ((await call(bob, 'GET', REQUESTS)) as Request[]).filter(({ to }) => to.id === whom.id);
      assert.equal(listed.length, 1);
      return { state, fields: Object.keys(request ?? {}), connecting: await connecting(bob, whom) };
    };
    const [one, two, three] = [await shown(open), await shown(shut), await shown(refuser)];
    const [request] = await requestsTo(refuser);
    await call(refuser, 'POST', `${REQUESTS}/${request?.id}/refuse`);
    await work();
    assert.deepEqual(two, one);
    assert.deepEqual(three, one);
    for (const whom of [open, shut, refuser]) assert.deepEqual(await connecting(bob, whom), one.connecting);
    assert.equal((await requestsTo(open)).length, 1);
    assert.deepEqual(await requestsTo(shut), []);
    assert.deepEqual(await told(shut), []);
    app.clock.advance(31 * DAY);
    for (const whom of [open, shut, refuser]) assert.equal((await connecting(bob, whom)).state, 'none');
  });

  it('hears by conditions: mutual connections, kind of actor, hours', async () => {
    const [ann, bob, common] = [await person(), await person(), await person()];
    await rules(ann, { ask: [{ ...everyMember, conditions: { mutual: 1 } }] });
    await ask(bob, ann);
    assert.deepEqual(await requestsTo(ann), []);
    await call(bob, 'DELETE', `${REQUESTS}/${((await call(bob, 'GET', REQUESTS)) as Request[])[0]?.id}`);
    await rules(ann, { ask: [{ ...everyMember, conditions: { mutual: 0 } }] });
    await connect(common, ann);
    await connect(common, bob);
    await rules(ann, { ask: [{ ...everyMember, conditions: { mutual: 1 } }] });
    await ask(bob, ann);
    assert.equal((await requestsTo(ann)).length, 1);

    const [carl, dora] = [await person(), await person()];
    const now = new Date(app.clock.now());
    const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
    const later = (minute + 120) % 1440;
    await rules(carl, {
      ask: [{ ...everyMember, conditions: { hours: { from: later, until: (later + 60) % 1440 } } }],
    });
    await ask(dora, carl);
    assert.deepEqual(await requestsTo(carl), []);
    const shut = await person();
    await rules(shut, { ask: [{ ...everyMember, conditions: { actorKinds: ['organisation'] } }] });
    await ask(dora, shut);
    assert.deepEqual(await requestsTo(shut), []);
  });

  it('asks a question, and brings the answer to whoever asked it', async () => {
    const [ann, bob] = [await person(), await person()];
    await rules(ann, { question: 'Where did we meet?' });
    assert.equal((await connecting(bob, ann)).question, 'Where did we meet?');
    const refused = await call(bob, 'POST', REQUESTS, { to: ann.id }, 422);
    assert.match(JSON.stringify(refused), /Where did we meet/);
    await ask(bob, ann, 'At the fair');
    assert.equal((await requestsTo(ann))[0]?.answer, 'At the fair');
    await rules(ann, { question: null });
    assert.equal((await connecting(bob, ann)).question, null);
  });

  it('tells of so many requests a day, and counts anew the next', async () => {
    const [ann, ...askers] = await Promise.all([person(), person(), person(), person()]);
    await rules(ann, { daily_cap: 2 });
    for (const asker of askers) assert.equal((await ask(asker, ann)).state, 'requested');
    assert.equal((await requestsTo(ann)).length, 2);
    app.clock.advance(DAY);
    await ask(await person(), ann);
    assert.equal((await requestsTo(ann)).length, 3);
  });

  it('says yes at once by what the asker can see, after having said "requested"', async () => {
    const [ann, bob, hidden] = [await person(), await person(), await person()];
    const circle = (await call(ann, 'POST', '/api/privacy/v1/circles', { title: 'Friends' }, 201)) as {
      id: string;
    };
    const secret = { at_once: [{ audience: { kind: 'circle', circle: circle.id } }] };
    await rules(ann, secret, 422);
    await rules(
      ann,
      {
        at_once: [{ audience: { who: { kind: 'network' }, except: [{ kind: 'persona', persona: bob.id }] } }],
      },
      422,
    );
    await rules(ann, { at_once: [everyMember] });
    assert.equal((await ask(bob, ann)).state, 'requested');
    await work();
    assert.equal((await connecting(bob, ann)).state, 'connected');
    assert.deepEqual(await told(bob), [`connect ${ann.id}`]);

    // Connections in common count only where the asker may see them.
    const [dora, eve, common] = [await person(), await person(), await person()];
    await connect(common, dora);
    await connect(common, eve);
    await rules(dora, { at_once: [{ ...everyMember, conditions: { mutual: 1 } }] });
    await ask(eve, dora);
    await work();
    assert.equal((await connecting(eve, dora)).state, 'requested');
    await call(dora, 'PUT', '/api/privacy/v1/presence', { ties: { kind: 'network' } });
    await connect(common, hidden);
    await ask(hidden, dora);
    await work();
    assert.equal((await connecting(hidden, dora)).state, 'connected');
  });

  it('hears whom a named persona introduced', async () => {
    const [ann, bob, friend] = [await person(), await person(), await person()];
    await connect(friend, ann);
    await connect(friend, bob);
    await rules(ann, { ask: [{ audience: { kind: 'introduced', by: friend.id } }] });
    await call(bob, 'POST', '/api/privacy/v1/introductions', { persona: friend.id, to: ann.id }, 422);
    await call(friend, 'POST', '/api/privacy/v1/introductions', { persona: bob.id, to: ann.id }, 201);
    assert.ok((await told(bob)).includes(`introduced ${ann.id}`));
    assert.ok(!(await told(ann)).some((line) => line.startsWith('introduced')));
    await ask(bob, ann);
    const [request] = await requestsTo(ann);
    assert.deepEqual(
      request?.introduced_by.map(({ id }) => id),
      [friend.id],
    );
    const stranger = await person();
    await ask(stranger, ann);
    assert.equal((await requestsTo(ann)).length, 1);
  });

  it('answers 404 for whoever is hidden, whatever their rules', async () => {
    const [ann, bob] = [await person(), await person()];
    await rules(ann, { question: 'Who are you?', at_once: [everyMember] });
    await call(ann, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'nobody' } });
    await call(bob, 'POST', REQUESTS, { to: ann.id, answer: 'Me' }, 404);
    await call(bob, 'GET', `/api/privacy/v1/connections/${ann.id}`, undefined, 404);
  });

  it('keeps the later of two edits from undoing the earlier', async () => {
    const ann = await person();
    const read = await app.request('GET', RULES, { token: ann.token });
    const tag = read.headers.get('etag') as string;
    const put = (body: object, match: string) =>
      app.request('PUT', RULES, { token: ann.token, body, headers: { 'if-match': match } });
    const first = await put({ daily_cap: 3 }, tag);
    assert.equal(first.status, 200);
    assert.equal((await put({ daily_cap: 5 }, tag)).status, 412);
    assert.equal((await put({ question: 'Why?' }, first.headers.get('etag') as string)).status, 200);
    const after = (await call(ann, 'GET', RULES)) as { daily_cap: number; question: string };
    assert.deepEqual([after.daily_cap, after.question], [3, 'Why?']);
  });

  it('ends a connection at its time, after having told its owner alone', async () => {
    const [ann, bob] = [await person(), await person()];
    await connect(ann, bob);
    const ends_at = new Date(app.clock.now().getTime() + 20 * DAY).toISOString();
    const set = await call(ann, 'PUT', `/api/privacy/v1/connections/${bob.id}/ending`, { ends_at });
    assert.deepEqual(set, { ends_at, dormant_months: null, leaving: null });
    assert.equal((await connecting(bob, ann)).ending?.ends_at, null);
    const sweep = () => sweepEndings(app.deps, instantOf(app.deps));
    await sweep();
    assert.ok(!(await told(ann)).includes(`connection_ending ${bob.id}`));
    app.clock.advance(14 * DAY);
    await sweep();
    assert.ok((await told(ann)).includes(`connection_ending ${bob.id}`));
    assert.ok(!(await told(bob)).includes(`connection_ending ${ann.id}`));
    assert.equal((await connecting(ann, bob)).state, 'connected');
    app.clock.advance(6 * DAY);
    assert.equal((await connecting(ann, bob)).state, 'none');
    assert.equal((await connecting(bob, ann)).state, 'none');
    await sweep();
    await connect(ann, bob);
    app.clock.advance(300 * DAY);
    assert.equal((await connecting(ann, bob)).state, 'connected');
  });

  it('ends a dormant connection, unless its owner keeps it', async () => {
    const [ann, bob, carl] = [await person(), await person(), await person()];
    await rules(ann, { ends: { after_months: null, dormant_months: 2, leaving: null } });
    await connect(ann, bob);
    await connect(ann, carl);
    const sweep = () => sweepEndings(app.deps, instantOf(app.deps));
    app.clock.advance(50 * DAY);
    const post = (await call(carl, 'POST', '/api/v1/statuses', { status: 'Still here' })) as { id: string };
    await call(ann, 'POST', `/api/v1/statuses/${post.id}/favourite`);
    app.clock.advance(20 * DAY);
    await sweep();
    assert.ok((await told(ann)).includes(`connection_ending ${bob.id}`));
    assert.ok(!(await told(ann)).includes(`connection_ending ${carl.id}`));
    await call(ann, 'PUT', `/api/privacy/v1/connections/${bob.id}/ending`, { dormant_months: 2 });
    assert.ok(!(await told(ann)).includes(`connection_ending ${bob.id}`));
    app.clock.advance(8 * DAY);
    await sweep();
    assert.equal((await connecting(ann, bob)).state, 'connected');
    app.clock.advance(70 * DAY);
    await sweep();
    // A word between them keeps it, and then it counts anew.
    await call(bob, 'POST', '/api/privacy/v1/conversations', { with: [ann.id], text: 'Long time!' }, 201);
    app.clock.advance(8 * DAY);
    await sweep();
    assert.equal((await connecting(ann, bob)).state, 'connected');
    app.clock.advance(65 * DAY);
    await sweep();
    assert.equal((await connecting(ann, bob)).state, 'connected');
    app.clock.advance(8 * DAY);
    await sweep();
    assert.equal((await connecting(ann, bob)).state, 'none');
    assert.ok(!(await told(bob)).some((line) => line.startsWith('connection_ending')));
  });

  it('ends connections when their owner has left the staff', async () => {
    const [ann, bob] = [await person(), await person()];
    const body = { handle: `org${++count}`, display_name: 'Org' };
    const organisation = (await call(network.admin, 'POST', '/api/privacy/v1/organisations', body, 201)) as {
      id: string;
    };
    const ends = { after_months: null, dormant_months: null, leaving: organisation.id };
    await rules(ann, { ends }, 422);
    const seat = `/api/privacy/v1/organisations/${organisation.id}/staff/${ann.id}`;
    await call(network.admin, 'PUT', seat, { functions: [] }, 204);
    await rules(ann, { ends });
    await connect(ann, bob);
    const sweep = () => sweepEndings(app.deps, instantOf(app.deps));
    app.clock.advance(8 * DAY);
    await sweep();
    assert.equal((await connecting(ann, bob)).state, 'connected');
    await call(network.admin, 'DELETE', seat, undefined, 204);
    await sweep();
    assert.ok((await told(ann)).includes(`connection_ending ${bob.id}`));
    app.clock.advance(8 * DAY);
    await sweep();
    assert.equal((await connecting(ann, bob)).state, 'none');
  });

  it('tells of what is asked again, once a day at most, whatever is done with the notice', async () => {
    const [ann, bob, carl] = [await person(), await person(), await person()];
    const notices = async () => {
      await work();
      return (await call(ann, 'GET', '/api/v1/notifications')) as { id: string; account: { id: string } }[];
    };
    const takeBack = async () => {
      const [request] = (await call(bob, 'GET', REQUESTS)) as Request[];
      await call(bob, 'DELETE', `${REQUESTS}/${request?.id}`);
      app.clock.advance(60_000);
    };
    await rules(ann, { daily_cap: 2 });
    await ask(bob, ann);
    const [first, ...none] = await notices();
    assert.deepEqual([first?.account.id, none], [bob.id, []]);
    for (let n = 0; n < 3; n++) {
      await takeBack();
      assert.deepEqual(await requestsTo(ann), []);
      await ask(bob, ann);
      assert.equal((await requestsTo(ann)).length, 1, 'it stands all the same');
    }
    assert.deepEqual(
      (await notices()).map(({ id }) => id),
      [first?.id],
    );
    await call(ann, 'POST', `/api/v1/notifications/${first?.id}/dismiss`);
    await takeBack();
    await ask(bob, ann);
    assert.deepEqual(await notices(), []);
    await ask(carl, ann);
    assert.deepEqual(
      (await notices()).map(({ account }) => account.id),
      [carl.id],
      'one who asks over and over takes no more of what is heard in a day',
    );
    app.clock.advance(DAY);
    await takeBack();
    await ask(bob, ann);
    const [again] = await notices();
    assert.equal(again?.account.id, bob.id);
    app.clock.advance(31 * DAY);
    await ask(bob, ann);
    const lapsed = (await notices()).filter(({ account }) => account.id === bob.id);
    assert.equal(lapsed.length, 1, 'in place of the notice that stood');
    assert.notEqual(lapsed[0]?.id, again?.id);
    const [request] = await requestsTo(ann);
    await call(ann, 'POST', `${REQUESTS}/${request?.id}/refuse`);
    app.clock.advance(2 * DAY);
    await takeBack();
    await ask(bob, ann);
    assert.equal((await notices()).find(({ account }) => account.id === bob.id)?.id, lapsed[0]?.id);
  });

  it('forgets requests that were taken back', async () => {
    const [ann, bob] = [await person(), await person()];
    const rows = () =>
      app.deps.store.community
        .selectFrom('community.tie_request')
        .select('id')
        .where('from_id', '=', bob.id as never)
        .execute();
    await ask(bob, ann);
    const [request] = (await call(bob, 'GET', REQUESTS)) as Request[];
    await call(bob, 'DELETE', `${REQUESTS}/${request?.id}`);
    await keepHouse(app.deps, instantOf(app.deps));
    assert.equal((await rows()).length, 1);
    app.clock.advance(DAY);
    await keepHouse(app.deps, instantOf(app.deps));
    assert.deepEqual(await rows(), []);
  });
});
