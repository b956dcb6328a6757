import { z } from 'zod';
import { ATTRIBUTE_KINDS, type AttributeKind } from '../../src/privacy/disclosure.ts';
import { PURPOSES, type Purpose } from '../../src/privacy/purposes.ts';
import {
  ACTIONS,
  ACTOR_KINDS,
  CAPACITIES,
  CONVERSATION_ORIGINS,
  LABELS,
  LAWFUL_BASES,
  OBJECT_KINDS,
} from '../../src/privacy/words.ts';

/**
 * The files of cases. Times are days, counted from day 0, or "day 3 22:30" in UTC; a fact holds from day 0 for ever
 * unless it says otherwise, and a case asks on day 10 for reading.
 *
 * Sets are named in words: everyone, signed-in, nobody, network, `circle friends`, `space club`,
 * `connections of anna`, `followers of anna`, `staff of acme`, `staff of acme in sales`, `introduced to anna by ben`,
 * `conversation lunch 0` (a chapter of one), or an actor's name.
 */
const time = z.union([z.number(), z.string().regex(/^day \d+ \d\d:\d\d$/)]);
const span = { from: time.default(0), until: time.optional() };
const expression: z.ZodType<unknown> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ any: z.array(expression) }),
    z.strictObject({ all: z.array(expression) }),
  ]),
);
const attribute = z.enum(ATTRIBUTE_KINDS as readonly [AttributeKind, ...AttributeKind[]]);
const purpose = z.enum(PURPOSES as readonly [Purpose, ...Purpose[]]);
const when = z.strictObject({ who: z.string(), ...span });
const grant = z.strictObject({
  to: expression,
  except: z.array(z.string()).default([]),
  may: z.array(z.enum(ACTIONS)).default(['see']),
  for: purpose.default('reading'),
  if: z.record(z.string(), z.unknown()).default({}),
  excluding_since: time.optional(),
  ...span,
});
const object = z.strictObject({
  owner: z.string(),
  kind: z.enum(OBJECT_KINDS).default('post'),
  label: z.enum(LABELS).default('public'),
  within: z.array(z.string()).default([]),
  inherits: z.boolean().default(false),
  on: z.string().nullable().default(null),
  /** Of an attribute. */
  attribute: attribute.default('other'),
  /** Who began the conversation in which an attribute is shown, or a message was written. */
  conversation: z.enum(['member', 'organisation']).optional(),
  since: time.optional(),
  grants: z.array(grant).default([]),
});
const lockdown = z.strictObject({
  who: z.string(),
  newer_than_days: z.int().nullable().default(null),
  strangers: z.boolean().default(false),
  ...span,
});
/** In days, half open; null is for good. */
const spanOfDays = z.tuple([z.int(), z.int().nullable()]);
const policy = z.strictObject({
  actions: z.array(z.enum(ACTIONS)).optional(),
  purposes: z.array(purpose).optional(),
  kinds: z.array(z.enum(OBJECT_KINDS)).optional(),
  labels: z.array(z.enum(LABELS)).optional(),
  /** An organisation whose own it is. */
  binds: z.string().optional(),
  capacities: z.array(z.enum(CAPACITIES)).optional(),
  attributes: z.array(attribute).optional(),
  conversations: z.array(z.enum(CONVERSATION_ORIGINS)).optional(),
  bases: z.array(z.enum(LAWFUL_BASES)).optional(),
  /** From o'clock to o'clock, as often as one likes. */
  hours: z.array(z.tuple([z.int(), z.int()])).optional(),
  age: spanOfDays.optional(),
  retention: spanOfDays.optional(),
  unless: z.array(z.string()).default([]),
  ...span,
});
const verdict = z.string().regex(/^(allowed by (owner|(\S+ )?grant \d+)|denied because [a-z-]+)$/);
const testCase = z.strictObject({
  name: z.string(),
  ask: z.string().regex(/^\S+ [a-z-]+ \S+$/),
  for: purpose.default('reading'),
  /** An organisation, and a capacity in it: "acme in support". */
  as: z
    .string()
    .regex(/^\S+ in \S+$/)
    .optional(),
  basis: z.enum(LAWFUL_BASES).optional(),
  kept: z.int().optional(),
  at: time.default(10),
  expect: verdict,
});
export const caseFile = z.array(
  z.strictObject({
    world: z.string(),
    label: z.enum(LABELS).default('confidential'),
    /** Members of the network by name, with their kind. */
    actors: z.record(z.string(), z.enum(ACTOR_KINDS)),
    /** Those of the actors who are no members, or not always. */
    membership: z.array(z.union([z.strictObject({ never: z.string() }), when])).default([]),
    sets: z.record(z.string(), z.array(z.union([z.string(), when]))).default({}),
    connected: z.array(z.strictObject({ who: z.tuple([z.string(), z.string()]), ...span })).default([]),
    blocks: z.array(z.strictObject({ by: z.string(), of: z.string(), ...span })).default([]),
    suspended: z.array(when).default([]),
    lockdowns: z.array(lockdown).default([]),
    objects: z.record(z.string(), object),
    policies: z.array(policy).default([]),
    cases: z.array(testCase),
  }),
);

/** A world and its cases as they are written. */
export type Written = z.infer<typeof caseFile>[number];
