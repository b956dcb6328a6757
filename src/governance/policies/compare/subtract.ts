import { type Part, SIDES, type Side } from './class-space.ts';

/** More pieces than this say nothing to anybody. */
const MOST_PARTS = 2000;

/**
 * What is in any of some parts and in none of others, exactly: in parts that don't overlap where the first don't.
 * @returns null where that would be too many
 */
export function subtract(parts: readonly Part[], others: readonly Part[]): readonly Part[] | null {
  let left = parts;
  for (const other of others) {
    left = left.flatMap((part) => without(part, other));
    if (left.length > MOST_PARTS) return null;
  }
  return merged(left);
}

function without(part: Part, other: Part): readonly Part[] {
  if (SIDES.some((side) => (part[side] & other[side]) === 0n)) return [part];
  const left: Part[] = [];
  let rest = part;
  for (const side of SIDES) {
    const outside = rest[side] & ~other[side];
    if (outside !== 0n) left.push({ ...rest, [side]: outside });
    rest = { ...rest, [side]: rest[side] & other[side] };
  }
  return left;
}

/** Parts that differ in one side alone become one, for as long as that makes them fewer. */
function merged(parts: readonly Part[]): readonly Part[] {
  let now = parts;
  for (;;) {
    const before = now.length;
    for (const side of SIDES) now = mergedAlong(now, side);
    if (now.length === before) return now;
  }
}

function mergedAlong(parts: readonly Part[], side: Side): readonly Part[] {
  const alike = Map.groupBy(parts, (part) =>
    SIDES.map((other) => (other === side ? '' : part[other].toString(36))).join(),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ ...first, [side]: group.reduce((bits, part) => bits | part[side], 0n) }];
  });
}
