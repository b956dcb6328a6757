import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, connect, makeNetwork, makePersona, type TestPersona } from '../support/people.ts';

const API = '/api/privacy/v1';

interface CheckJson {
  findings: {
    in: string;
    kind: string;
    start: number;
    end: number;
    certainty: string;
    attribute: string | null;
    labelled: { title: string; label: string } | null;
  }[];
  reach: { count: number; people: { id: string }[] };
}

describe('what a draft would give away', () => {
  let app: TestApp;
  let ann: TestPersona;
  let bob: TestPersona;

  const call = async (who: TestPersona, method: string, path: string, body: unknown, status = 200) =>
    answerOf(await app.request(method, path, { token: who.token, body }), status);
  const check = async (body: Record<string, unknown>, who = ann) =>
    (await call(who, 'POST', `${API}/drafts/check`, body)) as CheckJson;
  const keep = async (kind: string, value: string) =>
    ((await call(ann, 'POST', `${API}/attributes`, { kind, value }, 201)) as { id: string }).id;
  const show = (id: string, audience: unknown, precision = 'exact') =>
    call(ann, 'PUT', `${API}/attributes/${id}/disclosure`, { precision, audience });
  const found = async (body: Record<string, unknown>, who = ann) =>
    (await check(body, who)).findings.map((one) => one.attribute ?? one.kind);

  before(async () => {
    app = await testApp();
    const network = await makeNetwork(app);
    ann = await makePersona(app, network, 'ann');
    bob = await makePersona(app, network, 'bob');
    await connect(app, ann, bob);
  });

  it('says what, where, and whom it would reach', async () => {
    const status = 'Write to ann@example.org!';
    const { findings, reach } = await check({
      status,
      spoiler_text: 'IBAN DE89370400440532013000',
      audience: { kind: 'connections' },
    });
    assert.deepEqual(findings, [
      {
        in: 'spoiler_text',
        kind: 'iban',
        start: 5,
        end: 27,
        certainty: 'sure',
        attribute: null,
        labelled: null,
      },
      { in: 'status', kind: 'email', start: 9, end: 24, certainty: 'sure', attribute: null, labelled: null },
    ]);
    assert.equal(status.slice(9, 24), 'ann@example.org');
    assert.deepEqual([reach.count, reach.people.map(({ id }) => id)], [1, [bob.id]]);
  });

  it('finds nothing where there is nothing, and blocks nothing', async () => {
    assert.deepEqual(await found({ status: 'Good morning' }), []);
    const published = { status: 'My PIN is 4711', audience: { kind: 'nobody' } };
    await call(ann, 'POST', '/api/v1/statuses', published);
  });

  it('finds what this persona withholds, however it is written', async () => {
    await keep('employer', 'Żółw Holding GmbH');
    const draft = { status: 'Tomorrow zolw holding opens.', audience: { kind: 'network' } };
    assert.deepEqual(await found(draft), ['employer']);
    assert.deepEqual(await found(draft, bob), [], 'it is not Bob’s');
  });

  it('goes by the audience of the draft', async () => {
    const id = await keep('job-title', 'Lamp Lighter');
    const draft = (kind: string) => ({ status: 'As a lamp lighter I say no.', audience: { kind } });
    await show(id, { kind: 'network' });
    assert.deepEqual(await found(draft('connections')), []);
    assert.deepEqual(await found(draft('network')), []);
    assert.deepEqual(await found(draft('everyone')), ['job-title']);
    await call(ann, 'DELETE', `${API}/attributes/${id}/disclosure`, {}, 204);
    assert.deepEqual(await found(draft('network')), ['job-title']);
  });

  it('finds what is shown less precisely, and not what is shown', async () => {
    const id = await keep('name', 'Anneliese Kronberg');
    await show(id, { kind: 'network' }, 'given-name');
    const audience = { kind: 'network' };
    assert.deepEqual(await found({ status: 'Anneliese was here', audience }), []);
    assert.deepEqual(await found({ status: 'Ask for Ms Kronberg', audience }), ['name']);
  });

  it('knows nothing of what the account’s other personas are called', async () => {
    const other = await makePersona(app, 'acme', 'quokka', { cookie: ann.cookie });
    const draft = { status: `Persona quokka, @${other.handle}`, audience: { kind: 'network' } };
    assert.deepEqual(await found(draft), []);
  });

  it('refuses as publishing would', async () => {
    const nothing = '00000000-0000-7000-8000-000000000000';
    await call(ann, 'POST', `${API}/drafts/check`, { status: 'x', reply_to: nothing }, 404);
    await call(ann, 'POST', `${API}/drafts/check`, { status: 'x'.repeat(20_001) }, 422);
  });
});
