import { sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type Key, spaceKey } from '../../privacy/audience.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import type { Openness } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { boundOf } from './audience-of-draft.ts';

/** Where a post stands, and the set that it must not leave. */
export interface PlaceOfPost {
  readonly space: ActorId | null;
  readonly bound: Key | null;
}

/** A space that isn't there, and one that the author is not in, are the same. */
const unknown = refuse({
  kind: 'invalid',
  field: 'space_id',
  says: 'there is no such space that you are in',
});

/**
 * The space of a new post: the one asked for, of which the author must be a member. An answer stays where what it
 * answers is; it needs no bound of its own, since it never reaches further than that.
 */
export async function spaceToPostIn(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  asked: string | null,
  parent: Candidate | null,
  at: Instant,
): Promise<Result<PlaceOfPost>> {
  if (asked === null && parent === null) return ok({ space: null, bound: null });
  if (asked === null) {
    const { rows } = await sql<{ space_id: ActorId | null }>`
      select space_id from community.post where network_id = ${viewer.network} and id = ${parent?.id}`.execute(
      store.community,
    );
    return ok({ space: rows[0]?.space_id ?? null, bound: null });
  }
  const { rows } = await sql<{ id: ActorId; openness: Openness }>`
    select s.actor_id as id, s.openness from community.space s
    join community.tie t on t.network_id = s.network_id and t.member_id = ${viewer.actor?.id ?? null}::uuid
      and t.set_key = ${spaceKey(asked.toLowerCase() as ActorId)}
    where s.network_id = ${viewer.network} and s.actor_id = ${asked}::uuid and s.ended_at is null
      and t.valid_from <= ${instantValue(at)} and t.valid_until > ${instantValue(at)}`.execute(
    store.community,
  );
  const [space] = rows;
  if (space === undefined) return unknown;
  return ok({ space: space.id, bound: boundOf(space.id, space.openness) });
}
