import type { Box } from '../../privacy/boxes.ts';
import type { Policy } from '../../privacy/facts.ts';
import {
  type ActorId,
  FOREVER,
  type Instant,
  type PolicyId,
  type PolicyTextId,
} from '../../privacy/words.ts';
import type { Viewer } from '../../store/viewer.ts';

/** What one clause of a draft forbids. */
export type ClauseBox = Box & { readonly clause: string };

/** A draft, whose it is, for whom it would go, and what it would replace. Whoever has one holds a seat there. */
export interface Draft {
  readonly organisation: ActorId;
  readonly scope: 'network' | 'organisation';
  readonly boxes: readonly ClauseBox[];
  readonly replaces: PolicyTextId | null;
}

/** The policies that hold now, and those that would under the draft. */
export interface Drafted {
  readonly before: readonly Policy[];
  /** Those that stay beside the draft. */
  readonly kept: readonly Policy[];
  readonly after: readonly Policy[];
}

/**
 * Puts a draft in the place of what it is to replace.
 * @param replaced the text in force that it takes the place of; null is of none
 */
function underDraft(
  policies: readonly Policy[],
  boxes: readonly ClauseBox[],
  replaced: PolicyTextId | null,
  at: Instant,
): Drafted {
  // Of what holds now it is asked at whatever hour of a day.
  const before = policies.filter(({ from, until }) => from <= at && at < until).map(always);
  const kept = before.filter(({ source }) => source === undefined || source !== replaced);
  return { before, kept, after: [...kept, ...draftedPolicies(boxes)] };
}

/** The boxes of a draft as if they were in force at any time. */
export const draftedPolicies = (boxes: readonly ClauseBox[]): readonly Policy[] =>
  boxes.map((box, n) => always({ ...box, id: `draft ${n}` as PolicyId, from: 0, until: FOREVER }));

const always = (policy: Policy): Policy => ({ ...policy, from: Number.NEGATIVE_INFINITY, until: FOREVER });

/** The policies of the viewer's network, with a draft. */
export const draftedFor = ({ networkFacts }: Viewer, { boxes, replaces }: Draft, at: Instant): Drafted =>
  underDraft(networkFacts.policies, boxes, replaces, at);
