import { expertsKey } from '../../privacy/audience.ts';
import type { ObjectFacts, Policy, Question } from '../../privacy/facts.ts';
import { viewerFacts } from '../../privacy/facts.ts';
import { forbids } from '../../privacy/forbids.ts';
import type { ActorId } from '../../privacy/words.ts';
import { type Discipline, FOREVER } from '../../privacy/words.ts';
import type { ClauseBox, Drafted } from './draft.ts';

/** One decision, tried: who asks what about what, were it granted. */
export interface WhatIf {
  readonly question: Question;
  readonly object: ObjectFacts;
  /** The seats as an expert that whoever asks holds. */
  readonly experts: readonly Discipline[];
}

export interface Verdict {
  /** Whether policies leave it, where it was granted. */
  readonly before: boolean;
  readonly after: boolean;
  /** The clauses of the draft that forbid it. */
  readonly clauses: readonly string[];
  /** What stays in force and forbids it. */
  readonly kept: readonly Policy[];
}

export function tryOne(
  { before, kept, after }: Drafted,
  boxes: readonly ClauseBox[],
  organisation: ActorId,
  { question, object, experts }: WhatIf,
): Verdict {
  const ties = new Map(
    experts.map((discipline) => [expertsKey(organisation, discipline), [{ from: 0, until: FOREVER }]]),
  );
  const facts = {
    viewer: viewerFacts({ id: 'whoever asks' as ActorId, kind: 'persona' }, { ties }),
    object,
    network: { highestLabel: 'trade-secret', policies: [] },
  } as const;
  const asked = (policy: Policy): boolean => forbids(policy, question, facts);
  const drafted = after.filter(({ id }) => id.startsWith('draft '));
  return {
    before: !before.some(asked),
    after: !after.some(asked),
    clauses: [...new Set(drafted.flatMap((policy, n) => (asked(policy) ? (boxes[n]?.clause ?? []) : [])))],
    kept: kept.filter(asked),
  };
}
