import type { Kysely } from 'kysely';
import { type Key, NETWORK } from '../privacy/audience.ts';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../privacy/words.ts';
import { notePresences } from './presences/note.ts';
import type { Database } from './schema.ts';
import { instantValue, timestamp } from './time.ts';

/** Puts actors into a set from now on; who is in it already stays as they are. */
export async function tie(
  db: Kysely<Database>,
  network: NetworkId,
  key: Key,
  members: readonly ActorId[],
  at: Instant,
): Promise<void> {
  if (members.length === 0) return;
  const present = await db
    .selectFrom('community.tie')
    .select('member_id')
    .where('network_id', '=', network)
    .where('set_key', '=', key)
    .where('member_id', 'in', [...members])
    .where('valid_until', '>', instantValue(at))
    .execute();
  const there = new Set(present.map((row) => row.member_id));
  const missing = [...new Set(members)].filter((member) => !there.has(member));
  if (missing.length === 0) return;
  await db
    .insertInto('community.tie')
    .values(
      missing.map((member) => ({
        network_id: network,
        member_id: member,
        set_key: key,
        valid_from: timestamp(at),
        valid_until: timestamp(FOREVER),
      })),
    )
    // Ended and begun again within one millisecond: the end is taken back.
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'member_id', 'set_key', 'valid_from'])
        .doUpdateSet({ valid_until: timestamp(FOREVER) }),
    )
    .execute();
  if (key === NETWORK) await notePresences(db, network, missing, at);
}

/** Ends membership of a set, of the given actors or of all; the facts stay, for yesterday's decisions. */
export async function untie(
  db: Kysely<Database>,
  network: NetworkId,
  key: Key,
  members: readonly ActorId[] | 'all',
  at: Instant,
): Promise<void> {
  if (members !== 'all' && members.length === 0) return;
  let update = db
    .updateTable('community.tie')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('set_key', '=', key)
    .where('valid_until', '>', instantValue(at));
  if (members !== 'all') update = update.where('member_id', 'in', [...members]);
  const ended = await update.returning('member_id').execute();
  if (key !== NETWORK) return;
  await notePresences(
    db,
    network,
    ended.map((row) => row.member_id),
    at,
  );
}
