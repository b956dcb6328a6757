import { type ClassSpace, type Part, SIDES, type Side } from './class-space.ts';

const BEFORE: Partial<Record<Side, string>> = {
  capacity: '',
  action: '',
  purpose: 'for ',
  thing: 'of ',
  label: 'labelled ',
  conversation: 'in a conversation begun by ',
  basis: 'on the ground of ',
  hour: 'at ',
  age: 'after ',
  retention: 'kept for ',
};

/** A part of the space as a phrase: only what it is limited to, in as few words as that takes. */
export function describePart({ values, whole }: ClassSpace, part: Part): string {
  const said = SIDES.flatMap((side) => {
    if (part[side] === whole[side])
      return side === 'capacity' ? ['anybody'] : side === 'action' ? ['whatever they do'] : [];
    const before = BEFORE[side];
    if (before === undefined) return [`${part[side] === 1n ? 'no ' : ''}${side}`];
    return [before + listed(values[side], part[side])];
  });
  return said.join(', ').replace('in a conversation begun by none', 'in no conversation');
}

/** The values that the bits stand for; where they are most of all, those that they don't. */
function listed(values: readonly string[], bits: bigint): string {
  const has = (n: number) => ((bits >> BigInt(n)) & 1n) === 1n;
  const inside = values.filter((_, n) => has(n));
  const outside = values.filter((_, n) => !has(n));
  return outside.length * 2 < inside.length ? `anything but ${outside.join(' and ')}` : inside.join(' or ');
}
