import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { permittingActors } from '../../src/community/actors/seen-actors.ts';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import type { Purpose } from '../../src/privacy/purposes.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  makeNetwork,
  makePersona,
  sessionHeaders,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const DAY = 24 * 60 * 60 * 1000;

const NOTHING = { preferred: null, conversation: null };

interface Rule {
  function: string;
  anybody: string;
  organisations: { organisation: string; answer: string }[];
  preferred: { place: string; told: boolean } | null;
  etag: string;
}

interface PurposeRules {
  purpose: string;
  rules: { audience: unknown; over: string[]; until: string | null }[];
  sale_or_sharing: boolean;
  refused_by_browser: boolean;
  etag: string;
}

describe('what organisations may do', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = () => makePersona(app, network, `person${++count}`);
  const request = (who: TestPersona, method: string, path: string, body?: unknown, headers = {}) =>
    app.request(method, path, { token: who.token, headers, ...(body ? { body } : {}) });
  const call = async (who: TestPersona, method: string, path: string, body?: unknown, status = 200) =>
    answerOf(await request(who, method, path, body), status);
  const organisation = async (staff: TestPersona, functions: string[]): Promise<string> => {
    const body = { handle: `org${++count}`, display_name: `Org ${count}` };
    const made = (await call(network.admin, 'POST', '/api/privacy/v1/organisations', body, 201)) as {
      id: string;
    };
    const seat = `/api/privacy/v1/organisations/${made.id}/staff/${staff.id}`;
    await call(network.admin, 'PUT', seat, { functions }, 204);
    return made.id;
  };
  const rule = (who: TestPersona, fn: string, body: object, status = 200) =>
    call(who, 'PUT', `/api/privacy/v1/contact-rules/${fn}`, body, status);
  const rules = async (who: TestPersona, fn: string): Promise<Omit<Rule, 'etag'> | undefined> => {
    const all = (await call(who, 'GET', '/api/privacy/v1/contact-rules')) as Rule[];
    const found = all.find((one) => one.function === fn);
    if (found === undefined) return undefined;
    const { etag: _, ...rest } = found;
    return rest;
  };
  const contact = (staff: TestPersona, org: string, persona: TestPersona, fn: string, status = 200) =>
    call(
      staff,
      'POST',
      `/api/organisations/v1/${org}/contacts`,
      { persona: persona.id, function: fn },
      status,
    );
  const told = async (who: TestPersona): Promise<string[]> => {
    await drainOutbox(app.deps, (error) => assert.fail(String(error)));
    const notices = (await call(who, 'GET', '/api/v1/notifications')) as {
      type: string;
      account: { id: string };
    }[];
    return notices.map(({ type, account }) => `${type} ${account.id}`);
  };

  it('may not write to a member for any function, until the member says so', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['support', 'sales']);
    assert.deepEqual(await rules(ann, 'support'), {
      function: 'support',
      anybody: 'no',
      organisations: [],
      preferred: null,
    });
    assert.deepEqual(await contact(stan, acme, ann, 'support'), { answer: 'no', ...NOTHING });
    await rule(ann, 'support', { anybody: 'yes' });
    assert.deepEqual(await contact(stan, acme, ann, 'support'), { answer: 'yes', ...NOTHING });
    assert.deepEqual(await contact(stan, acme, ann, 'sales'), { answer: 'no', ...NOTHING });
    // For nobody but who has a seat in the function.
    await contact(stan, acme, ann, 'marketing', 404);
    await contact(await person(), acme, ann, 'support', 404);
  });

  it('heeds what is said of one organisation before what is said of any', async () => {
    const [ann, stan] = [await person(), await person()];
    const [acme, umbrella] = [await organisation(stan, ['sales']), await organisation(stan, ['sales'])];
    const said = { anybody: 'yes', organisations: [{ organisation: acme, answer: 'no' }] };
    await rule(ann, 'sales', said);
    assert.deepEqual(await rules(ann, 'sales'), { function: 'sales', ...said, preferred: null });
    assert.deepEqual(await contact(stan, acme, ann, 'sales'), { answer: 'no', ...NOTHING });
    assert.deepEqual(await contact(stan, umbrella, ann, 'sales'), { answer: 'yes', ...NOTHING });
    await rule(ann, 'sales', { anybody: 'no', organisations: [{ organisation: acme, answer: 'ask' }] });
    assert.deepEqual(await contact(stan, umbrella, ann, 'sales'), { answer: 'no', ...NOTHING });
    assert.deepEqual(await contact(stan, acme, ann, 'sales'), { answer: 'asked', ...NOTHING });
    await rule(
      ann,
      'sales',
      { anybody: 'no', organisations: [{ organisation: ann.id, answer: 'yes' }] },
      422,
    );
  });

  it('names the preferred place where the member lets that be known', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['marketing']);
    await rule(ann, 'marketing', {
      anybody: 'no',
      preferred: { place: 'On the customer network', told: false },
    });
    assert.deepEqual(await contact(stan, acme, ann, 'marketing'), { answer: 'no', ...NOTHING });
    await rule(ann, 'marketing', {
      anybody: 'no',
      preferred: { place: 'On the customer network', told: true },
    });
    const refused = { answer: 'no', ...NOTHING, preferred: 'On the customer network' };
    assert.deepEqual(await contact(stan, acme, ann, 'marketing'), refused);
  });

  it('asks a member who wants to be asked; a no looks like silence', async () => {
    const [ann, bob, stan] = [await person(), await person(), await person()];
    const acme = await organisation(stan, ['support']);
    const requests = async (who: TestPersona) =>
      (await call(who, 'GET', '/api/privacy/v1/contact-requests')) as { id: string; function: string }[];
    for (const who of [ann, bob]) {
      await rule(who, 'support', { anybody: 'ask' });
      assert.deepEqual(await contact(stan, acme, who, 'support'), { answer: 'asked', ...NOTHING });
      assert.deepEqual(await told(who), [`contact_request ${acme}`]);
    }
    const [yes, no] = [(await requests(ann))[0], (await requests(bob))[0]];
    await call(bob, 'POST', `/api/privacy/v1/contact-requests/${no?.id}/refuse`);
    assert.deepEqual(await requests(bob), []);
    assert.deepEqual(await contact(stan, acme, bob, 'support'), { answer: 'asked', ...NOTHING });
    assert.deepEqual(await requests(bob), []);
    await call(bob, 'POST', `/api/privacy/v1/contact-requests/${yes?.id}/approve`, undefined, 404);
    await call(ann, 'POST', `/api/privacy/v1/contact-requests/${yes?.id}/approve`);
    assert.deepEqual(await contact(stan, acme, ann, 'support'), { answer: 'yes', ...NOTHING });
    assert.deepEqual((await rules(ann, 'support'))?.organisations, [{ organisation: acme, answer: 'yes' }]);
    app.clock.advance(31 * DAY);
    await contact(stan, acme, bob, 'support');
    assert.equal((await requests(bob)).length, 1);
  });

  it('treats a member whom the organisation can’t see as not there', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['support']);
    await rule(ann, 'support', { anybody: 'yes', preferred: { place: 'Here', told: true } });
    await call(ann, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'persona', persona: stan.id } });
    await call(stan, 'GET', `/api/v1/accounts/${ann.id}`);
    await contact(stan, acme, ann, 'support', 404);
  });

  it('writes to a member who lets it, in the organisation’s name', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['support']);
    const path = `/api/organisations/v1/${acme}/contacts`;
    const letter = { persona: ann.id, function: 'support', text: 'Your oven is on its way.' };
    assert.deepEqual(await call(stan, 'POST', path, letter), { answer: 'no', ...NOTHING });
    const conversations = async (who: TestPersona) =>
      (await call(who, 'GET', '/api/privacy/v1/conversations')) as { id: string }[];
    assert.deepEqual(await conversations(ann), []);
    await rule(ann, 'support', { anybody: 'no', organisations: [{ organisation: acme, answer: 'yes' }] });
    const { conversation } = (await call(stan, 'POST', path, letter)) as { conversation: string };
    assert.deepEqual(
      (await conversations(ann)).map(({ id }) => id),
      [conversation],
    );
    const messages = `/api/privacy/v1/conversations/${conversation}/messages`;
    const said = JSON.stringify(await call(ann, 'GET', messages));
    assert.match(said, /Your oven is on its way/);
    assert.ok(said.includes(acme) && !said.includes(stan.id));
    await call(ann, 'POST', messages, { text: 'Thank you.' }, 201);
    assert.match(JSON.stringify(await call(stan, 'GET', messages)), /Thank you/);
  });

  it('takes a seat’s end at once', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['support']);
    await rule(ann, 'support', { anybody: 'yes' });
    await contact(stan, acme, ann, 'support');
    await call(
      network.admin,
      'DELETE',
      `/api/privacy/v1/organisations/${acme}/staff/${stan.id}`,
      undefined,
      204,
    );
    await contact(stan, acme, ann, 'support', 404);
  });

  const processing = async (who: TestPersona, purpose: string): Promise<PurposeRules | undefined> =>
    ((await call(who, 'GET', '/api/privacy/v1/processing-rules')) as PurposeRules[]).find(
      (one) => one.purpose === purpose,
    );
  const allow = (who: TestPersona, purpose: string, given: object[], status = 200, headers = {}) =>
    request(who, 'PUT', `/api/privacy/v1/processing-rules/${purpose}`, { rules: given }, headers).then(
      (response) => answerOf(response, status),
    );
  const mayProcess = async (
    org: string,
    of: TestPersona,
    purpose: Purpose,
    kind: 'posts' | 'attributes' | 'ties',
  ) => {
    const viewer = await loadViewer(app.deps.store, network.id as NetworkId, org as ActorId);
    assert.ok(viewer);
    const question = { action: 'process', purpose, at: instantOf(app.deps) } as const;
    return (await permittingActors(app.deps, viewer, [of.id as ActorId], question, kind)).has(
      of.id as ActorId,
    );
  };

  it('are told who a member is only where that is let by itself, of finding out who one is', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, []);
    const rule = { audience: { kind: 'persona', persona: acme }, over: ['attributes'] };
    const individually = async () =>
      (await processing(ann, 'entity-resolution'))?.rules.map((one) => one.over.includes('named'));
    await allow(ann, 'entity-resolution', [rule]);
    assert.deepEqual(await individually(), [false]);
    await allow(ann, 'entity-resolution', [{ ...rule, over: ['attributes', 'named'] }]);
    assert.deepEqual(await individually(), [true]);
    await allow(ann, 'entity-resolution', [{ ...rule, over: ['posts', 'named'] }], 422);
    await allow(ann, 'mining', [{ ...rule, over: ['attributes', 'named'] }], 422);
    await allow(ann, 'entity-resolution', [rule]);
    assert.deepEqual(await individually(), [false]);
    await allow(ann, 'entity-resolution', []);
    assert.deepEqual(await individually(), []);
  });

  it('may process nothing, until the member says what, for what, and until when', async () => {
    const [ann, stan] = [await person(), await person()];
    const [acme, umbrella] = [await organisation(stan, []), await organisation(stan, [])];
    assert.deepEqual((await processing(ann, 'sentiment-monitoring'))?.rules, []);
    const purposes = ['sentiment-monitoring', 'mining', 'recruitment-screening'] as const;
    for (const purpose of purposes) assert.equal(await mayProcess(acme, ann, purpose, 'posts'), false);
    const until = new Date(app.clock.now().getTime() + 10 * DAY).toISOString();
    const one = {
      audience: { kind: 'persona', persona: acme },
      over: ['posts', 'ties'],
      until,
    };
    await allow(ann, 'sentiment-monitoring', [one]);
    assert.deepEqual((await processing(ann, 'sentiment-monitoring'))?.rules, [one]);
    assert.equal(await mayProcess(acme, ann, 'sentiment-monitoring', 'posts'), true);
    assert.equal(await mayProcess(acme, ann, 'sentiment-monitoring', 'ties'), true);
    assert.equal(await mayProcess(acme, ann, 'sentiment-monitoring', 'attributes'), false);
    assert.equal(await mayProcess(umbrella, ann, 'sentiment-monitoring', 'posts'), false);
    assert.equal(await mayProcess(acme, ann, 'mining', 'posts'), false);
    app.clock.advance(10 * DAY);
    assert.equal(await mayProcess(acme, ann, 'sentiment-monitoring', 'posts'), false);
    assert.deepEqual((await processing(ann, 'sentiment-monitoring'))?.rules, []);

    await allow(ann, 'mining', [{ audience: { kind: 'network' }, over: ['posts'] }]);
    assert.equal(await mayProcess(umbrella, ann, 'mining', 'posts'), true);
    // No person processes anything, though everybody is a member of the network.
    assert.equal(await mayProcess(stan.id, ann, 'mining', 'posts'), false);
    await allow(ann, 'mining', []);
    assert.equal(await mayProcess(umbrella, ann, 'mining', 'posts'), false);
  });

  it('is refused recruitment screening unless by name, whatever else human resources may', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['human-resources']);
    const body = {
      object: { kind: 'posts', id: ann.id },
      actions: ['process'],
      audience: { kind: 'network' },
      purpose: 'human-resources',
    };
    await call(ann, 'POST', '/api/privacy/v1/grants', body, 201);
    assert.equal(await mayProcess(acme, ann, 'human-resources', 'posts'), true);
    assert.equal(await mayProcess(acme, ann, 'recruitment-screening', 'posts'), false);
    await allow(ann, 'recruitment-screening', [
      { audience: { kind: 'persona', persona: acme }, over: ['posts'] },
    ]);
    assert.equal(await mayProcess(acme, ann, 'recruitment-screening', 'posts'), true);
  });

  it('takes Sec-GPC for a refusal of sale and sharing, also of what was allowed before', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, []);
    const given = [{ audience: { kind: 'persona', persona: acme }, over: ['attributes'] }];
    await allow(ann, 'offer-targeting', given);
    await allow(ann, 'aggregation', given);
    const gpc = { 'sec-gpc': '1' };
    await allow(ann, 'model-training', given, 409, gpc);
    const shown = (await answerOf(
      await request(ann, 'GET', '/api/privacy/v1/processing-rules', undefined, gpc),
      200,
    )) as PurposeRules[];
    const refused = shown.filter((one) => one.refused_by_browser).map(({ purpose }) => purpose);
    assert.deepEqual(refused, ['offer-targeting', 'model-training', 'entity-resolution']);
    assert.equal(await mayProcess(acme, ann, 'offer-targeting', 'attributes'), true);
    const session = { ...sessionHeaders(ann.cookie), ...gpc };
    const opened = await app.request('POST', '/api/privacy/v1/session/token', {
      body: { persona: ann.id },
      headers: session,
    });
    assert.equal(opened.status, 200);
    assert.equal(await mayProcess(acme, ann, 'offer-targeting', 'attributes'), false);
    assert.equal(await mayProcess(acme, ann, 'aggregation', 'attributes'), true);
  });

  it('keeps the later of two edits from undoing the earlier', async () => {
    const ann = await person();
    const [before] = (await call(ann, 'GET', '/api/privacy/v1/contact-rules')) as Rule[];
    const path = `/api/privacy/v1/contact-rules/${before?.function}`;
    const headers = { 'if-match': before?.etag };
    assert.equal((await request(ann, 'PUT', path, { anybody: 'ask' }, headers)).status, 200);
    assert.equal((await request(ann, 'PUT', path, { anybody: 'yes' }, headers)).status, 412);
    const mining = await processing(ann, 'mining');
    const rulesOf = { rules: [{ audience: { kind: 'network' }, over: ['posts'] }] };
    const put = () =>
      request(ann, 'PUT', '/api/privacy/v1/processing-rules/mining', rulesOf, { 'if-match': mining?.etag });
    assert.equal((await put()).status, 200);
    assert.equal((await put()).status, 412);
  });
});
