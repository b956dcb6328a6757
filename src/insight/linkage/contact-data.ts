import { findGiveaways } from '../../giveaway/find.ts';
import type { GiveawayKind } from '../../giveaway/finding.ts';
import type { ShownPersona } from '../../privacy/shown.ts';
import { always, type Clue, PLAIN, type Strength } from './clue.ts';
import { idsOf, places, type Said, textsOf } from './texts.ts';

/** What one person has, or few. Where somebody is, and what is withheld, is no such thing. */
const STRENGTHS: Partial<Record<GiveawayKind, Strength>> = {
  email: 'certain',
  phone: 'certain',
  iban: 'certain',
  card: 'certain',
  'national-id': 'certain',
  secret: 'certain',
  address: 'strong',
  'birth-date': 'weak',
};

/** Kinds of attributes that are the same things. */
const ATTRIBUTES = {
  email: 'email',
  phone: 'phone',
  address: 'address',
  'birth-date': 'birth-date',
} as const;

/** E-mail addresses, telephone numbers and the like that both give, in words or as an attribute. */
export function contactData(one: ShownPersona, other: ShownPersona): Clue[] {
  const [mine, theirs] = [givenBy(one), givenBy(other)];
  return [...mine].flatMap(([key, here]): Clue[] => {
    const there = theirs.get(key);
    const [kind, what] = JSON.parse(key) as [GiveawayKind, string];
    const strength = STRENGTHS[kind];
    // Where both show it as an attribute it is told as one.
    if (there === undefined || strength === undefined || here.length + there.length === 0) return [];
    const [posts, others] = [idsOf(here), idsOf(there)];
    return [
      {
        ...PLAIN,
        kind: 'contact-data',
        of: kind,
        what,
        times: Math.max(1, here.length),
        posts,
        others,
        cut: here.length === 0 ? 'hide-attribute' : 'take-out',
        weigh: always(strength),
      },
    ];
  });
}

function givenBy(persona: ShownPersona): Map<string, Said[]> {
  const found = places(textsOf(persona), givenIn);
  for (const { kind, value, precision } of persona.attributes) {
    if (precision !== 'exact' || !(kind in ATTRIBUTES)) continue;
    const key = keyOf(kind as keyof typeof ATTRIBUTES, value);
    if (!found.has(key)) found.set(key, []);
  }
  return found;
}

/** What may hold any of these: nothing without a digit or an at sign, however that is said. */
const MAY_GIVE = /[\d@]|(?<!\p{L})at(?!\p{L})/iu;

/** What was found in a text; each is compared with those of every other persona, and as a draft twice. */
const given = new WeakMap<Said, readonly string[]>();

function givenIn(said: Said): readonly string[] {
  const { text } = said;
  const known = given.get(said);
  if (known !== undefined) return known;
  const keys = !MAY_GIVE.test(text)
    ? []
    : findGiveaways(text).flatMap(({ kind, start, end }) =>
        STRENGTHS[kind] === undefined ? [] : [keyOf(kind, text.slice(start, end))],
      );
  given.set(said, keys);
  return keys;
}

const keyOf = (kind: GiveawayKind, piece: string): string => JSON.stringify([kind, comparable(kind, piece)]);

/** In one form, however it is written. */
function comparable(kind: GiveawayKind, piece: string): string {
  const text = piece.normalize('NFKC').toLowerCase();
  switch (kind) {
    case 'email':
      return text
        .replaceAll(/\s?[([{]\s?at\s?[)\]}]\s?|\sat\s/g, '@')
        .replaceAll(/\s?[([{]\s?dot\s?[)\]}]\s?|\sdot\s/g, '.');
    case 'phone':
      // Without the country's code and the zero before the rest, of which one is written or the other.
      return text.replaceAll(/\D/g, '').slice(-9);
    case 'iban':
    case 'card':
    case 'national-id':
      return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
    case 'secret':
      return piece;
    default:
      return text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
  }
}
