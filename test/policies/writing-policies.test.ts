import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { loadCedar } from '../../src/governance/policies/cedar.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestPersona } from '../support/people.ts';

const API = '/api/organisations/v1';

interface Checked {
  clauses: { id: string; lead: string; text: string; template: string | null; fields: unknown }[];
  errors: { line: number; column: number; says: string }[];
  notes: { line: number; column: number; says: string; clause: string | null }[];
}

describe('writing policies', () => {
  let app: TestApp;
  let ann: TestPersona;

  const call = async (method: string, path: string, body?: unknown, status = 200) =>
    answerOf(
      await app.request(method, `${API}/${path}`, {
        token: ann.token,
        ...(body === undefined ? {} : { body }),
      }),
      status,
    );
  const check = async (text: string, kind = 'employee') =>
    (await call('POST', 'policies/check', { text, kind })) as Checked;

  before(async () => {
    app = await testApp();
    ann = await makePersona(app, await makeNetwork(app), 'ann');
  });

  it('publishes the schema, as Cedar reads it, to anybody', async () => {
    const answer = await app.request('GET', `${API}/policy-schema`);
    const text = await answer.text();
    const cedar = (await loadCedar()) ?? assert.fail('Cedar can’t be loaded');
    assert.deepEqual(cedar.checkParseSchema(text), { type: 'success' });
    assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(
      text,
      readFileSync('docs/waxseal.cedarschema', 'utf8'),
      'docs/waxseal.cedarschema is another',
    );
  });

  it('tells what is wrong, with line and column, and nothing else then', async () => {
    const wrong = async (text: string) => {
      const { clauses, errors, notes } = await check(text);
      assert.deepEqual([clauses, notes], [[], []]);
      return errors.map(({ line, column, says }) => `${line}:${column} ${says}`);
    };
    assert.deepEqual(await wrong('forbid (principal, action resource);'), [
      '1:27 unexpected token `resource`; expected `!=`, `)`, `,`, `:`, `<`, `<=`, `==`, `>`, `>=`, `in`, or `is`',
    ]);
    // Columns are characters, whatever the bytes before them.
    assert.deepEqual(
      await wrong('// Ü\n@reason("Ü") forbid (principal in Function::"marketting", action, resource);'),
      [
        '2:35 There is no Function::"marketting"; the words are: marketing, sales, customer-service, support, human-resources, communications.',
      ],
    );
    assert.deepEqual(await wrong('forbid (principal, action, resource) when { context.hours < 3 };'), [
      '1:45 attribute `hours` in context for Action::"aggregate" not found; did you mean `hour`?',
    ]);
  });

  it('refuses what goes beyond classes, where it stands', async () => {
    const refused = async (condition: string) => {
      const { errors } = await check(`forbid (principal, action, resource)\n  when { ${condition} };`);
      return errors.map(({ line, column, says }) => `${line}:${column} ${says}`);
    };
    assert.deepEqual(await refused('context.hour + 1 < 9'), [
      '2:23 Write the number that comes of it: policies don’t calculate.',
    ]);
    assert.deepEqual(await refused('principal == Person::"ann"'), [
      '2:23 A policy speaks of classes, not of one in particular: say what they have in common.',
    ]);
    assert.deepEqual(await refused('context.hour < context.ageDays'), [
      '2:23 Compare with a number that stands there.',
    ]);
  });

  it('says that a permit has no effect, and what reaches further than it seems', async () => {
    const { errors, notes } = await check(
      [
        '@id("open") permit (principal, action, resource);',
        '@id("low") forbid (principal, action, resource) when { resource.label == Label::"internal" };',
        '@id("seat") forbid (principal in Discipline::"risk", action, resource);',
        '@id("keep") forbid (principal, action, resource) when { context.retentionDays > 7 };',
        '@id("never") forbid (principal is Service in Discipline::"risk", action, resource);',
        '@id("elsewhere") forbid (principal, action, resource) when { context.network == Network::"open" };',
      ].join('\n'),
    );
    assert.deepEqual(errors, []);
    const said = (clause: string) => notes.filter((note) => note.clause === clause).map(({ says }) => says);
    assert.match(said('open').join(), /^This permit has no effect: only members grant/);
    assert.match(said('low').join(), /^It goes for every more harmful label as well/);
    assert.match(said('seat').join(), /^Being an expert only ever exempts/);
    assert.match(said('keep').join(), /^It goes for people who read for themselves as well/);
    assert.match(said('never').join(), /policy is impossible/);
    assert.match(said('elsewhere').join(), /^It forbids nothing in networks of kind employee/);
  });

  it('reads and writes the same text, both ways', async () => {
    const { templates } = (await call('GET', 'policy-templates')) as {
      templates: { id: string; example: Record<string, unknown> }[];
    };
    const clauses = templates.map(({ id, example }) => ({
      id,
      template: id,
      fields: example,
      reason: 'So.',
    }));
    const { text } = (await call('POST', 'policies/write', { clauses })) as { text: string };
    const checked = await check(text);
    assert.deepEqual(
      checked.clauses.map(({ template, fields }) => ({ template, fields })),
      clauses.map(({ template, fields }) => ({ template, fields })),
    );
    const asText = checked.clauses.map(({ lead, text: as }) => ({ lead, text: as }));
    assert.deepEqual(await call('POST', 'policies/write', { clauses: asText }), { text });
  });

  it('refuses what can’t stand in a blank, and says in which clause', async () => {
    const fields = { function: 'marketing', network: 'moon' };
    const clauses = [{ text: 'x' }, { id: 'a', template: 'no-sentiment', fields }];
    const refused = (await call('POST', 'policies/write', { clauses }, 422)) as { error_description: string };
    assert.match(refused.error_description, /Clause 2 has something in a blank/);
  });

  it('is for members, and bounded', async () => {
    await answerOf(await app.request('GET', `${API}/policy-library`), 401);
    await call('POST', 'policies/check', { text: 'é'.repeat(32_769), kind: 'employee' }, 422);
    const many = 'forbid (principal, action, resource);\n'.repeat(201);
    const { errors } = await check(many);
    assert.deepEqual(errors, [{ line: 201, column: 1, says: 'Write 200 clauses at most.' }]);
  });
});
