import type { Endpoint } from '../../http/endpoint.ts';
import { getMatter, getMatters, postMatter, putMatter } from './matters.ts';
import { getPoliciesInForce, getPolicyChanges } from './policies-in-force.ts';
import { getSignOffRules, putSignOffRules } from './sign-off-rules.ts';
import { postStep } from './steps.ts';

/** What experts sign before it begins, and what members are told of it. */
export const signOffEndpoints: readonly Endpoint[] = [
  getPoliciesInForce,
  getPolicyChanges,
  getMatters,
  postMatter,
  getMatter,
  putMatter,
  postStep,
  getSignOffRules,
  putSignOffRules,
];
