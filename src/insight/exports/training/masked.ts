import { findGiveaways } from '../../../giveaway/find.ts';

/** Of whom the text is, as it would show them. */
interface Author {
  readonly handle: string;
  readonly name: string;
}

const LINK = /\bhttps?:\/\/\S+/giu;
const MENTION = /(?<![\p{L}\p{N}_@/])@[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\p{L}\p{N}.-]+)?/gu;

/** Shorter names stand in other words. */
const SHORTEST = 3;

/**
 * A text without what says whose it is, as far as its words tell: links, who is mentioned, the author's own name and handle, and
 * whatever gives somebody away (`src/giveaway/`) are each a word in brackets. What its words say in other ways stays.
 */
export function masked(text: string, author: Author): string {
  const bare = text.replaceAll(LINK, '[link]').replaceAll(MENTION, '[member]');
  const own = [author.name, author.handle, ...author.name.split(/\s+/u)]
    .filter((name) => [...name].length >= SHORTEST)
    .sort((one, other) => other.length - one.length);
  const unnamed = own.reduce((rest, name) => rest.replaceAll(wordOf(name), '[author]'), bare);
  let masking = '';
  let from = 0;
  for (const { start, end, kind } of findGiveaways(unnamed)) {
    masking += `${unnamed.slice(from, start)}[${kind}]`;
    from = end;
  }
  return masking + unnamed.slice(from);
}

const wordOf = (name: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}\\[])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}\\]])`,
    'giu',
  );
