import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import type { AttributeKind, Precision } from '../../privacy/disclosure.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import { isVisible } from '../../store/pages.ts';
import { runPlanned } from '../../store/prepared.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { isThere } from './acquaintances.ts';
import { ledByFormerHandles } from './former-handles.ts';
import { loadProfiles, type Profile } from './load-profiles.ts';
import { countTies } from './ties-lists.ts';

/** An attribute as it was disclosed. */
export interface ShownAttribute {
  readonly id: ObjectId;
  readonly kind: AttributeKind;
  readonly value: string;
  readonly precision: Precision;
}

/** An actor's own page, as this viewer may see it: counts are of what they may see. */
export interface ActorPage {
  readonly profile: Profile;
  readonly attributes: readonly ShownAttribute[];
  readonly followers: number;
  readonly following: number;
  readonly posts: number;
  /** To the actor alone. */
  readonly lastPostAt: Instant | null;
}

/** An actor's page; absent where the viewer may not meet the actor. */
export async function showActor(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<ActorPage>> {
  if (!(await isThere(deps, viewer, id, at))) return absent;
  const [profiles, attributes, ties, posts] = await Promise.all([
    loadProfiles(deps, viewer, [id]),
    shownAttributes(deps, viewer, id, at),
    countTies(deps, viewer, id, at),
    countPosts(deps, viewer, id, at),
  ]);
  const profile = profiles.get(id);
  return profile === undefined ? absent : ok({ profile, attributes, ...ties, ...posts });
}

/**
 * The actor with this handle, in any case, of this network, or the one that it leads the viewer to; absent where the viewer
 * may not meet it.
 */
export async function lookUpActor(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  acct: string,
  at: Instant,
): Promise<Result<ActorPage>> {
  const [handle, slug, ...rest] = acct.trim().replace(/^@/, '').split('@');
  if (handle === undefined || handle === '' || rest.length > 0) return absent;
  const { rows } = await sql<{ id: ActorId | null }>`
    select a.id from community.network n
    left join community.actor a on a.network_id = ${viewer.network} and lower(a.handle) = lower(${handle})
    where n.id = ${viewer.network}
      and (${slug ?? null}::text is null or lower(${slug ?? null}::text) in (n.slug, n.domain))`.execute(
    deps.store.community,
  );
  const [named] = rows;
  if (named === undefined) return absent;
  const former = handle.toLowerCase();
  const id = named.id ?? (await ledByFormerHandles(deps, viewer, [former], at)).get(former);
  return id === undefined ? absent : showActor(deps, viewer, id, at);
}

/** Those of an actor's disclosed attributes that the viewer may see, each decided by the core. */
export const shownAttributes = async (
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  of: ActorId,
  at: Instant,
): Promise<readonly ShownAttribute[]> => (await attributesOf(deps, viewer, [of], null, at)).get(of) ?? [];

/** The same of several actors, and of one kind alone unless it is null. */
export async function attributesOf(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  of: readonly ActorId[],
  kind: AttributeKind | null,
  at: Instant,
): Promise<Map<ActorId, ShownAttribute[]>> {
  const found = new Map<ActorId, ShownAttribute[]>();
  if (of.length === 0) return found;
  const own = sql`from community.disclosure d where d.network_id = ${viewer.network}
    and d.actor_id = any(${[...of]}::uuid[]) and d.conversation_id is null
    and (${kind}::text is null or d.kind = ${kind})`;
  const rows = sql`select d.id, d.actor_id as owner_id, d.label, null::text as via ${own}`;
  const candidates = await loadCandidates(store, viewer, { kind: 'attribute', rows }, at);
  const seen = candidates.filter((candidate) => isVisible(candidate, at)).map(({ id }) => id);
  if (seen.length === 0) return found;
  const values = await sql<ShownAttribute & { owner: ActorId }>`
    select d.id, d.kind, d.value, d.precision, d.actor_id as owner ${own} and d.id = any(${seen}::uuid[])
    order by d.id`.execute(store.community);
  for (const { owner, ...shown } of values.rows) found.set(owner, [...(found.get(owner) ?? []), shown]);
  return found;
}

async function countPosts(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  of: ActorId,
  at: Instant,
): Promise<{ posts: number; lastPostAt: Instant | null }> {
  const own = viewer.actor?.id === of;
  const counting = sql<{ posts: number; last: Instant | null }>`
    select count(*) as posts, max(p.created_at) as last from community.post p
    where p.network_id = ${viewer.network} and p.author_id = ${of} and p.deleted_at is null
      and ${own ? sql`true` : mayFilter(viewer, toRead(at), 'post', 'p')}`;
  const rows = await runPlanned(store.community, counting);
  return { posts: rows[0]?.posts ?? 0, lastPostAt: own ? (rows[0]?.last ?? null) : null };
}
