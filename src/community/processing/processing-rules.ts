import type { Kysely } from 'kysely';
import type { Audience } from '../../privacy/audience.ts';
import { ENGAGEMENT_PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import type { Instant, ObjectKind } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { isOf, liveGrants, type Slot } from '../grants/live-grants.ts';

/** What of a member's may be processed: all their posts, all attributes that they show, their connections. */
export const PROCESSED = ['posts', 'attributes', 'ties'] as const satisfies readonly ObjectKind[];

type Processed = (typeof PROCESSED)[number];

/** What a member may allow for a purpose: that something is processed, or that they are told of by name. */
export const ALLOWED = [...PROCESSED, 'named'] as const;
export type Allowed = (typeof ALLOWED)[number];

/**
 * For these alone members are told of by name, each only where they granted exactly that: what influence their ties give them, and
 * that what they show is what a list from outside has of them.
 */
const NAMED_BY: Partial<Record<Purpose, Processed>> = {
  'influence-measurement': 'ties',
  'entity-resolution': 'attributes',
};

/** Which organisations may build a function into their engagement, over what, until when. */
export interface ProcessingRule {
  readonly audience: Audience;
  readonly over: readonly Allowed[];
  readonly until: Instant;
}

export interface PurposeRules {
  readonly purpose: Purpose;
  /** None is the rule by default: nobody may. */
  readonly rules: readonly ProcessingRule[];
}

/** By what members are told of by name for a purpose; null where they can't be. */
export const namedBy = (purpose: Purpose): Processed | null => NAMED_BY[purpose] ?? null;

/** By which grant it is allowed: to be named is that what it is by is seen for that purpose. */
export const slotOf = (allowed: Allowed, purpose: Purpose): Slot =>
  allowed === 'named'
    ? { kind: namedBy(purpose) ?? 'ties', action: 'see', purpose }
    : { kind: allowed, action: 'process', purpose };

/** What can be allowed for a purpose. */
export const allowedFor = (purpose: Purpose): readonly Allowed[] =>
  namedBy(purpose) === null ? PROCESSED : ALLOWED;

/** The viewer's own rules, for each purpose. */
export const readProcessingRules = (
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<PurposeRules[]> => loadProcessingRules(store.community, viewer, at);

export async function loadProcessingRules(
  db: Kysely<Database>,
  viewer: Viewer,
  at: Instant,
): Promise<PurposeRules[]> {
  const grants = await liveGrants(db, viewer, at);
  return ENGAGEMENT_PURPOSES.map((purpose) => {
    const found = new Map<string, { audience: Audience; over: Allowed[]; until: Instant }>();
    for (const kind of allowedFor(purpose)) {
      for (const { audience, until } of grants.filter((grant) => isOf(grant, slotOf(kind, purpose)))) {
        const name = JSON.stringify([audience, until]);
        const rule = found.get(name) ?? { audience, over: [], until };
        rule.over.push(kind);
        found.set(name, rule);
      }
    }
    return { purpose, rules: [...found.values()] };
  });
}
