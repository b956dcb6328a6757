import type { Kysely } from 'kysely';
import type { Lockdown } from '../../privacy/facts.ts';
import {
  type ActorId,
  type BusinessFunction,
  DAY_MS,
  type Instant,
  type NetworkId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database, DecisionKind } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';

/** How long a decision can be undone. */
export const UNDONE_WITHIN_MS = 30 * DAY_MS;

/** What stood beside grants before a decision, to be put back when it is undone. */
export type Before =
  | {
      readonly is: 'rules';
      readonly question: string | null;
      readonly daily_cap: number | null;
      readonly ends_after_months: number | null;
      readonly ends_dormant_months: number | null;
      readonly ends_leaving: ActorId | null;
    }
  | {
      readonly is: 'preferred';
      readonly function: BusinessFunction;
      readonly preferred: { readonly place: string; readonly told: boolean } | null;
    }
  | {
      readonly is: 'lockdown';
      readonly lockdown: Omit<Lockdown, 'from'> | null;
    }
  /** Copies of attributes: what they showed, the vault notes. */
  | { readonly is: 'shown' };

export interface NewDecision {
  readonly network: NetworkId;
  readonly owner: ActorId;
  readonly kind: DecisionKind;
  readonly before?: Before;
}

/**
 * Notes that a member decided something, in the transaction of what it changed: the grants that begin or are ended at
 * that instant say what.
 */
export async function noteDecision(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  { network, owner, kind, before }: NewDecision,
  at: Instant,
): Promise<string> {
  const id = ids.next(`decision ${kind}`);
  await trx
    .insertInto('community.decision')
    .values({
      network_id: network,
      owner_id: owner,
      id,
      kind,
      decided_at: timestamp(at),
      before: before === undefined ? null : JSON.stringify(before),
    })
    .execute();
  return id;
}
