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

/** Listed at most. */
export const MOST_RECIPIENTS = 50;

/**
 * To whom a desk can think of writing: members of its own conversations, latest first, and followers of the organisation;
 * those alone who show themselves to the organisation, and to whoever asks for it. Whether they let it is asked by writing.
 */
export async function listRecipients(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  name: DeskName,
  at: Instant,
): Promise<Result<readonly Recipient[]>> {
  const desk = await openDesk(deps, viewer, name, at);
  if (!desk.ok) return desk;
  const { organisation, function: fn } = name;
  const { network } = viewer;
  const acting = await loadViewer(deps.store, network, organisation);
  if (acting === null) return absent;
  const talked = await sql<{ persona: ActorId }>`select c.begun_by as persona from community.conversation c
    where c.network_id = ${network} and c.organisation_id = ${organisation} and c.function = ${fn}
    group by c.begun_by order by max(c.id::text) desc limit ${MOST_RECIPIENTS}`.execute(deps.store.community);
  const follow = await sql<{ persona: ActorId }>`select t.member_id as persona from community.tie t
    where t.network_id = ${network} and t.set_key = ${`followers:${organisation}`} and t.valid_from <= ${instantValue(at)}
      and t.valid_until > ${instantValue(at)} order by t.valid_from desc limit ${MOST_RECIPIENTS}`.execute(
    deps.store.community,
  );
  const found = [
    ...talked.rows.map(({ persona }) => ({ persona, from: 'conversation' }) as const),
    ...follow.rows.map(({ persona }) => ({ persona, from: 'follower' }) as const),
  ];
  const ids = found.map(({ persona }) => persona);
  const [byIt, byMe] = await Promise.all([
    seenActors(deps, acting, ids, at),
    seenActors(deps, viewer, ids, at),
  ]);
  const once = new Map<ActorId, Recipient>();
  for (const one of found) {
    if (one.persona === desk.value.me || !byIt.has(one.persona) || !byMe.has(one.persona)) continue;
    if (!once.has(one.persona)) once.set(one.persona, one);
  }
  return ok([...once.values()].slice(0, MOST_RECIPIENTS));
}
