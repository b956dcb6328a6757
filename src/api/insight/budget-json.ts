import { z } from 'zod';
import type { Budget } from '../../insight/counting/budget.ts';
import { DELTA, decimal } from '../../insight/noise/accounting.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { instantJson } from '../instant-json.ts';

/** ε as decimal numbers in texts, exactly as they are accounted. */
export const budgetJson = z.object({
  quarter: z.string(),
  renews_at: z.string(),
  epsilon_spent: z.string(),
  epsilon_most: z.string(),
  epsilon_of_count: z.string(),
  counts_left: z.int(),
  minimum: z.int(),
  sigma_of_count: z.number(),
  delta: z.number(),
});

export const presentBudget = (budget: Budget): z.output<typeof budgetJson> => ({
  quarter: budget.quarter,
  renews_at: instantJson(budget.renews),
  epsilon_spent: decimal(budget.spent),
  epsilon_most: decimal(budget.most),
  epsilon_of_count: decimal(budget.ofCount),
  counts_left: budget.countsLeft,
  minimum: budget.minimum,
  sigma_of_count: sigmaOf(budget.varianceOfCount),
  delta: DELTA,
});
