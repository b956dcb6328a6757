import { z } from 'zod';
import type { Assessment } from '../../governance/risk/assess.ts';
import { gravity, LINDDUN, type Threat } from '../../governance/risk/linddun.ts';
import { OBSERVED_DAYS, type Observed, OPEN_QUESTIONS, SOURCES } from '../../governance/risk/processing.ts';
import type { Risk } from '../../governance/risk/risks-of.ts';
import { ATTRIBUTE_KINDS } from '../../privacy/disclosure.ts';
import { PURPOSES, purposeIri } from '../../privacy/purposes.ts';
import { FUNCTIONS, LAWFUL_BASES } from '../../privacy/words.ts';
import { instantJson } from '../instant-json.ts';
import { presentSeat, seatJson } from '../organisations/seat-json.ts';

const gradeJson = z.object({ likelihood: z.int().min(1).max(4), severity: z.int().min(1).max(4) });
const gravityJson = z.enum(['low', 'medium', 'high']);

const declaredJson = z.object({
  title: z.string(),
  purpose: z.enum(PURPOSES),
  functions: z.array(z.enum(FUNCTIONS)),
  kinds: z.array(z.enum(ATTRIBUTE_KINDS)),
  sources: z.array(z.enum(SOURCES)),
  retention_days: z.int().nullable(),
  basis: z.enum(LAWFUL_BASES),
  necessity: z.string(),
  answers: z.record(z.enum(OPEN_QUESTIONS), z.boolean().nullable()),
});

export const observedJson = z.object({
  days: z.int(),
  uses: z.int(),
  individual: z.record(z.string(), z.int()),
  of_many: z.int(),
  functions: z.array(z.string()),
  kinds: z.array(z.string()),
});

export const riskJson = z
  .object({
    id: z.string(),
    declared: declaredJson,
    purpose_iri: z.string(),
    owner: seatJson.nullable(),
    review_by: z.string(),
    overdue: z.boolean(),
    declared_at: z.string(),
    changed_at: z.string(),
    network_kind: z.string(),
    seats: z.int(),
    members: z.object({ about: z.int().nullable(), at_least: z.int() }).nullable(),
    observed: observedJson,
    policies: z.object({
      clauses: z.int(),
      forbidden: z.boolean(),
      withheld: z.array(z.string()),
      hours: z.boolean(),
      longest_days: z.int().nullable(),
    }),
    flows: z.array(
      z.object({ id: z.string(), from: z.string(), to: z.string(), what: z.string(), observed: z.boolean() }),
    ),
    threats: z.array(
      z.object({
        id: z.string(),
        type: z.enum(LINDDUN),
        flow: z.string(),
        says: z.string(),
        before: gradeJson,
        after: gradeJson,
        gravity_before: gravityJson,
        gravity_after: gravityJson,
        measures: z.array(z.object({ id: z.string(), says: z.string(), holds: z.boolean() })),
      }),
    ),
    criteria: z.array(z.object({ id: z.string(), says: z.string(), met: z.boolean(), because: z.string() })),
    impact_assessment: z.boolean(),
    consult: z.array(z.object({ who: z.string(), by: z.string(), discipline: z.string().nullable() })),
    claims: z.array(
      z.object({
        id: z.string(),
        says: z.string(),
        against: z.int(),
        among: z.int(),
        days: z.int(),
        kept: z.boolean(),
      }),
    ),
    residual: gravityJson,
  })
  .meta({ id: 'Risk' });

type RiskJson = z.output<typeof riskJson>;

export function presentRisk({ entry, owner, facts, assessment }: Risk, at: number): RiskJson {
  const { declared } = entry;
  const { guarded, members } = facts;
  return {
    id: entry.id,
    declared: {
      title: declared.title,
      purpose: declared.purpose,
      functions: [...declared.functions],
      kinds: [...declared.kinds],
      sources: [...declared.sources],
      retention_days: declared.retentionDays,
      basis: declared.basis,
      necessity: declared.necessity,
      answers: { ...declared.answers },
    },
    purpose_iri: purposeIri(declared.purpose),
    owner: owner === null ? null : presentSeat(owner),
    review_by: instantJson(entry.reviewBy),
    overdue: entry.reviewBy <= at,
    declared_at: instantJson(entry.declaredAt),
    changed_at: instantJson(entry.changedAt),
    network_kind: facts.networkKind,
    seats: facts.seats,
    members: members === null ? null : { about: members.about, at_least: members.atLeast },
    observed: presentObserved(facts.observed),
    policies: {
      clauses: guarded.clauses,
      forbidden: guarded.forbidden,
      withheld: [...guarded.withheld],
      hours: guarded.hours,
      longest_days: guarded.longestDays,
    },
    ...presentAssessment(assessment),
  };
}

const presentAssessment = (of: Assessment) => ({
  flows: of.flows.map((flow) => ({ ...flow })),
  threats: of.threats.map(presentThreat),
  criteria: of.criteria.map((criterion) => ({ ...criterion })),
  impact_assessment: of.impactAssessment,
  consult: of.consultations.map((one) => ({ ...one })),
  claims: of.claims.map((claim) => ({ ...claim })),
  residual: of.residual,
});

const presentThreat = ({ measures, ...threat }: Threat): RiskJson['threats'][number] => ({
  ...threat,
  gravity_before: gravity(threat.before),
  gravity_after: gravity(threat.after),
  measures: measures.map((measure) => ({ ...measure })),
});

export const presentObserved = (observed: Observed): z.output<typeof observedJson> => ({
  days: OBSERVED_DAYS,
  uses: observed.uses,
  individual: { ...observed.individual },
  of_many: observed.ofMany,
  functions: [...observed.functions],
  kinds: [...observed.kinds],
});
