import type { PolicyBox } from '../compile/policies-of-box.ts';
import { classSpace } from './class-space.ts';
import { subtract } from './subtract.ts';

/** Clauses that forbid nothing that the others don't forbid anyway. */
export function coveredClauses<B extends PolicyBox & { readonly clause: string }>(
  boxes: readonly B[],
): readonly string[] {
  const space = classSpace(boxes);
  const byClause = Map.groupBy(boxes, ({ clause }) => clause);
  return [...byClause].flatMap(([clause, own]) => {
    const others = boxes.filter((box) => box.clause !== clause);
    return subtract(own.map(space.partOf), others.map(space.partOf))?.length === 0 ? [clause] : [];
  });
}
