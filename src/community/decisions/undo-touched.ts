import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { reviewAfter, TOLD_BEFORE_MS } from '../../privacy/review.ts';
import { FOREVER, type GrantId, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { endGiven, giveAgain } from '../../store/grants.ts';
import { packPosts } from '../../store/packed-facts.ts';
import { type Renewal, renewUntil } from '../../store/renewals.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadOwnObjects } from '../grants/grantable.ts';
import { liveGrants } from '../grants/live-grants.ts';
import { presenceOf } from '../presence/presence.ts';
import { tooNarrow } from '../presence/too-narrow.ts';
import { announceDecided } from './announce-decided.ts';
import { noteDecision } from './note-decision.ts';
import { isLeftToPutBack, putBack } from './put-back.ts';
import type { Renewed, Touched, Undoable } from './undoable.ts';

/**
 * Ends what a decision gave, and gives again what it ended, in one transaction with {@link loadUndoable}.
 * @returns the id of the decision that this is
 */
export async function undoTouched(
  deps: Pick<Deps, 'store' | 'ids'>,
  trx: Kysely<Database>,
  viewer: Viewer,
  { id, owner, before, touched, renewed, posts }: Undoable,
  at: Instant,
): Promise<Result<string>> {
  const { network } = viewer;
  const there = new Set<string>(posts);
  const objects = touched.map(({ object }) => object);
  for (const one of await loadOwnObjects({ store: { community: trx } }, viewer, objects, owner)) {
    if (one.kind !== 'post' && !one.inherits) there.add(one.id);
  }
  const given = touched.filter((one) => !one.ended && one.until > at);
  const again = touched.filter(
    ({ ended, wouldEnd, object }) => ended && wouldEnd !== null && wouldEnd > at && there.has(object),
  );
  if (
    given.length + again.length + renewed.length === 0 &&
    !(await isLeftToPutBack(trx, viewer, owner, before, at))
  ) {
    return refuse({ kind: 'conflict', says: 'Nothing is left of this that could be undone.' });
  }
  const refusal = await refusedByNetwork(deps, trx, viewer, given, again, at);
  if (refusal !== null) return refusal;
  await endGiven(
    trx,
    network,
    given.map((one) => one.id),
    at,
  );
  await giveAgain(
    trx,
    network,
    again.map((one) => ({
      grant: one.id,
      as: deps.ids.next(`grant ${one.object} again`) as GrantId,
      reviewBy: reviewAgain(one, at),
    })),
    at,
  );
  await packPosts(trx, network, posts);
  await renewUntil(trx, network, owner, renewed.map(asBefore(at)), at);
  const until = before === null ? null : await putBack(trx, viewer, owner, before, at);
  await trx
    .updateTable('community.decision')
    .set({ undone_at: timestamp(at) })
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .execute();
  const undoing = { network, owner, kind: 'undone', ...(until === null ? {} : { before: until }) } as const;
  const noted = await noteDecision(trx, deps, undoing, at);
  if (posts.length > 0) await announceDecided(trx, deps, { network, owner, decision: noted }, at);
  return ok(noted);
}

/** What was ended since nobody carried it forward goes on now that somebody does: for as long as before, or as is usual. */
function reviewAgain({ any, except, reviewBy, since, ...one }: Touched, at: Instant): Instant {
  const usual = reviewAfter({ ...one, audience: { any, except } });
  return reviewBy > at && reviewBy !== FOREVER ? reviewBy : at + Math.min(reviewBy - since, usual);
}

/** Due again as it was; but never at once, so that there is time to decide. */
const asBefore =
  (at: Instant) =>
  ({ id, reviewBy, reviewedAt }: Renewed): Renewal => ({
    grant: id,
    reviewBy: Math.max(reviewBy, at + TOLD_BEFORE_MS),
    reviewedAt,
  });

/** What the network asks its members to show must still be shown afterwards. */
async function refusedByNetwork(
  deps: Pick<Deps, 'store'>,
  trx: Kysely<Database>,
  viewer: Viewer,
  given: readonly Touched[],
  again: readonly Touched[],
  at: Instant,
): Promise<ReturnType<typeof refuse> | null> {
  if (!given.some(({ kind }) => kind === 'presence')) return null;
  const gone = new Set(given.map(({ id }) => id));
  const staying = (await liveGrants(trx, viewer, at)).filter(({ id }) => !gone.has(id));
  const back = again.map(({ any, except, wouldEnd, ...rest }) => ({
    ...rest,
    audience: { any, except },
    until: wouldEnd ?? FOREVER,
  }));
  const presence = presenceOf([...staying, ...back]);
  for (const place of ['see', 'find'] as const) {
    const refusal = await tooNarrow(deps, viewer, place, presence[place]);
    if (refusal !== null) return refusal;
  }
  return null;
}
