import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Seated, seatedIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { matterOf } from './matter.ts';
import { eventsOf, type MatterRef, type OpenMatter, openMatter } from './open-matter.ts';

/** Matters are shown so many at a time, the newest first. */
export interface MattersPage {
  readonly limit: number;
  readonly before: string | null;
}

/** What an organisation has to sign and has signed, for those with a seat in it. */
export async function listMatters(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  { limit, before }: MattersPage,
  at: Instant,
): Promise<Result<readonly OpenMatter[]>> {
  const who = await seatedIn(store.community, viewer, organisation, at);
  if (!who.ok) return who;
  const { network } = viewer;
  let query = store.community
    .selectFrom('community.matter')
    .select(['id', 'kind', 'scope'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .orderBy('id', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('id', '<', before as OpenMatter['id']);
  const rows = await query.execute();
  const events = await eventsOf(
    store.community,
    network,
    rows.map(({ id }) => id),
  );
  return ok(
    rows.map((row) => {
      const list = events.get(row.id) ?? [];
      return { network, organisation, ...row, events: list, matter: matterOf(list) };
    }),
  );
}

/** One of them, with what the viewer's own seats are. */
export async function readMatter(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ref: MatterRef,
  at: Instant,
): Promise<Result<{ readonly open: OpenMatter; readonly who: Seated }>> {
  const who = await seatedIn(store.community, viewer, ref.organisation, at);
  if (!who.ok) return who;
  const open = await openMatter(store.community, viewer.network, ref);
  return open === null ? absent : ok({ open, who: who.value });
}
