import { sql } from 'kysely';
import { atomOf } from '../../privacy/audience.ts';
import type { ViewerFacts } from '../../privacy/facts.ts';
import {
  type ActorId,
  type BusinessFunction,
  type ConversationId,
  holdsAt,
  type Instant,
  type NetworkId,
  type ObjectId,
} from '../../privacy/words.ts';
import { loadAudienceOf } from '../../store/audience-facts.ts';
import type { Deps } from '../../store/deps.ts';
import { isVisible } from '../../store/pages.ts';
import { isSuspended } from '../../store/suspensions.ts';

/** Who of many is to hear at once that there is something in a conversation. */
export interface Hearers {
  readonly conversation: ConversationId;
  readonly by: ReadonlySet<ActorId>;
  /** Those of them who come to it with a seat: it isn't their own. */
  readonly seated: ReadonlySet<ActorId>;
}

/**
 * Those of the actors who may see a message now: decided for each by the core, over those who hold any of the sets that
 * its grant speaks of, and whoever sent it. Whoever left isn't told that they did. Null where there is no such message.
 */
export async function hearersOf(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  message: ObjectId,
  actors: readonly ActorId[],
  at: Instant,
): Promise<Hearers | null> {
  const { rows } = await sql<{
    conversation: ConversationId;
    sender: ActorId;
    is_leaving: boolean | null;
    organisation: ActorId | null;
    fn: BusinessFunction | null;
    is_suspended: boolean;
    holders: ActorId[];
    own: ActorId[];
  }>`
    select m.conversation_id as conversation,
      m.sender_id as sender, m.event = 'left' as is_leaving, c.organisation_id as organisation, c.function as fn,
      ${isSuspended(network, sql`c.organisation_id`)} as is_suspended, array(
      select t.member_id::text from community."grant" g
      join community.audience a on a.network_id = ${network} and a.id = g.audience_id
      join community.tie t on t.network_id = ${network} and t.set_key = any(a.keys)
      where g.network_id = ${network} and g.object_id = m.id and g.object_kind = 'message'
        and t.member_id = any(${[...actors]}::uuid[])) as holders,
      array(select p.actor_id::text from community.participant p where p.network_id = ${network}
        and p.conversation_id = m.conversation_id) as own
    from community.message m
    left join community.conversation c on c.network_id = ${network} and c.id = m.conversation_id
    where m.network_id = ${network} and m.id = ${message}`.execute(store.community);
  const [row] = rows;
  if (row === undefined) return null;
  const asked = [...new Set([...row.holders, row.sender])].filter(
    (actor) => actor !== row.sender || row.is_leaving !== true,
  );
  const source = {
    kind: 'message',
    rows: sql`select m.id, m.sender_id as owner_id, m.label, null::text as via from community.message m
      where m.network_id = ${network} and m.id = ${message}`,
  } as const;
  const onlookers = await loadAudienceOf(store, network, source, asked, at);
  const by = asked.filter((actor) => {
    const [candidate] = onlookers.get(actor)?.candidates ?? [];
    if (candidate === undefined) return false;
    // Whoever isn't in it themselves hears of it as staff.
    const { organisation, fn } = row;
    const isStaff = organisation !== null && fn !== null && !isInOne(candidate.facts.viewer, at);
    if (isStaff && row.is_suspended) return false;
    return isVisible(candidate, at, isStaff ? { organisation, capacity: fn } : undefined);
  });
  const seated = by.filter((actor) => !row.own.includes(actor));
  return { conversation: row.conversation, by: new Set(by), seated: new Set(seated) };
}

/** Of the conversations of which the facts speak. */
const isInOne = ({ ties }: ViewerFacts, at: Instant): boolean =>
  [...ties].some(([key, spans]) => atomOf(key).kind === 'conversation' && holdsAt(spans, at));
