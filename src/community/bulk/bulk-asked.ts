import { z } from 'zod';
import type { Audience } from '../../privacy/audience.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import { keptAudience } from '../audiences/kept-audience.ts';

/** Which of a member's own posts: all that fit what is said. */
interface PostFilter {
  /** Written before, or since, then. */
  readonly before: Instant | null;
  readonly since: Instant | null;
  /** With this tag, folded. */
  readonly tag: string | null;
  /** Now for exactly this audience. */
  readonly isFor: Audience | null;
  /** Not newer than this one: what a preview hasn't shown isn't changed. */
  readonly last: ObjectId | null;
}

/** Which posts, and whom they are to be for. */
export interface BulkAsked {
  readonly which: PostFilter;
  readonly audience: Audience;
  /** Whether those who see them may boost and quote them; null leaves it as it is. */
  readonly reshare: boolean | null;
}

const asked = z.object({
  which: z.object({
    before: z.number().nullable(),
    since: z.number().nullable(),
    tag: z.string().nullable(),
    isFor: keptAudience.nullable(),
    last: z
      .string()
      .transform((id) => id as ObjectId)
      .nullable(),
  }),
  audience: keptAudience,
  reshare: z.boolean().nullable(),
});

/** What was asked for, as it waits for its turn; what can't be read is a bug. */
export const readBulkAsked = (kept: unknown): BulkAsked => asked.parse(kept);
