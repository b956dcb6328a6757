import type { Discipline } from './words.ts';

/** Who reads and keeps an organisation's records of what it does with members' data, its breaches among them. */
export const KEEPS_RECORDS: readonly Discipline[] = ['legal', 'compliance', 'risk', 'it'];
/** Who answers requests about somebody's own data. */
export const ANSWERS_REQUESTS: readonly Discipline[] = ['legal', 'compliance'];
