import { sql } from 'kysely';
import type { Acting } from '../../privacy/facts.ts';
import type { ActorId, ConversationId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import { isVisible } from '../../store/pages.ts';
import type { Viewer } from '../../store/viewer.ts';
import { isKept, OBJECT_COLUMNS } from './messages-page.ts';

type ActingIn = ReadonlyMap<ConversationId, Acting>;
const NOBODY_ELSE: ActingIn = new Map();

/** The last message of a conversation that the viewer sees. */
export interface LastSeen {
  readonly id: ObjectId;
  readonly sender: ActorId;
}

/** Messages of each conversation that are looked at, round by round: mostly the newest is seen. */
const LOOKED_AT = [1, 20, 200] as const;

/** So many are wanted whose last message is older than this one. */
export interface Wanted {
  readonly limit: number;
  readonly before: string | null;
}

/**
 * The last message that the viewer sees of each conversation; where they see none the conversation is left out. Of many
 * at once, each decided by the core: first the newest message of each, and for those of which it isn't seen it reads on.
 * @param acting in whose name which of them is read, where it isn't the viewer's own
 * @param wanted if given, conversations in which less was said lately are left out once these are found
 */
export async function lastSeenOf(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  conversations: readonly ConversationId[],
  at: Instant,
  wanted: Wanted | null = null,
  acting: ActingIn = NOBODY_ELSE,
): Promise<ReadonlyMap<ConversationId, LastSeen>> {
  const found = new Map<ConversationId, LastSeen>();
  const heads = (await newestOf(store, viewer, new Map(conversations.map((id) => [id, null])), LOOKED_AT[0]))
    .filter(({ ids }) => ids.length > 0)
    .sort((a, b) => ((a.ids[0] ?? '') < (b.ids[0] ?? '') ? 1 : -1));
  // Mostly these are the page: each that is looked into takes longer than all that is asked of it otherwise.
  const atATime = wanted?.limit ?? heads.length;
  for (let from = 0; from < heads.length; from += atATime) {
    await settle(store, viewer, heads.slice(from, from + atATime), acting, at, found);
    const next = heads[from + atATime]?.ids[0];
    if (wanted !== null && next !== undefined && isEnough([...found.values()], wanted, next)) break;
  }
  return found;
}

/** Whether as many as are wanted are newer than anything that may be seen of the rest. */
function isEnough(found: readonly LastSeen[], { limit, before }: Wanted, next: ObjectId): boolean {
  const newer = found.filter(({ id }) => id > next && (before === null || id < before));
  return newer.length >= limit;
}

/** Finds the last message seen of each, of which the newest are known. */
async function settle(
  store: Deps['store'],
  viewer: Viewer,
  heads: readonly Looked[],
  acting: ActingIn,
  at: Instant,
  found: Map<ConversationId, LastSeen>,
): Promise<void> {
  let looked = heads;
  for (let round = 0; looked.length > 0; round++) {
    const taken = LOOKED_AT[Math.min(round, LOOKED_AT.length - 1)] ?? 1;
    const seen = await seenAmong(store, viewer, looked, acting, at);
    const open = new Map<ConversationId, ObjectId | null>();
    for (const { conversation, ids } of looked) {
      const last = ids.find((id) => seen.has(id));
      const sender = last === undefined ? undefined : seen.get(last);
      if (last !== undefined && sender !== undefined) found.set(conversation, { id: last, sender });
      else if (ids.length === taken) open.set(conversation, ids.at(-1) ?? null);
    }
    const next = LOOKED_AT[Math.min(round + 1, LOOKED_AT.length - 1)] ?? 1;
    looked = open.size === 0 ? [] : await newestOf(store, viewer, open, next);
  }
}

interface Looked {
  readonly conversation: ConversationId;
  /** Newest first. */
  readonly ids: readonly ObjectId[];
}

/** So many of each conversation below a message, of those that the viewer keeps. */
async function newestOf(
  { community }: Deps['store'],
  viewer: Viewer,
  below: ReadonlyMap<ConversationId, ObjectId | null>,
  take: number,
): Promise<Looked[]> {
  const { rows } = await sql<Looked>`
    select c.id as conversation, array(
      select m.id::text from community.message m where m.network_id = ${viewer.network} and m.conversation_id = c.id
        and (c.below is null or m.id < c.below) and ${isKept(viewer)} order by m.id desc limit ${take}) as ids
    from unnest(${[...below.keys()]}::uuid[], ${[...below.values()]}::uuid[]) as c (id, below)`.execute(
    community,
  );
  return rows;
}

/** Those of the messages that the viewer sees, each with who sent it. */
async function seenAmong(
  store: Deps['store'],
  viewer: Viewer,
  looked: readonly Looked[],
  acting: ActingIn,
  at: Instant,
): Promise<ReadonlyMap<ObjectId, ActorId>> {
  const messages = looked.flatMap(({ ids }) => ids);
  if (messages.length === 0) return new Map();
  const as = new Map(
    looked.flatMap(({ conversation, ids }) => ids.map((id) => [id, acting.get(conversation)])),
  );
  const rows = sql`select ${OBJECT_COLUMNS} from community.message m
    where m.network_id = ${viewer.network} and m.id = any(${messages}::uuid[])`;
  const candidates = await loadCandidates(store, viewer, { kind: 'message', rows }, at);
  return new Map(
    candidates.flatMap((one) =>
      isVisible(one, at, as.get(one.id)) ? [[one.id, one.facts.object.owner] as const] : [],
    ),
  );
}

/**
 * Of each conversation, those of its newest messages that the viewer sees, the newest first.
 * @param take so many of each are looked at
 */
export async function newestSeen(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  conversations: readonly ConversationId[],
  { take, acting = NOBODY_ELSE }: { readonly take: number; readonly acting?: ActingIn },
  at: Instant,
): Promise<ReadonlyMap<ConversationId, readonly LastSeen[]>> {
  const looked = await newestOf(store, viewer, new Map(conversations.map((id) => [id, null])), take);
  const seen = await seenAmong(store, viewer, looked, acting, at);
  return new Map(
    looked.map(({ conversation, ids }) => [
      conversation,
      ids.flatMap((id) => {
        const sender = seen.get(id);
        return sender === undefined ? [] : [{ id, sender }];
      }),
    ]),
  );
}
