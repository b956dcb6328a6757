import type { Kysely } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import {
  type Action,
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type EndedExclusion, excludingSince, give, withdraw } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { parseAudience } from '../audiences/parse-audience.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { REVIEW_AFTER_MS } from '../personas/presence.ts';
import {
  isFor,
  type LiveGrant,
  liveGrants,
  type OwnPresence,
  PLACES,
  type Place,
  presenceOf,
} from './presence.ts';
import { tooNarrow } from './too-narrow.ts';

/** Audiences as the API says them; what isn't given stays. */
export type PresenceChanges = { readonly [P in Place]?: unknown };

/**
 * Changes who meets and finds the viewer's own actor, from now on: every live grant to it ends, for the one that is
 * said. Never below what the network asks of its members.
 */
export async function changePresence(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  changes: PresenceChanges,
  at: Instant,
): Promise<Result<OwnPresence>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const parsed = new Map<Place, Audience>();
  for (const place of Object.keys(PLACES) as Place[]) {
    if (changes[place] === undefined) continue;
    const audience = await parseAudience(deps, viewer, changes[place], at);
    if (!audience.ok) return audience;
    const refusal = await tooNarrow(deps, viewer, place, audience.value);
    if (refusal !== null) return refusal;
    parsed.set(place, audience.value);
  }
  return deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, me.value, me.value, at);
    for (const [place, audience] of parsed) await replace(trx, deps, viewer, me.value, place, audience, at);
    return ok(presenceOf(await liveGrants(trx, viewer, at)));
  });
}

async function replace(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  viewer: Viewer,
  me: ActorId,
  place: Place,
  audience: Audience,
  at: Instant,
): Promise<void> {
  const { network } = viewer;
  const { kind, action } = PLACES[place];
  const object = { kind, id: me as string as ObjectId } as const;
  const grantOf = (
    actions: readonly Action[],
    rest: Pick<LiveGrant, 'conditions' | 'until' | 'review_by'>,
  ) => ({
    id: deps.ids.next(`grant ${kind} ${actions.join()}`) as GrantId,
    owner: me,
    object,
    actions,
    purpose: 'reading' as const,
    conditions: rest.conditions,
    from: at,
    until: rest.until,
    reviewBy: rest.review_by,
  });
  const ended: EndedExclusion[] = [];
  for (const grant of await liveGrants(trx, viewer, at)) {
    if (!isFor(grant, place)) continue;
    const exclusions = await withdraw(trx, network, object, at, { grant: grant.id });
    ended.push(...exclusions);
    const others = grant.actions.filter((one) => one !== action);
    if (others.length === 0) continue;
    const audience = { any: grant.any, except: grant.except };
    const since = excludingSince(audience, exclusions, at);
    await give(trx, network, { ...grantOf(others, grant), audience, excludingSince: since });
  }
  if (audience.any.length === 0) return;
  const forever = { conditions: NO_CONDITIONS, until: FOREVER, review_by: at + REVIEW_AFTER_MS };
  const since = excludingSince(audience, ended, at);
  await give(trx, network, { ...grantOf([action], forever), audience, excludingSince: since });
}
