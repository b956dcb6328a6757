import { ok, type Result } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import { FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { parseAudience } from '../audiences/parse-audience.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import { type IsExpected, outOfDate } from '../grants/expected.ts';
import { liveGrants } from '../grants/live-grants.ts';
import { replaceGrants } from '../grants/replace-grants.ts';
import { type OwnPresence, PLACES, type Place, presenceOf } from './presence.ts';
import { tooNarrow } from './too-narrow.ts';

/** Audiences as the API says them; what isn't given stays. */
export type PresenceChanges = { readonly [P in Place]?: unknown };

/**
 * Changes who meets and finds the viewer's own actor, from now on: every live grant to it ends, for the one that is
 * said. Never below what the network asks of its members.
 * @param isExpected whether the presence that is there is the one that the viewer had read
 */
export async function changePresence(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  changes: PresenceChanges,
  isExpected: IsExpected<OwnPresence>,
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
  return deps.store.community.transaction().execute(async (trx): Promise<Result<OwnPresence>> => {
    await lockPair(trx, viewer.network, me.value, me.value, at);
    if (!isExpected(presenceOf(await liveGrants(trx, viewer, at)))) return outOfDate;
    let isChanged = false;
    for (const [place, audience] of parsed) {
      const wanted = {
        audience,
        conditions: NO_CONDITIONS,
        until: FOREVER,
      };
      const replaced = await replaceGrants(trx, deps, viewer, me.value, PLACES[place], [wanted], at);
      isChanged ||= replaced;
    }
    if (isChanged)
      await noteDecision(trx, deps, { network: viewer.network, owner: me.value, kind: 'presence' }, at);
    return ok(presenceOf(await liveGrants(trx, viewer, at)));
  });
}
