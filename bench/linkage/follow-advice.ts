import type { Clue, Cut } from '../../src/insight/linkage/clue.ts';
import { cluesBetween } from '../../src/insight/linkage/clues.ts';
import { type Signal, signalsOf } from '../../src/insight/linkage/signal.ts';
import { normalisedWords } from '../../src/privacy/shingles.ts';
import type { ShownPersona, ShownPost } from '../../src/privacy/shown.ts';
import type { Dice } from '../dice.ts';
import type { SplitWorld } from './split-people.ts';

/** How many others have what a clue asks to have counted: as the server counts, over a network that hides nothing. */
export type Also = (one: ShownPersona, other: ShownPersona, clue: Clue) => number;

/** Texts and values of all, to be counted in. */
export function countIn({ pairs, others }: SplitWorld): Also {
  const all = [...pairs.flat(), ...others];
  const words = all.map(({ id, posts }) => ({ id, text: posts.map(({ text }) => folded(text)).join('|') }));
  const values = new Map<string, Set<string>>();
  for (const { id, attributes } of all) {
    for (const { kind, value } of attributes) {
      const key = `${kind} ${value}`;
      values.set(key, (values.get(key) ?? new Set()).add(id));
    }
  }
  const found = new Map<string, readonly string[]>();
  const bearersOf = (phrase: string): readonly string[] => {
    const known = found.get(phrase) ?? words.filter(({ text }) => text.includes(phrase)).map(({ id }) => id);
    found.set(phrase, known);
    return known;
  };
  return (one, other, { counting }) => {
    if (counting === null) return 0;
    const own: readonly string[] = [one.id, other.id];
    if (counting.by === 'values') {
      const bearers = counting.values.map(
        ({ kind, value }) => values.get(`${kind} ${value}`) ?? new Set<string>(),
      );
      const [first = new Set<string>(), ...more] = bearers;
      return [...first].filter((id) => !own.includes(id) && more.every((those) => those.has(id))).length;
    }
    const bearers = new Set(counting.words.flatMap((one) => bearersOf(folded(one))));
    return [...bearers].filter((id) => !own.includes(id)).length;
  };
}

const folded = (text: string): string => ` ${normalisedWords(text).join(' ')} `;

/** What the meter says of the two. */
export const saidOf = (one: ShownPersona, other: ShownPersona, also: Also): readonly Signal[] =>
  signalsOf(cluesBetween(one, other), (clue) => also(one, other, clue));

/** Often enough for what comes to light when the worst is gone. */
const ROUNDS = 6;

/**
 * The first persona after its owner did all that the meter says, and asked again until it says nothing.
 * @param besides what they don't do
 */
export function followAdvice(
  one: ShownPersona,
  other: ShownPersona,
  also: Also,
  die: Dice,
  besides: readonly Cut[] = [],
): ShownPersona {
  let now = one;
  for (let round = 0; round < ROUNDS; round++) {
    const advised = saidOf(now, other, also).filter(({ cut }) => !besides.includes(cut));
    if (advised.length === 0) break;
    for (const signal of advised) now = cutBy(now, signal, die);
  }
  return now;
}

function cutBy(persona: ShownPersona, { cut, what, posts, kind }: Signal, die: Dice): ShownPersona {
  switch (cut) {
    case 'reword':
      return rewritten(persona, (text) => text.replace(what, ''));
    case 'take-out':
      return kind === 'link'
        ? rewritten(persona, (text) =>
            text.replaceAll(/https?:\/\/\S+/g, (url) => (url.includes(what) ? '' : url)),
          )
        : rewritten(persona, (text, { id }) => (posts.includes(id) ? text.replaceAll(what, '') : text));
    case 'hide-attribute':
      // Of those that tie only together one less is shown, and it is asked again.
      return {
        ...persona,
        attributes: persona.attributes.filter(({ value }) => value !== what.split(' · ')[0]),
      };
    case 'hide-ties':
      return { ...persona, contacts: [] };
    case 'other-picture':
      return { ...persona, pictures: persona.pictures.slice(0, 1) };
    case 'other-hours':
      // As if each post were kept back until some hour of the next day.
      return {
        ...persona,
        posts: persona.posts.map((post) => ({ ...post, at: post.at + die.roll(24 * 60) * 60_000 })),
      };
    case 'rename':
    case 'new-handle': {
      const fresh = Array.from({ length: 10 }, () => String.fromCharCode(97 + die.roll(26))).join('');
      if (persona.face === null) return persona;
      const face =
        cut === 'rename' ? { ...persona.face, displayName: fresh } : { ...persona.face, handle: fresh };
      return { ...persona, face };
    }
  }
}

const rewritten = (
  persona: ShownPersona,
  rewrite: (text: string, post: ShownPost) => string,
): ShownPersona => ({
  ...persona,
  posts: persona.posts.map((post) => {
    const text = rewrite(post.text, post);
    return { ...post, text, links: text.match(/https?:\/\/\S+/g) ?? [] };
  }),
});
