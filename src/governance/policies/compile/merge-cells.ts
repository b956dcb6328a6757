import type { Discipline } from '../../../privacy/words.ts';
import { AXES, type Axis, type Cell } from './cells.ts';

/** Cells that make a box: any group of each list, by number, in order. */
export interface Box {
  readonly spans: Readonly<Record<Axis, readonly number[]>>;
  readonly exempt: readonly Discipline[];
}

/**
 * Merges cells into fewer boxes that hold the same and nothing else: boxes that differ in one dimension alone become one,
 * dimension by dimension, for as long as that makes them fewer.
 */
export function mergeCells(cells: readonly Cell[]): readonly Box[] {
  let boxes: readonly Box[] = cells.map(({ at, exempt }) => ({
    spans: each((axis) => [at[axis]]),
    exempt,
  }));
  for (;;) {
    const before = boxes.length;
    for (const axis of AXES) boxes = mergeAlong(boxes, axis);
    if (boxes.length === before) return boxes;
  }
}

const each = (of: (axis: Axis) => readonly number[]): Box['spans'] =>
  Object.fromEntries(AXES.map((axis) => [axis, of(axis)])) as unknown as Box['spans'];

function mergeAlong(boxes: readonly Box[], axis: Axis): readonly Box[] {
  const alike = Map.groupBy(boxes, ({ spans, exempt }) =>
    JSON.stringify([{ ...spans, [axis]: null }, exempt]),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const all = new Set(group.flatMap(({ spans }) => spans[axis]));
    return [{ ...first, spans: { ...first.spans, [axis]: [...all].sort((a, b) => a - b) } }];
  });
}
