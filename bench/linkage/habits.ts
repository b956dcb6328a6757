import type { ShownPersona, ShownPicture, ShownPost } from '../../src/privacy/shown.ts';
import type { ObjectId } from '../../src/privacy/words.ts';
import type { Dice } from '../dice.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 60;

/** What a person does under either persona. Of a hundred people so many have each habit. */
const HAVE = { link: 30, email: 15, handle: 40, name: 20, picture: 30, sittings: 50, oddWord: 50 } as const;
/** A phrase stands in so many posts of a hundred. */
const SAID = 30;
const PHRASES = 2;

/** What one person does under both personas. */
export interface Habits {
  readonly phrases: readonly string[];
  readonly link: string | null;
  readonly email: string | null;
  readonly oddWord: string | null;
  readonly stem: string | null;
  readonly name: string | null;
  readonly look: string | null;
  /** Hours of the day at which they mostly post. */
  readonly hours: readonly number[];
  /** Moves posts of the second persona right behind those of the first, where that is a habit. */
  echo(other: ShownPersona, one: ShownPersona, die: Dice): ShownPersona;
}

const SYLLABLES =
  'ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta te ti to tu'.split(
    ' ',
  );
const WORDS =
  'crooked lantern harbour kettle meadow whistle copper velvet thunder pebble orchard saddle candle marble feather anchor barley cobble drizzle ember fiddle gravel hollow ivory juniper kindle ladder magpie needle otter pepper quarry rustle saffron timber umber violet walnut yonder zephyr'.split(
    ' ',
  );

const word = (die: Dice, syllables: number): string =>
  Array.from({ length: syllables }, () => die.pick(SYLLABLES)).join('');
const hex = (die: Dice): string => Array.from({ length: 64 }, () => die.roll(16).toString(16)).join('');

export function habitsOf(key: string, die: Dice): Habits {
  const has = (habit: keyof typeof HAVE): boolean => die.roll(100) < HAVE[habit];
  const sits = has('sittings');
  return {
    phrases: Array.from({ length: PHRASES }, () => die.some(WORDS, 5).join(' ')),
    link: has('link') ? `https://${word(die, 4)}.example/${word(die, 2)}` : null,
    email: has('email') ? `${word(die, 3)}@${word(die, 3)}.example` : null,
    oddWord: has('oddWord') ? `${word(die, 4)}${key}` : null,
    stem: has('handle') ? word(die, 4) : null,
    name: has('name') ? `${word(die, 2)} ${word(die, 3)}` : null,
    look: has('picture') ? hex(die) : null,
    hours: Array.from({ length: 3 }, () => die.roll(24)),
    echo: (other, one, dice) => (sits ? behind(other, one, dice) : other),
  };
}

/** The persona with these sentences as its posts, and with what its owner has the habit of. */
export function speak(
  persona: ShownPersona,
  sentences: readonly string[],
  habits: Habits | null,
  die: Dice,
): ShownPersona {
  const posts = sentences.map((sentence, n): ShownPost => {
    const more = [...(habits?.phrases ?? []), habits?.link, habits?.email, habits?.oddWord].filter(
      (one) => one !== null && one !== undefined && die.roll(100) < SAID,
    );
    const text = [sentence, ...more].join(' ');
    const hour = die.roll(10) < 7 && habits !== null ? die.pick(habits.hours) : die.roll(24);
    return {
      id: `${persona.id} ${n}` as ObjectId,
      at: die.roll(DAYS) * DAY + hour * HOUR + die.roll(60) * MINUTE,
      text,
      links: text.match(/https?:\/\/\S+/g) ?? [],
    };
  });
  if (habits === null) return { ...persona, posts };
  const picture = (look: string): ShownPicture => ({ post: posts[0]?.id as ObjectId, look });
  return {
    ...persona,
    posts,
    face: {
      handle: habits.stem === null ? word(die, 4) : `${habits.stem}${die.roll(2) === 0 ? '' : die.roll(100)}`,
      displayName: habits.name ?? `${word(die, 2)} ${word(die, 3)}`,
      note: '',
      links: [],
    },
    pictures: [picture(hex(die)), ...(habits.look === null ? [] : [picture(savedAnew(habits.look, die))])],
  };
}

/** Four of the 64 digits come out otherwise. */
function savedAnew(look: string, die: Dice): string {
  const digits = [...look];
  for (let n = 0; n < 4; n++) {
    const at = die.roll(64);
    digits[at] = (Number.parseInt(digits[at] ?? '0', 16) ^ 1).toString(16);
  }
  return digits.join('');
}

/** Two of five posts come some minutes behind one of the other persona. */
function behind(other: ShownPersona, one: ShownPersona, die: Dice): ShownPersona {
  if (one.posts.length === 0) return other;
  return {
    ...other,
    posts: other.posts.map((post) =>
      die.roll(5) < 2 ? { ...post, at: die.pick(one.posts).at + (1 + die.roll(7)) * MINUTE } : post,
    ),
  };
}
