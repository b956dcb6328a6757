import { absent, ok, type Result } from '../../core/result.ts';
import type { ChangedUse } from '../../privacy/changed-uses.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';

/** What policies changed for a member at once. */
export interface PolicyChange {
  readonly id: string;
  readonly at: Instant;
  readonly uses: readonly ChangedUse[];
}

/** What policies changed of what the viewer had allowed, the latest first; nothing of organisations that they can't see. */
export async function listChanges(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { limit, before }: { readonly limit: number; readonly before: string | null },
  at: Instant,
): Promise<Result<readonly PolicyChange[]>> {
  const { actor, network } = viewer;
  if (actor === null) return absent;
  let query = deps.store.community
    .selectFrom('community.policy_change')
    .select(['id', 'changed_at', 'changes'])
    .where('network_id', '=', network)
    .where('owner_id', '=', actor.id)
    .orderBy('id', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('id', '<', before);
  const changes = (await query.execute()).map((row) => ({
    id: row.id,
    at: row.changed_at,
    uses: row.changes as readonly ChangedUse[],
  }));
  const named = new Set(
    changes.flatMap(({ uses }) => uses.flatMap(({ organisation }) => organisation ?? [])),
  );
  const seen: ReadonlySet<ActorId> = await seenActors(deps, viewer, [...named], at);
  return ok(
    changes
      .map(({ uses, ...change }) => ({
        ...change,
        uses: uses.filter(({ organisation }) => organisation === null || seen.has(organisation)),
      }))
      .filter(({ uses }) => uses.length > 0),
  );
}
