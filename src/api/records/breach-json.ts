import { z } from 'zod';
import { instantSchema } from '../../community/grants/new-grant.ts';
import { type Breach, isReported } from '../../governance/breaches/breach.ts';
import type { NewEntry } from '../../governance/breaches/keep-breaches.ts';
import type { Scope } from '../../governance/breaches/scope.ts';
import { idSchema } from '../../http/endpoint.ts';
import { ATTRIBUTE_KINDS } from '../../privacy/disclosure.ts';
import { PURPOSES } from '../../privacy/purposes.ts';
import { FUNCTIONS, type Instant, type SeatId } from '../../privacy/words.ts';
import { instantJson } from '../instant-json.ts';

const text = (most: number) =>
  z.string('is a text').trim().min(1, 'must be told').max(most, `may have ${most} characters at most`);

const MOST_SEATS = 100;

/** Which uses of members' data a breach is about; any fits a list that is empty. */
const scopeFields = {
  from: instantSchema,
  until: instantSchema,
  functions: z.array(z.enum(FUNCTIONS, 'is no business function')).max(FUNCTIONS.length).default([]),
  purposes: z
    .array(z.enum(PURPOSES as [(typeof PURPOSES)[number]], 'is no purpose'))
    .max(PURPOSES.length)
    .default([]),
  kinds: z.array(z.enum(ATTRIBUTE_KINDS, 'is no kind of attribute')).max(ATTRIBUTE_KINDS.length).default([]),
  seats: z
    .array(idSchema.transform((id) => id.toLowerCase() as SeatId))
    .max(MOST_SEATS)
    .default([]),
};

export const newBreachBody = z.strictObject({ title: text(200), known_at: instantSchema, ...scopeFields });

const wordsField = { words: text(4000) };

export const newEntryBody = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.enum(['note', 'reported', 'closed']), ...wordsField }),
    z.strictObject({ kind: z.literal('told'), ...wordsField, advice: text(4000) }),
    z.strictObject({ kind: z.literal('changed'), ...wordsField, scope: z.strictObject(scopeFields) }),
  ],
  { error: 'is note, changed, reported, told or closed' },
) satisfies z.ZodType<NewEntry>;

const scopeJson = z.object({
  from: z.string(),
  until: z.string(),
  functions: z.array(z.string()),
  purposes: z.array(z.string()),
  kinds: z.array(z.string()),
  seats: z.array(z.string()),
});

const presentScope = ({
  from,
  until,
  functions,
  purposes,
  kinds,
  seats,
}: Scope): z.output<typeof scopeJson> => ({
  from: instantJson(from),
  until: instantJson(until),
  functions: [...functions],
  purposes: [...purposes],
  kinds: [...kinds],
  seats: [...seats],
});

export const breachJson = scopeJson.extend({
  id: z.string(),
  title: z.string(),
  known_at: z.string(),
  report_by: z.string(),
  reported: z.boolean(),
  overdue: z.boolean(),
  opened_at: z.string(),
  entries: z.array(
    z.object({
      kind: z.string(),
      words: z.string(),
      advice: z.string().nullable(),
      scope: scopeJson.nullable(),
      at: z.string(),
    }),
  ),
});

export const presentBreach = (breach: Breach, at: Instant): z.output<typeof breachJson> => ({
  id: breach.id,
  title: breach.title,
  ...presentScope(breach.scope),
  known_at: instantJson(breach.knownAt),
  report_by: instantJson(breach.due),
  reported: breach.entries.some(({ kind }) => kind === 'reported'),
  overdue: breach.due < at && !isReported(breach),
  opened_at: instantJson(breach.openedAt),
  entries: breach.entries.map(({ kind, words, advice, scope, at: made }) => ({
    kind,
    words,
    advice,
    scope: scope === null ? null : presentScope(scope),
    at: instantJson(made),
  })),
});
