import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Cedar, loadCedar } from '../../src/governance/policies/cedar.ts';
import { classesAsked, isBound, namedIn } from '../../src/governance/policies/compile/classes-asked.ts';
import type { Place } from '../../src/governance/policies/compile/compile-clause.ts';
import { type CompiledBox, compilePolicies } from '../../src/governance/policies/compile/compile-policies.ts';
import type { PolicyClass } from '../../src/governance/policies/schema/classes.ts';
import { cedarRequest } from '../../src/governance/policies/schema/request.ts';
import { POLICY_SCHEMA } from '../../src/governance/policies/schema/schema.ts';
import type { Facts, Question } from '../../src/privacy/facts.ts';
import { forbids } from '../../src/privacy/forbids.ts';
import { DISCIPLINES, FOREVER, type PolicyId } from '../../src/privacy/words.ts';
import { arbitraryClause } from './arbitrary-cedar.ts';
import { ACME, arbitraryQuestion } from './arbitrary-question.ts';

const POLICIES = 150;
const QUESTIONS_EACH = 72;

interface Tried {
  readonly text: string;
  readonly place: Place;
  readonly boxes: readonly CompiledBox[];
  readonly asked: readonly {
    readonly question: Question;
    readonly facts: Facts;
    readonly byCedar: boolean;
  }[];
}

const anyPlace: fc.Arbitrary<Place> = fc.record({
  kind: fc.constantFrom('employee', 'partner', 'customer', 'open'),
  organisation: fc.constant(ACME),
  scope: fc.constantFrom('network', 'organisation'),
});
const anyText = fc.array(arbitraryClause, { minLength: 1, maxLength: 3 }).map((list) => list.join('\n'));

const byBoxes = (boxes: readonly CompiledBox[], question: Question, facts: Facts): boolean =>
  boxes.some((box) => forbids({ ...box, id: 'p' as PolicyId, from: 0, until: FOREVER }, question, facts));

/** Cedar itself over the whole text, with its own schema, asked about each class that would forbid the question. */
function cedarItself(
  cedar: Cedar,
  text: string,
  place: Place,
): (question: Question, facts: Facts) => boolean {
  // What permits can't widen: Cedar is asked with them as with the baseline.
  cedar.preparsePolicySet('whole', { staticPolicies: `permit (principal, action, resource);\n${text}` });
  const known = new Map<string, boolean>();
  const named = namedIn(text);
  const isDenied = (asked: PolicyClass): boolean => {
    const key = JSON.stringify(asked);
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = cedar.statefulIsAuthorized({
      ...cedarRequest(asked),
      preparsedPolicySetId: 'whole',
    });
    assert.equal(answer.type, 'success', JSON.stringify(answer));
    const denied = answer.type === 'success' && answer.response.decision === 'deny';
    known.set(key, denied);
    return denied;
  };
  return (question, facts) =>
    isBound(question, facts, place) && classesAsked(question, facts, place, named).some(isDenied);
}

async function tried(): Promise<readonly Tried[]> {
  const cedar = (await loadCedar()) ?? assert.fail('Cedar can’t be loaded');
  const all: Tried[] = [];
  for (const [text, place, questions] of fc.sample(
    fc.tuple(
      anyText,
      anyPlace,
      fc.array(arbitraryQuestion, { minLength: QUESTIONS_EACH, maxLength: QUESTIONS_EACH }),
    ),
    { numRuns: POLICIES, seed: 5 },
  )) {
    const compiled = await compilePolicies(text, place);
    if (!compiled.ok) {
      // A clause may tell too many cases apart, and nothing else may be wrong with it.
      assert.match(compiled.errors.map(({ says }) => says).join(), /^This clause tells too many/, text);
      continue;
    }
    const byCedar = cedarItself(cedar, text, place);
    const asked = questions.map((one) => ({ ...one, byCedar: byCedar(one.question, one.facts) }));
    all.push({ text, place, boxes: compiled.boxes, asked });
  }
  return all;
}

it('asks Cedar what its schema knows', async () => {
  const cedar = (await loadCedar()) ?? assert.fail('Cedar can’t be loaded');
  cedar.preparseSchema('schema', POLICY_SCHEMA);
  cedar.preparsePolicySet('nothing', { staticPolicies: 'permit (principal, action, resource);' });
  const place: Place = { kind: 'partner', organisation: ACME, scope: 'network' };
  const named = { disciplines: DISCIPLINES.slice(0, 2), numbers: [30] };
  for (const { question, facts } of fc.sample(arbitraryQuestion, { numRuns: 100, seed: 6 }))
    for (const asked of classesAsked(question, facts, place, named).take(8)) {
      const answer = cedar.statefulIsAuthorized({
        ...cedarRequest(asked),
        preparsedSchemaName: 'schema',
        validateRequest: true,
        preparsedPolicySetId: 'nothing',
      });
      assert.equal(answer.type, 'success', JSON.stringify(answer));
    }
});

describe('policies, compiled', () => {
  const everything = tried();

  it('forbid what Cedar forbids, over 10,000 random policies and questions', async () => {
    let pairs = 0;
    let forbidden = 0;
    for (const { text, place, boxes, asked } of await everything)
      for (const { question, facts, byCedar: expected } of asked) {
        const said = () => JSON.stringify({ text, place, question, object: facts.object, boxes }, null, 1);
        assert.equal(byBoxes(boxes, question, facts), expected, said());
        pairs += 1;
        if (expected) forbidden += 1;
      }
    assert.ok(pairs >= 10_000, `${pairs} pairs`);
    // Neither answer is rare: it isn't by emptiness that they agree.
    assert.ok(
      forbidden > pairs / 10 && forbidden < (pairs * 9) / 10,
      `${forbidden} of ${pairs} are forbidden`,
    );
  });

  it('need each of their dimensions', async () => {
    const needed = new Set<string>();
    for (const { boxes, asked } of await everything)
      for (const dimension of new Set(boxes.flatMap((box) => Object.keys(box)))) {
        if (dimension === 'clause') continue;
        const without = boxes.map((box) => ({
          ...box,
          [dimension]: undefined,
          unless: dimension === 'unless' ? [] : box.unless,
        }));
        const isNoticed = asked.some(
          ({ question, facts, byCedar: expected }) => byBoxes(without, question, facts) !== expected,
        );
        if (isNoticed) needed.add(dimension);
      }
    assert.deepEqual([...needed].sort(), [
      'actions',
      'age',
      'attributes',
      'bases',
      'binds',
      'capacities',
      'conversations',
      'hours',
      'labels',
      'objectKinds',
      'purposes',
      'retention',
      'unless',
    ]);
  });
});
