import type { Policy, Question } from '../../privacy/facts.ts';
import { isInForce } from '../../privacy/forbids.ts';
import { policiesOn } from '../../privacy/policy-index.ts';
import type { ActorId, Instant, PolicyTextId } from '../../privacy/words.ts';
import { hoursOf, type Leave, leaveOf, type ReachQuestion } from './reaches.ts';

/** What policies leave of something that an organisation could do, and which ones speak of it: by classes, telling of nobody. */
export interface RulesOn {
  readonly leaves: Leave;
  /** Whether it is left at this hour. */
  readonly isOpenNow: boolean;
  readonly rules: readonly RuleOn[];
}

/** A policy in force that speaks of it. */
interface RuleOn {
  readonly scope: 'network' | 'organisation';
  /** The signed text from which it comes; null where there is none. */
  readonly source: PolicyTextId | null;
}

/** What policies in force say of it, for whoever acts for the organisation. */
export function rulesOn(
  policies: readonly Policy[],
  organisation: ActorId,
  reach: ReachQuestion,
  at: Instant,
): RulesOn {
  const { function: capacity, purpose, what } = reach;
  const question: Question = {
    action: what === 'contact' ? 'contact' : 'process',
    purpose,
    at,
    as: { organisation, capacity },
  };
  const speaking = policiesOn({ policies }, question, what === 'contact' ? 'presence' : what).filter(
    (policy) => isInForce(policy, at) && (policy.binds ?? organisation) === organisation,
  );
  const rules = new Map(
    speaking.map(({ binds, source }) => {
      const rule: RuleOn = {
        scope: binds === undefined ? 'network' : 'organisation',
        source: source ?? null,
      };
      return [JSON.stringify(rule), rule] as const;
    }),
  );
  const ruledOut = hoursOf(policies, organisation, reach, at);
  return {
    leaves: leaveOf(ruledOut),
    isOpenNow: ((ruledOut >>> new Date(at).getUTCHours()) & 1) === 0,
    rules: [...rules.values()],
  };
}
