import { sql } from 'kysely';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { isLockedOut } from '../../store/visibility/lockdown.ts';

/** A lockdown of the actor `owner` keeps the viewer out, so that what ties the viewer to them doesn't show them. */
export const keepsViewerOut = (
  { network, actor }: Pick<Viewer, 'network' | 'actor'>,
  owner: Sql<string>,
  at: Instant,
): Sql<boolean> =>
  isLockedOut({
    network,
    owner,
    viewer: { id: sql`${actor?.id ?? null}::uuid`, kind: sql`${actor?.kind ?? null}::text` },
    now: instantValue(at),
  });

/** A lockdown of the actor `owner` keeps out the actor `other`. */
export const keepsOut = (
  network: NetworkId,
  owner: Sql<string>,
  other: Sql<string>,
  at: Instant,
): Sql<boolean> => {
  const kind = sql<string>`(select k_a.kind from community.actor k_a where k_a.network_id = ${network}
    and k_a.id = ${other})`;
  return isLockedOut({ network, owner, viewer: { id: other, kind }, now: instantValue(at) });
};
