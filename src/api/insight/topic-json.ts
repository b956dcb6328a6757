import { z } from 'zod';
import { foldTag } from '../../community/posts/marks.ts';
import { idSchema } from '../../http/endpoint.ts';
import type { SavedTopic } from '../../insight/listening/saved-topic.ts';
import type { Topic } from '../../insight/listening/topic.ts';
import { comparedText } from '../../privacy/targeting.ts';
import { FUNCTIONS } from '../../privacy/words.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';

const hashtag = z
  .string('is a text')
  .max(101, 'may have 100 characters at most')
  .transform((text) => foldTag(text.trim().replace(/^#/, '')))
  .refine((tag) => /^[\p{L}\p{N}_·]+$/u.test(tag), 'is no hashtag');

const phrase = z
  .string('is a text')
  .max(100, 'may have 100 characters at most')
  .transform(comparedText)
  .refine((text) => text !== '', 'is needed');

/** The terms of a topic that is kept. */
export const topicFields = {
  function: z.enum(FUNCTIONS, 'is no business function'),
  title: z.string('is needed').trim().min(1, 'is needed').max(120, 'may have 120 characters at most'),
  hashtags: z.array(hashtag, 'is a list of hashtags').max(20, 'may be twenty at most').default([]),
  phrases: z.array(phrase, 'is a list of phrases').max(20, 'may be twenty at most').default([]),
};

const savedId = idSchema.transform((id) => id.toLowerCase());

/** What is listened to, as it is asked. */
export const topicBody = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('everything') }),
    z.strictObject({ kind: z.literal('hashtag'), hashtag }),
    z.strictObject({ kind: z.literal('phrase'), phrase }),
    z.strictObject({ kind: z.literal('space'), space: actorId }),
    z.strictObject({ kind: z.literal('saved'), topic: savedId }),
  ],
  'is everything, a hashtag, a phrase, a space or a saved topic',
);
type TopicBody = z.output<typeof topicBody>;

/** What it means; of a saved one, as it stands. */
export function topicOf(body: Exclude<TopicBody, { kind: 'saved' }> | SavedTopic): Topic {
  if (!('kind' in body)) return { kind: 'terms', hashtags: body.hashtags, phrases: body.phrases };
  if (body.kind === 'hashtag') return { kind: 'terms', hashtags: [body.hashtag], phrases: [] };
  if (body.kind === 'phrase') return { kind: 'terms', hashtags: [], phrases: [body.phrase] };
  return body;
}

export const savedTopicJson = z
  .object({
    id: z.string(),
    organisation: z.string(),
    function: z.enum(FUNCTIONS),
    title: z.string(),
    version: z.int(),
    since: z.string(),
    hashtags: z.array(z.string()),
    phrases: z.array(z.string()),
  })
  .meta({ id: 'SavedTopic' });

export const presentTopic = (one: SavedTopic): z.output<typeof savedTopicJson> => ({
  id: one.id,
  organisation: one.organisation,
  function: one.function,
  title: one.title,
  version: one.version,
  since: instantJson(one.since),
  hashtags: [...one.hashtags],
  phrases: [...one.phrases],
});
