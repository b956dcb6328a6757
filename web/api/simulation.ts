import type { Client } from './client.ts';
import type { Job } from './jobs.ts';

type Leave = 'open' | 'hours' | 'shut';

/** Something of which members can be counted. */
export interface Line {
  function: string;
  purpose: string;
  what: string;
  /** How many counts are paid for to have it counted. */
  counts: number;
}

/** What a function could do before, and could under the draft. */
export interface Reach extends Line {
  before: Leave;
  after: Leave;
}

interface Budget {
  epsilon_spent: string;
  epsilon_most: string;
  counts_left: number;
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
  /** Members with posts that people could no longer read; null where the draft takes none. */
  authors: Line | null;
  deeds: { days: number; among: number; stopped: number };
  audiences: {
    kept: number;
    broken: number;
    changed: { id: string; title: string; before: Leave; after: Leave }[];
  };
  /** How many counts are paid for to have all of it counted. */
  counts: number;
  /** The last job that counts members for this draft. */
  job: Job<CountedLine> | null;
  budget: Budget;
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
  budget: Budget | null;
}

/** What came of a line that was counted with others. */
export interface CountedLine extends Omit<Line, 'counts'>, Omit<Counts, 'budget'> {}

const pathOf = (organisation: string): string => `/api/organisations/v1/${organisation}/simulations`;

export const simulate = (client: Client, organisation: string, draft: TriedDraft): Promise<Simulation> =>
  client.post(pathOf(organisation), draft);

export const countLine = (
  client: Client,
  organisation: string,
  draft: TriedDraft,
  { function: fn, purpose, what }: Omit<Line, 'counts'>,
): Promise<Counts> =>
  client.post(`${pathOf(organisation)}/counts`, { ...draft, function: fn, purpose, what });

/** Has many lines counted, one after the other, whether anybody looks or not. */
export const countLines = (
  client: Client,
  organisation: string,
  draft: TriedDraft,
  lines: readonly Omit<Line, 'counts'>[],
): Promise<Job<CountedLine>> =>
  client.post(`${pathOf(organisation)}/jobs`, {
    ...draft,
    lines: lines.map(({ function: fn, purpose, what }) => ({ function: fn, purpose, what })),
  });
