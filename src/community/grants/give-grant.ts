import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import {
  type ActorId,
  DAY_MS,
  FOREVER,
  type GrantId,
  type Instant,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { give } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { parseAudience } from '../audiences/parse-audience.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { boundOf, within } from '../posts/audience-of-draft.ts';
import { type OwnObject, ownObject } from './grantable.ts';
import { listGrants, type OwnGrant } from './list-grants.ts';
import type { NewGrantInput } from './new-grant.ts';
import { reconcile } from './reconcile.ts';

const LONGEST_REVIEW = 5 * 365 * DAY_MS;
export const MOST_LIVE_GRANTS = 32;

/**
 * Gives a grant over a thing of the viewer's own. It adds to those that are there.
 * @param owner whose thing it is, where the viewer acts for another, which is established before
 */
export async function giveGrant(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  input: NewGrantInput,
  at: Instant,
  owner: ActorId | null = viewer.actor?.id ?? null,
): Promise<Result<OwnGrant>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  if (owner === null) return absent;
  const object = await ownObject(deps, viewer, input.object.kind, input.object.id as ObjectId, owner);
  if (object === null) {
    return refuse({
      kind: 'invalid',
      field: 'object',
      says: 'is nothing of yours; name a thing that you own',
    });
  }
  if (object.inherits) {
    return refuse({
      kind: 'conflict',
      says: 'This is shared as its folder is; let it be shared by itself first.',
    });
  }
  const said = await parseAudience(deps, viewer, input.audience, at, owner);
  if (!said.ok) return said;
  const audience = bounded(said.value, object);
  if (audience.any.length === 0) {
    return refuse({ kind: 'invalid', field: 'audience', says: 'a grant to nobody is none' });
  }
  const times = timesOf(at, input);
  if (!times.ok) return times;
  const { network } = viewer;
  const id = deps.ids.next(`grant ${object.kind} ${input.actions.join()} ${object.id}`) as GrantId;
  const given = await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, network, owner, owner, at);
    if ((await countLive(trx, viewer, object, at)) >= MOST_LIVE_GRANTS) {
      return refuse({
        kind: 'invalid',
        says: `One thing can have ${MOST_LIVE_GRANTS} grants at most; end one first.`,
      });
    }
    const thing = { kind: object.kind, id: object.id };
    const actions = [...new Set(input.actions)];
    const { purpose } = input;
    const agreed = await reconcile(
      trx,
      deps,
      { network, owner, object: thing, actions, purpose, audience },
      at,
    );
    if (!agreed.ok) return agreed;
    await give(trx, network, {
      id,
      owner,
      object: thing,
      actions,
      purpose,
      audience: agreed.value,
      conditions: input.conditions,
      ...times.value,
      ...(times.value.from > at ? { givenAt: at } : {}),
      excludingSince: at,
    });
    if (owner === me.value) await noteDecision(trx, deps, { network, owner, kind: 'given' }, at);
    if (object.kind === 'post') await enqueue(trx, deps, network, { kind: 'widened', post: object.id }, at);
    return ok(id);
  });
  return given.ok ? showGrant(deps, viewer, given.value, at, owner) : given;
}

/** A post in a space never reaches further than the space does. */
const bounded = (audience: Audience, { space }: OwnObject): Audience =>
  space === null ? audience : within(audience, boundOf(space.id, space.openness));

function timesOf(
  at: Instant,
  { from: begin = at, until: end, review_by: reviewBy }: NewGrantInput,
): Result<{ from: Instant; until: Instant; reviewBy?: Instant }> {
  const wrong = (field: string, says: string) => refuse({ kind: 'invalid', field, says });
  const until = end ?? FOREVER;
  if (begin < at) return wrong('from', 'is in the past; a grant begins now or later');
  if (until <= begin) return wrong('until', 'is not after the beginning; choose a later time');
  if (reviewBy === undefined) return ok({ from: begin, until });
  if (reviewBy <= at) return wrong('review_by', 'is in the past; choose a time to look at it again');
  if (reviewBy > at + LONGEST_REVIEW) return wrong('review_by', 'is more than five years away');
  return ok({ from: begin, until, reviewBy });
}

async function countLive(
  db: Kysely<Database>,
  viewer: Viewer,
  object: OwnObject,
  at: Instant,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from community."grant" g
    where g.network_id = ${viewer.network} and g.object_id = ${object.id} and g.object_kind = ${object.kind}
      and g.valid_until > ${instantValue(at)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** One of the viewer's own grants, while it lives. */
export async function showGrant(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: GrantId,
  at: Instant,
  owner: ActorId | null = viewer.actor?.id ?? null,
): Promise<Result<OwnGrant>> {
  const page = { limit: 1, before: null, since: null, after: null };
  const [grant] = await listGrants(deps, viewer, { kind: null, object: null, grant: id }, page, at, owner);
  return grant === undefined ? absent : ok(grant);
}
