import { ok, type Result } from '../../core/result.ts';
import { keysOf } from '../../privacy/audience.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Lockdown, ObjectFacts } from '../../privacy/facts.ts';
import type { Showing } from '../../privacy/showing.ts';
import { type ActorId, FOREVER, type GrantId, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadKeyNames } from '../audiences/describe-audience.ts';
import { readLockdown } from '../lockdown/read-lockdown.ts';
import { readPlan, type SetPlan } from '../vault/plan-set.ts';
import { countReached, ownThing, type Reached } from './counted.ts';
import { loadOwnThings } from './load-own-thing.ts';
import type { People } from './people.ts';
import { sayReached } from './say-reached.ts';

/** Whom a change of one attribute lets in and keeps out, as far as its owner may know: upper bounds. */
interface ChangeReach {
  readonly gain: number;
  readonly lose: number;
  /** In sentences; null where it isn't shown. */
  readonly saysNow: string | null;
  readonly saysNext: string | null;
}

export interface SetPreview {
  readonly plan: SetPlan;
  readonly reach: readonly ChangeReach[];
}

/** What applying a set would change, and for whom. */
export async function previewSet(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<SetPreview>> {
  const plan = await readPlan(deps, viewer, id, at);
  if (!plan.ok) return plan;
  const copies = plan.value.changes.flatMap(({ attribute }) => attribute.disclosure?.id ?? []);
  const things = await loadOwnThings(deps, viewer, 'attribute', copies, at);
  const lockdown = await readLockdown(deps, viewer, at);
  const lockdowns = lockdown === null ? [] : [lockdown];
  const reachOf = countOnce(deps, viewer, at);
  const reach: ChangeReach[] = [];
  for (const { attribute, now, next } of plan.value.changes) {
    const shown = things.find(({ object }) => object.id === attribute.disclosure?.id)?.object;
    const before = now === null || shown === undefined ? null : await reachOf(now, shown);
    const after =
      next === null ? null : await reachOf(next, objectOf(viewer, attribute.kind, next, lockdowns, at));
    const [had, has] = [before?.reached.reached, after?.reached.reached];
    // For another purpose it is another use: all who had it lose it.
    const same = now?.purpose === next?.purpose;
    reach.push({
      gain: count(has, same ? had : undefined),
      lose: count(had, same ? has : undefined),
      saysNow: before?.says ?? null,
      saysNext: after?.says ?? null,
    });
  }
  return ok({ plan: plan.value, reach });
}

/** How many of some aren't among others. */
const count = (some: People | undefined, others: People | undefined): number =>
  some === undefined ? 0 : (others === undefined ? some : some.without(others)).size;

interface Counted {
  readonly reached: Reached;
  readonly says: string;
}

/** Counts those whom it reaches; what is shown by the same grants is counted once. */
function countOnce(deps: Pick<Deps, 'store'>, viewer: Viewer, at: Instant) {
  const known = new Map<string, Counted>();
  return async ({ purpose }: Pick<Showing, 'purpose'>, object: ObjectFacts): Promise<Counted> => {
    const grants = object.grants.map(({ audience, actions, purpose: of, from, until, excludingSince }) => [
      audience,
      actions,
      of,
      from <= at && at < until,
      audience.except.length > 0 ? excludingSince : null,
    ]);
    // A policy may speak of the kind, and of how long it has been shown.
    const spokenOf = viewer.networkFacts.policies.length === 0 ? [] : [object.attribute, object.since];
    const key = JSON.stringify([purpose, grants, ...spokenOf]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const reached = await countReached(deps, viewer, { action: 'see', purpose, at }, ownThing(object));
    const keys = object.grants.flatMap((grant) => keysOf(grant.audience));
    const counted = { reached, says: sayReached(reached, await loadKeyNames(deps, viewer, keys, at)) };
    known.set(key, counted);
    return counted;
  };
}

/** A copy as if it were shown so. */
function objectOf(
  viewer: Viewer,
  attribute: AttributeKind,
  { audience, purpose, until }: Showing,
  lockdowns: readonly Lockdown[],
  at: Instant,
): ObjectFacts {
  const grant = {
    id: '' as GrantId,
    audience,
    actions: ['see' as const],
    purpose,
    conditions: NO_CONDITIONS,
    from: at,
    excludingSince: at,
    until,
    reviewBy: FOREVER,
  };
  return {
    kind: 'attribute',
    id: '' as ObjectId,
    owner: viewer.actor?.id ?? ('' as ActorId),
    ownerSuspensions: [],
    ownerLockdowns: lockdowns,
    label: 'public',
    attribute,
    since: at,
    grants: [grant],
    within: [],
  };
}
