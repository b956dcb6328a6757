import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { visiblePage } from '../../store/pages.ts';
import { beginSuspension, endSuspension } from '../../store/suspensions.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { POST_COLUMNS } from '../posts/post-source.ts';
import { asAdministrator } from './as-administrator.ts';

/**
 * Suspends an actor: from now on nobody sees anything of it, and it does nothing. Acts on the persona alone, never on
 * the account behind it, since an effect that spreads would link personas.
 */
export async function suspend(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string,
  actor: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  if (actor === administrator.value.actor) {
    return refuse({ kind: 'conflict', says: 'You can’t suspend yourself.' });
  }
  if (!(await knows(deps, viewer, actor, at))) return absent;
  await beginSuspension(deps.store.community, viewer.network, actor, at);
  return ok(null);
}

/** Ends the suspension of an actor. */
export async function unsuspend(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string,
  actor: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  return (await endSuspension(deps.store.community, viewer.network, actor, at)) ? ok(null) : absent;
}

/** Who is suspended on the administrator's network, latest first. */
export async function listSuspended(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string,
  at: Instant,
): Promise<Result<readonly { readonly actor: ActorId; readonly since: Instant }[]>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  const rows = await deps.store.community
    .selectFrom('community.suspension')
    .select(['actor_id', 'valid_from'])
    .where('network_id', '=', viewer.network)
    .where('valid_until', '>', instantValue(at))
    .orderBy('valid_from', 'desc')
    .orderBy('actor_id')
    .execute();
  return ok(rows.map((row) => ({ actor: row.actor_id, since: row.valid_from })));
}

/** Whether the administrator sees the actor, or at least something that the actor wrote. */
async function knows(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  actor: ActorId,
  at: Instant,
): Promise<boolean> {
  if ((await seenActors({ store }, viewer, [actor], at)).has(actor)) return true;
  const found = await visiblePage(store, viewer, at, {
    kind: 'post',
    limit: 1,
    before: null,
    since: null,
    after: null,
    take: 40,
    rows: ({ before, take }) => sql`
      select ${POST_COLUMNS}, null::text as via from community.post p
      where p.network_id = ${viewer.network} and p.author_id = ${actor} and p.deleted_at is null
        and (${before}::uuid is null or p.id < ${before}::uuid)
      order by p.id desc limit ${take}`,
  });
  return found.length > 0;
}
