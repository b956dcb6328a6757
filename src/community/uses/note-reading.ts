import { sql } from 'kysely';
import type { ActorId, BusinessFunction, GrantId, Instant, NetworkId } from '../../privacy/words.ts';
import { noteUse, seatIn } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';

/** Within which a screen that is read anew from the same seat is the same reading. */
const SAME_READING_MS = 10 * 60_000;

/** What an organisation's staff is about to be handed of what a member shows it. */
interface Reading {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  /** Who of its staff reads it. */
  readonly by: ActorId | null;
  readonly kinds: readonly string[];
  readonly copies: readonly { readonly owner: ActorId; readonly by: 'owner' | GrantId }[];
}

/** Notes that an organisation reads what is shown to it, before it is handed out. */
export async function noteReading(
  deps: Pick<Deps, 'store' | 'ids'>,
  network: NetworkId,
  { organisation, function: fn, by, kinds, copies }: Reading,
  at: Instant,
): Promise<void> {
  const grants = new Map<ActorId, GrantId[]>();
  for (const { owner, by } of copies) {
    if (by !== 'owner') grants.set(owner, [...(grants.get(owner) ?? []), by]);
  }
  const { community } = deps.store;
  for (const [subject, theirs] of grants) {
    const { rows } = await sql`select 1 from community.data_use u
      join community.data_use_participant p on p.network_id = ${network} and p.use_id = u.id
      where u.network_id = ${network} and p.subject_id = ${subject} and u.organisation_id = ${organisation}
        and u.function = ${fn} and u.deed = 'read' and u.used_at > ${instantValue(at - SAME_READING_MS)}
        and p.grant_ids @> ${theirs}::uuid[]
        and u.seat_id is not distinct from ${seatIn(network, { by, organisation, function: fn }, at)} limit 1`.execute(
      community,
    );
    if (rows.length > 0) continue;
    const participants = [{ subject, grants: theirs }];
    await noteUse(
      community,
      deps,
      network,
      { organisation, function: fn, by, deed: 'read', purpose: fn, kinds, participants },
      at,
    );
  }
}
