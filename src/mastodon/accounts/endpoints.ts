import type { Endpoint } from '../../http/endpoint.ts';
import { avatar } from '../avatars/avatar.ts';
import { answerFollow, listFollowRequests, rejectFollow } from '../follow-requests/follow-requests.ts';
import {
  blockedAccounts,
  directory,
  followersOfAccount,
  followingOfAccount,
  mutedAccounts,
  searchAccounts,
} from './account-lists.ts';
import { updateCredentials, verifyCredentials } from './own-account.ts';
import {
  blockAccount,
  followAccount,
  muteAccount,
  removeFollower,
  showRelationships,
  unblockAccount,
  unfollowAccount,
  unmuteAccount,
} from './relate.ts';
import { lookUpAccount, showAccount } from './show-account.ts';
import { dismiss, suggestions } from './suggestions.ts';

/** People: fixed paths stand before `:id`, which would take them too. */
export const peopleEndpoints: readonly Endpoint[] = [
  verifyCredentials,
  updateCredentials,
  lookUpAccount,
  searchAccounts,
  showRelationships,
  showAccount,
  followersOfAccount,
  followingOfAccount,
  followAccount,
  unfollowAccount,
  removeFollower,
  blockAccount,
  unblockAccount,
  muteAccount,
  unmuteAccount,
  blockedAccounts,
  mutedAccounts,
  directory,
  suggestions,
  dismiss,
  listFollowRequests,
  answerFollow,
  rejectFollow,
  avatar,
];
