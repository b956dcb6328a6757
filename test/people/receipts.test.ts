import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { verifyReceipt } from '../../src/ledger/verify/receipt.ts';
import type { NetworkId } from '../../src/privacy/words.ts';
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
const RECEIPTS = '/api/privacy/v1/receipts';

interface Receipt {
  id: string;
  state: string;
  at: string;
  object: { kind: string; id: string; text: string };
  actions: string[];
  purposes: string[];
  audience_text: string;
  by_signal: boolean;
  from: string | null;
  until: string | null;
  acknowledgements: { part: string; since: string | null; place: number | null; count: number | null }[];
}

interface Copy {
  id: string;
  state: string;
  at: string;
  member: { id: string };
  object: { kind: string; attribute: string | null };
  actions: string[];
  purposes: string[];
  until: string | null;
}

type Json = { [name: string]: Json } & Json[] & string;

const recordIn = (file: Json): Json => file['dpv:hasRecordOfActivity'] as Json;

describe('receipts of consents', () => {
  let app: TestApp;
  let network: TestNetwork;
  let key: string;
  let theirs: string;
  let isReceipt: (file: unknown) => void;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    const path = new URL('../../docs/receipt.schema.json', import.meta.url);
    const validate = ajv.compile(JSON.parse(await readFile(path, 'utf8')));
    isReceipt = (file) => assert.ok(validate(file), ajv.errorsText(validate.errors));
    key = await keyOf(network);
    theirs = await keyOf(await makeNetwork(app, { slug: 'globex', admin: 'chief' }));
  });

  const person = () => makePersona(app, network, `person${++count}`);
  const call = async (who: TestPersona, method: string, path: string, body?: unknown, status = 200) =>
    answerOf(await app.request(method, path, { token: who.token, ...(body ? { body } : {}) }), status);
  const keyOf = async ({ admin }: TestNetwork) =>
    ((await call(admin, 'GET', '/api/privacy/v1/receipt-key')) as { key: string }).key;
  const pass = (): void => app.clock.advance(60_000);
  const organisation = async (staff: TestPersona, functions: string[]): Promise<string> => {
    const body = { handle: `org${++count}`, display_name: `Org ${count}` };
    const made = (await call(network.admin, 'POST', '/api/privacy/v1/organisations', body, 201)) as {
      id: string;
    };
    await seat(made.id, staff, functions);
    return made.id;
  };
  const seat = (org: string, staff: TestPersona, functions: string[]) =>
    call(network.admin, 'PUT', `/api/privacy/v1/organisations/${org}/staff/${staff.id}`, { functions }, 204);
  const rule = (who: TestPersona, fn: string, body: object) =>
    call(who, 'PUT', `/api/privacy/v1/contact-rules/${fn}`, body);
  const naming = (org: string, answer = 'yes') => ({
    anybody: 'no',
    organisations: [{ organisation: org, answer }],
  });
  const allow = (who: TestPersona, purpose: string, rules: unknown[]) =>
    call(who, 'PUT', `/api/privacy/v1/processing-rules/${purpose}`, { rules });
  const receipts = async (who: TestPersona, query = ''): Promise<Receipt[]> =>
    (await call(who, 'GET', `${RECEIPTS}${query}`)) as Receipt[];
  const states = async (who: TestPersona) => (await receipts(who)).map(({ state }) => state);
  const copies = async (staff: TestPersona, org: string, status = 200): Promise<Copy[]> =>
    (await call(staff, 'GET', `/api/organisations/v1/${org}/receipts`, undefined, status)) as Copy[];
  const told = async (staff: TestPersona, org: string) =>
    (await copies(staff, org)).map(({ state, actions }) => `${actions.join()} ${state}`);
  const fileOf = async (who: TestPersona, path: string): Promise<string> => {
    const response = await app.request('GET', path, { token: who.token });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/ld+json');
    return response.text();
  };
  /** The file, once it is by the profile and verified. */
  const soundFile = async (who: TestPersona, path: string): Promise<Json> => {
    const text = await fileOf(who, path);
    assert.equal(await fileOf(who, path), text, 'the same bytes, whenever it is read');
    const verified = verifyReceipt(text, key);
    assert.ok(verified.holds, JSON.stringify(verified));
    const file = JSON.parse(text) as Json;
    isReceipt(file);
    return file;
  };
  const own = (who: TestPersona, { id }: { id: string }) => soundFile(who, `${RECEIPTS}/${id}`);
  const statuses = (file: Json) =>
    (recordIn(file)['dpv:hasConsentStatus'] as Json[]).map((one) => [one['@type']].flat()[0]);
  const beat = async (): Promise<void> => {
    app.clock.advance(600_000);
    const at = app.clock.now().getTime();
    await appendBeat(app.deps, network.id as NetworkId, at, at);
  };

  it('come of a contact that is given and withdrawn, with what acts by it', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['support']);
    assert.deepEqual(await receipts(ann), []);
    const given = app.clock.now().toISOString();
    await rule(ann, 'support', naming(acme));
    const [first, ...none] = await receipts(ann);
    assert.ok(first !== undefined && none.length === 0);
    const { state, at, actions, purposes, from, until, acknowledgements } = first;
    assert.deepEqual(
      { state, at, actions, purposes, from, until },
      {
        state: 'given',
        at: given,
        actions: ['contact'],
        purposes: ['support'],
        from: given,
        until: null,
      },
    );
    assert.deepEqual(acknowledgements, [
      { part: 'rule', since: given, place: null, count: null },
      { part: 'ledger', since: null, place: null, count: null },
    ]);
    const before = await own(ann, first);
    assert.deepEqual(statuses(before), ['dpv:ConsentGiven']);
    const [process] = recordIn(before)['dpv:hasProcess'] as Json[];
    assert.equal(process?.['dpv:hasDataController']?.[0], `urn:uuid:${acme}`);
    await call(stan, 'POST', `/api/organisations/v1/${acme}/contacts`, {
      persona: ann.id,
      function: 'support',
    });
    const used = app.clock.now().toISOString();
    await beat();
    const [entered] = await receipts(ann);
    const [, use, ledger] = entered?.acknowledgements ?? [];
    assert.deepEqual(use, { part: 'use', since: used, place: null, count: 1 });
    await own(ann, first);
    assert.equal(ledger?.since, app.clock.now().toISOString());
    const entries = (await call(ann, 'GET', '/api/privacy/v1/ledger/entries?limit=200')) as {
      place: number;
      content: string;
    }[];
    const entry = entries.find(({ place }) => place === ledger?.place);
    assert.match(entry?.content ?? '', /"contact"/, 'the ledger has it there');

    const ended = app.clock.now().toISOString();
    await rule(ann, 'support', { anybody: 'no' });
    const [last, other] = await receipts(ann);
    assert.deepEqual([last?.state, last?.at, other?.id], ['withdrawn', ended, first.id]);
    assert.deepEqual(last?.acknowledgements, [
      { part: 'rule', since: ended, place: null, count: null },
      { part: 'ledger', since: null, place: null, count: null },
    ]);
    await beat();
    const [, after] = (await receipts(ann))[0]?.acknowledgements ?? [];
    assert.ok(after?.place !== null && after?.place !== ledger?.place);
    assert.deepEqual(statuses(await own(ann, last)), ['dpv:ConsentGiven', 'dpv:ConsentWithdrawn']);
  });

  it('come of processing, which expires by itself', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['marketing']);
    const until = new Date(app.clock.now().getTime() + 10 * DAY).toISOString();
    await allow(ann, 'sentiment-monitoring', [{ audience: { kind: 'network' }, over: ['posts'], until }]);
    app.clock.advance(11 * DAY);
    const [expired, given] = await receipts(ann);
    assert.deepEqual(
      [expired?.state, expired?.at, given?.state, given?.until],
      ['expired', until, 'given', until],
    );
    assert.equal(given?.audience_text, 'any organisation on Network acme');
    assert.ok(expired !== undefined);
    const file = await own(ann, expired);
    assert.deepEqual(statuses(file), ['dpv:ConsentGiven', 'dpv:ConsentExpired']);
    assert.match(JSON.stringify(file), /waxseal.org\/purpose#SentimentMonitoring/);
    await allow(ann, 'mining', [
      { audience: { kind: 'persona', persona: acme }, over: ['posts', 'ties'], until: null },
    ]);
    pass();
    await allow(ann, 'mining', []);
    assert.deepEqual((await states(ann)).slice(0, 4), ['withdrawn', 'withdrawn', 'given', 'given']);
    // Of what is processed no organisation has a list.
    assert.deepEqual(await copies(stan, acme), []);
  });

  it('come of attributes that are shown for more than reading, or to staff', async () => {
    const [ann, stan, sue] = [await person(), await person(), await person()];
    const acme = await organisation(stan, ['support']);
    await seat(acme, sue, []);
    const attribute = (await call(
      ann,
      'POST',
      '/api/privacy/v1/attributes',
      { kind: 'birth-date', value: '1990-04-03' },
      201,
    )) as {
      id: string;
    };
    const show = async (precision: string, audience: unknown, purpose = 'reading') => {
      pass();
      const body = { precision, audience, purpose };
      await call(ann, 'PUT', `/api/privacy/v1/attributes/${attribute.id}/disclosure`, body);
    };
    await show('year', { kind: 'network' });
    assert.deepEqual(await receipts(ann), [], 'what people read of one another is no consent');
    await show('year', { kind: 'staff', organisation: acme, in: 'support' }, 'support');
    const [given] = await receipts(ann);
    assert.ok(given !== undefined);
    assert.deepEqual(
      given.acknowledgements.map(({ part }) => part),
      ['rule', 'copy', 'ledger'],
    );
    const text = JSON.stringify(await own(ann, given));
    assert.match(text, /pd:BirthDate/);
    assert.ok(!text.includes('1990'), 'what it says isn’t in it');
    const [copy] = await copies(stan, acme);
    assert.deepEqual(
      [copy?.state, copy?.object, copy?.member.id],
      ['given', { kind: 'attribute', attribute: 'birth-date' }, ann.id],
    );
    assert.deepEqual(await copies(sue, acme), [], 'whose function it isn’t for, sees nothing of it');
    const file = await soundFile(stan, `/api/organisations/v1/${acme}/receipts/${copy?.id}`);
    assert.equal(file['schema:recipient'], `urn:uuid:${acme}`);
    await call(sue, 'GET', `/api/organisations/v1/${acme}/receipts/${copy?.id}`, undefined, 404);
    // Shown to more, and to others: what staff may see goes on.
    await show(
      'decade',
      { any: [{ kind: 'staff', organisation: acme, in: 'support' }, { kind: 'followers' }] },
      'support',
    );
    await show('decade', { kind: 'network' }, 'support');
    assert.deepEqual(await told(stan, acme), ['see given']);
    pass();
    await call(ann, 'DELETE', `/api/privacy/v1/attributes/${attribute.id}/disclosure`, undefined, 204);
    const ended = app.clock.now().toISOString();
    assert.deepEqual((await copies(stan, acme)).map(({ state, at }) => [state, at])[0], ['withdrawn', ended]);
    const [last] = await receipts(ann);
    assert.deepEqual(
      [last?.state, last?.object.text],
      ['withdrawn', 'your birth date, which you no longer show'],
    );
    assert.deepEqual(
      last?.acknowledgements.map(({ part }) => part),
      ['rule', 'copy', 'ledger'],
    );
    assert.match(
      JSON.stringify(await own(ann, last)),
      /birth-date, decade.*pd:BirthDate/,
      'what kind it was is known still',
    );
  });

  it('come of a no, for whom said it alone', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['support']);
    await rule(ann, 'support', { anybody: 'ask' });
    const contact = { persona: ann.id, function: 'support' };
    await call(stan, 'POST', `/api/organisations/v1/${acme}/contacts`, contact);
    await drainOutbox(app.deps, (error) => assert.fail(String(error)));
    const [asked] = (await call(ann, 'GET', '/api/privacy/v1/contact-requests')) as { id: string }[];
    const whatStaffSees = async () => JSON.stringify(await copies(stan, acme));
    const unanswered = await whatStaffSees();
    pass();
    await call(ann, 'POST', `/api/privacy/v1/contact-requests/${asked?.id}/refuse`);
    const [refused] = await receipts(ann);
    assert.ok(refused !== undefined);
    assert.deepEqual([refused.state, refused.purposes, refused.by_signal], ['refused', ['support'], false]);
    assert.deepEqual(
      refused.acknowledgements.map(({ part }) => part),
      ['request'],
    );
    const file = await own(ann, refused);
    assert.deepEqual(statuses(file), ['dpv:ConsentRequested', 'dpv:ConsentRefused']);
    assert.equal(await whatStaffSees(), unanswered, 'a no looks like silence');
    await call(stan, 'GET', `/api/organisations/v1/${acme}/receipts/${refused.id}`, undefined, 404);
    // It asks again, and its row is used anew: what was refused stays known.
    app.clock.advance(31 * DAY);
    await call(stan, 'POST', `/api/organisations/v1/${acme}/contacts`, contact);
    assert.ok((await receipts(ann)).some(({ id }) => id === refused.id));
  });

  it('come of what is given for later at once, also where it is taken back before it begins', async () => {
    const ann = await person();
    const [now, later] = [0, 5 * DAY].map((ms) => new Date(app.clock.now().getTime() + ms).toISOString());
    const grant = (await call(
      ann,
      'POST',
      '/api/privacy/v1/grants',
      {
        object: { kind: 'posts', id: ann.id },
        actions: ['process'],
        purpose: 'mining',
        audience: { kind: 'network' },
        from: later,
      },
      201,
    )) as { id: string };
    const [given] = await receipts(ann);
    assert.deepEqual([given?.state, given?.at, given?.from], ['given', now, later]);
    assert.ok(given !== undefined);
    assert.match(JSON.stringify(await own(ann, given)), new RegExp(`"schema:validFrom":"${later}"`));
    pass();
    await call(ann, 'DELETE', `/api/privacy/v1/grants/${grant.id}`);
    assert.deepEqual(await states(ann), ['withdrawn', 'given']);
  });

  it('come of Global Privacy Control once, and again where it ends what was allowed since', async () => {
    const ann = await person();
    await allow(ann, 'offer-targeting', [{ audience: { kind: 'network' }, over: ['posts'], until: null }]);
    const open = async () => {
      pass();
      const headers = { ...sessionHeaders(ann.cookie), 'sec-gpc': '1' };
      await answerOf(
        await app.request('POST', '/api/privacy/v1/session/token', { body: { persona: ann.id }, headers }),
        200,
      );
    };
    await open();
    assert.deepEqual((await states(ann)).toSorted(), ['given', 'refused', 'withdrawn']);
    const refused = (await receipts(ann)).find(({ state }) => state === 'refused');
    assert.ok(refused?.by_signal);
    assert.deepEqual(refused.purposes, ['offer-targeting', 'model-training', 'entity-resolution']);
    assert.deepEqual(statuses(await own(ann, refused)), ['dpv:ConsentRefused']);
    await open();
    assert.equal((await receipts(ann)).length, 3, 'that it goes on saying so is nothing new');
    await allow(ann, 'model-training', [{ audience: { kind: 'network' }, over: ['posts'], until: null }]);
    await open();
    assert.equal((await states(ann)).filter((state) => state === 'refused').length, 2);
  });

  it('tell an organisation whether it may, and nothing of the rules that say so', async () => {
    const [ann, stan, stranger] = [await person(), await person(), await person()];
    const [acme, umbrella] = [await organisation(stan, ['sales']), await organisation(stan, ['sales'])];
    await copies(stranger, acme, 404);
    await rule(ann, 'sales', naming(acme));
    const given = await copies(stan, acme);
    assert.deepEqual(
      given.map(({ state }) => state),
      ['given'],
    );
    assert.deepEqual(await copies(stan, umbrella), []);
    pass();
    // Another organisation is named as well, then anybody may: for this one, nothing happened.
    const both = [acme, umbrella].map((one) => ({ organisation: one, answer: 'yes' }));
    await rule(ann, 'sales', { anybody: 'no', organisations: both });
    pass();
    await rule(ann, 'sales', { anybody: 'yes' });
    assert.deepEqual(await copies(stan, acme), given);
    await soundFile(stan, `/api/organisations/v1/${acme}/receipts/${given[0]?.id}`);
    // In lockdown, it may not: what it has of the member is what an asking says.
    pass();
    await call(ann, 'PUT', '/api/privacy/v1/lockdown', { newer_than_days: 365, days: 1 });
    assert.deepEqual(await copies(stan, acme), []);
    await call(ann, 'DELETE', '/api/privacy/v1/lockdown');
    assert.deepEqual(await copies(stan, acme), given);
    pass();
    await rule(ann, 'sales', { anybody: 'no' });
    assert.deepEqual(await told(stan, acme), ['contact withdrawn', 'contact given']);
    await soundFile(stan, `/api/organisations/v1/${acme}/receipts/${(await copies(stan, acme))[0]?.id}`);
    // Who hides is absent, and so is what they said.
    await call(ann, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'persona', persona: stranger.id } });
    assert.deepEqual(await copies(stan, acme), []);
    await call(ann, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'network' } });
    assert.equal((await copies(stan, acme)).length, 2);
    // So is a member who blocks whoever asks, for them.
    await call(ann, 'POST', `/api/v1/accounts/${stan.id}/block`);
    assert.deepEqual(await copies(stan, acme), []);
    await call(
      network.admin,
      'DELETE',
      `/api/privacy/v1/organisations/${acme}/staff/${stan.id}`,
      undefined,
      204,
    );
    await copies(stan, acme, 404);
  });

  it('are read page by page', async () => {
    const ann = await person();
    for (const purpose of ['mining', 'aggregation', 'suggestions']) {
      pass();
      await allow(ann, purpose, [{ audience: { kind: 'network' }, over: ['posts', 'ties'], until: null }]);
    }
    const all = (await receipts(ann)).map(({ id }) => id);
    assert.equal(all.length, 6);
    assert.equal(new Set(all).size, 6);
    const pages: string[] = [];
    for (let query = '?limit=2'; pages.length < 6; ) {
      const page = await receipts(ann, query);
      assert.equal(page.length, 2);
      pages.push(...page.map(({ id }) => id));
      query = `?limit=2&max_id=${pages.at(-1)}`;
    }
    assert.deepEqual(pages, all);
    const up = await receipts(ann, `?limit=2&min_id=${all[4]}`);
    assert.deepEqual(
      up.map(({ id }) => id),
      all.slice(2, 4),
    );
    const other = await person();
    assert.deepEqual(await receipts(other, `?max_id=${all[0]}`), []);
    await call(other, 'GET', `${RECEIPTS}/${all[0]}`, undefined, 404);
  });

  it('go with whoever leaves, and don’t come back with them', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['support']);
    await rule(ann, 'support', naming(acme, 'ask'));
    const contact = { persona: ann.id, function: 'support' };
    await call(stan, 'POST', `/api/organisations/v1/${acme}/contacts`, contact);
    await drainOutbox(app.deps, (error) => assert.fail(String(error)));
    const [asked] = (await call(ann, 'GET', '/api/privacy/v1/contact-requests')) as { id: string }[];
    await call(ann, 'POST', `/api/privacy/v1/contact-requests/${asked?.id}/refuse`);
    assert.equal((await receipts(ann)).length, 2);
    assert.equal((await copies(stan, acme)).length, 1);
    pass();
    const headers = sessionHeaders(ann.cookie);
    await answerOf(await app.request('DELETE', `/api/privacy/v1/personas/${ann.id}`, { headers }), 204);
    assert.deepEqual(await copies(stan, acme), []);
    const kept = await app.deps.store.community
      .selectFrom('community.consent_refusal')
      .select('id')
      .where('owner_id', '=', ann.id as never)
      .execute();
    assert.deepEqual(kept, []);
    pass();
    const body = { network: network.slug, handle: ann.handle, display_name: 'Ann again' };
    const back = (await answerOf(
      await app.request('POST', '/api/privacy/v1/personas', { body, headers }),
      201,
    )) as {
      id: string;
    };
    assert.equal(back.id, ann.id);
    const { access_token: token } = (await answerOf(
      await app.request('POST', '/api/privacy/v1/session/token', { body: { persona: ann.id }, headers }),
      200,
    )) as { access_token: string };
    assert.deepEqual(await receipts({ ...ann, token }), []);
    assert.deepEqual(await copies(stan, acme), []);
  });

  it('are refused where anything in them was altered, with the step that failed', async () => {
    const [ann, stan] = [await person(), await person()];
    const acme = await organisation(stan, ['support']);
    await rule(ann, 'support', naming(acme));
    pass();
    await rule(ann, 'support', { anybody: 'no' });
    const [receipt] = await receipts(ann);
    assert.ok(receipt !== undefined);
    const text = await fileOf(ann, `${RECEIPTS}/${receipt.id}`);
    const accepted = verifyReceipt(text, key);
    assert.ok(accepted.holds);
    assert.deepEqual(
      [accepted.shows.state, accepted.shows.at, accepted.shows.signer],
      ['withdrawn', receipt.at, key.split('+')[0]],
    );
    assert.ok(verifyReceipt(JSON.stringify(JSON.parse(text), null, 2), key).holds, 'spaces say nothing');
    assert.ok(verifyReceipt(text, null).holds);
    await verifiesByCommand(text, key);
    const steps = new Map<string, number>();
    const refused = (altered: string, why: string, with_: string | null = key): void => {
      const checked = verifyReceipt(altered, with_);
      assert.ok(!checked.holds, why);
      assert.notEqual(checked.says, '');
      steps.set(checked.step, (steps.get(checked.step) ?? 0) + 1);
    };
    for (const [altered, why] of alterations(JSON.parse(text))) refused(JSON.stringify(altered), why);
    // What two readers would read differently.
    refused(
      text.replace('"dct:created":', '"dct:created":"2020-01-01T00:00:00.000Z","dct:created":'),
      'a name twice',
    );
    refused(text.replace('"dct:created"', '"dct:cre\\u0061ted"'), 'written otherwise');
    refused(text.slice(0, -1), 'cut off');
    for (const wrong of ['', 'null', '[]', '{}', '{"@type":"dpv:ConsentReceipt"}']) refused(wrong, wrong);
    // Signed anew by somebody else, and the same of another network.
    refused(text, 'another network’s key', theirs);
    refused(text, 'no key', 'nonsense');
    const total = [...steps.values()].reduce((sum, n) => sum + n, 0);
    assert.ok(total >= 300, `${total} altered`);
    for (const step of ['form', 'key', 'purpose', 'words', 'signature'])
      assert.ok(steps.has(step), [...steps].join());
  });
});

/** `waxseal receipt verify` says so, and tells another key. */
async function verifiesByCommand(text: string, key: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waxseal-receipt-'));
  const file = join(folder, 'receipt.jsonld');
  await writeFile(file, text);
  const run = (given: string) =>
    promisify(execFile)(process.execPath, ['src/cli/waxseal.ts', 'receipt', 'verify', file, '--key', given]);
  assert.match((await run(key)).stdout, /holds; a consent was withdrawn/);
  await assert.rejects(run('another'), /does NOT hold \(key\)/);
  await rm(folder, { recursive: true });
}

/** Every way to alter a document in one place: each value changed and removed, each list turned, something added anywhere. */
function* alterations(document: unknown): Generator<[altered: unknown, why: string]> {
  for (const path of pathsIn(document)) {
    const where = path.join(' ');
    const last = path.at(-1);
    const at = (altered: unknown): never =>
      path.slice(0, -1).reduce((part, name) => (part as never)[name as never], altered) as never;
    const alter = (change: (holder: Record<string, unknown>, name: string) => void): unknown => {
      const altered = structuredClone(document);
      change(at(altered), String(last));
      return altered;
    };
    if (last !== undefined) {
      yield [
        alter((holder, name) =>
          Array.isArray(holder) ? holder.splice(Number(name), 1) : delete holder[name],
        ),
        `${where} removed`,
      ];
    }
    const value = path.reduce((part, name) => (part as never)[name as never], document) as unknown;
    if (typeof value === 'string') {
      yield [
        alter((holder, name) => (holder[name] = `${value.slice(0, -1)}${value.endsWith('a') ? 'b' : 'a'}`)),
        `${where} changed`,
      ];
    } else if (typeof value === 'number') {
      yield [alter((holder, name) => (holder[name] = value + 1)), `${where} changed`];
    } else if (Array.isArray(value)) {
      if (value.length > 1)
        yield [alter((holder, name) => (holder[name] = value.toReversed())), `${where} turned`];
      yield [alter((holder, name) => (holder[name] = [...value, 'dpv:Use'])), `${where} longer`];
    } else if (last !== undefined) {
      yield [
        alter((holder, name) => (holder[name] = { ...(value as object), 'dct:source': 'x' })),
        `${where} added to`,
      ];
    }
  }
  yield [{ ...(document as object), 'dct:source': 'x' }, 'added to'];
}

function* pathsIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) yield* pathsIn(part, [...path, name]);
}
