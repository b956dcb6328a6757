import type { SaidTerms, Terms } from '../api/terms.ts';

/** What stands in the fields. */
export interface TermsFields {
  readonly minimum: string;
  readonly quarter: string;
  readonly query: string;
  readonly policyFirst: boolean;
}

export const fieldsOf = (terms: Terms): TermsFields => ({
  minimum: String(terms.minimum),
  quarter: terms.epsilon_of_quarter,
  query: terms.epsilon_of_query,
  policyFirst: terms.policy_first,
});

/** What was changed in the fields; what isn't a number is left for the server to refuse. */
export function saidIn(fields: TermsFields, terms: Terms): SaidTerms {
  const now = fieldsOf(terms);
  return {
    ...(fields.minimum === now.minimum ? {} : { minimum: Number(fields.minimum) }),
    ...(fields.quarter === now.quarter ? {} : { epsilon_of_quarter: Number(fields.quarter) }),
    ...(fields.query === now.query ? {} : { epsilon_of_query: Number(fields.query) }),
    ...(fields.policyFirst === now.policyFirst ? {} : { policy_first: fields.policyFirst }),
  };
}

/** Whether the organisation would be told more than now: then the experts sign it. */
export const isMore = (said: SaidTerms, terms: Terms): boolean =>
  (said.minimum ?? terms.minimum) < terms.minimum ||
  (said.epsilon_of_quarter ?? 0) > Number(terms.epsilon_of_quarter) ||
  (said.epsilon_of_query ?? 0) > Number(terms.epsilon_of_query) ||
  said.policy_first === false;
