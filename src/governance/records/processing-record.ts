import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { KEEPS_RECORDS } from '../../privacy/expertise.ts';
import type { ActorId, Instant, PolicyId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { NetworkKind } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Activity, loadActivities } from './activities.ts';
import { type Controller, loadController } from './controller.ts';
import { asExpert } from './expert.ts';

/** An organisation's record of processing on a network: Article 30(1) GDPR, generated from what really ran. */
export interface ProcessingRecord {
  readonly organisation: { readonly id: ActorId; readonly name: string };
  readonly network: { readonly title: string; readonly kind: NetworkKind };
  /** Null where nobody said yet who answers. */
  readonly controller: Controller | null;
  readonly activities: readonly Activity[];
  /** In force, of those that narrow what is asked of members' data. */
  readonly policies: readonly PolicyLine[];
}

/** A policy in force, and what it speaks of; null is any. */
interface PolicyLine {
  readonly id: PolicyId;
  readonly since: Instant;
  readonly actions: readonly string[] | null;
  readonly purposes: readonly string[] | null;
}

/** The record of all that the organisation did, for its experts. */
export async function readProcessingRecord(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<ProcessingRecord>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const { network } = viewer;
  const head = await loadHead(deps, viewer, organisation);
  if (head === null) return absent;
  const { community } = deps.store;
  const [controller, activities, policies] = await Promise.all([
    loadController(community, network, organisation),
    loadActivities(community, network, organisation, { from: Number.NEGATIVE_INFINITY, until: at + 1 }),
    sql<PolicyLine>`select p.id, p.valid_from as since, p.actions, p.purposes from community.policy p
      where p.network_id = ${network} and p.valid_from <= ${instantValue(at)} and p.valid_until > ${instantValue(at)}
        and (p.binds_id is null or p.binds_id = ${organisation})
      order by p.valid_from, p.id`.execute(community),
  ]);
  return ok({ ...head, controller, activities, policies: policies.rows });
}

/** What the organisation and the network are called. */
export async function loadHead(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  organisation: ActorId,
): Promise<Pick<ProcessingRecord, 'organisation' | 'network'> | null> {
  const { rows } = await sql<{ name: string; title: string; kind: NetworkKind }>`
    select a.display_name as name, n.title, n.kind from community.actor a
    join community.network n on n.id = a.network_id
    where a.network_id = ${network} and a.id = ${organisation} and a.kind = 'organisation'`.execute(
    store.community,
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    organisation: { id: organisation, name: row.name },
    network: { title: row.title, kind: row.kind },
  };
}
