import { sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadAcquaintances } from '../actors/acquaintances.ts';
import { type ListPage, pageClause, turned } from '../actors/list-page.ts';
import { seenActors } from '../actors/seen-actors.ts';

/** Somebody whom the viewer blocked or muted: still listed, nameless, once they are absent to the viewer anyway. */
export interface PutAside {
  readonly id: ActorId;
  readonly named: boolean;
}

/** Whom the viewer blocks, by id. */
export async function listBlocks(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  page: ListPage,
  at: Instant,
): Promise<PutAside[]> {
  const now = instantValue(at);
  const { rows } = await sql<{ id: ActorId }>`
    select b.blocked_id as id from community.block b where b.network_id = ${viewer.network}
      and b.blocker_id = ${viewer.actor?.id ?? null}::uuid and b.valid_from <= ${now} and b.valid_until > ${now}
      and ${pageClause('b.blocked_id', page)}`.execute(deps.store.community);
  const ids = turned(rows, page).map(({ id }) => id);
  const seen = await seenButForOwnBlock(deps, viewer, ids, at);
  return ids.map((id) => ({ id, named: seen.has(id) }));
}

/** Whom the viewer would see without having blocked them. */
async function seenButForOwnBlock(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ActorId[],
  at: Instant,
): Promise<ReadonlySet<ActorId>> {
  const now = instantValue(at);
  const { rows } = await sql<{ id: ActorId }>`
    select b.blocker_id as id from community.block b where b.network_id = ${viewer.network}
      and b.blocked_id = ${viewer.actor?.id ?? null}::uuid and b.blocker_id = any(${[...ids]}::uuid[])
      and b.valid_from <= ${now} and b.valid_until > ${now}`.execute(deps.store.community);
  const byThem = new Set(rows.map(({ id }) => id));
  const unblocking = { ...viewer, facts: { ...viewer.facts, blocks: new Map() } };
  const open = ids.filter((id) => !byThem.has(id));
  return seenActors(deps, unblocking, open, at);
}

/** Whom the viewer mutes, by id. */
export async function listMutes(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  page: ListPage,
  at: Instant,
): Promise<PutAside[]> {
  const { rows } = await sql<{ id: ActorId }>`
    select m.muted_id as id from community.mute m where m.network_id = ${viewer.network}
      and m.owner_id = ${viewer.actor?.id ?? null}::uuid and m.valid_until > ${instantValue(at)}
      and ${pageClause('m.muted_id', page)}`.execute(deps.store.community);
  const ids = turned(rows, page).map(({ id }) => id);
  const met = await loadAcquaintances(deps, viewer, ids, at);
  return ids.map((id) => ({ id, named: met.get(id)?.met === true }));
}
