import type { Endpoint } from '../http/endpoint.ts';
import { deleteSession, deleteSessions, getSession } from './accounts/session.ts';
import { postSessionToken } from './accounts/session-token.ts';
import { getSetup, postSetup } from './accounts/setup.ts';
import { postSession } from './accounts/sign-in.ts';
import { postAccount } from './accounts/sign-up.ts';
import {
  getAttributes,
  getVocabulary,
  postAttribute,
  putAttribute,
  removeAttribute,
} from './attributes/attributes.ts';
import { deleteDisclosure, putDisclosure } from './attributes/disclosure.ts';
import { getNetwork, getNetworks, postNetwork } from './networks/networks.ts';
import { getAuthorisation, postAuthorisation } from './oauth/authorize.ts';
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
  getNetworks,
  getNetwork,
  postNetwork,
  getPersonas,
  postPersona,
  deletePersona,
  getVocabulary,
  getAttributes,
  postAttribute,
  putAttribute,
  removeAttribute,
  putDisclosure,
  deleteDisclosure,
  getAuthorisation,
  postAuthorisation,
];
