import { sql } from 'kysely';
import { decide, toRead } from '../../privacy/decide.ts';
import { OUTSIDER } from '../../privacy/outsider.ts';
import type { ShownPicture, ShownPost } from '../../privacy/shown.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadOwnThings } from '../explaining/load-own-thing.ts';
import { marksIn } from '../posts/marks.ts';
import { pictureLook } from './picture-look.ts';

/** Older posts aren't looked at. */
const NEWEST = 500;
/** Pictures are read from the disk to be looked at. */
const NEWEST_PICTURES = 60;

interface Row {
  id: ObjectId;
  text: string;
  at: Instant;
}

/**
 * Which of the viewer's own newest posts an outsider may read, and what pictures in them an outsider may have. Of what
 * they answer it is taken that an outsider sees it: whom that reaches isn't the author's to know.
 */
export async function shownPosts(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  self: ActorId,
  at: Instant,
): Promise<{ readonly posts: readonly ShownPost[]; readonly pictures: readonly ShownPicture[] }> {
  const { rows } = await sql<Row>`
    select p.id, p.created_at as at, concat_ws(E'\n', nullif(p.spoiler, ''), p.text,
      (select string_agg(nullif(a.description, ''), E'\n' order by a.place) from community.attachment a
        where a.network_id = ${viewer.network} and a.post_id = p.id)) as text
    from community.post p where p.network_id = ${viewer.network} and p.author_id = ${self}
      and p.deleted_at is null and p.boost_of is null order by p.id desc limit ${NEWEST}`.execute(
    deps.store.community,
  );
  const ids = rows.map(({ id }) => id);
  const things = await loadOwnThings(deps, viewer, 'post', ids, at);
  const may = (action: 'see' | 'download'): Set<ObjectId> =>
    new Set(
      things
        .filter(({ object }) => {
          const facts = { viewer: OUTSIDER, network: viewer.networkFacts, object };
          return decide({ ...toRead(at), action }, facts).allowed;
        })
        .map(({ object }) => object.id),
    );
  const read = may('see');
  const had = may('download');
  return {
    posts: rows
      .filter(({ id }) => read.has(id))
      .map(({ id, at, text }) => ({ id, at, text, links: linksIn(text) })),
    pictures: await picturesOf(
      deps,
      viewer,
      [...read].filter((id) => had.has(id)),
    ),
  };
}

/** Addresses of pages that a text links to. */
export const linksIn = (text: string): string[] =>
  marksIn(text).flatMap((mark) => (mark.kind === 'link' ? [mark.url] : []));

async function picturesOf(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  posts: readonly ObjectId[],
): Promise<ShownPicture[]> {
  if (posts.length === 0) return [];
  const { rows } = await sql<{ post: ObjectId; stored: string }>`
    select a.post_id as post, f.preview as stored from community.attachment a
    join community.file f on f.network_id = a.network_id and f.id = a.file_id
    where a.network_id = ${viewer.network} and a.post_id = any(${[...posts]}::uuid[]) and f.preview is not null
    order by a.post_id desc, a.place limit ${NEWEST_PICTURES}`.execute(deps.store.community);
  const pictures: ShownPicture[] = [];
  for (const { post, stored } of rows) {
    const look = await pictureLook(deps.files, stored);
    if (look !== null) pictures.push({ post, look });
  }
  return pictures;
}
