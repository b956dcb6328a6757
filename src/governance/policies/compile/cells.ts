import type { Discipline } from '../../../privacy/words.ts';
import type { PolicyClass } from '../schema/classes.ts';
import type { NetworkKind } from '../schema/vocabulary.ts';
import type { Dimensions } from './dimensions.ts';

/** In the order in which cells are told and merged. */
export const AXES = [
  'hour',
  'age',
  'retention',
  'basis',
  'conversation',
  'label',
  'thing',
  'purpose',
  'action',
  'capacity',
] as const;
export type Axis = (typeof AXES)[number];

/** A class of classes that is forbidden: a group of each dimension, by number, and whoever is exempt from it. */
export interface Cell {
  readonly at: Readonly<Record<Axis, number>>;
  /** Experts in any of these are let pass. */
  readonly exempt: readonly Discipline[];
}

/** How the meaning was widened, so that nothing escapes by what only narrows. */
export interface Widened {
  labels: boolean;
  seats: boolean;
}

/** How many cells there are to try. */
export const countCells = (dimensions: Dimensions): number =>
  AXES.reduce((product, axis) => product * dimensions[axis].length, 2 ** dimensions.disciplines.length);

/** Tries every case that the clause tells apart, and tells those that are forbidden. */
export function forbiddenCells(
  dimensions: Dimensions,
  network: NetworkKind,
  isForbidden: (asked: PolicyClass) => boolean,
): { readonly cells: readonly Cell[]; readonly widened: Widened } {
  const widened: Widened = { labels: false, seats: false };
  const { disciplines } = dimensions;
  const holdings = Array.from({ length: 2 ** disciplines.length }, (_, seats) =>
    disciplines.filter((_one, n) => has(seats, n)),
  );
  const classesAt = classesOf(dimensions, network);
  const cells: Cell[] = [];
  for (const at of positions(dimensions)) {
    // The labels are gone through together, from the harmless one up.
    if (at.label !== 0) continue;
    const lower = new Set<number>();
    for (let label = 0; label < dimensions.label.length; label++) {
      const here = { ...at, label };
      const seats = holdings.keys().filter((n) => classesAt(here, holdings[n] ?? []).some(isForbidden));
      const found = new Set(seats);
      if (lower.size > 0 && !lower.isSubsetOf(found)) widened.labels = true;
      for (const n of found) lower.add(n);
      if (lower.size > 0 && !isDownward(lower, disciplines.length)) widened.seats = true;
      for (const n of largestOf(lower))
        cells.push({ at: here, exempt: disciplines.filter((_, seat) => !has(n, seat)) });
    }
  }
  return { cells, widened };
}

/** Which seats are held, as bits of a number. */
const has = (seats: number, n: number): boolean => ((seats >> n) & 1) === 1;
const isWithin = (seats: number, more: number): boolean => seats !== more && (seats & more) === seats;

/** Those that no other has all of. */
const largestOf = (holdings: ReadonlySet<number>): readonly number[] =>
  [...holdings].filter((seats) => ![...holdings].some((more) => isWithin(seats, more)));

/** Whether whoever has fewer seats is forbidden as well. */
function isDownward(forbidden: ReadonlySet<number>, count: number): boolean {
  for (const seats of forbidden)
    for (let n = 0; n < count; n++) if (has(seats, n) && !forbidden.has(seats & ~(1 << n))) return false;
  return true;
}

/**
 * The classes that stand for a cell. Of all attributes together each kind is asked about: they are forbidden where any of
 * them is.
 */
function classesOf(
  dimensions: Dimensions,
  network: NetworkKind,
): (at: Cell['at'], disciplines: readonly Discipline[]) => readonly PolicyClass[] {
  const firsts = {
    capacity: first(dimensions.capacity),
    action: first(dimensions.action),
    purpose: first(dimensions.purpose),
    label: first(dimensions.label),
    conversation: first(dimensions.conversation),
    basis: first(dimensions.basis),
    hour: first(dimensions.hour),
    ageDays: dimensions.age.map(({ from }) => from),
    retentionDays: dimensions.retention.map(({ from }) => from),
  };
  const attributes = first(dimensions.thing).filter(({ kind }) => kind === 'attribute');
  const things = first(dimensions.thing).map((thing) => (thing.kind === 'attributes' ? attributes : [thing]));
  const of = <T>(list: readonly T[], n: number): T => list[n] as T;
  return (at, disciplines) =>
    of(things, at.thing).map((thing) => ({
      network,
      capacity: of(firsts.capacity, at.capacity),
      action: of(firsts.action, at.action),
      purpose: of(firsts.purpose, at.purpose),
      thing,
      label: of(firsts.label, at.label),
      conversation: of(firsts.conversation, at.conversation),
      basis: of(firsts.basis, at.basis),
      hour: of(firsts.hour, at.hour),
      ageDays: of(firsts.ageDays, at.age),
      retentionDays: of(firsts.retentionDays, at.retention),
      disciplines,
    }));
}

const first = <T>(groups: readonly (readonly [T, ...T[]])[]): readonly T[] => groups.map(([one]) => one);

/** Every combination of groups. */
function* positions(dimensions: Dimensions): Generator<Cell['at']> {
  const sizes = AXES.map((axis) => dimensions[axis].length);
  const total = sizes.reduce((product, size) => product * size, 1);
  for (let n = 0; n < total; n++) {
    let rest = n;
    const at: Record<string, number> = {};
    AXES.forEach((axis, i) => {
      const size = sizes[i] ?? 1;
      at[axis] = rest % size;
      rest = Math.floor(rest / size);
    });
    yield at as Cell['at'];
  }
}
