import { sql } from 'kysely';
import { decide } from '../../privacy/decide.ts';
import type { Action, ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Candidate, type KeptRows, loadCandidates } from '../../store/facts.ts';
import { isVisible } from '../../store/pages.ts';
import { param } from '../../store/prepared.ts';
import type { ResourceKind } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actsFor } from './acts-for.ts';

/** The columns that a page of resources asks for, of the table aliased `r`. */
export const RESOURCE_COLUMNS = sql`r.id, r.owner_id, r.label, r.within, r.inherits, null::text as via`;

/** Some resources by id, of the kinds that one can speak of: folders hold things, and are none themselves. */
export const contentById = (ids: readonly ObjectId[]): KeptRows => ({
  shape: 'content',
  values: { ids: [...ids] },
  build: () => sql`select ${RESOURCE_COLUMNS} from community.resource r
    where r.network_id = ${param('network')}::uuid and r.id = any(${param('ids')}::uuid[]) and r.deleted_at is null
      and r.kind <> 'folder' order by r.id`,
});

/** Those of the resources, save folders, that the viewer may see by what was granted, or because they are theirs. */
export async function seenContent(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ObjectId[],
  at: Instant,
): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const source = { kind: 'resource', rows: contentById(ids) } as const;
  const candidates = await loadCandidates(store, viewer, source, at);
  return candidates.filter((candidate) => isVisible(candidate, at));
}

/** A resource that the viewer may see, or of whose owner they act. */
export interface Met {
  readonly id: ObjectId;
  readonly owner: ActorId;
  readonly kind: ResourceKind;
  readonly candidate: Candidate;
  readonly inherits: boolean;
  /** The viewer is its owner, or acts for it. */
  readonly isManager: boolean;
}

/** Whether the viewer may do this to what is theirs, or was granted to them. */
export const may = ({ candidate, isManager }: Met, action: Action, at: Instant): boolean =>
  isManager || decide({ action, purpose: 'reading', at }, candidate.facts).allowed;

/** Some of the resources by id, those that the viewer may see: whoever acts for an owner is to it as the owner. */
export async function meetResources(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ObjectId[],
  at: Instant,
): Promise<Met[]> {
  if (ids.length === 0) return [];
  const rows = sql`select ${RESOURCE_COLUMNS} from community.resource r
    where r.network_id = ${viewer.network} and r.id = any(${[...ids]}::uuid[]) and r.deleted_at is null`;
  const candidates = await loadCandidates(deps.store, viewer, { kind: 'resource', rows }, at);
  return metOf(deps, viewer, candidates, at);
}

/** Those of the candidates that the viewer may see, with how they stand to each. */
export async function metOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  candidates: readonly Candidate[],
  at: Instant,
): Promise<Met[]> {
  if (candidates.length === 0) return [];
  const ids = candidates.map(({ id }) => id);
  const owners = candidates.map(({ facts }) => facts.object.owner);
  const [known, mine] = await Promise.all([
    deps.store.community
      .selectFrom('community.resource')
      .select(['id', 'kind', 'inherits'])
      .where('network_id', '=', viewer.network)
      .where('id', 'in', ids)
      .execute(),
    actsFor(deps, viewer, owners, at),
  ]);
  const rows = new Map(known.map((row) => [row.id, row]));
  return candidates.flatMap((candidate) => {
    const row = rows.get(candidate.id);
    if (row === undefined) return [];
    const { owner } = candidate.facts.object;
    const met: Met = {
      id: candidate.id,
      owner,
      kind: row.kind,
      inherits: row.inherits,
      candidate,
      isManager: mine.has(owner),
    };
    return may(met, 'see', at) ? [met] : [];
  });
}

/** One resource; null where there is none, or none for the viewer. */
export async function meetResource(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Met | null> {
  const [met] = await meetResources(deps, viewer, [id], at);
  return met ?? null;
}
