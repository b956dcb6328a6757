import type { Client } from './client.ts';

type Leave = 'open' | 'hours' | 'shut';

export interface Reach {
  function: string;
  purpose: string;
  what: string;
  before: Leave;
  after: Leave;
}

export interface Simulation {
  clauses: {
    clause: string;
    shadowed_by: string | null;
    in_force_as: string | null;
    covered_together: boolean;
    unused: 'label' | 'function' | null;
    stopped: number;
  }[];
  reaches: Reach[];
  deeds: { days: number; among: number; stopped: number };
  audiences: {
    kept: number;
    broken: number;
    changed: { id: string; title: string; before: Leave; after: Leave }[];
  };
}

/** A draft, for whom it would go, and which text in force it would replace. */
export interface TriedDraft {
  text: string;
  scope: 'organisation' | 'network';
  replaces: string | null;
}

export interface Count {
  count: number | null;
  fewer_than: number | null;
  interval: { from: number; to: number; share: number } | null;
  /** The rule itself says so. */
  exact: boolean;
}

export interface Counts {
  before: Count | null;
  after: Count;
  budget: { epsilon_spent: string; epsilon_most: string; counts_left: number } | null;
}

const pathOf = (organisation: string): string => `/api/organisations/v1/${organisation}/simulations`;

export const simulate = (client: Client, organisation: string, draft: TriedDraft): Promise<Simulation> =>
  client.post(pathOf(organisation), draft);

export const countReach = (
  client: Client,
  organisation: string,
  draft: TriedDraft,
  { function: fn, purpose, what }: Pick<Reach, 'function' | 'purpose' | 'what'>,
): Promise<Counts> =>
  client.post(`${pathOf(organisation)}/counts`, { ...draft, function: fn, purpose, what });
