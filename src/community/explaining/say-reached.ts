import { type Atom, atomOf } from '../../privacy/audience.ts';
import { holdsAt } from '../../privacy/words.ts';
import { type KeyNamer, listed } from '../audiences/describe-audience.ts';
import { mayHide, type Reached } from './counted.ts';
import type { Uncounted } from './known-sets.ts';

/** Something that isn't told in numbers: the set, and why. */
export interface Named {
  readonly atom: Atom;
  readonly text: string;
}

const counted = new Intl.NumberFormat('en-GB');

/** `1 person`, `4,039 people`. */
const people = (count: number): string => (count === 1 ? '1 person' : `${counted.format(count)} people`);

/** Sets into which the asker may not look, in words. */
export const sayUncounted = (all: readonly Uncounted[], name: KeyNamer): Named[] =>
  all.map((one) => {
    const [first] = one.unknown;
    const atom = first === undefined ? ({ kind: 'nobody' } as const) : atomOf(first);
    const text = sayTerm(one.keys.map(name));
    return one.kind === 'term'
      ? { atom, text: `${text}, not counted` }
      : { atom, text: `${text} are kept out; who that is isn’t told, so they are still counted` };
  });

const sayTerm = ([first = 'nobody', ...others]: readonly string[]): string =>
  others.length === 0 ? first : `those of ${first} who are also among ${listed(others)}`;

/**
 * Whom it reaches, in sentences: `Your circle Friends (12 people) and your connections (40): 47 people, at most.` and
 * what the number leaves out.
 */
export function sayReached(reached: Reached, name: KeyNamer): string {
  const { uncounted, thing } = reached;
  const { size } = reached.reached;
  const terms = reached.terms.filter(({ keys }) => !keys.some((key) => reached.sets.unknown.has(key)));
  const sentences: string[] = [];
  if (reached.terms.length === 0) return 'Nobody but you.';
  const [only] = terms;
  if (terms.length === 1 && only !== undefined) {
    sentences.push(`${capital(sayTerm(only.keys.map(name)))}: ${people(size)}, at most.`);
  } else if (terms.length > 1) {
    const parts = terms.map(({ keys, people: count }, n) => {
      const number = n === 0 ? people(count) : counted.format(count);
      return `${sayTerm(keys.map(name))} (${number})`;
    });
    sentences.push(`${capital(listed(parts))}: ${people(size)}, at most.`);
  }
  if (reached.except.length > 0) {
    sentences.push(`Kept out: ${listed(reached.except.map(name))}.`);
  }
  if (reached.visitors) sentences.push('Besides them anybody on the internet, who can’t be counted.');
  else if (reached.signedIn)
    sentences.push('Besides them anybody with an account here, who can’t be counted.');
  const named = sayUncounted(uncounted, name).filter((_, n) => uncounted[n]?.kind === 'term');
  if (named.length > 0) {
    const texts = named.map(({ text }) => text.replace(/, not counted$/, ''));
    const lead = sentences.length === 0 ? '' : 'Also ';
    sentences.push(`${capital(`${lead}${listed(texts)}`)}: how many they are isn’t told to you.`);
  }
  const { at } = reached.question;
  if (thing.object.ownerLockdowns.some((one) => one.strangers && holdsAt([one], at))) {
    sentences.push(
      'Your lockdown keeps out those of them with whom you have no connection in common; how many these are isn’t told to you.',
    );
  }
  if (thing.answers.length > 0) {
    sentences.push(
      'Of all these, only those who can see what you are answering; whom it reaches isn’t told to you.',
    );
  }
  if (mayHide(reached)) sentences.push('Members who don’t show themselves to you aren’t counted.');
  if (size > 0)
    sentences.push('Anyone who blocked you is still counted, since we don’t tell you about that.');
  return sentences.join(' ');
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
