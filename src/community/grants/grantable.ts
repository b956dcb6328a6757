import { sql } from 'kysely';
import type { Action, ActorId, ObjectId, ObjectKind } from '../../privacy/words.ts';
import type { Store } from '../../store/database.ts';
import type { Deps } from '../../store/deps.ts';
import type { Openness } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';

/** Kinds of things that members own so far, and what can be granted over each. */
export const GRANTABLE = {
  presence: [
    'see',
    'find',
    'search',
    'suggest',
    'mention',
    'contact',
    'request-contact',
    'connect',
    'connect-at-once',
  ],
  attribute: ['see', 'process'],
  attributes: ['process'],
  post: ['see', 'reply', 'reshare', 'quote', 'download', 'process'],
  posts: ['process'],
  ties: ['see', 'process'],
  staff: ['see'],
  resource: ['see', 'reply', 'reshare', 'quote', 'download', 'edit', 'process'],
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
  /** It is shared as its folder is: nothing can be granted on it by itself. */
  readonly inherits: boolean;
}

interface Row {
  kind: GrantableKind;
  id: ObjectId;
  text: string;
  space: ActorId | null;
  openness: Openness | null;
  inherits: boolean;
}

const PREVIEW = 80;

/**
 * Those of the things that are the viewer's own, by id; what is anybody else's, or gone, is left out.
 * @param me whose they are, where the viewer acts for another
 */
export async function loadOwnObjects(
  { store }: { readonly store: Pick<Store, 'community'> },
  viewer: Viewer,
  ids: readonly ObjectId[],
  me: ActorId | null = viewer.actor?.id ?? null,
): Promise<OwnObject[]> {
  if (me === null || ids.length === 0) return [];
  const { rows } = await sql<Row>`
    select 'post' as kind, p.id, left(coalesce(p.text, ''), ${PREVIEW + 1}) as text, s.actor_id as space, s.openness,
      false as inherits
    from community.post p
    left join community.space s on s.network_id = p.network_id and s.actor_id = p.space_id
    where p.network_id = ${viewer.network} and p.id = any(${[...ids]}::uuid[]) and p.author_id = ${me}
      and p.deleted_at is null
    union all select 'resource', r.id, left(r.title, ${PREVIEW + 1}), null, null, r.inherits from community.resource r
    where r.network_id = ${viewer.network} and r.id = any(${[...ids]}::uuid[]) and r.owner_id = ${me}
      and r.deleted_at is null
    union all select 'attribute', d.id, d.kind, null, null, false from community.disclosure d
    where d.network_id = ${viewer.network} and d.id = any(${[...ids]}::uuid[]) and d.actor_id = ${me}`.execute(
    store.community,
  );
  const found: OwnObject[] = rows.map(({ kind, id, text, space, openness, inherits }) => ({
    kind,
    id,
    owner: me,
    inherits,
    text: textOf(kind, text),
    space: space === null || openness === null ? null : { id: space, openness },
  }));
  const self = me as string as ObjectId;
  if (ids.includes(self)) {
    const own = { id: self, owner: me, space: null, inherits: false };
    found.push({ ...own, kind: 'presence', text: 'how others meet you' });
    found.push({ ...own, kind: 'posts', text: 'all your posts' });
    found.push({ ...own, kind: 'attributes', text: 'all attributes that you show' });
    found.push({ ...own, kind: 'ties', text: 'your connections and followers' });
    found.push({ ...own, kind: 'staff', text: 'your staff' });
  }
  return found;
}

function textOf(kind: GrantableKind, text: string): string {
  if (kind === 'post') return quoted(text);
  if (kind === 'attribute' && text === 'works-at') return 'your badge of where you work';
  return kind === 'resource' ? `“${text}”` : `your ${text.replaceAll('-', ' ')}`;
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
  owner: ActorId,
): Promise<OwnObject | null> {
  const found = await loadOwnObjects(deps, viewer, [id], owner);
  return found.find((object) => object.kind === kind) ?? null;
}
