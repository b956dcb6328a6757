import { z } from 'zod';
import type { Answer } from '../../insight/counting/answer-once.ts';
import { instantJson } from '../instant-json.ts';
import { budgetJson, presentBudget } from './budget-json.ts';

/** Of a question: when it was answered, until when the same question has that answer, and what is left for others. */
export const askedJson = z.object({ asked_at: z.string(), same_until: z.string(), budget: budgetJson });

export const presentAsked = ({
  askedAt,
  until,
  budget,
}: Pick<Answer, 'askedAt' | 'until' | 'budget'>): z.output<typeof askedJson> => ({
  asked_at: instantJson(askedAt),
  same_until: instantJson(until),
  budget: presentBudget(budget),
});
