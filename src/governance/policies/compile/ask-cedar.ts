import type { AuthorizationAnswer, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Cedar } from '../cedar.ts';
import type { PolicyClass } from '../schema/classes.ts';
import { cedarRequest } from '../schema/request.ts';

/** The one permit that the machine adds: that something was granted is asked elsewhere, and policies only narrow it. */
const BASELINE = 'permit (principal, action, resource);';

/**
 * Cedar, ready to be asked whether a clause forbids a class.
 * @param set under which name it keeps the clause; what had the name before is forgotten
 */
export function askingAbout(cedar: Cedar, set: string, clause: PolicyJson): (asked: PolicyClass) => boolean {
  const prepared = cedar.preparsePolicySet(set, { staticPolicies: { baseline: BASELINE, clause } });
  if (prepared.type === 'failure') return () => true;
  return (asked) =>
    isForbidden(cedar.statefulIsAuthorized({ ...cedarRequest(asked), preparsedPolicySetId: set }));
}

/** A rule that errs denies; Cedar by itself would skip a forbid that errs. */
export const isForbidden = (answer: AuthorizationAnswer): boolean =>
  answer.type === 'failure' ||
  answer.response.diagnostics.errors.length > 0 ||
  answer.response.decision !== 'allow';
