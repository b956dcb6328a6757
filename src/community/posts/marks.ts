import { LinkifyIt } from 'linkify-it';

/** A stretch of a text that means more than its letters; `end` is behind it, both in UTF-16 units. */
export type Mark = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'mention'; readonly handle: string; readonly network: string | null }
);

/** Only what says `http` itself: a bare "example.com" may be anything, and other schemes are nobody's to click. */
const links = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false })
  .add('ftp:', null)
  .add('mailto:', null)
  .add('//', null);

const TAG = /(?<![\p{L}\p{N}_&/#])#([\p{L}\p{N}_\u00b7]{1,100})(?![\p{L}\p{N}_\u00b7])/gu;
const MENTION = /(?<![\p{L}\p{N}_@/.])@([A-Za-z0-9_][A-Za-z0-9_.-]{0,63})(?:@([A-Za-z0-9][A-Za-z0-9.-]*))?/gu;

/** Every link, hashtag and mention of a text in the order of reading; they never overlap. */
export function marksIn(text: string): Mark[] {
  // Most texts have none, which is told much faster than by looking for each.
  if (!/[@#]|https?:/i.test(text)) return [];
  const found: Mark[] = [];
  const linked = /https?:/i.test(text) ? (links.match(text) ?? []) : [];
  for (const link of linked) {
    found.push({ kind: 'link', start: link.index, end: link.lastIndex, url: link.url });
  }
  const isFree = (start: number, end: number): boolean =>
    found.every((mark) => end <= mark.start || mark.end <= start);
  for (const match of text.matchAll(TAG)) {
    const end = match.index + match[0].length;
    const tag = foldTag(match[1] ?? '');
    if (/\p{L}/u.test(tag) && isFree(match.index, end)) {
      found.push({ kind: 'tag', start: match.index, end, tag });
    }
  }
  for (const match of text.matchAll(MENTION)) {
    // A sentence's full stop is no part of the handle.
    const whole = match[0].replace(/[.-]+$/, '');
    const [handle = '', network] = whole.slice(1).split('@');
    const end = match.index + whole.length;
    if (isFree(match.index, end)) {
      found.push({ kind: 'mention', start: match.index, end, handle, network: network ?? null });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The form under which a hashtag is kept and asked for. */
export const foldTag = (tag: string): string => tag.normalize('NFKC').toLowerCase();

/** The hashtags of a text, folded, each once. */
export const tagsIn = (marks: readonly Mark[]): string[] => [
  ...new Set(marks.flatMap((mark) => (mark.kind === 'tag' ? [mark.tag] : []))),
];

/** Handles that a text mentions, in small letters, each once; those with a network other than `slug` are left out. */
export const handlesIn = (marks: readonly Mark[], slug: string): string[] => [
  ...new Set(
    marks.flatMap((mark) =>
      mark.kind === 'mention' && (mark.network === null || mark.network.toLowerCase() === slug)
        ? [mark.handle.toLowerCase()]
        : [],
    ),
  ),
];
