import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { participationsOf } from '../../store/participations.ts';
import type { UseDeed } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadController } from './controller.ts';
import { loadHead, type ProcessingRecord } from './processing-record.ts';

/**
 * What an organisation does with members' data, for any of them: what it did with their own, exactly, and what it learns in
 * numbers, which concerns everybody. What it did with others one by one is theirs to know: that it ever did would tell.
 */
export interface ProcessingNotice extends Pick<ProcessingRecord, 'organisation' | 'network' | 'controller'> {
  readonly withMine: readonly {
    readonly function: BusinessFunction | null;
    readonly purpose: Purpose;
    readonly deed: UseDeed;
    readonly times: number;
    readonly last: Instant;
  }[];
  /** How often it brought a list from outside to find members in it, however it ended: a deed of its own, of nobody's data. */
  readonly listsBrought: { readonly times: number; readonly last: Instant | null };
  readonly learns: readonly {
    readonly function: BusinessFunction;
    readonly purpose: Purpose;
    readonly what: string;
    readonly times: number;
    readonly last: Instant;
  }[];
}

/** @param isSeen whether the viewer may see the organisation; whoever's data it used may know of it anyhow */
export async function readProcessingNotice(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  isSeen: boolean,
): Promise<Result<ProcessingNotice>> {
  const me = viewer.actor?.id ?? null;
  const { network } = viewer;
  const { community } = deps.store;
  const mine = await sql<ProcessingNotice['withMine'][number]>`
    select u.function, u.purpose, u.deed, count(*) as times, max(u.used_at) as last
    from (${participationsOf(network, me)}) p
    join community.data_use u on u.network_id = ${network} and u.id = p.use_id
    where u.organisation_id = ${organisation}
    group by 1, 2, 3 order by 5 desc, 1, 2, 3`.execute(community);
  const head = isSeen || mine.rows.length > 0 ? await loadHead(deps, viewer, organisation) : null;
  if (head === null) return absent;
  const learns = await sql<ProcessingNotice['learns'][number]>`
    select a.function, a.purpose, a.what, count(*) as times, max(a.asked_at) as last
    from community.noise_answer a where a.network_id = ${network} and a.organisation_id = ${organisation}
      and a.what <> 'breach'
    group by 1, 2, 3 order by 5 desc, 1, 2, 3`.execute(community);
  const lists = await sql<ProcessingNotice['listsBrought']>`
    select count(*) as times, max(r.attempted_at) as last from community.resolution_attempt r
    where r.network_id = ${network} and r.organisation_id = ${organisation}`.execute(community);
  const controller = await loadController(community, network, organisation);
  return ok({
    ...head,
    controller,
    withMine: mine.rows,
    learns: learns.rows,
    listsBrought: lists.rows[0] ?? { times: 0, last: null },
  });
}
