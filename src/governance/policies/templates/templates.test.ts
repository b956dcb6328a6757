import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ActorId } from '../../../privacy/words.ts';
import { type Cedar, loadCedar } from '../cedar.ts';
import { checkPolicies } from '../check-policies.ts';
import { VOCABULARY } from '../schema/vocabulary.ts';
import { writePolicies } from '../write-policies.ts';
import { readClause } from './read-clause.ts';
import type { Blank, Fields, Template } from './template.ts';
import { TEMPLATES } from './templates.ts';
import { format, writeClause } from './write-clause.ts';

const cedar: Cedar = (await loadCedar()) ?? assert.fail('Cedar can’t be loaded');
const PLACE = { kind: 'employee', organisation: 'acme' as ActorId, scope: 'organisation' } as const;

const parse = (text: string) => {
  const parsed = cedar.policyToJson(text);
  return parsed.type === 'success' ? parsed.json : assert.fail(text);
};

const anyValue = (blank: Blank): fc.Arbitrary<Fields[string]> =>
  blank.kind === 'number'
    ? fc.integer({ min: blank.from, max: blank.to })
    : blank.kind === 'word'
      ? fc.constantFrom(...VOCABULARY[blank.type])
      : fc.uniqueArray(fc.constantFrom(...VOCABULARY[blank.type]), { minLength: 1, maxLength: 4 });
const anyFields = ({ blanks }: Template): fc.Arbitrary<Fields> =>
  fc.record(Object.fromEntries(Object.entries(blanks).map(([name, blank]) => [name, anyValue(blank)])), {
    noNullPrototype: true,
  });
const anyFilled = fc
  .constantFrom(...TEMPLATES)
  .chain((template) => fc.tuple(fc.constant(template), anyFields(template)));
const anyAbout = fc.record({ id: fc.constant('a'), reason: fc.string(), law: fc.string() });

describe('sentences', () => {
  it('are twelve at least, each with every blank in its sentence and its Cedar', () => {
    assert.ok(TEMPLATES.length >= 12);
    assert.equal(new Set(TEMPLATES.map(({ id }) => id)).size, TEMPLATES.length);
    for (const { id, sentence, cedar: text, blanks } of TEMPLATES)
      for (const name of Object.keys(blanks))
        assert.ok(sentence.includes(`{${name}}`) && text.includes(`{${name}}`), `${id} ${name}`);
  });

  it('read what they write', () => {
    fc.assert(
      fc.property(anyFilled, anyAbout, ([template, fields], about) => {
        const text = writeClause(cedar, template, fields, about) ?? assert.fail('it isn’t written');
        assert.deepEqual(readClause(cedar, parse(text)), { template, fields });
      }),
      { numRuns: 300 },
    );
  });

  it('write what they read, as Cedar’s own formatter does', () => {
    fc.assert(
      fc.property(anyFilled, ([template, fields]) => {
        const text = writeClause(cedar, template, fields, { id: 'a' }) ?? assert.fail('it isn’t written');
        const crowded = text.replaceAll(/\s+/g, ' ');
        const read = readClause(cedar, parse(crowded)) ?? assert.fail('it isn’t read');
        assert.equal(writeClause(cedar, read.template, read.fields, { id: 'a' }), format(cedar, crowded));
      }),
      { numRuns: 300 },
    );
  });

  it('are valid as they are offered, and forbid something', async () => {
    for (const template of TEMPLATES) {
      const text = writeClause(cedar, template, template.example, { id: 'a' }) ?? assert.fail(template.id);
      const { errors, boxes } = await checkPolicies(text, PLACE);
      assert.deepEqual(errors, [], template.id);
      assert.ok(boxes.length > 0, template.id);
    }
  });

  it('refuse what can’t stand in a blank', () => {
    const [template] = TEMPLATES;
    assert.ok(template !== undefined);
    for (const network of ['moon', 7, [], ['employee'], null])
      assert.equal(writeClause(cedar, template, { function: 'sales', network } as Fields, { id: 'a' }), null);
  });

  it('read one action by itself as a list of one', () => {
    const one = (action: string) =>
      readClause(cedar, parse(`forbid (principal in Function::"marketing", action ${action}, resource);`));
    assert.notEqual(one('== Action::"mine"'), null);
    assert.deepEqual(one('== Action::"mine"'), one('in [Action::"mine"]'));
  });

  it('leave other Cedar as text', () => {
    for (const text of [
      'forbid (principal, action, resource);',
      'permit (principal in Function::"marketing", action in [Action::"mine"], resource);',
      'forbid (principal in Function::"marketing", action in [Action::"mine"], resource) when { true };',
      'forbid (principal in Function::"marketing", action == Action::"listen", resource) unless { context.network == Network::"employee" };',
      'forbid (principal in Organisation::"any", action in [Action::"mine"], resource) when { context.ageDays >= 3 };',
    ])
      assert.equal(readClause(cedar, parse(text)), null, text);
  });

  it('leave alone what they don’t change, comments and all', async () => {
    const odd = `// Ours.
@id("a") forbid (principal in Function::"sales",action in [Action::"mine"],resource);

// By hand.
forbid (principal, action, resource)
  // inside
  when { context.hour < 3 };
`;
    const { clauses } = await checkPolicies(odd, PLACE);
    assert.deepEqual(
      clauses.map(({ template }) => template),
      ['function-deeds', null],
    );
    const same = await writePolicies(clauses.map(({ lead, text: as }) => ({ lead, text: as })));
    assert.deepEqual(same, { ok: true, text: odd });
  });

  it('keep what is said about a clause on one line', () => {
    const [template] = TEMPLATES;
    assert.ok(template !== undefined);
    const text = writeClause(cedar, template, template.example, { id: 'a', reason: 'one"\n) forbid\\' });
    assert.match(text ?? '', /@reason\("one\\" \) forbid\\\\"\)/);
  });
});
