import { type Atom, atomOf, type Key } from './audience.ts';
import { type Clause, type Decision, decide, holdsTerm, liveGrant, RULES } from './decide.ts';
import { dependencies, inNone } from './dependencies.ts';
import type { Facts, Policy, Question } from './facts.ts';
import { forbids } from './forbids.ts';
import type { Grant } from './grant.ts';

/** One gate and how it went; gates after the first that failed are told as well. */
export interface Step {
  readonly gate:
    | 'block'
    | 'lockdown'
    | 'suspension'
    | 'membership'
    | 'grant'
    | 'label'
    | 'policy'
    | 'seen'
    | 'thread';
  readonly passed: boolean;
  readonly because?: Clause;
}

/**
 * A decision with its reasons, over the facts that the asker may know. Where it hangs on sets that the asker may not
 * look into, the verdict is `depends` and they are named, whatever the truth; the rest then tells how it would be for
 * somebody who is in none of them.
 */
export interface Explanation {
  readonly verdict: 'allowed' | 'denied' | 'depends';
  readonly decision: Decision;
  readonly steps: readonly Step[];
  /** The grant by which it is allowed, or would be but for another gate; null for the owner, who needs none. */
  readonly grant: Grant | null;
  /** The terms' atoms that the viewer holds in that grant's audience. */
  readonly through: readonly Atom[];
  /** A policy that forbids it, with the clause from which it comes; null where none does. */
  readonly policy: Policy | null;
  /** The sets that may not be looked into on which the verdict hangs; empty but where it is `depends`. */
  readonly dependsOn: readonly Atom[];
}

const GATE_NAMES: readonly Step['gate'][] = [
  'block',
  'lockdown',
  'suspension',
  'membership',
  'grant',
  'label',
  'policy',
  'seen',
  'thread',
];

/**
 * Explains a decision.
 * @param unknown sets whose members the asker may not know; what `facts` says of them is ignored
 */
export function explain(
  question: Question,
  facts: Facts,
  unknown: ReadonlySet<Key> = NOTHING_UNKNOWN,
): Explanation {
  const known = { ...facts, viewer: inNone(facts.viewer, unknown) };
  const decision = decide(question, known);
  const dependsOn = unknown.size === 0 ? NO_ATOMS : dependencies(question, known, unknown).map(atomOf);
  const found = byOwner(decision) ? 'no-grant' : liveGrant(question, known, RULES);
  const grant = typeof found === 'string' ? null : found;
  const told = byOwner(decision) ? [] : steps(question, known);
  const isForbidden = told.some(({ gate, passed }) => gate === 'policy' && !passed);
  return {
    verdict: dependsOn.length > 0 ? 'depends' : decision.allowed ? 'allowed' : 'denied',
    decision,
    steps: told,
    grant,
    through: grant === null ? NO_ATOMS : through(grant, question, known),
    policy: isForbidden
      ? (known.network.policies.find((one) => forbids(one, question, known)) ?? null)
      : null,
    dependsOn,
  };
}

const NOTHING_UNKNOWN: ReadonlySet<Key> = new Set();
const NO_ATOMS: readonly Atom[] = [];

const byOwner = (decision: Decision): boolean => decision.allowed && decision.by === 'owner';

function steps(question: Question, facts: Facts): readonly Step[] {
  return RULES.gates.map((gate, i) => {
    const because = gate(question, facts, RULES);
    const name = GATE_NAMES[i] ?? 'grant';
    return because === null ? { gate: name, passed: true } : { gate: name, passed: false, because };
  });
}

/** The atoms of the first term of the grant's audience that the viewer holds. */
function through(grant: Grant, question: Question, facts: Facts): readonly Atom[] {
  const term = grant.audience.any.find((keys) => holdsTerm(facts.viewer, keys, question.at));
  return (term ?? []).map(atomOf);
}
