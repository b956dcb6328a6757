import { z } from 'zod';
import { LABELS } from '../../privacy/words.ts';
import { titleSchema } from '../files/names.ts';

/** Most characters of a page. */
const LONGEST_PAGE = 200_000;
const LONGEST_DESCRIPTION = 2000;
const LONGEST_ADDRESS = 2000;

export const RESOURCE_KINDS = ['folder', 'file', 'link', 'page', 'app'] as const;

const description = z
  .string('is no text')
  .max(LONGEST_DESCRIPTION, `has ${LONGEST_DESCRIPTION} characters at most`);
const text = z.string('is no text').max(LONGEST_PAGE, `has ${LONGEST_PAGE} characters at most`);
const url = z
  .url({ protocol: /^https?$/, error: 'is no web address that begins with https:// or http://' })
  .max(LONGEST_ADDRESS, `has ${LONGEST_ADDRESS} characters at most`);
const id = z.uuid('is not an id').toLowerCase();
const label = z.enum(LABELS, 'is no label');

/** Something new to share. */
export const newResourceSchema = z
  .strictObject({
    kind: z.enum(RESOURCE_KINDS, `is one of ${RESOURCE_KINDS.join(', ')}`),
    title: titleSchema,
    description: description.default(''),
    url: url.optional(),
    text: text.optional(),
    upload: id.optional(),
    label: label.default('public'),
    folder: id.nullable().default(null),
    owner: id.optional(),
  })
  .superRefine(({ kind, url: address, text: words, upload }, context) => {
    const needs = (field: string, has: boolean, wanted: boolean, says: string) => {
      if (has !== wanted)
        context.addIssue({ code: 'custom', path: [field], message: wanted ? says : 'is not for this kind' });
    };
    needs('url', address !== undefined, kind === 'link' || kind === 'app', 'is needed: a web address');
    needs('text', words !== undefined, kind === 'page', 'is needed: the text of the page');
    needs('upload', upload !== undefined, kind === 'file', 'is needed: the id of an upload that is whole');
  });

/** What is to be other than it is. */
export const changedResourceSchema = z.strictObject({
  title: titleSchema.optional(),
  description: description.optional(),
  url: url.optional(),
  text: text.optional(),
  label: label.optional(),
  folder: id.nullable().optional(),
  sharing: z.enum(['own', 'folder'], 'is own or folder').optional(),
});

export type NewResource = z.output<typeof newResourceSchema>;
export type ChangedResource = z.output<typeof changedResourceSchema>;
