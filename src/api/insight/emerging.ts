import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { askEmerging, toldFrom } from '../../insight/listening/ask-emerging.ts';
import { MOST_WORDS } from '../../insight/listening/new-words.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { FUNCTIONS } from '../../privacy/words.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { askedJson, presentAsked } from './asked-json.ts';
import { topicAsked } from './listening.ts';
import { topicBody } from './topic-json.ts';

const days = z.object({ from: z.string(), until: z.string() });

const postEmerging = endpoint({
  method: 'post',
  path: '/api/insight/v1/emerging-terms',
  summary:
    'Words and hashtags that many members who let it have begun to use, for who acts for an organisation: with noise, out of its budget',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    organisation: actorId,
    function: z.enum(FUNCTIONS, 'is no business function'),
    topic: topicBody.default({ kind: 'everything' }),
  }),
  answers: z.object({
    id: z.string(),
    purpose_iri: z.string(),
    topic: z.unknown(),
    /** The most first. */
    terms: z.array(
      z.object({
        term: z.string(),
        kind: z.enum(['hashtag', 'word']),
        members: z.object({
          count: z.int(),
          interval: z.object({ low: z.int(), high: z.int(), share: z.number() }),
        }),
      }),
    ),
    recent: days,
    before: days,
    /** A word is told from this noisy number on. */
    told_from: z.int(),
    words_of_member: z.int(),
    sigma: z.number(),
    ...askedJson.shape,
  }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const topic = await topicAsked(deps, viewer, body.topic, at);
    if (!topic.ok) return topic;
    const { organisation, function: fn } = body;
    const told = await askEmerging(deps, viewer, { organisation, function: fn, topic: topic.value }, at);
    if (!told.ok) return told;
    const { answer, stretch } = told.value;
    const [variance = 0n] = answer.variances;
    const sigma = Math.sqrt(Number(variance));
    const half = Math.ceil(1.96 * sigma);
    const [cells = []] = answer.parts;
    const terms = answer.words.map((term, n) => {
      const count = cells[n] ?? 0;
      const interval = { low: Math.max(0, count - half), high: count + half, share: 0.95 };
      const isTag = term.startsWith('#');
      return {
        term: isTag ? term.slice(1) : term,
        kind: isTag ? ('hashtag' as const) : ('word' as const),
        members: { count, interval },
      };
    });
    return ok({
      body: {
        id: answer.id,
        purpose_iri: purposeIri('sentiment-monitoring'),
        topic: body.topic,
        terms: terms.toSorted((one, other) => other.members.count - one.members.count),
        recent: { from: instantJson(stretch.since), until: instantJson(stretch.until) },
        before: { from: instantJson(stretch.from), until: instantJson(stretch.since) },
        told_from: toldFrom(variance, answer.minimum),
        words_of_member: MOST_WORDS,
        sigma: Number(sigma.toFixed(2)),
        ...presentAsked(answer),
      },
    });
  },
});

/** Words that come up among members who let organisations listen. */
export const emergingEndpoints: readonly Endpoint[] = [postEmerging];
