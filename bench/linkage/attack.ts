import { normalisedWords } from '../../src/privacy/shingles.ts';
import type { ShownPersona } from '../../src/privacy/shown.ts';
import type { SplitWorld } from './split-people.ts';

/** What an attacker looks at. */
export const SIGNALS = [
  'friends',
  'friends of friends',
  'words',
  'phrases',
  'attributes',
  'names',
  'pictures',
  'hours',
] as const;
export type AttackSignal = (typeof SIGNALS)[number];

/** Things that somebody has, each with a weight. */
type Vector = ReadonlyMap<string, number>;

/** How alike the attacker holds two personas to be. */
type Likeness = (one: ShownPersona, other: ShownPersona) => number;

/**
 * An attacker who sees all that a network shows to outsiders, and doesn't know which personas belong together. Common
 * friends are weighed by how few they have (Adamic and Adar), words and values by how few share them.
 */
function attackerOn({ pairs, others }: SplitWorld): Readonly<Record<AttackSignal, Likeness>> {
  const all = [...pairs.flat(), ...others];
  const ties = new Map<string, readonly string[]>();
  for (const { id, contacts } of all) {
    ties.set(
      id,
      contacts.map((contact) => contact.id),
    );
  }
  const degree = (id: string): number => ties.get(id)?.length ?? 0;
  const near = (persona: ShownPersona): Vector =>
    new Map(persona.contacts.map(({ id }) => [id, 1 / Math.sqrt(Math.log(2 + degree(id)))]));
  const around = (persona: ShownPersona): Vector => {
    const reached = new Map<string, number>();
    for (const { id } of persona.contacts) {
      for (const far of ties.get(id) ?? []) {
        if (far === persona.id) continue;
        reached.set(far, (reached.get(far) ?? 0) + 1 / Math.max(1, degree(id)));
      }
    }
    return reached;
  };
  const byRarity = (thingsOf: (persona: ShownPersona) => readonly string[]): Likeness => {
    const bearers = new Map<string, number>();
    for (const persona of all)
      for (const thing of new Set(thingsOf(persona))) bearers.set(thing, (bearers.get(thing) ?? 0) + 1);
    return cosineOf((persona) => {
      const times = new Map<string, number>();
      for (const thing of thingsOf(persona)) times.set(thing, (times.get(thing) ?? 0) + 1);
      return new Map(
        [...times].map(([thing, count]) => [
          thing,
          (1 + Math.log(count)) * Math.log(all.length / (bearers.get(thing) ?? 1)),
        ]),
      );
    });
  };
  return {
    friends: cosineOf(near),
    'friends of friends': cosineOf(around),
    words: byRarity(({ posts }) => posts.flatMap(({ text }) => normalisedWords(text))),
    phrases: byRarity(({ posts }) => posts.flatMap(({ text, links }) => [...runsOf(text, 3), ...links])),
    attributes: byRarity(({ attributes }) => attributes.map(({ kind, value }) => `${kind} ${value}`)),
    names: cosineOf(({ face }) => letters(`${face?.handle ?? ''} ${face?.displayName ?? ''}`)),
    pictures: (one, other) =>
      Math.max(0, ...one.pictures.flatMap((a) => other.pictures.map((b) => digitsAlike(a.look, b.look)))),
    hours: hoursAlike,
  };
}

function runsOf(text: string, length: number): string[] {
  const words = normalisedWords(text);
  return words.slice(length - 1).map((_, at) => words.slice(at, at + length).join(' '));
}

/** Three letters in a row, each. */
function letters(text: string): Vector {
  const runs = new Map<string, number>();
  for (let at = 0; at + 3 <= text.length; at++) runs.set(text.slice(at, at + 3), 1);
  return runs;
}

const digitsAlike = (a: string, b: string): number => [...a].filter((digit, n) => digit === b[n]).length;

const MINUTE = 60_000;

/** The hours of the day, and how many posts are within ten minutes of one of the other's. */
function hoursAlike(one: ShownPersona, other: ShownPersona): number {
  const day = ({ posts }: ShownPersona): Vector => {
    const hours = new Map<string, number>();
    for (const { at } of posts) {
      const hour = String(Math.floor(at / (60 * MINUTE)) % 24);
      hours.set(hour, (hours.get(hour) ?? 0) + 1);
    }
    return hours;
  };
  const near = one.posts.filter(({ at }) =>
    other.posts.some((post) => Math.abs(post.at - at) <= 10 * MINUTE),
  );
  return cosine(day(one), day(other)) + (2 * near.length) / Math.max(1, one.posts.length);
}

/** The cosine of two vectors that are made once for each persona. */
function cosineOf(vectorOf: (persona: ShownPersona) => Vector): Likeness {
  const made = new WeakMap<ShownPersona, Vector>();
  const vector = (persona: ShownPersona): Vector => {
    const known = made.get(persona) ?? vectorOf(persona);
    made.set(persona, known);
    return known;
  };
  return (one, other) => cosine(vector(one), vector(other));
}

function cosine(a: Vector, b: Vector): number {
  let dot = 0;
  for (const [thing, weight] of a) dot += weight * (b.get(thing) ?? 0);
  if (dot === 0) return 0;
  return dot / Math.sqrt(squares(a) * squares(b));
}

const squares = (vector: Vector): number =>
  [...vector.values()].reduce((sum, weight) => sum + weight ** 2, 0);

/** Of all first personas, the share for whom the right second one came first, and among the first ten. */
export interface Hits {
  readonly first: number;
  readonly ten: number;
}

/** Signals added up: all, and all but what is said. */
export const SUMS = ['all', 'all but words and phrases'] as const;

/** How far the attacker comes by each signal, and by several together. */
export function hitsOf(world: SplitWorld): Readonly<Record<AttackSignal | (typeof SUMS)[number], Hits>> {
  const likeness = attackerOn(world);
  const seconds = world.pairs.map(([, other]) => other);
  const ranked = (scoreOf: (one: ShownPersona) => readonly number[]): Hits => {
    let [first, ten] = [0, 0];
    for (const [n, [one]] of world.pairs.entries()) {
      const scores = scoreOf(one);
      const own = scores[n] ?? 0;
      const better = scores.filter((score) => score > own).length;
      const same = scores.filter((score) => score === own).length;
      // Among those that are held to be as likely the attacker picks by chance.
      const within = (places: number) => Math.min(1, Math.max(0, (places - better) / same));
      first += within(1);
      ten += within(10);
    }
    return { first: first / world.pairs.length, ten: ten / world.pairs.length };
  };
  const scores = new Map(
    SIGNALS.map((signal) => [
      signal,
      new Map(world.pairs.map(([one]) => [one.id, seconds.map((other) => likeness[signal](one, other))])),
    ]),
  );
  const bySignal = SIGNALS.map(
    (signal) => [signal, ranked(({ id }) => scores.get(signal)?.get(id) ?? [])] as const,
  );
  const together = (signals: readonly AttackSignal[]): Hits =>
    ranked(({ id }) => {
      const standard = signals.map((signal) => standardised(scores.get(signal)?.get(id) ?? []));
      return seconds.map((_, n) => standard.reduce((sum, score) => sum + (score[n] ?? 0), 0));
    });
  return {
    ...(Object.fromEntries(bySignal) as Record<AttackSignal, Hits>),
    all: together(SIGNALS),
    'all but words and phrases': together(SIGNALS.filter((one) => one !== 'words' && one !== 'phrases')),
  };
}

/** By how many standard deviations each is above the mean: so signals can be added up. */
function standardised(scores: readonly number[]): number[] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const spread = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
  return scores.map((score) => (spread === 0 ? 0 : (score - mean) / spread));
}
