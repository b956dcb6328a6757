import { z } from 'zod';
import { NETWORK_KINDS } from '../../governance/policies/schema/vocabulary.ts';

const LONGEST = 65_536;
export const MOST_CLAUSES = 200;

export const policyText = z
  .string('is no text')
  .refine((text) => Buffer.byteLength(text) <= LONGEST, `may have ${LONGEST} bytes at most`);

const word = z.string().max(64);
const fields = z.record(word, z.union([word, z.int(), z.array(word).max(64)]));
const about = z.string().max(2000);

/** A clause of the form: by a sentence, or text as it stands. */
export const clauseToWrite = z.union(
  [
    z.strictObject({ lead: about.exactOptional(), text: policyText }),
    z.strictObject({
      lead: about.exactOptional(),
      id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
      template: word,
      fields,
      reason: about.exactOptional(),
      law: about.exactOptional(),
    }),
  ],
  'is no clause: give its text, or id, template and fields',
);

export const templateJson = z.object({
  id: z.string(),
  sentence: z.string().meta({ description: 'With the names of its blanks in braces.' }),
  blanks: z.record(
    z.string(),
    z.object({
      kind: z.enum(['word', 'words', 'number']),
      type: z.string().optional().meta({ description: 'Which of the words fit.' }),
      unit: z.enum(['days', 'hour']).optional(),
      from: z.int().optional(),
      to: z.int().optional(),
    }),
  ),
  example: fields,
});

export const libraryJson = z.object({
  kind: z.enum(NETWORK_KINDS),
  title: z.string(),
  intro: z.string(),
  clauses: z.array(
    z.object({ id: z.string(), template: z.string(), fields, reason: z.string(), law: z.string() }),
  ),
});

const finding = z.object({
  line: z.int().meta({ description: 'From 1.' }),
  column: z.int().meta({ description: 'From 1, in characters.' }),
  says: z.string(),
});

export const checkedJson = z.object({
  clauses: z.array(
    z.object({
      id: z.string(),
      lead: z.string().meta({ description: 'Comments and blanks before it.' }),
      text: z.string(),
      reason: z.string().nullable(),
      law: z.string().nullable(),
      template: z
        .string()
        .nullable()
        .meta({ description: 'The sentence that says the same; null: it can’t be said by one.' }),
      fields: fields.nullable(),
    }),
  ),
  errors: z.array(finding),
  notes: z.array(finding.extend({ clause: z.string().nullable() })),
});
