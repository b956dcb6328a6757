import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { asksOfAudience, isLeftToNobody, NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { requireSignOff } from '../../store/sign-offs.ts';
import type { Ground } from '../counting/ground.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import { isNamed, mayUseFor } from '../counting/policy-first.ts';
import { loadTerms } from '../counting/terms.ts';
import { definitionOf, loadAudience, type SavedAudience } from './audience.ts';
import { type ToldSize, toldSize } from './audience-size.ts';
import { comparesSensitive, comparesSensitiveWords } from './sensitive-values.ts';
import { loadThreshold } from './threshold.ts';

/** Why an audience can't be used now; null where it can. */
export type Hindrance = 'untold' | 'too-few' | 'unsigned' | 'policy' | 'sensitive';

/** Whether an audience may be used, and by what was told. */
export interface Usability {
  readonly hindrance: Hindrance | null;
  readonly told: ToldSize | null;
  /** Whether what was told is so many that experts sign it. */
  readonly needsSignature: boolean;
}

/** Whether an audience as it stands may be used: found by what the organisation was told, so that it tells nothing new. */
export async function usabilityOf(
  db: Kysely<Database>,
  { network, policies }: Ground,
  audience: SavedAudience,
  threshold: number,
  at: Instant,
): Promise<Usability> {
  const { organisation } = audience;
  const told = await toldSize(db, network, organisation, audience, at);
  // The most, or whoever asked day by day would sooner or later be told of fewer.
  const needsSignature = told !== null && told.most !== null && told.most >= threshold;
  const { minimum, policyFirst } = await loadTerms(db, network, organisation, at);
  const because = async (): Promise<Hindrance | null> => {
    if (isLeftToNobody(policies, asksOfAudience(audience, organisation, at))) return 'policy';
    if (policyFirst && !(await isNamed(db, network, organisation, audience.purpose, at))) return 'policy';
    if (await comparesSensitive(db, network, audience, at)) return 'sensitive';
    if (told === null) return 'untold';
    // Also what was told before a larger minimum was chosen.
    if (told.released === null || told.released < minimum) return 'too-few';
    if (!needsSignature) return null;
    const gated = { kind: 'saved-audience', organisation, what: definitionOf(audience) } as const;
    return (await requireSignOff(db, network, gated, at)).ok ? null : 'unsigned';
  };
  return { hindrance: await because(), told, needsSignature };
}

/**
 * The gate of whatever uses an audience, such as an offer: asked before it begins, in its transaction. Whether the asker acts
 * for the organisation is asked by whoever calls.
 * @returns the audience as it stands
 */
export async function mayUseAudience(
  db: Kysely<Database>,
  ground: Ground,
  id: string,
  at: Instant,
): Promise<Result<SavedAudience>> {
  const audience = await loadAudience(db, ground.network, id, at);
  if (audience === null) return absent;
  const threshold = await loadThreshold(db, ground.network, audience.organisation, at);
  const { hindrance } = await usabilityOf(db, ground, audience, threshold, at);
  if (hindrance === null) return ok(audience);
  if (hindrance === 'policy') {
    const may = await mayUseFor(db, ground.network, audience.organisation, audience.purpose, at);
    return may.ok ? forbiddenNow : may;
  }
  if (hindrance === 'sensitive') return comparesSensitiveWords;
  return refuse({ kind: 'conflict', says: SAYS[hindrance] });
}

const SAYS: Readonly<Record<Exclude<Hindrance, 'policy' | 'sensitive'>, string>> = {
  untold: `Nobody was told within the last ${NUMBERS_STAND_DAYS} days how many members this audience has. Ask for its size.`,
  'too-few':
    'This audience was told to have fewer members than are told of, or may be picked. Ask for less of them.',
  unsigned:
    'So many members are reached once the experts have signed exactly this audience. Put it before them.',
};
