import { type Probe, read } from './probe.ts';

const CLAUSE = 'forbid (principal in Function::"sales", action == Action::"listen", resource);';

/** Writing policies, which reads nothing of anybody’s. */
export const policyProbes: readonly Probe[] = [
  read('GET /api/organisations/v1/policy-schema'),
  read('GET /api/organisations/v1/policy-templates'),
  read('GET /api/organisations/v1/policy-library'),
  read('POST /api/organisations/v1/policies/check', () => [
    { body: { text: CLAUSE, kind: 'employee', scope: 'network' } },
  ]),
  read('POST /api/organisations/v1/policies/write', () => [{ body: { clauses: [{ text: CLAUSE }] } }]),
];
