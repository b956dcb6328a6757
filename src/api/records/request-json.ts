import { z } from 'zod';
import type { DataRequest } from '../../governance/requests/request.ts';
import type { Instant } from '../../privacy/words.ts';
import { instantJson } from '../instant-json.ts';

/** A request about somebody's own data, as the APIs say it. */
export const dataRequestJson = z.object({
  id: z.string(),
  recipient: z.object({ id: z.string(), kind: z.string(), display_name: z.string() }),
  kind: z.string(),
  words: z.string(),
  asked_at: z.string(),
  due_at: z.string(),
  overdue: z.boolean(),
  status: z.string(),
  steps: z.array(z.object({ kind: z.string(), words: z.string(), at: z.string() })),
});

/** What the member is told: that somebody took it on, and not who. */
export const presentRequest = (request: DataRequest, at: Instant): z.output<typeof dataRequestJson> => ({
  id: request.id,
  recipient: {
    id: request.recipient.id,
    kind: request.recipient.kind,
    display_name: request.recipient.name,
  },
  kind: request.kind,
  words: request.words,
  asked_at: instantJson(request.askedAt),
  due_at: instantJson(request.due),
  overdue: request.status === 'open' && request.due < at,
  status: request.status,
  steps: request.steps.map(({ kind, words, at: made }) => ({ kind, words, at: instantJson(made) })),
});
