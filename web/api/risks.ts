import type { Client } from './client.ts';
import type { HouseSeat } from './controls.ts';

type Gravity = 'low' | 'medium' | 'high';

interface Grade {
  likelihood: number;
  severity: number;
}

export interface Threat {
  id: string;
  type: string;
  flow: string;
  says: string;
  before: Grade;
  after: Grade;
  gravity_before: Gravity;
  gravity_after: Gravity;
  measures: { id: string; says: string; holds: boolean }[];
}

export type OpenQuestion = 'legalEffect' | 'innovative' | 'hindersRights' | 'minors';

interface Declared {
  title: string;
  purpose: string;
  functions: string[];
  kinds: string[];
  sources: string[];
  retention_days: number | null;
  basis: string;
  necessity: string;
  answers: Record<OpenQuestion, boolean | null>;
}

export interface Declaration extends Declared {
  /** The seat that answers for it. */
  owner: string;
  review_in_days: number;
}

export interface Risk {
  id: string;
  declared: Declared;
  purpose_iri: string;
  owner: HouseSeat | null;
  review_by: string;
  overdue: boolean;
  declared_at: string;
  changed_at: string;
  network_kind: string;
  seats: number;
  members: { about: number | null; at_least: number } | null;
  flows: { id: string; from: string; to: string; what: string; observed: boolean }[];
  threats: Threat[];
  criteria: { id: string; says: string; met: boolean; because: string }[];
  impact_assessment: boolean;
  consult: { who: string; by: string; discipline: string | null }[];
  claims: { id: string; says: string; against: number; among: number; days: number; kept: boolean }[];
  residual: Gravity;
}

export interface RiskRegister {
  risks: Risk[];
  undeclared: { purpose: string; observed: { uses: number; days: number } }[];
  budget: { epsilon_spent: string; epsilon_most: string; renews_at: string };
}

const pathOf = (organisation: string): string => `/api/organisations/v1/${organisation}/risks`;

export const readRisks = (client: Client, organisation: string): Promise<RiskRegister> =>
  client.get(pathOf(organisation));

export const readRisk = (client: Client, organisation: string, risk: string): Promise<Risk> =>
  client.get(`${pathOf(organisation)}/${risk}`);

export const declareProcessing = (
  client: Client,
  organisation: string,
  declaration: Declaration,
): Promise<Risk> => client.post(pathOf(organisation), declaration);

export const declareAnew = (
  client: Client,
  organisation: string,
  risk: string,
  declaration: Declaration,
): Promise<Risk> => client.put(`${pathOf(organisation)}/${risk}`, declaration);

export const endProcessing = (client: Client, organisation: string, risk: string): Promise<void> =>
  client.delete(`${pathOf(organisation)}/${risk}`);
