import { ATTRIBUTE_KINDS, type AttributeKind } from '../../privacy/disclosure.ts';
import { type Facts, type Policy, type Question, viewerFacts } from '../../privacy/facts.ts';
import { forbids } from '../../privacy/forbids.ts';
import { ENGAGEMENT_PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import { someThing } from '../../privacy/some-thing.ts';
import {
  type Action,
  type ActorId,
  type BusinessFunction,
  FOREVER,
  FUNCTIONS,
  type Instant,
} from '../../privacy/words.ts';
import type { Declared, Guarded, Source } from './processing.ts';

const HOUR_MS = 3_600_000;

/**
 * What the policies in force leave of a processing: asked of each function, over the kinds of things that it is declared to
 * use, at each hour.
 */
export function guardedBy(
  policies: readonly Policy[],
  organisation: ActorId,
  declared: Declared,
  at: Instant,
): Guarded {
  // Those in force now, at whatever hour of the day it is asked.
  const inForce = policies
    .filter(
      (policy) =>
        policy.from <= at &&
        at < policy.until &&
        isOurs(policy.binds, organisation) &&
        mayMean(policy, declared),
    )
    .map((policy) => ({ ...policy, from: Number.NEGATIVE_INFINITY, until: FOREVER }));
  const functions = declared.functions.length === 0 ? FUNCTIONS : declared.functions;
  const ask = (
    policy: Policy,
    fn: BusinessFunction,
    thing: Thing,
    hour: number,
    days: number | null,
  ): boolean =>
    forbids(
      policy,
      questionOf(declared, organisation, fn, startOf(at) + hour * HOUR_MS, days),
      factsOf(thing, organisation),
    );
  const things = thingsOf(declared);
  const allHours = [...Array(24).keys()];
  const isForbidden = (
    fn: BusinessFunction,
    thing: Thing,
    hour: number,
    days = declared.retentionDays,
  ): boolean => inForce.some((policy) => ask(policy, fn, thing, hour, days));
  const open = functions.flatMap((fn) =>
    things.flatMap((thing) => allHours.filter((hour) => !isForbidden(fn, thing, hour))),
  );
  const speaking = inForce.filter((policy) =>
    functions.some((fn) =>
      things.some((thing) =>
        allHours.some((hour) => speaksOf(policy, (days) => ask(policy, fn, thing, hour, days))),
      ),
    ),
  );
  return {
    clauses: speaking.length,
    forbidden: open.length === 0,
    withheld: ATTRIBUTE_KINDS.filter((kind) =>
      functions.every((fn) =>
        allHours.every((hour) => isForbidden(fn, { kind: 'attribute', attribute: kind }, hour)),
      ),
    ),
    hours: open.length > 0 && new Set(open).size < 24,
    longestDays: longestOf(inForce, (days) =>
      functions.every((fn) =>
        things.every((thing) => allHours.every((hour) => isForbidden(fn, thing, hour, days))),
      ),
    ),
  };
}

type Thing =
  | { readonly kind: 'posts' | 'ties' | 'message' | 'presence' }
  | { readonly kind: 'attribute'; readonly attribute: AttributeKind };

const isOurs = (binds: ActorId | undefined, organisation: ActorId): boolean =>
  binds === undefined || binds === organisation;

const OBJECTS = { posts: 'posts', ties: 'ties', messages: 'message' } as const satisfies Record<
  Source,
  Thing['kind']
>;

/** What it is declared to use; where that is nothing, the members themselves. */
function thingsOf({ sources, kinds }: Declared): readonly Thing[] {
  const things: Thing[] = [
    ...sources.map((source) => ({ kind: OBJECTS[source] })),
    ...kinds.map((attribute) => ({ kind: 'attribute' as const, attribute })),
  ];
  return things.length === 0 ? [{ kind: 'presence' }] : things;
}

/** Whether it may speak of the purpose at all. */
const mayMean = ({ actions, purposes }: Policy, { purpose }: Declared): boolean =>
  purposes?.includes(purpose) !== false && actions?.includes(actionOf(purpose)) !== false;

const actionOf = (purpose: Purpose): Action => (isEngagement(purpose) ? 'process' : 'see');

const isEngagement = (purpose: Purpose): boolean =>
  (ENGAGEMENT_PURPOSES as readonly Purpose[]).includes(purpose);

const questionOf = (
  { purpose, basis }: Declared,
  organisation: ActorId,
  fn: BusinessFunction,
  at: Instant,
  retentionDays: number | null,
): Question => ({
  action: actionOf(purpose),
  purpose,
  at,
  as: { organisation, capacity: fn, basis, ...(retentionDays === null ? {} : { retentionDays }) },
});

/** Of a member's, at the most harmless label; of no age that is known, so that a rule about age counts. */
const factsOf = (thing: Thing, organisation: ActorId): Facts => ({
  viewer: viewerFacts({ id: organisation, kind: 'organisation' }),
  object: someThing(thing.kind, thing),
  network: { highestLabel: 'public', policies: [] },
});

/** The days at which a policy about retention changes what it says, and for good. */
const daysOf = ({ retention }: Policy): readonly (number | null)[] =>
  retention === undefined
    ? [null]
    : [retention.from, retention.until].map((days) => (Number.isFinite(days) ? days : null));

const speaksOf = (policy: Policy, isForbidden: (days: number | null) => boolean): boolean =>
  daysOf(policy).some(isForbidden);

/** The longest time for which something may still be kept, where keeping it for good may not be. */
function longestOf(
  policies: readonly Policy[],
  isForbidden: (days: number | null) => boolean,
): number | null {
  if (!isForbidden(null) || isForbidden(1)) return null;
  const limits = policies.flatMap(daysOf).filter((days) => days !== null && days > 1) as number[];
  const open = limits.map((days) => days - 1).filter((days) => !isForbidden(days));
  return open.length === 0 ? null : Math.max(...open);
}

const startOf = (at: Instant): Instant => Math.floor(at / (24 * HOUR_MS)) * 24 * HOUR_MS;
