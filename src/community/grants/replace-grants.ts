import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { Audience } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { Action, ActorId, GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type EndedExclusion, excludingSince, give, withdraw } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { isOf, type LiveGrant, liveGrants, type Slot } from './live-grants.ts';

/** A grant that is to hold from now on. */
export interface Wanted {
  readonly audience: Audience;
  readonly conditions: Conditions;
  readonly until: Instant;
}

/**
 * Makes exactly the wanted grants hold over one thing of an actor's own, for one action and purpose: those that are
 * there stay as they are, others end, and what they gave besides is given on. Within a transaction that holds the
 * owner's lock.
 * @returns whether anything was given or ended
 */
export async function replaceGrants(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  viewer: Viewer,
  me: ActorId,
  slot: Slot,
  wanted: readonly Wanted[],
  at: Instant,
): Promise<boolean> {
  const { network } = viewer;
  const object = { kind: slot.kind, id: me as string as ObjectId };
  const grantOf = (actions: readonly Action[]) => ({
    id: deps.ids.next(`grant ${slot.kind} ${actions.join()} ${slot.purpose}`) as GrantId,
    owner: me,
    object,
    actions,
    purpose: slot.purpose,
    from: at,
  });
  const missing = [...wanted];
  const ended: EndedExclusion[] = [];
  let isChanged = false;
  for (const grant of await liveGrants(trx, viewer, at)) {
    if (!isOf(grant, slot)) continue;
    const same = missing.findIndex((one) => isSame(one, grant));
    if (same >= 0) {
      missing.splice(same, 1);
      continue;
    }
    isChanged = true;
    const exclusions = await withdraw(trx, network, object, at, { grant: grant.id });
    ended.push(...exclusions);
    const others = grant.actions.filter((one) => one !== slot.action);
    if (others.length === 0) continue;
    const { audience, conditions, until, reviewBy } = grant;
    const since = excludingSince(audience, exclusions, at);
    await give(trx, network, {
      ...grantOf(others),
      audience,
      conditions,
      until,
      reviewBy,
      excludingSince: since,
    });
  }
  for (const one of missing) {
    if (one.audience.any.length === 0) continue;
    isChanged = true;
    const since = excludingSince(one.audience, ended, at);
    await give(trx, network, { ...grantOf([slot.action]), ...one, excludingSince: since });
  }
  return isChanged;
}

const isSame = (wanted: Wanted, { audience, conditions, until }: LiveGrant): boolean =>
  wanted.until === until &&
  isDeepStrictEqual(wanted.conditions, conditions) &&
  isDeepStrictEqual(wanted.audience, audience);
