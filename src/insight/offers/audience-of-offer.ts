import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { AudienceDefinition } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { definitionOf, loadAudience } from '../audiences/audience.ts';
import { type Hindrance, mayUseAudience, usabilityOf } from '../audiences/may-use-audience.ts';
import { loadThreshold } from '../audiences/threshold.ts';
import type { Ground } from '../counting/ground.ts';
import type { Offer } from './offer.ts';

/** Why an offer is shown to nobody whom it is for: its audience can't be used, is gone, or isn't the one that it was. */
export type OfferHindrance = Hindrance | 'gone' | 'changed';

/** In one form, so that of two that ask the same both are the same. */
const sameAudience = (one: AudienceDefinition, other: AudienceDefinition): boolean =>
  JSON.stringify(definitionOf(one)) === JSON.stringify(definitionOf(other));

/** What stands in the way of an offer, for its organisation: found by what it was told, so that it tells nothing new. */
export async function hindranceOf(
  db: Kysely<Database>,
  ground: Ground,
  offer: Offer,
  at: Instant,
): Promise<OfferHindrance | null> {
  const audience = await loadAudience(db, ground.network, offer.audience, at);
  if (audience === null) return 'gone';
  if (!sameAudience(audience, offer)) return 'changed';
  const threshold = await loadThreshold(db, ground.network, offer.organisation, at);
  return (await usabilityOf(db, ground, audience, threshold, at)).hindrance;
}

/** The gate of whatever is done with an offer: the one of its audience, which must be what it was when the offer was written. */
export async function mayShow(
  db: Kysely<Database>,
  ground: Ground,
  offer: Offer,
  at: Instant,
): Promise<Result<null>> {
  const audience = await mayUseAudience(db, ground, offer.audience, at);
  if (!audience.ok) return audience.refusal.kind === 'absent' ? gone : audience;
  return sameAudience(audience.value, offer) ? ok(null) : changed;
}

const gone = refuse({
  kind: 'conflict',
  says: 'The audience that this offer goes by has ended. Write the offer for another one.',
});
const changed = refuse({
  kind: 'conflict',
  says: 'The audience that this offer goes by asks for something else now. Write the offer anew for it.',
});
