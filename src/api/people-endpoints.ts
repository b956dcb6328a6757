import type { Endpoint } from '../http/endpoint.ts';
import { attributeSetEndpoints } from './attribute-sets/attribute-sets.ts';
import { bulkEndpoints } from './bulk/bulk.ts';
import { checkUpEndpoints } from './check-up/check-up.ts';
import { circleEndpoints } from './circles/circles.ts';
import { connectionEndpoints } from './connections/connections.ts';
import { connectionRuleEndpoints } from './connections/rules.ts';
import { contactEndpoints } from './contacts/contacts.ts';
import { decisionEndpoints } from './decisions/decisions.ts';
import { explainingEndpoints } from './explaining/endpoints.ts';
import { exposureEndpoints } from './exposure/exposure.ts';
import { postDraftCheck } from './giveaways/check-draft.ts';
import { grantEndpoints } from './grants/grants.ts';
import { lockdownEndpoints } from './lockdown/lockdown.ts';
import { organisationGrantEndpoints } from './organisations/grants.ts';
import { keeperEndpoints } from './organisations/keepers.ts';
import { organisationProfileEndpoints } from './organisations/profile.ts';
import { proofEndpoints } from './organisations/proofs.ts';
import { seatEndpoints } from './organisations/seats.ts';
import { standingEndpoints } from './organisations/standings.ts';
import { presenceEndpoints } from './presence/presence.ts';
import { processingEndpoints } from './processing/processing.ts';
import { riskEndpoints } from './risks/risks.ts';
import { spaceMemberEndpoints } from './spaces/members.ts';
import { spaceEndpoints } from './spaces/spaces.ts';

/** How members stand to each other, and who may do what with what is theirs. */
export const relationEndpoints: readonly Endpoint[] = [
  ...circleEndpoints,
  ...connectionEndpoints,
  ...connectionRuleEndpoints,
  ...contactEndpoints,
  ...seatEndpoints,
  ...keeperEndpoints,
  ...organisationGrantEndpoints,
  ...organisationProfileEndpoints,
  ...proofEndpoints,
  ...standingEndpoints,
  ...riskEndpoints,
  ...processingEndpoints,
  ...spaceEndpoints,
  ...spaceMemberEndpoints,
  ...presenceEndpoints,
  ...attributeSetEndpoints,
  ...lockdownEndpoints,
  ...grantEndpoints,
  ...decisionEndpoints,
  ...checkUpEndpoints,
  ...bulkEndpoints,
  ...explainingEndpoints,
  ...exposureEndpoints,
  postDraftCheck,
];
