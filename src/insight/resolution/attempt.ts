import { sql } from 'kysely';
import type { Refusal } from '../../core/result.ts';
import type { ResolvedBy } from '../../privacy/leaving.ts';
import type {
  ActorId,
  BusinessFunction,
  Instant,
  NetworkId,
  ResolutionAttemptId,
} from '../../privacy/words.ts';
import { seatIn } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';

/** Who tries to find members in a list, and whether one by one. */
interface Begun {
  readonly network: NetworkId;
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly by: ActorId | null;
  readonly individually: boolean;
}

export type Outcome = 'told' | 'invalid' | 'forbidden' | 'conflict' | 'too-many';

/** Notes that it is tried, before the list is read: whatever becomes of it, the attempt stays. */
export async function beginAttempt(
  { store, ids }: Pick<Deps, 'store' | 'ids'>,
  { network, organisation, function: fn, by, individually }: Begun,
  at: Instant,
): Promise<ResolutionAttemptId> {
  const id = ids.next(`resolution attempt ${organisation}`) as ResolutionAttemptId;
  await sql`insert into community.resolution_attempt
      (network_id, id, organisation_id, function, seat_id, individually, by, rows, attempted_at)
    values (${network}, ${id}, ${organisation}, ${fn}, ${seatIn(network, { by, organisation, function: fn }, at)},
      ${individually}, '{}', 0, ${timestamp(at)}::timestamptz)`.execute(store.community);
  return id;
}

/** Notes of a list how long it was and by what it named people. */
export const noteList = (
  { store }: Pick<Deps, 'store'>,
  { network, id }: { readonly network: NetworkId; readonly id: ResolutionAttemptId },
  { by, rows }: { readonly by: readonly ResolvedBy[]; readonly rows: number },
) =>
  store.community
    .updateTable('community.resolution_attempt')
    .set({ by: [...by], rows })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute();

export const endAttempt = (
  { store }: Pick<Deps, 'store'>,
  { network, id }: { readonly network: NetworkId; readonly id: ResolutionAttemptId },
  outcome: Outcome,
) =>
  store.community
    .updateTable('community.resolution_attempt')
    .set({ outcome })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute();

/** As what a refusal goes into the notes. */
export function outcomeOf({ kind }: Refusal): Outcome {
  switch (kind) {
    case 'forbidden':
    case 'conflict':
    case 'too-many':
      return kind;
    default:
      return 'invalid';
  }
}
