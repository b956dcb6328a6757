import { type RawBuilder, sql } from 'kysely';
import { followersKey } from '../../privacy/audience.ts';
import { toRead } from '../../privacy/decide.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { runPlanned } from '../../store/prepared.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { ledByFormerHandles } from './former-handles.ts';
import { type ListPage, pageClause, turned } from './list-page.ts';

/** Whom the viewer may find in the directory or by a search, and may then also see: by the compiled rule. */
const findable = (viewer: Viewer, action: 'find' | 'search', at: Instant): RawBuilder<boolean> => {
  const find = { action, purpose: 'reading', at } as const;
  return sql`(${mayFilter(viewer, find, 'presence', 'a')}
    and ${mayFilter(viewer, toRead(at), 'presence', 'a')})`;
};

/** The directory: everybody whom the viewer may find, newest first. Without totals. */
export async function listDirectory(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  { offset, ...page }: ListPage & { readonly offset: number },
  at: Instant,
): Promise<ActorId[]> {
  const listing = sql<{ id: ActorId }>`
    select a.id from community.actor a where a.network_id = ${viewer.network} and ${findable(viewer, 'find', at)}
      and ${pageClause('a.id', page)} offset ${offset}`;
  const rows = await runPlanned(store.community, listing);
  return turned(rows, page).map(({ id }) => id);
}

export interface ActorSearch {
  /** Words, each of which begins a word of the handle, the name or the note. */
  readonly text: string;
  /** Only whom the viewer follows. */
  readonly following: boolean;
  readonly limit: number;
  readonly offset: number;
}

const MOST_WORDS = 8;

/** Finds actors by words; the one with exactly this handle, or to whom it leads, comes first, the others by name. */
export async function searchActors(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  { text, following, limit, offset }: ActorSearch,
  at: Instant,
): Promise<ActorId[]> {
  // `@anna@acme` is a handle with its network, which is this one.
  const handle = /^@?([^\s@]+)(?:@[^\s@]+)?$/.exec(text.trim())?.[1] ?? '';
  const words = (handle === '' ? text : handle).toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [];
  // Only letters and digits are left, so that nothing in it is syntax of tsquery.
  const query = words
    .slice(0, MOST_WORDS)
    .map((word) => `${word}:*`)
    .join(' & ');
  const now = instantValue(at);
  const followed = following
    ? sql`exists (select 1 from community.tie t where t.network_id = ${viewer.network}
        and t.member_id = ${viewer.actor?.id ?? null}::uuid and t.set_key = ${followersKey('' as ActorId)} || a.id
        and t.valid_from <= ${now} and t.valid_until > ${now})`
    : sql`true`;
  const former = handle.toLowerCase();
  const led = (await ledByFormerHandles({ store }, viewer, [former], at)).get(former) ?? null;
  const { rows } = await sql<{ id: ActorId }>`
    select a.id from community.actor a
    where a.network_id = ${viewer.network}
      and (a.search @@ to_tsquery('simple', ${query}) or a.id = ${led}::uuid)
      and ${followed} and ${findable(viewer, 'search', at)}
    order by coalesce(lower(a.handle) = lower(${handle}) or a.id = ${led}::uuid, false) desc, lower(a.display_name), a.id
    limit ${limit} offset ${offset}`.execute(store.community);
  return rows.map(({ id }) => id);
}
