import { sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { RequestKind } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type ListPage, pageClause, turned, wholeList } from '../actors/list-page.ts';
import { keepsViewerOut } from '../lockdown/keeps-out.ts';
import { standsForAsked, standsForAsker } from './request-life.ts';

export interface StandingRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly from: ActorId;
  readonly to: ActorId;
  readonly createdAt: Instant;
  /** To the asked one's question, by whoever asks to connect. */
  readonly answer: string | null;
  /** Who introduced the asker to the asked one; told to the asked one alone. */
  readonly introducedBy: readonly ActorId[];
}

/**
 * Requests that stand, newest first: those that the viewer was asked, or those that they asked, which stand until they
 * lapse whatever the other said.
 */
export async function listRequests(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  side: 'asked' | 'asking',
  kinds: readonly RequestKind[],
  page: ListPage,
  at: Instant,
): Promise<StandingRequest[]> {
  const me = sql`${viewer.actor?.id ?? null}::uuid`;
  const now = instantValue(at);
  const [mine, other, stands] =
    side === 'asked'
      ? [sql`r.to_id`, sql<string>`r.from_id`, standsForAsked('r', at)]
      : [sql`r.from_id`, sql<string>`r.to_id`, standsForAsker('r', at)];
  const introducers =
    side === 'asked'
      ? sql`array(select split_part(t.set_key, ':', 3) from community.tie t where t.network_id = ${viewer.network}
          and t.member_id = r.from_id and t.set_key like 'introduced:' || ${me} || ':%' and r.kind = 'connect'
          and t.valid_from <= ${now} and t.valid_until > ${now} order by 1)`
      : sql`'{}'::text[]`;
  const { rows } = await sql<StandingRequest>`
    select r.id, r.kind, r.from_id as from, r.to_id as to, r.created_at as "createdAt", r.answer,
      ${introducers} as "introducedBy"
    from community.tie_request r
    where r.network_id = ${viewer.network} and ${mine} = ${me} and r.kind = any(${[...kinds]}::text[]) and ${stands}
      and not exists (select 1 from community.suspension s where s.network_id = ${viewer.network}
        and s.actor_id = ${other} and s.valid_from <= ${now} and s.valid_until > ${now})
      and not ${keepsViewerOut(viewer, other, at)}
      and ${pageClause('r.id', page)}`.execute(store.community);
  return turned(rows, page);
}

/** How many ask to follow the viewer and wait for an answer. */
export async function countFollowRequests(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<number> {
  return (await listRequests(deps, viewer, 'asked', ['follow'], wholeList(MOST_COUNTED), at)).length;
}

/** Nobody reads further than that. */
const MOST_COUNTED = 1000;
