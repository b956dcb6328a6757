import type { Audience } from '../../privacy/audience.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import type { Grant } from '../../privacy/grant.ts';
import { reviewAfter } from '../../privacy/review.ts';
import { type Action, FOREVER, type GrantId, type Instant } from '../../privacy/words.ts';

/** The grant by which a post is published: for reading, from now until its author changes it or doesn't carry it forward. */
export const postGrant = (
  id: GrantId,
  { audience, actions }: { readonly audience: Audience; readonly actions: readonly Action[] },
  at: Instant,
): Grant => ({
  id,
  audience,
  actions,
  purpose: 'reading',
  conditions: NO_CONDITIONS,
  from: at,
  excludingSince: at,
  until: FOREVER,
  reviewBy: at + reviewAfter({ kind: 'post', purpose: 'reading', audience }),
});
