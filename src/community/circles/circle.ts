import { sql } from 'kysely';
import { z } from 'zod';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { circleKey } from '../../privacy/audience.ts';
import type { ActorId, CircleId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { runPlanned } from '../../store/prepared.ts';
import { untie } from '../../store/ties.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { metFilter } from '../actors/met-filter.ts';
import { displayNameSchema } from '../personas/handle.ts';

/** A private, named set of personas, of which nobody but its owner knows. */
export interface Circle {
  readonly id: CircleId;
  readonly title: string;
  /** Those whom the owner meets. */
  readonly members: number;
}

export const circleSchema = z.strictObject({ title: displayNameSchema });

const MOST_CIRCLES = 5000;

/** The viewer's own circles, oldest first; or just the one. */
export async function listCircles(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
  only: CircleId | null = null,
): Promise<Circle[]> {
  const now = instantValue(at);
  const statement = sql<Circle>`
    with mine as materialized (
      select c.id, c.title from community.circle c where c.network_id = ${viewer.network} and c.ended_at is null
        and c.owner_id = ${viewer.actor?.id ?? null}::uuid and (${only}::uuid is null or c.id = ${only}::uuid)),
    held as materialized (
      select mine.id, t.member_id from mine join community.tie t on t.network_id = ${viewer.network}
        and t.set_key = 'circle:' || mine.id and t.valid_from <= ${now} and t.valid_until > ${now}),
    met as materialized (
      select a.id from community.actor a where a.network_id = ${viewer.network}
        and a.id in (select member_id from held) and ${metFilter(viewer, 'a', at)})
    select mine.id, mine.title, count(met.id) as members
    from mine left join held on held.id = mine.id left join met on met.id = held.member_id
    group by mine.id, mine.title order by mine.id`;
  return runPlanned(store.community, statement);
}

/** One of the viewer's own circles; anybody else's is absent. */
export async function showCircle(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: CircleId,
  at: Instant,
): Promise<Result<Circle>> {
  const [circle] = await listCircles(deps, viewer, at, id);
  return circle === undefined ? absent : ok(circle);
}

export async function createCircle(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  title: string,
  at: Instant,
): Promise<Result<CircleId>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const { count } = await deps.store.community
    .selectFrom('community.circle')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('network_id', '=', viewer.network)
    .where('owner_id', '=', me.value)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count >= MOST_CIRCLES) {
    return refuse({
      kind: 'invalid',
      says: `That would be more than ${MOST_CIRCLES} circles; delete one first.`,
    });
  }
  const id = deps.ids.next('circle') as CircleId;
  await deps.store.community
    .insertInto('community.circle')
    .values({ network_id: viewer.network, id, owner_id: me.value, title, created_at: timestamp(at) })
    .execute();
  return ok(id);
}

export async function renameCircle(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: CircleId,
  title: string,
): Promise<Result<null>> {
  const renamed = await store.community
    .updateTable('community.circle')
    .set({ title })
    .where('network_id', '=', viewer.network)
    .where('id', '=', id)
    .where('owner_id', '=', viewer.actor?.id ?? null)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return renamed.length === 0 ? absent : ok(null);
}

/**
 * Ends a circle: what was shared with it alone is seen by nobody else from then on; who was kept out by it stays so.
 */
export async function endCircle(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: CircleId,
  at: Instant,
): Promise<Result<null>> {
  return store.community.transaction().execute(async (trx) => {
    const ended = await trx
      .updateTable('community.circle')
      .set({ ended_at: timestamp(at) })
      .where('network_id', '=', viewer.network)
      .where('id', '=', id)
      .where('owner_id', '=', viewer.actor?.id ?? null)
      .where('ended_at', 'is', null)
      .returning('id')
      .execute();
    if (ended.length === 0) return absent;
    await untie(trx, viewer.network, circleKey(id), 'all', at);
    return ok(null);
  });
}

/**
 * Holds the circle for the rest of the transaction, so that it can't end meanwhile, nor anybody be added twice.
 * @returns false where it isn't one's own
 */
export async function holdCircle(
  trx: Deps['store']['community'],
  viewer: Viewer,
  owner: ActorId,
  id: CircleId,
): Promise<boolean> {
  const { rows } = await sql`select 1 from community.circle c where c.network_id = ${viewer.network}
    and c.id = ${id} and c.owner_id = ${owner} and c.ended_at is null for update`.execute(trx);
  return rows.length > 0;
}
