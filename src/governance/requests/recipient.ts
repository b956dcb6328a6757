import { absent, ok, type Result } from '../../core/result.ts';
import { ANSWERS_REQUESTS } from '../../privacy/expertise.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asExpert } from '../records/expert.ts';
import type { Recipient } from './request.ts';

/**
 * Who answers for a recipient: an organisation's experts in law and compliance; for the network, whoever administers it.
 * @param host the viewer, where they administer the network
 */
export async function asRecipient(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  recipient: Recipient,
  host: ActorId | null,
  at: Instant,
): Promise<Result<ActorId>> {
  if (recipient === viewer.network) return host === null ? absent : ok(host);
  return asExpert(deps, viewer, recipient as ActorId, ANSWERS_REQUESTS, at);
}
