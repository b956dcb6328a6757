import type { Endpoint } from '../http/endpoint.ts';
import { deleteAddress, getAddresses, postAddress, postAddressConfirmation } from './accounts/addresses.ts';
import { postEmailCode, postEmailConfirmation } from './accounts/email.ts';
import { deleteSession, deleteSessions, getSession } from './accounts/session.ts';
import { postSessionToken } from './accounts/session-token.ts';
import { getSetup, postSetup } from './accounts/setup.ts';
import { postSession } from './accounts/sign-in.ts';
import { postAccount } from './accounts/sign-up.ts';
import { wantedMailEndpoints } from './accounts/wanted-mails.ts';
import {
  getAttributes,
  getVocabulary,
  postAttribute,
  putAttribute,
  removeAttribute,
} from './attributes/attributes.ts';
import { getBadges, postBadge } from './attributes/badges.ts';
import { deleteDisclosure, putDisclosure } from './attributes/disclosure.ts';
import { linkageEndpoints } from './linkage/linkage.ts';
import {
  deleteAdministrator,
  deleteSuspension,
  getSuspensions,
  putAdministrator,
  putSuspension,
} from './networks/members.ts';
import { getNetwork, getNetworks, postNetwork, putNetwork } from './networks/networks.ts';
import { approveJoinRequest, getJoinRequests, postInvite, refuseJoinRequest } from './networks/newcomers.ts';
import { getPrivacyLabel } from './networks/privacy-label.ts';
import { getAuthorisation, postAuthorisation } from './oauth/authorize.ts';
import { getDomains, putDomains } from './organisations/domains.ts';
import { deleteStaff, getStaff, postOrganisation, putStaff } from './organisations/organisations.ts';
import { getHandle, putHandle } from './personas/handle.ts';
import { deletePersona, getPersonas, postPersona } from './personas/personas.ts';

/** Accounts, networks, personas, attributes and organisations. */
export const accountEndpoints: readonly Endpoint[] = [
  getSetup,
  postSetup,
  postAccount,
  getSession,
  postSession,
  deleteSession,
  deleteSessions,
  postSessionToken,
  postEmailCode,
  postEmailConfirmation,
  getAddresses,
  postAddress,
  postAddressConfirmation,
  deleteAddress,
  ...linkageEndpoints,
  ...wantedMailEndpoints,
  getNetworks,
  getNetwork,
  getPrivacyLabel,
  postNetwork,
  getPersonas,
  postPersona,
  deletePersona,
  getHandle,
  putHandle,
  putNetwork,
  postInvite,
  getJoinRequests,
  approveJoinRequest,
  refuseJoinRequest,
  putAdministrator,
  deleteAdministrator,
  getSuspensions,
  putSuspension,
  deleteSuspension,
  postOrganisation,
  getStaff,
  putStaff,
  deleteStaff,
  getDomains,
  putDomains,
  getVocabulary,
  getAttributes,
  postAttribute,
  putAttribute,
  removeAttribute,
  putDisclosure,
  deleteDisclosure,
  getBadges,
  postBadge,
  getAuthorisation,
  postAuthorisation,
];
