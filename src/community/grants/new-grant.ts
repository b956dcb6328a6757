import { z } from 'zod';
import { PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import { ACTIONS, ACTOR_KINDS } from '../../privacy/words.ts';
import { GRANTABLE, GRANTABLE_KINDS, type GrantableKind } from './grantable.ts';

const minute = z
  .int('is a whole number of minutes')
  .min(0)
  .max(1439, 'is 1439 minutes after midnight at most');

/** Under what circumstances it holds. */
export const conditionsSchema = z.strictObject({
  actorKinds: z.array(z.enum(ACTOR_KINDS)).min(1).max(3).exactOptional(),
  hours: z.strictObject({ from: minute, until: minute }).exactOptional(),
  mutual: z.int('is a whole number').min(0).max(100_000).exactOptional(),
});

/** An instant as text, with its time zone. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'is a date and time, such as 2027-01-31T12:00:00Z' })
  .transform((text) => Date.parse(text));

/** A grant as a member says it, but for what it is over and what it lets others do. */
export const newGrantFields = z.strictObject({
  audience: z.unknown(),
  purpose: z.enum(PURPOSES as readonly [Purpose, ...Purpose[]], 'is no purpose').default('reading'),
  conditions: conditionsSchema.default({}),
  from: instantSchema.optional(),
  until: instantSchema.nullable().default(null),
  review_by: instantSchema.optional(),
});

/** A grant as a member says it. Whom it names, and whether the thing is theirs, is asked afterwards. */
export const newGrantSchema = newGrantFields
  .extend({
    object: z.strictObject({
      kind: z.enum(
        GRANTABLE_KINDS as readonly [GrantableKind, ...GrantableKind[]],
        `is one of ${GRANTABLE_KINDS.join(', ')}`,
      ),
      id: z.uuid('is not an id').toLowerCase(),
    }),
    actions: z.array(z.enum(ACTIONS, 'is no action')).min(1, 'name at least one').max(ACTIONS.length),
  })
  .superRefine(({ object, actions, purpose }, context) => {
    const valid: readonly string[] = GRANTABLE[object.kind];
    const wrong = actions.find((action) => !valid.includes(action));
    if (wrong !== undefined) {
      const message = `${wrong} is nothing that can be granted over ${object.kind}: ${valid.join(', ')}`;
      context.addIssue({ code: 'custom', path: ['actions'], message });
    }
    if (actions.includes('process') && purpose === 'reading') {
      context.addIssue({ code: 'custom', path: ['purpose'], message: 'say for what it may be processed' });
    }
  });

export type NewGrantInput = z.output<typeof newGrantSchema>;
