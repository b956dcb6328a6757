import { ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId } from '../../privacy/words.ts';

/** As many members a seat writes to of its own accord; more are a campaign. */
const MOST_WITHOUT_CAMPAIGN = 10;

/**
 * The gate of campaigns: whoever writes to many at once needs the experts' signatures before, not after. Until a campaign can be
 * signed there is none, and many are refused.
 */
export function passCampaignGate(personas: readonly ActorId[]): Result<null> {
  if (personas.length <= MOST_WITHOUT_CAMPAIGN) return ok(null);
  const says = `More than ${MOST_WITHOUT_CAMPAIGN} members at once need a signed campaign.`;
  return refuse({ kind: 'invalid', field: 'personas', says });
}
