import { type Claim, claimsOf } from './claims.ts';
import { type Consultation, consultationsOf } from './consult.ts';
import { type Criterion, criteriaOf, needsImpactAssessment } from './criteria.ts';
import { type Flow, flowsOf } from './flows.ts';
import { gravity, type Threat, threatsOf } from './linddun.ts';
import type { ProcessingFacts } from './processing.ts';

/** All that can be said of the risk of one processing, from its facts alone. */
export interface Assessment {
  readonly flows: readonly Flow[];
  readonly threats: readonly Threat[];
  readonly criteria: readonly Criterion[];
  /** Whether a data protection impact assessment must be made (GDPR Article 35). */
  readonly impactAssessment: boolean;
  readonly consultations: readonly Consultation[];
  readonly claims: readonly Claim[];
  /** The gravest of what is left after all measures. */
  readonly residual: 'low' | 'medium' | 'high';
}

/** A LINDDUN pass over the data flows of a processing, with the criteria of WP 248. Pure: equal facts, equal assessment. */
export function assess(facts: ProcessingFacts): Assessment {
  const threats = threatsOf(facts);
  const criteria = criteriaOf(facts);
  const left = threats.map(({ after }) => gravity(after));
  return {
    flows: flowsOf(facts),
    threats,
    criteria,
    impactAssessment: needsImpactAssessment(criteria),
    consultations: consultationsOf(facts, criteria, threats),
    claims: claimsOf(facts),
    residual: left.includes('high') ? 'high' : left.includes('medium') ? 'medium' : 'low',
  };
}
