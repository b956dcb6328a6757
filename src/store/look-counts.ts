import { createHmac } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import type { Deps } from './deps.ts';
import type { Database } from './schema.ts';
import { instantValue } from './time.ts';
import type { Viewer } from './viewer.ts';

/** More looks than these, at one person by one viewer within a day, are unusual: docs/looking-at-people.md says why. */
export const USUAL_LOOKS_A_DAY = 30;

/** What is opened again within this time is one look. */
const ONE_LOOK_MS = 60_000;
const KEY_BYTES = 32;

/** `2026-03-01`, of UTC. */
export const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

/**
 * Counts a look of one persona at another that was answered. What is written says neither who looked nor at whom, but
 * to the day's key; that somebody was looked at unusually often is noted without by whom.
 */
export async function countLook(
  { store, random }: { readonly store: Pick<Store, 'community'>; readonly random: Deps['random'] },
  { network, actor }: Pick<Viewer, 'network' | 'actor'>,
  lookedAt: ActorId,
  at: Instant,
): Promise<void> {
  if (actor === null || actor.id === lookedAt) return;
  const day = dayOf(at);
  const key = await keyOfDay(store.community, network, day, random);
  const pair = createHmac('sha256', key).update(`${actor.id} ${lookedAt}`).digest();
  const { rows } = await sql<{ looks: number }>`
    insert into community.look_count (network_id, day, pair, looks, last_at)
    values (${network}, ${day}::date, ${pair}, 1, ${instantValue(at)})
    on conflict (network_id, day, pair) do update set looks = look_count.looks + 1, last_at = excluded.last_at
      where look_count.last_at <= ${instantValue(at - ONE_LOOK_MS)}
    returning looks`.execute(store.community);
  if ((rows[0]?.looks ?? 0) <= USUAL_LOOKS_A_DAY) return;
  await sql`insert into community.looked_at (network_id, actor_id, day)
    values (${network}, ${lookedAt}, ${day}::date) on conflict do nothing`.execute(store.community);
}

/** The key of a day on a network, made with its first look. */
async function keyOfDay(
  db: Kysely<Database>,
  network: NetworkId,
  day: string,
  random: Deps['random'],
): Promise<Buffer> {
  const known = async (): Promise<Buffer | undefined> => {
    const { rows } = await sql<{ key: Buffer }>`select k.key from community.look_key k
      where k.network_id = ${network} and k.day = ${day}::date`.execute(db);
    return rows[0]?.key;
  };
  const key = await known();
  if (key !== undefined) return key;
  await sql`insert into community.look_key (network_id, day, key)
    values (${network}, ${day}::date, ${random(KEY_BYTES)}) on conflict do nothing`.execute(db);
  const made = await known();
  // The day was over, and swept, between the two.
  return made ?? random(KEY_BYTES);
}

/** Destroys the keys of the days that are over, and the counts that they made. */
export async function forgetLookCounts(db: Kysely<Database>, at: Instant): Promise<void> {
  for (const table of ['look_key', 'look_count'])
    await sql`delete from ${sql.table(`community.${table}`)} where day < ${dayOf(at)}::date`.execute(db);
}
