import type { Endpoint } from '../../http/endpoint.ts';
import { getExplain } from './explain.ts';
import { getHistory } from './history.ts';
import { postReach } from './reach.ts';
import { getViewAs } from './view-as.ts';
import { getWhoCanSee } from './who-can-see.ts';

/** What owners are told about the audiences of what is theirs. */
export const explainingEndpoints: readonly Endpoint[] = [
  postReach,
  getExplain,
  getWhoCanSee,
  getViewAs,
  getHistory,
];
