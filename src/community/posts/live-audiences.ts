import { type Audience, personaKey } from '../../privacy/audience.ts';
import type { ObjectFacts } from '../../privacy/facts.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Candidate } from '../../store/facts.ts';

/**
 * Whom a post may reach, and each of those that it is within: nobody outside any of the lists sees it. A superset,
 * for deliveries; the core decides at the reading.
 */
export const liveAudiences = ({ facts }: Pick<Candidate, 'facts'>, at: Instant): Audience[][] =>
  [facts.object, ...facts.object.within].map((object) => audiencesOf(object, at));

/** The audiences of the live grants to see it, and its owner. */
function audiencesOf(object: ObjectFacts, at: Instant): Audience[] {
  const live = object.grants.filter(
    (grant) => grant.from <= at && at < grant.until && grant.actions.includes('see'),
  );
  return [...live.map((grant) => grant.audience), { any: [[personaKey(object.owner)]], except: [] }];
}
