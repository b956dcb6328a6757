import type { Clause, Expr, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';

/**
 * A clause as several that all must forbid: its head, and each condition, as far as those are said together by "and" (or, of
 * what it is unless, by "or"). Each tells few things apart, so that few cases must be tried of each.
 *
 * A part that errs forbids. That can't make more of the whole than it says: what a condition relies on stands before it, and
 * where that doesn't hold, that part doesn't forbid.
 */
export function partsOf(json: PolicyJson): readonly PolicyJson[] {
  const head: PolicyJson = { ...json, conditions: [] };
  const conditions = json.conditions.flatMap(split);
  return [head, ...conditions.map((condition) => ({ ...ANYTHING, conditions: [condition] }))];
}

const ANYTHING = {
  effect: 'forbid',
  principal: { op: 'All' },
  action: { op: 'All' },
  resource: { op: 'All' },
} as const;

const split = ({ kind, body }: Clause): readonly Clause[] =>
  operands(body, kind === 'when' ? '&&' : '||').map((part) => ({ kind, body: part }));

function operands(expr: Expr, op: '&&' | '||'): readonly Expr[] {
  const sides = Object.entries(expr).find(([name]) => name === op)?.[1] as
    | { readonly left: Expr; readonly right: Expr }
    | undefined;
  return sides === undefined ? [expr] : [...operands(sides.left, op), ...operands(sides.right, op)];
}
