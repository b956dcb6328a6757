import { sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { metFilter } from './met-filter.ts';

/** The last moment at which a handle that was given up was its actor's still. */
export const lastMomentOf = (until: Instant): Instant => until - 1;

/**
 * To whom handles lead that somebody gave up: by the rule, asked twice. The viewer met the actor right before it gave the
 * handle up, and meets it now. For anybody else the handle is as one that never was.
 * @param handles in small letters
 */
export async function ledByFormerHandles(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  handles: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, ActorId>> {
  const led = new Map<string, ActorId>();
  if (handles.length === 0) return led;
  const { network } = viewer;
  const { rows } = await sql<{ handle: string; id: ActorId; until: Instant }>`
    select f.handle, f.actor_id as id, f.valid_until as until
    from community.former_handle f join community.actor a on a.network_id = ${network} and a.id = f.actor_id
    where f.network_id = ${network} and f.handle = any(${[...handles]}::text[]) and lower(a.handle) <> f.handle
    order by f.handle, f.valid_until`.execute(store.community);
  for (const { handle, id, until } of rows) {
    if (led.has(handle)) continue;
    const { rows: met } = await sql`select 1 from community.actor a
      where a.network_id = ${network} and a.id = ${id} and ${metFilter(viewer, 'a', at)}
        and ${metFilter(viewer, 'a', lastMomentOf(until))}`.execute(store.community);
    if (met.length > 0) led.set(handle, id);
  }
  return led;
}
