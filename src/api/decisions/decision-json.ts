import { z } from 'zod';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import type { Decided, OwnDecision } from '../../community/decisions/list-decisions.ts';
import { audienceJsonSchema } from '../audience-json.ts';
import { instantJson } from '../instant-json.ts';

const decidedJson = z.object({
  count: z.int(),
  first: z.array(
    z.object({
      object: z.object({ kind: z.string(), id: z.string(), text: z.string() }),
      actions: z.array(z.string()),
      purpose: z.string(),
      audience: audienceJsonSchema,
      audience_text: z.string(),
    }),
  ),
});

export const decisionJson = z.object({
  id: z.string(),
  kind: z.string(),
  at: z.string(),
  undone_at: z.string().nullable(),
  given: decidedJson,
  ended: decidedJson,
  renewed: decidedJson,
});

const presentDecided = ({ count, first }: Decided): z.output<typeof decidedJson> => ({
  count,
  first: first.map(({ object, actions, purpose, audience, audienceText }) => ({
    object,
    actions: [...actions],
    purpose,
    audience: audienceJson(audience),
    audience_text: audienceText,
  })),
});

/** A decision as its owner reads it. */
export const presentDecision = (decision: OwnDecision): z.output<typeof decisionJson> => ({
  id: decision.id,
  kind: decision.kind,
  at: instantJson(decision.at),
  undone_at: decision.undoneAt === null ? null : instantJson(decision.undoneAt),
  given: presentDecided(decision.given),
  ended: presentDecided(decision.ended),
  renewed: presentDecided(decision.renewed),
});
