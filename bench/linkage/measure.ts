import type { Signal } from '../../src/insight/linkage/signal.ts';
import { dice } from '../dice.ts';
import { type Hits, hitsOf, SIGNALS, SUMS } from './attack.ts';
import { type Also, countIn, followAdvice, saidOf } from './follow-advice.ts';
import { type Splitting, type SplitWorld, splitPeople } from './split-people.ts';

type HitsBySignal = ReturnType<typeof hitsOf>;

/** How far an attacker comes, and what the meter says, in one world of split people. */
export interface Measured {
  readonly splitting: Splitting;
  readonly people: number;
  readonly before: HitsBySignal;
  /** Whoever asks does all that the meter says. */
  readonly after: HitsBySignal;
  /** The same, but for hiding whom they are tied to. */
  readonly keepingTies: HitsBySignal;
  /** Of the people, how many the meter tells something of a kind, and strongly; and of as many pairs of strangers. */
  readonly said: ReadonlyMap<string, Said>;
}

interface Said {
  readonly own: number;
  readonly strangers: number;
}

/** Splits people, attacks them, has each follow what the meter says, and attacks again. The same numbers in every run. */
export async function measureLinkage(splitting: Splitting): Promise<Measured> {
  const world = await splitPeople(splitting);
  const also = countIn(world);
  return {
    splitting,
    people: world.pairs.length,
    before: hitsOf(world),
    after: hitsOf(advised(world, also, false)),
    keepingTies: hitsOf(advised(world, also, true)),
    said: saidIn(world, also),
  };
}

function advised(world: SplitWorld, also: Also, keepsTies: boolean): SplitWorld {
  const die = dice(1);
  const besides = keepsTies ? (['hide-ties'] as const) : [];
  return {
    ...world,
    pairs: world.pairs.map(([one, other]) => [followAdvice(one, other, also, die, besides), other] as const),
  };
}

/** By kind, by kind and `strong`, and for `anything but contacts`. */
function saidIn({ pairs }: SplitWorld, also: Also): Map<string, Said> {
  const own = pairs.map(([one, other]) => saidOf(one, other, also));
  const strangers = pairs.map(([one], n) =>
    saidOf(one, (pairs[(n + 1) % pairs.length] ?? [one, one])[1], also),
  );
  const count = (all: readonly (readonly Signal[])[], is: (signal: Signal) => boolean) =>
    all.filter((signals) => signals.some(is)).length;
  const kinds = [...new Set([...own, ...strangers].flat().map(({ kind }) => kind))].sort();
  const rows: [string, (signal: Signal) => boolean][] = [
    ...kinds.map((kind): [string, (signal: Signal) => boolean] => [kind, (signal) => signal.kind === kind]),
    ['anything but contacts', ({ kind }) => kind !== 'contacts'],
    ['anything strong or certain', ({ strength }) => strength !== 'weak'],
  ];
  return new Map(rows.map(([name, is]) => [name, { own: count(own, is), strangers: count(strangers, is) }]));
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const cell = ({ first, ten }: Hits): string => `${percent(first)} / ${percent(ten)}`;

/** The tables as the documentation has them, in Markdown. */
export function reportLinkage(plain: Measured, habitual: readonly Measured[]): string {
  const [usual] = habitual;
  if (usual === undefined) throw new Error('nothing was measured');
  const chance = cell({ first: 1 / usual.people, ten: 10 / usual.people });
  const bySignal = (of: Measured, signals: readonly (keyof HitsBySignal)[]): string[] => [
    '| what the attacker uses | before | after all advice | after, ties still shown |',
    '| --- | ---: | ---: | ---: |',
    ...signals.map(
      (signal) =>
        `| ${signal} | ${cell(of.before[signal])} | ${cell(of.after[signal])} | ${cell(of.keepingTies[signal])} |`,
    ),
  ];
  return [
    `${usual.people} people split, among ${usual.people} second personas. First / among the first ten; chance: ${chance}.`,
    '',
    `With habits, ${usual.splitting.sharedFriends} % of friends in common:`,
    '',
    ...bySignal(usual, [...SIGNALS, ...SUMS]),
    '',
    'All together, by how many friends know both personas:',
    '',
    '| friends in common | before | after all advice | after, ties still shown |',
    '| --- | ---: | ---: | ---: |',
    ...habitual
      .toSorted((a, b) => a.splitting.sharedFriends - b.splitting.sharedFriends)
      .map(
        ({ splitting, before, after, keepingTies }) =>
          `| ${splitting.sharedFriends} % | ${cell(before.all)} | ${cell(after.all)} | ${cell(keepingTies.all)} |`,
      ),
    '',
    `Without habits, in the words of real reviews alone, ${plain.splitting.sharedFriends} % of friends in common:`,
    '',
    ...bySignal(plain, ['words', 'phrases', 'attributes', 'friends', 'friends of friends', ...SUMS]),
    '',
    'What the meter says of people’s own two personas, and of as many pairs of strangers (with habits):',
    '',
    '| it says something of | own | strangers |',
    '| --- | ---: | ---: |',
    ...[...usual.said].map(
      ([kind, { own, strangers }]) =>
        `| ${kind} | ${percent(own / usual.people)} | ${percent(strangers / usual.people)} |`,
    ),
  ].join('\n');
}
