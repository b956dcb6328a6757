import { sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { ledByFormerHandles } from '../actors/former-handles.ts';
import { permittingActors, seenActors } from '../actors/seen-actors.ts';
import { handlesIn, type Mark } from './marks.ts';

/** Beyond it the rest of the handles are plain text. */
const MOST_MENTIONS = 50;

/**
 * Who is meant by the handles in a text: only whom its author may see and mention, by the handles that they have, or by
 * former ones that lead the author to them. Any other handle is as one that isn't there.
 */
export async function mentionedIn(
  deps: Pick<Deps, 'store'>,
  author: Viewer,
  marks: readonly Mark[],
  at: Instant,
): Promise<ActorId[]> {
  if (!marks.some((mark) => mark.kind === 'mention')) return [];
  const { rows: networks } = await sql<{ slug: string }>`
    select slug from community.network where id = ${author.network}`.execute(deps.store.community);
  const handles = handlesIn(marks, networks[0]?.slug ?? '').slice(0, MOST_MENTIONS);
  if (handles.length === 0) return [];
  const { rows } = await sql<{ handle: string; id: ActorId }>`
    select h.handle, a.id from unnest(${handles}::text[]) as h (handle)
    join community.actor a on a.network_id = ${author.network} and lower(a.handle) = h.handle`.execute(
    deps.store.community,
  );
  const named = new Map(rows.map(({ handle, id }) => [handle, id]));
  const others = handles.filter((handle) => !named.has(handle));
  const led = await ledByFormerHandles(deps, author, others, at);
  const ids = [...new Set(handles.flatMap((handle) => named.get(handle) ?? led.get(handle) ?? []))];
  const mention = { action: 'mention', purpose: 'reading', at } as const;
  const [seen, mentionable] = await Promise.all([
    seenActors(deps, author, ids, at),
    permittingActors(deps, author, ids, mention),
  ]);
  return ids.filter((id) => seen.has(id) && mentionable.has(id));
}
