import { type RawBuilder, sql } from 'kysely';
import { connectionsKey, followersKey } from '../../privacy/audience.ts';
import { toRead } from '../../privacy/decide.ts';
import type { Instant } from '../../privacy/words.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { keepsViewerOut } from '../lockdown/keeps-out.ts';

/**
 * Those of the actors aliased `alias` whom the viewer has met: whose presence they may see, or with whom they hold a
 * tie. The list form of `Acquaintance.met`, but for requests.
 */
export function metFilter(viewer: Viewer, alias: string, at: Instant): RawBuilder<boolean> {
  const { network, actor } = viewer;
  const id = sql.ref<string>(`${alias}.id`);
  const seen = mayFilter(viewer, toRead(at), 'presence', alias);
  if (actor === null) return seen;
  const now = instantValue(at);
  const live = sql`m_t.valid_from <= ${now} and m_t.valid_until > ${now}`;
  const none = (table: RawBuilder<unknown>): RawBuilder<boolean> =>
    sql`not exists (select 1 from ${table} and m_x.valid_from <= ${now} and m_x.valid_until > ${now})`;
  return sql`(${seen} or (
    (exists (select 1 from community.tie m_t where m_t.network_id = ${network} and m_t.member_id = ${id}
        and m_t.set_key in (${connectionsKey(actor.id)}, ${followersKey(actor.id)}) and ${live})
      or exists (select 1 from community.tie m_t where m_t.network_id = ${network} and m_t.member_id = ${actor.id}
        and m_t.set_key = 'followers:' || ${id} and ${live}))
    and ${none(sql`community.suspension m_x where m_x.network_id = ${network} and m_x.actor_id = ${id}`)}
    and ${none(sql`community.block m_x where m_x.network_id = ${network} and (
      (m_x.blocker_id = ${id} and m_x.blocked_id = ${actor.id})
      or (m_x.blocker_id = ${actor.id} and m_x.blocked_id = ${id}))`)}
    and not ${keepsViewerOut(viewer, id, at)}))`;
}
