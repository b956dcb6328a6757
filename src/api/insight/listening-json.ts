import { z } from 'zod';
import type { Heard } from '../../insight/listening/ask-listening.ts';
import type { Grouping } from '../../insight/listening/heard.ts';
import { countedIn, MOST_POSTS } from '../../insight/listening/listening-parts.ts';
import { ratioOf } from '../../insight/listening/ratio.ts';
import { bucketsOf } from '../../insight/listening/span.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { instantJson } from '../instant-json.ts';
import { askedJson, presentAsked } from './asked-json.ts';

const interval = z.object({ low: z.number(), high: z.number(), share: z.number() });

/** A number about members with noise of its own size; both null is one that isn't told since too few spoke. */
const heardNumber = z.object({
  count: z.int().nullable(),
  fewer_than: z.int().nullable(),
  interval: interval.nullable(),
});

const bucketJson = z.object({
  from: z.string(),
  until: z.string(),
  /** Members who spoke, each once a day or week, and in so many of these at most as `counted_in` says. */
  members: heardNumber,
  /** Their posts, of a member so many at most as `posts_of_member` says. */
  posts: heardNumber,
  /** How they sounded, each member's mean counting once: -100 to 100. */
  mood: z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable(),
});
type BucketJson = z.output<typeof bucketJson>;

export const listeningJson = z
  .object({
    id: z.string(),
    purpose_iri: z.string(),
    buckets: z.array(bucketJson),
    /** In the order of the values; null, the last, is any other value. */
    groups: z.array(z.object({ value: z.string().nullable(), buckets: z.array(bucketJson) })).optional(),
    /** Of members' posts, each member counting once, the share in other languages, which has no mood. */
    other_languages: z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable(),
    minimum: z.int(),
    counted_in: z.int(),
    posts_of_member: z.int(),
    sigma: z.object({ members: z.number(), posts: z.number(), mood: z.number(), languages: z.number() }),
    ...askedJson.shape,
  })
  .meta({ id: 'Listening' });

const MOODS = { least: -100, most: 100 };
const SHARES = { least: 0, most: 1 };
const rounded = (x: number, digits: number): number => Number(x.toFixed(digits));
const sigmaOf = (variance: number): number => rounded(Math.sqrt(variance), 2);

function present(told: number | null, variance: number, fewerThan: number | null): BucketJson['members'] {
  if (told === null) return { count: null, fewer_than: fewerThan, interval: null };
  const half = Math.ceil(1.96 * Math.sqrt(variance));
  const low = Math.max(0, told - half);
  return {
    count: Math.max(0, told),
    fewer_than: null,
    interval: { low, high: Math.max(0, told + half), share: 0.95 },
  };
}

/** What is told of some days or weeks, with the intervals that follow from the noise. */
export function presentListening(
  { answer, stretch }: Heard,
  by: Grouping | null,
): z.output<typeof listeningJson> {
  const [members = [], posts = [], moods = [], languages = []] = answer.parts;
  const [ofMembers = 0, ofPosts = 0, ofMood = 0, ofLanguages = 0] = answer.variances.map(Number);
  const bucketsFrom = (first: number): BucketJson[] =>
    bucketsOf(stretch).map((bucket, n) => {
      const [many = null, written = null, mood = null] = [members, posts, moods].map(
        (part) => part[first + n],
      );
      return {
        from: instantJson(bucket.from),
        until: instantJson(bucket.until),
        members: present(many, ofMembers, answer.minimum),
        posts: present(written, ofPosts, null),
        mood: mood === null || many === null ? null : presentMood(mood, ofMood, many, ofMembers),
      };
    });
  const each = by === null ? [] : [...by.values, null];
  return {
    id: answer.id,
    purpose_iri: purposeIri('sentiment-monitoring'),
    buckets: by === null ? bucketsFrom(0) : [],
    ...(by === null
      ? {}
      : { groups: each.map((value, n) => ({ value, buckets: bucketsFrom(n * stretch.buckets) })) }),
    other_languages: presentShare(languages, ofLanguages),
    minimum: answer.minimum,
    counted_in: countedIn(stretch.buckets),
    posts_of_member: MOST_POSTS,
    sigma: {
      members: sigmaOf(ofMembers),
      posts: sigmaOf(ofPosts),
      mood: sigmaOf(ofMood),
      languages: sigmaOf(ofLanguages),
    },
    ...presentAsked(answer),
  };
}

function presentMood(mood: number, ofMood: number, many: number, ofMembers: number): BucketJson['mood'] {
  const { is, low, high } = ratioOf({ is: mood, variance: ofMood }, { is: many, variance: ofMembers }, MOODS);
  return { mean: rounded(is, 1), low: rounded(low, 1), high: rounded(high, 1) };
}

function presentShare([other, english]: readonly (number | null)[], variance: number) {
  if (other == null || english == null) return null;
  const whole = { is: other + english, variance: 2 * variance };
  const { is, low, high } = ratioOf({ is: other, variance }, whole, SHARES, variance);
  return { share: rounded(is, 3), low: rounded(low, 3), high: rounded(high, 3) };
}
