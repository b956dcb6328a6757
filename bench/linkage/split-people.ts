import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEgoNetworks } from '../../src/cli/import/ego-network/read-folder.ts';
import type { ImportedPeople } from '../../src/community/import/people.ts';
import type { ShownContact, ShownPersona, ShownValue } from '../../src/privacy/shown.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { egoFolder, sentimentFolder } from '../../test/support/shared-data.ts';
import { type Dice, dice } from '../dice.ts';
import { habitsOf, speak } from './habits.ts';

/** What is measured: how people were split. */
export interface Splitting {
  /** Of the friends of a split person, so many in a hundred know both personas. */
  readonly sharedFriends: number;
  /** Of what is in the profile, so many in a hundred are shown by both. */
  readonly sharedValues: number;
  /** Whether they have habits besides the words of their reviews: phrases, links, handles, pictures, hours. */
  readonly habits: boolean;
  /** How many people at most. */
  readonly most: number;
  readonly seed: number;
}

export interface SplitWorld {
  /** The two personas of each person who was split. */
  readonly pairs: readonly (readonly [ShownPersona, ShownPersona])[];
  /** Everybody else, with one persona each. */
  readonly others: readonly ShownPersona[];
}

/** Sentences of a review below which it isn't split. */
const LEAST_SENTENCES = 8;
/** Friends below which a person isn't split. */
const LEAST_FRIENDS = 10;
/** Sentences of somebody who isn't split. */
const BYSTANDER_SENTENCES = 2;

const NETWORK = 'ego' as NetworkId;

/** Real people with real ties and profiles, who speak in the words of real reviewers: each review is one author's. */
export async function splitPeople(splitting: Splitting): Promise<SplitWorld> {
  const die = dice(splitting.seed);
  const people = await readEgoNetworks(egoFolder);
  const friends = friendsOf(people);
  const reviews = reviewsIn('product-reviews.tsv').filter(({ length }) => length >= LEAST_SENTENCES);
  const known = people.people.filter(({ key }) => (friends.get(key)?.size ?? 0) >= LEAST_FRIENDS);
  const chosen = die.some(known, Math.min(reviews.length, splitting.most));
  const split = new Set(chosen.map(({ key }) => key));
  const knows = divideFriends(friends, split, splitting, die);
  const film = reviewsIn('film-reviews.tsv').flat();
  const pairs = chosen.map(({ key, attributes }, n): [ShownPersona, ShownPersona] => {
    const said = reviews[n] ?? [];
    const habits = splitting.habits ? habitsOf(key, die) : null;
    const values = divideValues(attributes, splitting, die);
    const [one, other] = ([0, 1] as const).map((side): ShownPersona => {
      const id = `${key}${'ab'[side]}`;
      const own = {
        ...blank(id),
        attributes: values[side],
        contacts: [...(knows.get(id) ?? [])].map(contactOf),
      };
      return speak(
        own,
        said.filter((_, at) => at % 2 === side),
        habits,
        die,
      );
    }) as [ShownPersona, ShownPersona];
    return [one, habits === null ? other : habits.echo(other, one, die)];
  });
  const others = people.people
    .filter(({ key }) => !split.has(key))
    .map(({ key, attributes }, n) => {
      const own = {
        ...blank(key),
        attributes: attributes.map(shownValue),
        contacts: [...(knows.get(key) ?? [])].map(contactOf),
      };
      const from = (n * BYSTANDER_SENTENCES) % film.length;
      return speak(own, film.slice(from, from + BYSTANDER_SENTENCES), null, die);
    });
  return { pairs, others };
}

const blank = (id: string): ShownPersona => ({
  network: NETWORK,
  id: id as ActorId,
  face: null,
  posts: [],
  pictures: [],
  attributes: [],
  contacts: [],
});

const contactOf = (id: string): ShownContact => ({ id: id as ActorId, handle: id, displayName: id });

const shownValue = ({ kind, value }: ImportedPeople['people'][number]['attributes'][number]): ShownValue => ({
  kind,
  value,
  precision: 'exact',
});

function friendsOf({ connections }: ImportedPeople): Map<string, Set<string>> {
  const friends = new Map<string, Set<string>>();
  for (const [one, other] of connections) {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const known = friends.get(from) ?? new Set();
      friends.set(from, known.add(to));
    }
  }
  return friends;
}

/** Each friendship goes to the one persona, to the other, or to both. */
function divideFriends(
  friends: ReadonlyMap<string, ReadonlySet<string>>,
  split: ReadonlySet<string>,
  { sharedFriends }: Splitting,
  die: Dice,
): Map<string, Set<string>> {
  const knows = new Map<string, Set<string>>();
  const personasOf = (key: string): string[] => {
    if (!split.has(key)) return [key];
    const both = [`${key}a`, `${key}b`];
    return die.roll(100) < sharedFriends ? both : [die.pick(both)];
  };
  for (const [one, theirs] of friends) {
    for (const other of theirs) {
      if (one > other) continue;
      const [here, there] = [personasOf(one), personasOf(other)];
      for (const [from, to] of here.flatMap((a) => there.map((b) => [a, b] as const))) {
        knows.set(from, (knows.get(from) ?? new Set()).add(to));
        knows.set(to, (knows.get(to) ?? new Set()).add(from));
      }
    }
  }
  return knows;
}

function divideValues(
  attributes: ImportedPeople['people'][number]['attributes'],
  { sharedValues }: Splitting,
  die: Dice,
): readonly [ShownValue[], ShownValue[]] {
  const sides: [ShownValue[], ShownValue[]] = [[], []];
  for (const value of attributes.map(shownValue)) {
    const isShared = die.roll(100) < sharedValues;
    const side = die.roll(2);
    for (const n of [0, 1] as const) if (isShared || side === n) sides[n].push(value);
  }
  return sides;
}

/** Sentences of each review, by the number before its sentence's. */
function reviewsIn(file: string): string[][] {
  const lines = readFileSync(join(sentimentFolder, file), 'utf8').split('\n');
  const rows = lines.filter((line) => line !== '').map((line) => line.split('\t'));
  const reviews = Map.groupBy(rows, ([id = '']) => id.split('_')[0]);
  return [...reviews.values()].map((sentences) => sentences.map(([, , text = '']) => text.trim()));
}
