import { type Kysely, sql } from 'kysely';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import { FOREVER, type GrantId, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Again, endGiven, give, giveAgain } from '../../store/grants.ts';
import { lockPosts, packPosts } from '../../store/packed-facts.ts';
import { notePastCopies } from '../../store/past-copies.ts';
import { type Renewal, renewUntil } from '../../store/renewals.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { liveGrants } from '../grants/live-grants.ts';
import { belowLeast } from '../presence/least-presence.ts';
import { type OwnPresence, presenceOf } from '../presence/presence.ts';

/** What becomes of an owner's grants. */
export interface Settlement {
  readonly ended: readonly { readonly grant: GrantId; readonly object: ObjectId }[];
  /** Those of the ended that are given again at once, to end sooner. */
  readonly shortened: readonly Again[];
  readonly renewed: readonly Renewal[];
}

/** The copies of attributes that nobody is shown any longer, once these grants have ended and nothing is given again. */
export async function copiesLeftUnshown(
  db: Kysely<Database>,
  { network, actor }: Viewer,
  { ended, shortened }: Settlement,
  at: Instant,
): Promise<ObjectId[]> {
  const again = new Set(shortened.map(({ grant }) => grant));
  const gone = ended.filter(({ grant }) => !again.has(grant));
  if (gone.length === 0) return [];
  const { rows } = await sql<{ id: ObjectId }>`
    select d.id from community.disclosure d where d.network_id = ${network} and d.actor_id = ${actor?.id ?? null}::uuid
      and d.id = any(${gone.map(({ object }) => object)}::uuid[])
      and not exists (select 1 from community."grant" g where g.network_id = ${network} and g.object_id = d.id
        and g.object_kind = 'attribute' and g.valid_until > ${instantValue(at)}
        and g.id <> all(${gone.map(({ grant }) => grant)}::uuid[]))
    order by d.id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Ends, shortens and carries forward grants of the viewer's own, all at once: whatever is decided in a check-up, or by not
 * answering one. What carries what decides about it is packed anew, and copies that nobody is shown go. Presence
 * never falls below what the network asks: it narrows to that. Within a transaction that holds the owner's lock.
 * @param unshown what {@link copiesLeftUnshown} said
 */
export async function settle(
  db: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  viewer: Viewer,
  { ended, shortened, renewed }: Settlement,
  unshown: readonly ObjectId[],
  at: Instant,
): Promise<void> {
  const { network, actor } = viewer;
  if (actor === null) throw new Error('a visitor has nothing to check up');
  const objects = [...new Set(ended.map(({ object }) => object))];
  const posts = await lockPosts(db, network, sql`p.id = any(${objects}::uuid[])`);
  const isPresence = objects.includes(actor.id as string as ObjectId);
  const before = isPresence ? await lastingPresence(db, viewer, at) : null;
  await endGiven(
    db,
    network,
    ended.map(({ grant }) => grant),
    at,
  );
  await giveAgain(db, network, shortened, at);
  await packPosts(db, network, posts);
  if (before !== null) {
    const after = await lastingPresence(db, viewer, at);
    for (const { place, audience } of await belowLeast(db, viewer, before, after)) {
      await give(db, network, {
        id: deps.ids.next(`least presence ${place}`) as GrantId,
        owner: actor.id,
        object: { kind: 'presence', id: actor.id as string as ObjectId },
        actions: [place],
        purpose: 'reading',
        audience,
        conditions: NO_CONDITIONS,
        from: at,
        until: FOREVER,
      });
    }
  }
  await renewUntil(db, network, actor.id, renewed, at);
  if (unshown.length === 0) return;
  await notePastCopies(
    db,
    network,
    sql`d.actor_id = ${actor.id} and d.id = any(${[...unshown]}::uuid[])`,
    at,
  );
  await db
    .deleteFrom('community.disclosure')
    .where('network_id', '=', network)
    .where('actor_id', '=', actor.id)
    .where('id', 'in', [...unshown])
    .execute();
}

/** Who meets and finds the viewer for good, whatever the circumstances: what ends by itself would fall below one day. */
const lastingPresence = async (db: Kysely<Database>, viewer: Viewer, at: Instant): Promise<OwnPresence> =>
  presenceOf(
    (await liveGrants(db, viewer, at)).filter(
      ({ until, conditions }) => until === FOREVER && Object.keys(conditions).length === 0,
    ),
  );
