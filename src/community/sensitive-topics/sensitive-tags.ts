import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import { isMemberAt, type Viewer } from '../../store/viewer.ts';
import { asAdministrator } from '../networks/as-administrator.ts';
import { foldTag } from '../posts/marks.ts';
import { setMark } from './mark.ts';

/** The hashtags that the network's administrators marked as sensitive, for its members: it is a rule of the network. */
export async function listSensitiveTags(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string,
  at: Instant,
): Promise<Result<readonly string[]>> {
  if (!isMemberAt(viewer, at)) return absent;
  const { rows } = await sql<{ topic: string | null }>`
    select m.topic from community.network n
    left join community.sensitive_mark m on m.network_id = n.id and m.kind = 'tag'
      and m.valid_from <= ${instantValue(at)} and m.valid_until > ${instantValue(at)}
    where n.id = ${viewer.network} and n.slug = ${slug} order by m.topic collate "C"`.execute(
    store.community,
  );
  return rows.length === 0 ? absent : ok(rows.flatMap(({ topic }) => topic ?? []));
}

/** Marks a hashtag as sensitive, or no longer, as an administrator: it is no condition of an audience and no subject of a count. */
export async function markTag(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { slug, tag, sensitive }: { readonly slug: string; readonly tag: string; readonly sensitive: boolean },
  at: Instant,
): Promise<Result<null>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  const mark = { kind: 'tag', topic: foldTag(tag), by: 'network', sensitive } as const;
  await setMark(deps.store.community, viewer.network, mark, at);
  return ok(null);
}
