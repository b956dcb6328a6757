import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Instant } from '../privacy/words.ts';
import type { Store } from './database.ts';
import type { Database } from './schema.ts';
import { instantValue } from './time.ts';
import type { Viewer } from './viewer.ts';

/**
 * Profiles that a persona may look at at once, and again in every hour after: docs/looking-at-people.md says why so
 * many. A page of a list counts as {@link looksOfPage}.
 */
export const LOOKS_PER_HOUR = 400;

const HOUR_MS = 3600_000;
const PEOPLE_A_LOOK = 4;

/** A page shows less of each person than their profile does. */
export const looksOfPage = ({ limit }: { readonly limit: number }): number =>
  Math.max(1, Math.ceil(limit / PEOPLE_A_LOOK));

/**
 * Takes looks from a persona's budget, which fills evenly (the generic cell rate algorithm, ITU-T I.371): one row, in
 * one statement, so that no more get through than there are, however many processes ask. What is looked at plays no
 * part, nor whether it is there: a refusal tells of the asker's own reads alone. Visitors have no budget of their own.
 * @returns refused as `too-many`, with nothing taken
 */
export async function takeLooks(
  { store, looksPerHour }: { readonly store: Pick<Store, 'community'>; readonly looksPerHour: number },
  { network, actor }: Pick<Viewer, 'network' | 'actor'>,
  looks: number,
  at: Instant,
): Promise<Result<null>> {
  if (actor === null) return ok(null);
  const cost = (looks * HOUR_MS) / looksPerHour;
  const latest = at + HOUR_MS;
  const spent = sql`greatest(looks.spent_until, ${instantValue(at)}) + ${cost} * interval '1 millisecond'`;
  const { rows } = await sql<{ spent: Instant }>`
    insert into community.looks (network_id, viewer_id, spent_until)
    values (${network}, ${actor.id}, ${instantValue(at + cost)})
    on conflict (network_id, viewer_id) do update set spent_until = ${spent}
      where ${spent} <= ${instantValue(latest)}
    returning spent_until as spent`.execute(store.community);
  if (rows.length > 0) return ok(null);
  const known = await store.community
    .selectFrom('community.looks')
    .select('spent_until')
    .where('network_id', '=', network)
    .where('viewer_id', '=', actor.id)
    .executeTakeFirst();
  const wait = Math.max(1000, Math.max(known?.spent_until ?? at, at) + cost - latest);
  const minutes = Math.ceil(wait / 60_000);
  return refuse({
    kind: 'too-many',
    says: `You have looked at very many people in a short time. Go on in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    retryAfterSeconds: wait / 1000,
  });
}

/** Forgets who has nothing left to pay for. */
export async function forgetLooks(db: Kysely<Database>, at: Instant): Promise<void> {
  await db.deleteFrom('community.looks').where('spent_until', '<=', instantValue(at)).execute();
}
