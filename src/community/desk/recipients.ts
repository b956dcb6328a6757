import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { type DeskName, openDesk } from './desk.ts';

/** Somebody to whom a desk may want to write, and how it knows of them. */
export interface Recipient {
  readonly persona: ActorId;
  readonly from: 'conversation' | 'follower';
}

/** On a page, at most. */
export const MOST_RECIPIENTS = 50;
/** Looked through at once, of whom only some show themselves. */
const CHUNK = 100;

export interface RecipientsPage {
  readonly limit: number;
  /** The last of the page before. */
  readonly before: string | null;
}

/**
 * To whom a desk can think of writing: members of its own conversations and followers of the organisation, latest to join
 * first; those alone who show themselves to the organisation, and to whoever asks for it. Whether they let it is asked by
 * writing. A page is full or the list is at its end.
 */
export async function listRecipients(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  name: DeskName,
  { limit, before }: RecipientsPage,
  at: Instant,
): Promise<Result<readonly Recipient[]>> {
  const desk = await openDesk(deps, viewer, name, at);
  if (!desk.ok) return desk;
  const acting = await loadViewer(deps.store, viewer.network, name.organisation);
  if (acting === null) return absent;
  const listed: Recipient[] = [];
  for (let last = before; ; ) {
    const found = await thoughtOf(deps, viewer, name, last, at);
    const ids = found.map(({ persona }) => persona);
    const [byIt, byMe] = await Promise.all([
      seenActors(deps, acting, ids, at),
      seenActors(deps, viewer, ids, at),
    ]);
    listed.push(
      ...found.filter(({ persona }) => persona !== desk.value.me && byIt.has(persona) && byMe.has(persona)),
    );
    last = ids.at(-1) ?? null;
    if (listed.length >= limit || found.length < CHUNK) return ok(listed.slice(0, limit));
  }
}

/** The next who may be thought of, whether or not they are seen. */
async function thoughtOf(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  { organisation, function: fn }: DeskName,
  before: string | null,
  at: Instant,
): Promise<readonly Recipient[]> {
  const { rows } = await sql<Recipient>`
    select persona, case when bool_or(talked) then 'conversation' else 'follower' end as "from" from (
      select c.begun_by as persona, true as talked from community.conversation c
      where c.network_id = ${network} and c.organisation_id = ${organisation} and c.function = ${fn}
      union all
      select t.member_id, false from community.tie t
      where t.network_id = ${network} and t.set_key = ${`followers:${organisation}`}
        and t.valid_from <= ${instantValue(at)} and t.valid_until > ${instantValue(at)}) known
    where ${before}::uuid is null or persona < ${before}::uuid
    group by persona order by persona desc limit ${CHUNK}`.execute(store.community);
  return rows;
}
