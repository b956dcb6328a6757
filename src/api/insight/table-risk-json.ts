import { z } from 'zod';
import type { TableRisk } from '../../insight/exports/risk/table-risk.ts';

/** By what somebody could be picked out of a table, by its rows alone. */
export const tableRiskJson = z
  .object({
    rows: z.int(),
    /** k: rows in the smallest class of rows that are alike. */
    smallest_class: z.int().nullable(),
    unique_rows: z.int(),
    unique_share: z.number(),
    /** l: values of what is sensitive in the class that has the fewest; null where nothing is. */
    diversity: z.int().nullable(),
  })
  .meta({ id: 'TableRisk' });

export const presentTableRisk = (risk: TableRisk): z.output<typeof tableRiskJson> => ({
  rows: risk.rows,
  smallest_class: risk.smallestClass,
  unique_rows: risk.uniqueRows,
  unique_share: Math.round(risk.uniqueShare * 10_000) / 10_000,
  diversity: risk.diversity,
});
