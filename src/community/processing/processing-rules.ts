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
export type Processed = (typeof PROCESSED)[number];

/** Which organisations may build a function into their engagement, over what, until when. */
export interface ProcessingRule {
  readonly audience: Audience;
  readonly over: readonly Processed[];
  /** Whether they may also be told that it is this member: for finding out who one is alone, and off unless it is said. */
  readonly individually: boolean;
  readonly until: Instant;
}

export interface PurposeRules {
  readonly purpose: Purpose;
  /** None is the rule by default: nobody may. */
  readonly rules: readonly ProcessingRule[];
}

/** Purposes for which members may let an organisation be told of them one by one, as what they show is. */
export const INDIVIDUAL_PURPOSES: readonly Purpose[] = ['entity-resolution'];

/** That it may be told. */
export const toldSlot = (purpose: Purpose): Slot => ({ kind: 'attributes', action: 'see', purpose });

export const slotOf = (kind: Processed, purpose: Purpose): Slot => ({ kind, action: 'process', purpose });

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
    const found = new Map<
      string,
      { audience: Audience; over: Processed[]; individually: boolean; until: Instant }
    >();
    const isTold = INDIVIDUAL_PURPOSES.includes(purpose)
      ? grants.filter((grant) => isOf(grant, toldSlot(purpose)))
      : [];
    for (const kind of PROCESSED) {
      for (const { audience, until } of grants.filter((grant) => isOf(grant, slotOf(kind, purpose)))) {
        const name = JSON.stringify([audience, until]);
        const rule = found.get(name) ?? {
          audience,
          over: [],
          individually: isTold.some((one) => JSON.stringify([one.audience, one.until]) === name),
          until,
        };
        rule.over.push(kind);
        found.set(name, rule);
      }
    }
    return { purpose, rules: [...found.values()] };
  });
}
