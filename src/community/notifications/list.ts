import { sql } from 'kysely';
import { type ActorId, holdsAt, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { loadProfiles, type Profile } from '../actors/load-profiles.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { between, type FeedPage, inOrder } from '../feeds/page.ts';
import { keepsViewerOut } from '../lockdown/keeps-out.ts';
import { hydratePosts } from '../posts/hydrate.ts';
import { seenPosts } from '../posts/post-source.ts';
import type { PostView } from '../posts/view.ts';
import type { NotificationKind } from './notify.ts';

/** Something that the viewer is told of. */
export interface Notice {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly from: Profile;
  /** Null where it is about no post. */
  readonly post: PostView | null;
  readonly createdAt: Instant;
}

interface Row {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly from: ActorId;
  readonly post: ObjectId | null;
  readonly createdAt: Instant;
}

type Given = Pick<Deps, 'store'>;
type Kinds = readonly NotificationKind[];

/**
 * A page of the viewer's notifications, newest first. Each is decided again: about a post only if the viewer may see
 * it now, of a like only if they may see who likes, and of nobody with whom there is a block, who is suspended, whom the viewer
 * muted, or whose lockdown keeps the viewer out.
 */
export async function noticesPage(
  deps: Given,
  viewer: Viewer,
  page: FeedPage,
  kinds: Kinds,
  at: Instant,
): Promise<Notice[]> {
  const upward = page.after !== null;
  const found: [Row, Candidate | null][] = [];
  const take = page.limit * 2;
  let { before, after } = page;
  for (;;) {
    const stretch = { before, after: after ?? page.since, upward, take, narrowed: false };
    const where = sql<boolean>`n.kind = any(${[...kinds]}::text[]) and ${between('n.id', stretch)}`;
    const rows = await readRows(deps, viewer, where, inOrder('n.id', stretch), at);
    found.push(...(await seenOf(deps, viewer, rows, at)));
    const last = rows.at(-1);
    if (last === undefined || found.length >= page.limit || rows.length < take) break;
    if (upward) after = last.id as ObjectId;
    else before = last.id as ObjectId;
  }
  const kept = found.slice(0, page.limit);
  return present(deps, viewer, upward ? kept.reverse() : kept, at);
}

/** One of the viewer's notifications, if it is still to be told. */
export async function noticeOf(deps: Given, viewer: Viewer, id: string, at: Instant): Promise<Notice | null> {
  const rows = await readRows(deps, viewer, sql`n.id = ${id}::uuid`, sql``, at);
  const [notice] = await present(deps, viewer, await seenOf(deps, viewer, rows, at), at);
  return notice ?? null;
}

async function readRows(
  { store }: Given,
  viewer: Viewer,
  where: Sql<boolean>,
  order: Sql<unknown>,
  at: Instant,
): Promise<Row[]> {
  const { network } = viewer;
  const owner = viewer.actor?.id ?? null;
  const now = instantValue(at);
  const blocked = [...viewer.facts.blocks].flatMap(([actor, spans]) => (holdsAt(spans, at) ? [actor] : []));
  const { rows } = await sql<Row>`
    select n.id, n.kind, n.from_id as "from", n.post_id as post, n.created_at as "createdAt"
    from community.notification n
    where n.network_id = ${network} and n.owner_id = ${owner}::uuid and ${where}
      and n.from_id <> all(${blocked}::uuid[])
      and (n.kind <> 'joined' or exists (select 1 from community.tie t where t.network_id = ${network}
        and t.member_id = n.owner_id and t.set_key = 'space:' || n.from_id
        and t.valid_from <= ${now} and t.valid_until > ${now}))
      and not exists (select 1 from community.suspension s where s.network_id = ${network}
        and s.actor_id = n.from_id and s.valid_from <= ${now} and s.valid_until > ${now})
      and not exists (select 1 from community.mute m where m.network_id = ${network} and m.owner_id = ${owner}::uuid
        and m.muted_id = n.from_id and m.valid_until > ${now})
      and not ${keepsViewerOut(viewer, sql`n.from_id`, at)}
    ${order}`.execute(store.community);
  return rows;
}

/** Whoever hides themselves likes unseen, and nobody is introduced to them. */
const NEEDS_PRESENCE: Kinds = ['favourite', 'introduced'];

async function seenOf(
  deps: Given,
  viewer: Viewer,
  rows: readonly Row[],
  at: Instant,
): Promise<[Row, Candidate | null][]> {
  const ids = [...new Set(rows.flatMap(({ post }) => post ?? []))];
  const likers = rows.flatMap(({ kind, from }) => (NEEDS_PRESENCE.includes(kind) ? [from] : []));
  const [posts, present] = await Promise.all([
    seenPosts(deps, viewer, ids, at),
    seenActors(deps, viewer, likers, at),
  ]);
  const seen = new Map(posts.map((one) => [one.id, one]));
  return rows.flatMap((row): [Row, Candidate | null][] => {
    if (NEEDS_PRESENCE.includes(row.kind) && !present.has(row.from)) return [];
    if (row.post === null) return [[row, null]];
    const post = seen.get(row.post);
    return post === undefined ? [] : [[row, post]];
  });
}

async function present(
  deps: Given,
  viewer: Viewer,
  found: readonly (readonly [Row, Candidate | null])[],
  at: Instant,
): Promise<Notice[]> {
  const posts = [...new Map(found.flatMap(([, post]) => (post === null ? [] : [[post.id, post]]))).values()];
  const views = new Map((await hydratePosts(deps, viewer, posts, at)).map((view) => [view.id, view]));
  const profiles = await loadProfiles(
    deps,
    viewer,
    found.map(([{ from }]) => from),
  );
  return found.flatMap(([{ id, kind, from, createdAt }, post]) => {
    const profile = profiles.get(from);
    const view = post === null ? null : views.get(post.id);
    return profile === undefined || view === undefined
      ? []
      : { id, kind, from: profile, post: view, createdAt };
  });
}
