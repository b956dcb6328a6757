import { sql } from 'kysely';
import type { Action, ActorId, Instant, ObjectId, ObjectKind } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Openness } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';

/** Kinds of things that members own so far, and what can be granted over each. */
export const GRANTABLE = {
  presence: ['see', 'find', 'contact', 'request-contact', 'connect', 'connect-at-once'],
  attribute: ['see', 'process'],
  attributes: ['process'],
  post: ['see', 'reply', 'reshare', 'quote', 'process'],
  posts: ['process'],
  ties: ['see', 'process'],
} as const satisfies Partial<Record<ObjectKind, readonly Action[]>>;

export type GrantableKind = keyof typeof GRANTABLE;

export const GRANTABLE_KINDS = Object.keys(GRANTABLE) as readonly GrantableKind[];

export interface OwnObject {
  readonly kind: GrantableKind;
  readonly id: ObjectId;
  readonly owner: ActorId;
  /** In a few words: the beginning of a post, the kind of an attribute. */
  readonly text: string;
  /** The space that a post stands in. */
  readonly space: { readonly id: ActorId; readonly openness: Openness } | null;
}

interface Row {
  kind: GrantableKind;
  id: ObjectId;
  text: string;
  space: ActorId | null;
  openness: Openness | null;
}

const PREVIEW = 80;

/** Those of the things that are the viewer's own, by id; what is anybody else's, or gone, is left out. */
export async function loadOwnObjects(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ObjectId[],
): Promise<OwnObject[]> {
  const me = viewer.actor?.id;
  if (me === undefined || ids.length === 0) return [];
  const { rows } = await sql<Row>`
    select 'post' as kind, p.id, left(coalesce(p.text, ''), ${PREVIEW + 1}) as text, s.actor_id as space, s.openness
    from community.post p
    left join community.space s on s.network_id = p.network_id and s.actor_id = p.space_id
    where p.network_id = ${viewer.network} and p.id = any(${[...ids]}::uuid[]) and p.author_id = ${me}
      and p.deleted_at is null
    union all select 'attribute', d.id, d.kind, null, null from community.disclosure d
    where d.network_id = ${viewer.network} and d.id = any(${[...ids]}::uuid[]) and d.actor_id = ${me}`.execute(
    store.community,
  );
  const found: OwnObject[] = rows.map(({ kind, id, text, space, openness }) => ({
    kind,
    id,
    owner: me,
    text: kind === 'post' ? quoted(text) : `your ${text.replaceAll('-', ' ')}`,
    space: space === null || openness === null ? null : { id: space, openness },
  }));
  const self = me as string as ObjectId;
  if (ids.includes(self)) {
    found.push({ kind: 'presence', id: self, owner: me, text: 'how others meet you', space: null });
    found.push({ kind: 'posts', id: self, owner: me, text: 'all your posts', space: null });
    found.push({
      kind: 'attributes',
      id: self,
      owner: me,
      text: 'all attributes that you show',
      space: null,
    });
    found.push({ kind: 'ties', id: self, owner: me, text: 'your connections and followers', space: null });
  }
  return found;
}

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line === '') return 'your post';
  return `your post “${line.length > PREVIEW ? `${line.slice(0, PREVIEW - 1)}…` : line}”`;
}

/** One thing of the viewer's own; null where there is none. */
export async function ownObject(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  kind: GrantableKind,
  id: ObjectId,
  _at: Instant,
): Promise<OwnObject | null> {
  const found = await loadOwnObjects(deps, viewer, [id]);
  return found.find((object) => object.kind === kind) ?? null;
}
