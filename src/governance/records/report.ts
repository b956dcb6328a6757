import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { KEEPS_RECORDS } from '../../privacy/expertise.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadRequestFigures, type RequestFigures } from '../requests/request-figures.ts';
import { type Activity, loadActivities, type Span } from './activities.ts';
import { asExpert } from './expert.ts';
import { loadHead, type ProcessingRecord } from './processing-record.ts';
import {
  type BreachFigures,
  type Learnt,
  loadBreachFigures,
  loadLearnt,
  loadOwnGrants,
  loadPoliciesThen,
  loadSignOffs,
  type OwnGrants,
  type PolicyThen,
  type SignOffs,
  within,
} from './report-figures.ts';

/** What an organisation did with members' data in a period: its own deeds, exactly, and what it was told, with its noise. */
export interface Report extends Pick<ProcessingRecord, 'organisation' | 'network'> {
  readonly activities: readonly Activity[];
  readonly ownGrants: readonly OwnGrants[];
  readonly learnt: readonly Learnt[];
  readonly signOffs: readonly SignOffs[];
  readonly requests: RequestFigures;
  /** ρ that its questions took in the period, in millionths of millionths. */
  readonly spent: number;
  /** Clauses that began and ended to bind it. */
  readonly clauses: { readonly begun: number; readonly ended: number };
  readonly policies: readonly PolicyThen[];
  readonly breaches: BreachFigures;
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
  const of = { network, organisation, span };
  const ended = { from: span.from, until: Math.min(span.until, at + 1) };
  const [activities, ownGrants, learnt, signOffs, requests, policies, breaches, { rows }] = await Promise.all(
    [
      loadActivities(community, network, organisation, span),
      loadOwnGrants(community, of),
      loadLearnt(community, of),
      loadSignOffs(community, of),
      loadRequestFigures(community, network, organisation, ended),
      loadPoliciesThen(community, of, at),
      loadBreachFigures(community, of),
      sql<{ spent: number; begun: number; ended: number }>`
        select b.*, p.* from
          (select coalesce(sum(a.charge), 0)::bigint as spent from community.noise_answer a
          where a.network_id = ${network} and a.organisation_id = ${organisation}
            and ${within('a.asked_at', span)}) b,
          (select count(*) filter (where ${within('p.valid_from', span)}) as begun,
            count(*) filter (where ${within('p.valid_until', span)}) as ended
          from community.policy p where p.network_id = ${network}
            and (p.binds_id is null or p.binds_id = ${organisation})) p`.execute(community),
    ],
  );
  const [figures] = rows;
  if (figures === undefined) throw new Error('an aggregate has a row');
  const { spent, ...clauses } = figures;
  return ok({
    ...head,
    activities,
    ownGrants,
    learnt,
    signOffs,
    requests,
    spent,
    clauses,
    policies,
    breaches,
  });
}
