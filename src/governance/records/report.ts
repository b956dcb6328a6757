import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Activity, loadActivities, type Span } from './activities.ts';
import { asExpert, KEEPS_RECORDS } from './expert.ts';
import { loadHead, type ProcessingRecord } from './processing-record.ts';

/** What an organisation did with members' data in a period: its own deeds, exactly. */
export interface Report extends Pick<ProcessingRecord, 'organisation' | 'network'> {
  readonly activities: readonly Activity[];
  readonly requests: RequestFigures;
  /** ρ that its questions took in the period, in millionths of millionths. */
  readonly spent: number;
  readonly policies: { readonly begun: number; readonly ended: number };
  readonly breaches: number;
}

interface RequestFigures {
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  readonly withdrawn: number;
  /** Days from asking to the answer, of those answered or refused; null where there was none. */
  readonly medianDays: number | null;
}

/** The report of a period, for the organisation's experts. */
export async function readReport(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  span: Span,
  at: Instant,
): Promise<Result<Report>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const head = await loadHead(deps, viewer, organisation);
  if (head === null) return absent;
  const { community } = deps.store;
  const { network } = viewer;
  const within = (column: string) =>
    sql`(${sql.ref(column)} >= ${instantValue(span.from)} and ${sql.ref(column)} < ${instantValue(span.until)})`;
  const [activities, { rows }] = await Promise.all([
    loadActivities(community, network, organisation, span),
    sql<RequestFigures & { spent: number; begun: number; ended: number; breaches: number }>`
      select r.*, b.*, p.*, n.* from
        (select count(*) filter (where ${within('q.asked_at')}) as asked,
          count(*) filter (where s.kind = 'answered') as answered, count(*) filter (where s.kind = 'refused') as refused,
          count(*) filter (where s.kind = 'withdrawn') as withdrawn,
          percentile_disc(0.5) within group (order by extract(epoch from s.made_at - q.asked_at) / 86400)
            filter (where s.kind in ('answered', 'refused'))::float8 as "medianDays"
        from community.data_request q
        left join community.data_request_step s on s.network_id = q.network_id and s.request_id = q.id
          and s.kind in ('answered', 'refused', 'withdrawn') and ${within('s.made_at')}
        where q.network_id = ${network} and q.recipient_id = ${organisation}) r,
        (select coalesce(sum(a.charge), 0)::bigint as spent from community.noise_answer a
        where a.network_id = ${network} and a.organisation_id = ${organisation} and ${within('a.asked_at')}) b,
        (select count(*) filter (where ${within('p.valid_from')}) as begun,
          count(*) filter (where ${within('p.valid_until')}) as ended
        from community.policy p where p.network_id = ${network}
          and (p.binds_id is null or p.binds_id = ${organisation})) p,
        (select count(*) as breaches from community.breach h where h.network_id = ${network}
          and h.organisation_id = ${organisation} and ${within('h.opened_at')}) n`.execute(community),
  ]);
  const [figures] = rows;
  if (figures === undefined) throw new Error('an aggregate has a row');
  const { spent, begun, ended, breaches, ...requests } = figures;
  return ok({ ...head, activities, requests, spent, policies: { begun, ended }, breaches });
}
