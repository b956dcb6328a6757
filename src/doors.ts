import type { Hono } from 'hono';
import { accountEndpoints } from './api/account-endpoints.ts';
import { messagingEndpoints } from './api/conversations/endpoints.ts';
import { openapiEndpoint } from './api/description/openapi.ts';
import { deskEndpoints } from './api/desk/endpoints.ts';
import { answerEndpoints } from './api/insight/answers.ts';
import { audienceEndpoints } from './api/insight/audiences.ts';
import { insightEndpoints } from './api/insight/counts.ts';
import { emergingEndpoints } from './api/insight/emerging.ts';
import { exportEndpoints } from './api/insight/exports.ts';
import { influenceEndpoints } from './api/insight/influence.ts';
import { jobEndpoints } from './api/insight/jobs.ts';
import { listeningEndpoints } from './api/insight/listening.ts';
import { offerEndpoints } from './api/insight/offers.ts';
import { ownOfferEndpoints } from './api/insight/own-offers.ts';
import { RESOLUTIONS, resolutionEndpoints } from './api/insight/resolutions.ts';
import { sensitiveEndpoints } from './api/insight/sensitive-topics.ts';
import { syntheticEndpoints } from './api/insight/synthetic.ts';
import { termsEndpoints } from './api/insight/terms.ts';
import { topicEndpoints } from './api/insight/topics.ts';
import { trainingEndpoints } from './api/insight/training.ts';
import { unseenEndpoints } from './api/insight/unseen.ts';
import { watchEndpoints } from './api/insight/watches.ts';
import { ledgerEndpoints } from './api/ledger/ledger.ts';
import { relationEndpoints } from './api/people-endpoints.ts';
import { policyEndpoints } from './api/policies/policies.ts';
import { postEndpoints } from './api/posts/endpoints.ts';
import { organisationReceiptEndpoints } from './api/receipts/organisation-receipts.ts';
import { receiptEndpoints } from './api/receipts/receipts.ts';
import { recordEndpoints } from './api/records/endpoints.ts';
import { commentEndpoints } from './api/resources/comments.ts';
import { fileEndpoints } from './api/resources/files.ts';
import { resourceEndpoints } from './api/resources/resources.ts';
import { sharingEndpoints } from './api/resources/sharing.ts';
import { signOffEndpoints } from './api/sign-off/endpoints.ts';
import { simulationEndpoints } from './api/simulation/simulation.ts';
import { UPLOADS, uploadEndpoints } from './api/uploads/uploads.ts';
import { allowanceEndpoints } from './api/uses/allowance.ts';
import { useEndpoints } from './api/uses/uses.ts';
import { type Authenticator, type Endpoint, mount } from './http/endpoint.ts';
import { peopleEndpoints } from './mastodon/accounts/endpoints.ts';
import { instanceEndpoints } from './mastodon/instance/endpoints.ts';
import { mediaEndpoints } from './mastodon/media/media.ts';
import { notificationEndpoints } from './mastodon/notifications/endpoints.ts';
import { searchEndpoints } from './mastodon/search/endpoints.ts';
import { statusEndpoints } from './mastodon/statuses/endpoints.ts';
import { timelineEndpoints } from './mastodon/timelines/endpoints.ts';
import { oauthEndpoints } from './oauth/endpoints.ts';
import type { Deps } from './store/deps.ts';
import { streamEndpoints } from './stream/endpoints.ts';

/** Paths whose bodies may be larger than others': uploads, whose doors set limits of their own. */
const uploadPaths: readonly string[] = ['/api/v1/media', '/api/v2/media', RESOLUTIONS];

/** Whether it is an upload. */
export const isUpload = (method: string, path: string): boolean =>
  uploadPaths.includes(path.replace(/\/$/, '')) || (method === 'PATCH' && path.startsWith(`${UPLOADS}/`));

/** Every operation of every API. Each door adds its list here. */
export const endpoints: readonly Endpoint[] = [
  ...accountEndpoints,
  ...oauthEndpoints,
  ...instanceEndpoints,
  ...peopleEndpoints,
  ...relationEndpoints,
  ...ledgerEndpoints,
  ...useEndpoints,
  ...allowanceEndpoints,
  ...insightEndpoints,
  ...audienceEndpoints,
  ...exportEndpoints,
  ...termsEndpoints,
  ...jobEndpoints,
  ...answerEndpoints,
  ...unseenEndpoints,
  ...topicEndpoints,
  ...listeningEndpoints,
  ...emergingEndpoints,
  ...watchEndpoints,
  ...influenceEndpoints,
  ...syntheticEndpoints,
  ...trainingEndpoints,
  ...resolutionEndpoints,
  ...offerEndpoints,
  ...ownOfferEndpoints,
  ...sensitiveEndpoints,
  ...recordEndpoints,
  ...receiptEndpoints,
  ...organisationReceiptEndpoints,
  ...signOffEndpoints,
  ...simulationEndpoints,
  ...statusEndpoints,
  ...timelineEndpoints,
  ...notificationEndpoints,
  ...searchEndpoints,
  ...postEndpoints,
  ...messagingEndpoints,
  ...deskEndpoints,
  ...streamEndpoints,
  ...mediaEndpoints,
  ...resourceEndpoints,
  ...sharingEndpoints,
  ...commentEndpoints,
  ...fileEndpoints,
  ...uploadEndpoints,
  ...policyEndpoints,
  openapiEndpoint(() => endpoints),
];

/** Registers every door. */
export function mountDoors(app: Hono, deps: Deps, authenticator: Authenticator): void {
  mount(app, endpoints, deps, authenticator);
}
