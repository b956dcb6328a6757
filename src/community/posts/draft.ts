import type { Label, ObjectId } from '../../privacy/words.ts';

/** Mastodon's four words for an audience. */
export const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Most characters (Unicode code points) of text and warning together. */
export const LONGEST_POST = 5000;

/** A post as its author writes it. */
export interface Draft {
  readonly text: string;
  readonly spoiler: string;
  readonly sensitive: boolean;
  /** ISO 639 code, null where nothing was said. */
  readonly language: string | null;
  readonly label: Label;
  /** What it answers: a post, or a resource. */
  readonly replyTo: ObjectId | null;
  /** What it quotes: a post, or a resource. */
  readonly quote: ObjectId | null;
  readonly space: string | null;
  readonly visibility: Visibility | null;
  /** As the API says it; wins over `visibility`. */
  readonly audience?: unknown;
  /** Whether those who see it may boost and quote it; by default where it is for everyone. */
  readonly reshare: boolean | null;
  /** Files that go with it, in their order: see `src/community/attachments`. */
  readonly media: readonly string[];
}

/** Why the words can't be a post; null where they can. A post with files needs no words. */
export function wrongWords(text: string, spoiler: string, files = 0): string | null {
  if (files === 0 && text.trim() === '' && spoiler.trim() === '')
    return 'Write something: a post needs a text.';
  const length = codePoints(text) + codePoints(spoiler);
  if (length <= LONGEST_POST) return null;
  return `The text has ${length} characters; a post has ${LONGEST_POST} at most.`;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
