import type { Kysely } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { NETWORK } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { tie } from '../../store/ties.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type ShownAttribute, shownAttributes } from '../actors/show-actor.ts';
import { giveContact, givePresence, readPresence } from '../personas/presence.ts';
import { asAdministrator } from './as-administrator.ts';

/** Somebody who waits to be let in. */
export interface JoinRequest {
  readonly persona: ActorId;
  readonly words: string;
  readonly createdAt: Instant;
  /** Those that the administrator may see, as anybody of their audience might. */
  readonly attributes: readonly ShownAttribute[];
}

/** Who waits to be let in, longest first. */
export async function listJoinRequests(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string,
  at: Instant,
): Promise<Result<readonly JoinRequest[]>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  const rows = await deps.store.community
    .selectFrom('community.join_request')
    .select(['actor_id', 'words', 'created_at'])
    .where('network_id', '=', viewer.network)
    .orderBy('created_at')
    .orderBy('actor_id')
    .limit(200)
    .execute();
  const requests: JoinRequest[] = [];
  for (const { actor_id: persona, words, created_at: createdAt } of rows) {
    requests.push({
      persona,
      words,
      createdAt,
      attributes: await shownAttributes(deps, viewer, persona, at),
    });
  }
  return ok(requests);
}

/** Lets a newcomer in: a member from now on, visible to those whom they chose when they asked. */
export async function approveNewcomer(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  slug: string,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  return deps.store.community.transaction().execute(async (db) => {
    const request = await takeRequest(db, viewer.network, persona);
    if (request === null) return absent;
    await tie(db, viewer.network, NETWORK, [persona], at);
    await givePresence(deps, db, viewer.network, persona, readPresence(request.presence), at);
    await giveContact(deps, db, viewer.network, persona, at);
    return ok(null);
  });
}

/** Removes the request, so that it is answered once; null where there is none. */
export async function takeRequest(
  db: Kysely<Database>,
  network: NetworkId,
  persona: ActorId,
): Promise<{ readonly presence: unknown } | null> {
  const row = await db
    .deleteFrom('community.join_request')
    .where('network_id', '=', network)
    .where('actor_id', '=', persona)
    .returning('presence')
    .executeTakeFirst();
  return row ?? null;
}
