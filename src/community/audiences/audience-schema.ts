import { z } from 'zod';
import type { ActorId, CircleId } from '../../privacy/words.ts';
import { DISCIPLINES, FUNCTIONS } from '../../privacy/words.ts';
import type { AtomJson, AudienceJson, ExpressionJson } from './audience-json.ts';

const actor = z.uuid('is not an id').transform((id) => id.toLowerCase() as ActorId);
const circle = z.uuid('is not an id').transform((id) => id.toLowerCase() as CircleId);

const atom = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('everyone') }),
    z.strictObject({ kind: z.literal('signed-in') }),
    z.strictObject({ kind: z.literal('nobody') }),
    z.strictObject({ kind: z.literal('network') }),
    z.strictObject({ kind: z.literal('connections') }),
    z.strictObject({ kind: z.literal('followers') }),
    z.strictObject({ kind: z.literal('circle'), circle }),
    z.strictObject({ kind: z.literal('persona'), persona: actor }),
    z.strictObject({ kind: z.literal('space'), space: actor }),
    z.strictObject({ kind: z.literal('introduced'), by: actor }),
    z.strictObject({ kind: z.literal('staff'), organisation: actor, in: z.enum(FUNCTIONS).exactOptional() }),
    z.strictObject({ kind: z.literal('experts'), organisation: actor, in: z.enum(DISCIPLINES) }),
  ],
  { error: 'is no audience; its kind is everyone, signed-in, network, connections, followers, circle, …' },
);

const expression: z.ZodType<ExpressionJson> = z.lazy(() =>
  z.unknown().transform((value, context): ExpressionJson => {
    const parsed = branchOf(value).safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path });
    }
    return z.NEVER;
  }),
);

/** The branch that the value means, so that what is wrong is said of that alone. */
function branchOf(value: unknown): z.ZodType<ExpressionJson> {
  if (typeof value === 'object' && value !== null && 'any' in value) {
    return z.strictObject({ any: z.array(expression) });
  }
  if (typeof value === 'object' && value !== null && 'all' in value) {
    return z.strictObject({ all: z.array(expression) });
  }
  return atom as z.ZodType<AtomJson>;
}

const withExceptions = z.strictObject({ who: expression, except: z.array(atom).default([]) });

/** The shape of an audience. Whether the speaker may use what it names is asked afterwards. */
export const audienceSchema: z.ZodType<AudienceJson> = z
  .unknown()
  .transform((value, context): AudienceJson => {
    const schema =
      typeof value === 'object' && value !== null && 'who' in value ? withExceptions : expression;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data as AudienceJson;
    for (const issue of parsed.error.issues) {
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path });
    }
    return z.NEVER;
  });
