import { z } from 'zod';
import { MOST_ATTACHMENTS } from '../../community/attachments/attachment.ts';
import { type Draft, VISIBILITIES } from '../../community/posts/draft.ts';
import { idSchema } from '../../http/endpoint.ts';
import { LABELS, type ObjectId } from '../../privacy/words.ts';

/** Forms say `true` and `false`, `1` and `0` for what JSON has words for. */
export const flag = z.union([
  z.boolean(),
  z.enum(['true', '1', 'on']).transform(() => true),
  z.enum(['false', '0', 'off', '']).transform(() => false),
]);

/** Files that were uploaded for it. */
const mediaIds = z
  .union([
    z.null(),
    z.literal('').transform(() => null),
    z
      .array(idSchema.transform((id) => id.toLowerCase()))
      .max(MOST_ATTACHMENTS, `takes ${MOST_ATTACHMENTS} files at most`),
  ])
  .optional();

const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is no language code, such as en')
  .transform((code) => code.toLowerCase());

/** A form carries an audience as a text of JSON. */
const audience = z.unknown().transform((value, context) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    context.addIssue('is no JSON');
    return z.NEVER;
  }
});

const emptyAsNull = (value: unknown) => (value === '' ? null : value);
const id = z.preprocess(emptyAsNull, idSchema.nullish());

/** What a client sends of a post, new or edited. */
export const wordsSchema = z.object({
  status: z.string('is no text').nullish(),
  spoiler_text: z.string('is no text').nullish(),
  sensitive: flag.nullish(),
  language: z.preprocess(emptyAsNull, language.nullish()),
  media_ids: mediaIds,
  poll: z.null('polls are not offered here').optional(),
});

/** Whom a post or a boost is for. */
export const reachSchema = z.object({
  visibility: z.preprocess(
    emptyAsNull,
    z.enum(VISIBILITIES, 'is none of public, unlisted, private, direct').nullish(),
  ),
  audience: audience.optional(),
});

/** What a client sends to publish a post. */
export const newStatusSchema = wordsSchema.extend({
  ...reachSchema.shape,
  in_reply_to_id: id,
  quoted_status_id: id,
  scheduled_at: z.null('posts can not be scheduled here').optional(),
  space_id: id,
  label: z.enum(LABELS, 'is no label').default('public'),
  reshare: flag.nullish(),
});

export function draftOf(body: z.output<typeof newStatusSchema>): Draft {
  return {
    ...wordsOf(body),
    label: body.label,
    replyTo: (body.in_reply_to_id ?? null) as ObjectId | null,
    quote: (body.quoted_status_id ?? null) as ObjectId | null,
    space: body.space_id ?? null,
    visibility: body.visibility ?? null,
    ...(body.audience === undefined || body.audience === null ? {} : { audience: body.audience }),
    reshare: body.reshare ?? null,
    media: [...new Set(body.media_ids ?? [])],
  };
}

export const wordsOf = (body: z.output<typeof wordsSchema>) => ({
  text: body.status ?? '',
  spoiler: body.spoiler_text ?? '',
  sensitive: body.sensitive ?? false,
  language: body.language ?? null,
});
