import { expertsKey } from '../../../privacy/audience.ts';
import { type Facts, type Question, viewerFacts } from '../../../privacy/facts.ts';
import { forbids } from '../../../privacy/forbids.ts';
import {
  type ActorId,
  DAY_MS,
  FOREVER,
  type Instant,
  type ObjectId,
  type PolicyId,
} from '../../../privacy/words.ts';
import { type Cedar, loadCedar } from '../cedar.ts';
import { isForbidden } from '../compile/ask-cedar.ts';
import { classesAsked, namedIn } from '../compile/classes-asked.ts';
import type { Place } from '../compile/compile-clause.ts';
import { type CompiledBox, compilePolicies } from '../compile/compile-policies.ts';
import type { PolicyClass } from '../schema/classes.ts';
import { cedarRequest } from '../schema/request.ts';
import { CEDAR_MISSING, type Finding } from '../text/finding.ts';
import { askedBy, type Case } from './case.ts';

export interface Outcome {
  readonly says: string;
  readonly passed: boolean;
  /** What came of it, or why it could not be asked. */
  readonly got: string;
}

type Tried =
  | { readonly ok: true; readonly outcomes: readonly Outcome[]; readonly notes: readonly Finding[] }
  | { readonly ok: false; readonly errors: readonly Finding[] };

/** Any day: policies know the hour alone. */
const MIDNIGHT: Instant = 20_000 * DAY_MS;

/** Decides each case twice, by what the text compiles to and by Cedar itself, and compares with what is expected. */
export async function tryCases(text: string, cases: readonly Case[], place: Place): Promise<Tried> {
  const cedar = await loadCedar();
  if (cedar === null) return { ok: false, errors: [CEDAR_MISSING] };
  const compiled = await compilePolicies(text, place);
  if (!compiled.ok) return compiled;
  const isDenied = cedarItself(cedar, text);
  const outcomes = cases.map((one) => outcomeOf(one, compiled.boxes, place, namedIn(text), isDenied));
  return { ok: true, outcomes, notes: compiled.notes };
}

function outcomeOf(
  one: Case,
  boxes: readonly CompiledBox[],
  place: Place,
  named: ReturnType<typeof namedIn>,
  isDenied: (asked: PolicyClass) => boolean,
): Outcome {
  const asked = askedBy(one);
  const failed = (got: string): Outcome => ({ says: one.says, passed: false, got });
  if (asked === null) return failed(`nobody may ${one.does} as ${one.who} for ${one.purpose ?? 'that'}`);
  const question = questionOf(one, asked, place.organisation);
  const facts = factsOf(one, question.at, place.organisation);
  const by = boxes.flatMap((box) => (isForbiddenBy(box, question, facts) ? [box.clause] : []));
  const byCedar = classesAsked(question, facts, place, named).some(isDenied);
  if (byCedar !== by.length > 0) return failed('Cedar itself decides otherwise: this is a fault of Waxseal');
  const got = by.length === 0 ? 'allowed' : `forbidden by ${[...new Set(by)].join(', ')}`;
  const isExpected = (one.expect === 'forbidden') === by.length > 0;
  return { says: one.says, passed: isExpected && (one.by === undefined || by.includes(one.by)), got };
}

const isForbiddenBy = (box: CompiledBox, question: Question, facts: Facts): boolean =>
  forbids({ ...box, id: box.clause as PolicyId, from: 0, until: FOREVER }, question, facts);

const questionOf = (
  { who, hour, basis, retentionDays }: Case,
  asked: Pick<Question, 'action' | 'purpose'>,
  organisation: ActorId,
): Question => ({
  ...asked,
  at: MIDNIGHT + hour * 3_600_000,
  ...(who === 'person'
    ? {}
    : {
        as: { organisation, capacity: who, basis, ...(retentionDays === undefined ? {} : { retentionDays }) },
      }),
});

/** The organisation's own things, so that its policies speak of them whoever asks. */
const factsOf = (
  { to, label, conversation, ageDays, experts }: Case,
  at: Instant,
  organisation: ActorId,
): Facts => ({
  viewer: viewerFacts(
    { id: 'somebody' as ActorId, kind: 'persona' },
    { ties: new Map(experts.map((seat) => [expertsKey(organisation, seat), [{ from: 0, until: FOREVER }]])) },
  ),
  object: {
    ...to,
    id: 'something' as ObjectId,
    owner: organisation,
    ownerSuspensions: [],
    ownerLockdowns: [],
    label,
    grants: [],
    conversation,
    since: at - ageDays * DAY_MS,
    within: [],
  },
  network: { highestLabel: 'trade-secret', policies: [] },
});

/** The text as it stands, with the baseline. */
function cedarItself(cedar: Cedar, text: string): (asked: PolicyClass) => boolean {
  cedar.preparsePolicySet('cases', { staticPolicies: `permit (principal, action, resource);\n${text}` });
  return (asked) =>
    isForbidden(cedar.statefulIsAuthorized({ ...cedarRequest(asked), preparsedPolicySetId: 'cases' }));
}
