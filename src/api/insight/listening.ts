import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { askListening } from '../../insight/listening/ask-listening.ts';
import type { Grouping } from '../../insight/listening/heard.ts';
import { readTopic } from '../../insight/listening/saved-topic.ts';
import { MOST_BUCKETS, type Span } from '../../insight/listening/span.ts';
import type { Topic } from '../../insight/listening/topic.ts';
import { COARSE_ALONE, GROUPING_KINDS, inOneOrder } from '../../privacy/targeting.ts';
import { FUNCTIONS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId } from '../actor-params.ts';
import { listeningJson, presentListening } from './listening-json.ts';
import { topicBody, topicOf } from './topic-json.ts';

const spanBody = z
  .strictObject({
    unit: z.enum(['day', 'week'], 'is day or week'),
    buckets: z
      .int('is a whole number')
      .min(1, 'is 1 at least')
      .max(MOST_BUCKETS, `is ${MOST_BUCKETS} at most`),
    until: z.iso.date('is a day, such as 2026-05-01').optional(),
  })
  .transform(({ until, ...span }): Span => (until === undefined ? span : { ...span, until }));

const byBody = z
  .strictObject({
    attribute: z.enum(
      GROUPING_KINDS,
      `is no kind of attribute by whose values members may be told apart: it is one of ${GROUPING_KINDS.join(', ')}`,
    ),
    values: z
      .array(z.string('is a text').trim().min(1, 'is needed').max(100, 'may have 100 characters at most'))
      .min(1, 'name at least one')
      .max(10, 'may be ten at most')
      .transform(inOneOrder),
  })
  .transform((by): Grouping => by)
  .refine(
    ({ attribute, values }) =>
      !COARSE_ALONE.includes(attribute) ||
      attribute !== 'birth-date' ||
      values.every((text) => /^(\d{4}|\d{3}0s|\d{2,3}–\d{2,3})$/.test(text)),
    {
      path: ['values'],
      error: 'of birth dates is a year, a decade such as 1990s, or an age band such as 30–39',
    },
  );

const postListening = endpoint({
  method: 'post',
  path: '/api/insight/v1/listening',
  summary:
    'How many members who let it spoke about something, how much, and how it sounded, for who acts for an organisation: with noise, out of its budget of the quarter',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    organisation: actorId,
    function: z.enum(FUNCTIONS, 'is no business function'),
    topic: topicBody,
    span: spanBody,
    by: byBody.nullish(),
  }),
  answers: listeningJson.extend({ topic: z.unknown() }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const topic = await topicAsked(deps, viewer, body.topic, at);
    if (!topic.ok) return topic;
    const { organisation, function: fn, span, by = null } = body;
    const heard = await askListening(
      deps,
      viewer,
      { organisation, function: fn, topic: topic.value, span, by },
      at,
    );
    return heard.ok ? ok({ body: { topic: body.topic, ...presentListening(heard.value, by) } }) : heard;
  },
});

/** What is meant; a saved topic is absent to whoever holds no seat in its organisation. */
export async function topicAsked(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  asked: z.output<typeof topicBody>,
  at: Instant,
): Promise<Result<Topic>> {
  if (asked.kind !== 'saved') return ok(topicOf(asked));
  const kept = await readTopic(deps, viewer, asked.topic, at);
  return kept.ok ? ok(topicOf(kept.value)) : kept;
}

/** What organisations hear of how members sound. */
export const listeningEndpoints: readonly Endpoint[] = [postListening];
