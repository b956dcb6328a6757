import { sql } from 'kysely';
import {
  type ActorId,
  type ConversationId,
  holdsAt,
  type Instant,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { ParticipantState } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { keepsViewerOut } from '../lockdown/keeps-out.ts';
import type { Conversation } from './conversation.ts';

/** Somebody in a conversation, as the viewer is shown them. */
interface Participant {
  readonly actor: ActorId;
  /** `asked` is also who said no. */
  readonly state: 'member' | 'asked';
  /** How far they have read, where both wish for receipts. */
  readonly readUpTo: ObjectId | null;
}

export interface People {
  readonly participants: readonly Participant[];
  /** Those who were asked and haven't said yes, and aren't shown to the viewer before they do. */
  readonly unnamed: number;
}

interface Row {
  readonly conversation: ConversationId;
  readonly actor: ActorId;
  readonly state: ParticipantState;
  readonly askedBy: ActorId | null;
  readonly readId: ObjectId | null;
  readonly receipts: boolean;
}

/**
 * Who is in some conversations of the viewer's. Members are shown to each other, save where a block or a suspension
 * makes one absent, or a lockdown one who was asked. Who was asked and hasn't answered is shown to whoever asked and to those who see them anyway;
 * else they are counted, so that nobody speaks to more than they know; who says no is counted on, and so not told. Two round trips.
 * @param mine whether the viewer shows how far they have read
 */
export async function peopleOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  conversations: readonly Conversation[],
  mine: boolean,
  at: Instant,
): Promise<Map<ConversationId, People>> {
  const rows = await loadRows(deps, viewer, conversations, at);
  const apart = (actor: ActorId): boolean => holdsAt(viewer.facts.blocks.get(actor), at);
  const waiting = rows.filter(({ state }) => state !== 'member').map(({ actor }) => actor);
  const seen = await seenActors(deps, viewer, waiting, at);
  const me = viewer.actor?.id;
  const found = new Map<ConversationId, { participants: Participant[]; unnamed: number }>();
  for (const { id } of conversations) found.set(id, { participants: [], unnamed: 0 });
  for (const row of rows) {
    const people = found.get(row.conversation);
    if (people === undefined || apart(row.actor)) continue;
    const readUpTo = mine && row.receipts && row.actor !== me ? row.readId : null;
    if (row.state === 'member') people.participants.push({ actor: row.actor, state: 'member', readUpTo });
    else if (row.actor === me || row.askedBy === me || seen.has(row.actor)) {
      people.participants.push({ actor: row.actor, state: 'asked', readUpTo: null });
    } else people.unnamed++;
  }
  return found;
}

async function loadRows(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  conversations: readonly Conversation[],
  at: Instant,
): Promise<Row[]> {
  if (conversations.length === 0) return [];
  const { network } = viewer;
  const now = instantValue(at);
  const { rows } = await sql<Row>`
    select p.conversation_id as conversation, p.actor_id as actor, p.state, p.asked_by as "askedBy",
      k.read_id as "readId", coalesce(a.settings -> 'message_receipts' = 'true', false) as receipts
    from community.participant p
    join community.actor a on a.network_id = ${network} and a.id = p.actor_id
    left join community.conversation_mark k on k.network_id = ${network} and k.conversation_id = p.conversation_id
      and k.actor_id = p.actor_id
    where p.network_id = ${network} and p.conversation_id = any(${conversations.map(({ id }) => id)}::uuid[])
      and p.state <> 'left' and not exists (select 1 from community.suspension s where s.network_id = ${network}
        and s.actor_id = p.actor_id and s.valid_from <= ${now} and s.valid_until > ${now})
      and not ${keepsViewerOut(viewer, sql`p.actor_id`, at)}
    order by p.actor_id`.execute(store.community);
  return rows;
}
