import { z } from 'zod';
import { ATTRIBUTE_KINDS } from '../../../privacy/disclosure.ts';
import { PURPOSES, type Purpose } from '../../../privacy/purposes.ts';
import {
  type Action,
  CAPACITIES,
  type Capacity,
  CONVERSATION_ORIGINS,
  DISCIPLINES,
  LABELS,
  LAWFUL_BASES,
  OBJECT_KINDS,
} from '../../../privacy/words.ts';
import { cedarAction } from '../schema/classes.ts';
import { CEDAR_ACTIONS, type CedarAction, NETWORK_KINDS } from '../schema/vocabulary.ts';

const days = z.int().min(0);

/** One line of the table beside a policy: a class, and what is to come of it. */
const caseSchema = z.strictObject({
  /** What it shows; it names the case. */
  says: z.string().min(1),
  who: z.enum(CAPACITIES, `is one of ${CAPACITIES.join(', ')}`),
  /** In which whoever asks is an expert of the organisation whose policy it is. */
  experts: z.array(z.enum(DISCIPLINES)).default([]),
  does: z.enum(CEDAR_ACTIONS, `is one of ${CEDAR_ACTIONS.join(', ')}`),
  /** A kind of object; an attribute with its kind, as in `attribute phone`. */
  to: z.string().transform((text, context) => {
    const [kind, attribute, ...more] = text.split(' ');
    const known = OBJECT_KINDS.find((one) => one === kind);
    const which = ATTRIBUTE_KINDS.find((one) => one === attribute);
    const fits = known === 'attribute' ? which !== undefined : attribute === undefined;
    if (known === undefined || !fits || more.length > 0) {
      context.addIssue({
        code: 'custom',
        message: `is one of ${OBJECT_KINDS.join(', ')}; or attribute and its kind`,
      });
      return z.NEVER;
    }
    return which === undefined ? { kind: known } : { kind: known, attribute: which };
  }),
  label: z.enum(LABELS).default('public'),
  purpose: z.enum(PURPOSES as readonly [Purpose, ...Purpose[]]).exactOptional(),
  basis: z.enum(LAWFUL_BASES).default('consent'),
  conversation: z.enum(CONVERSATION_ORIGINS).default('none'),
  hour: z.int().min(0).max(23).default(12),
  ageDays: days.default(0),
  /** Absent is for good. */
  retentionDays: days.exactOptional(),
  expect: z.enum(['allowed', 'forbidden']),
  /** Of what is forbidden: a clause that does. */
  by: z.string().exactOptional(),
});
export type Case = z.output<typeof caseSchema>;

export const caseFileSchema = z.strictObject({
  network: z.enum(NETWORK_KINDS, `is one of ${NETWORK_KINDS.join(', ')}`),
  scope: z.enum(['network', 'organisation']).default('organisation'),
  cases: z.array(caseSchema).min(1),
});

/** What is asked of the core where policies say so, and for what purpose unless that is said. */
const ASKED: Readonly<Record<CedarAction, readonly [Action, Purpose | null]>> = {
  see: ['see', null],
  listen: ['process', 'sentiment-monitoring'],
  aggregate: ['process', 'aggregation'],
  mine: ['process', 'mining'],
  target: ['process', 'offer-targeting'],
  'resolve-entities': ['process', 'entity-resolution'],
  engage: ['contact', null],
  export: ['download', null],
  share: ['reshare', null],
};

/** What the core is asked; null where nobody does that, in that capacity and for that purpose. */
export function askedBy({
  who,
  does,
  purpose,
}: Case): { readonly action: Action; readonly purpose: Purpose } | null {
  const [action, usual] = ASKED[does];
  const asked = { action, purpose: purpose ?? usual ?? ownPurpose(who) };
  return cedarAction(who, action, asked.purpose) === does ? asked : null;
}

/** Whoever acts in a function acts for the purpose of that name. */
const ownPurpose = (who: Capacity): Purpose => PURPOSES.find((one) => one === who) ?? 'reading';
