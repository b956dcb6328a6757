import type { CedarValueJson, Expr, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { CONTEXT_NUMBERS } from '../schema/vocabulary.ts';

/** Operators whose operands stand at their left and right. */
const BINARY = [
  '==',
  '!=',
  'in',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
  '+',
  '-',
  '*',
  'contains',
  'containsAll',
  'containsAny',
  'getTag',
  'hasTag',
] as const;

/** An expression as one looks at it: its operator, its operands in order, and what else it says. */
export interface Node {
  readonly op: string;
  readonly operands: readonly Node[];
  readonly value?: CedarValueJson;
  /** The name of a variable, of what is read of it, or of a type. */
  readonly name?: string;
}

type Sides = Readonly<Partial<Record<'left' | 'right' | 'arg' | 'in' | 'if' | 'then' | 'else', Expr>>>;

/** Reads Cedar's JSON form; what it doesn't know becomes an operator that nothing supports. */
function nodeOf(expr: Expr): Node {
  const [op = '', body] = Object.entries(expr)[0] ?? [];
  const sides = body as Sides;
  const read = (...list: readonly (Expr | undefined)[]): Node[] =>
    list.flatMap((one) => (one === undefined ? [] : [nodeOf(one)]));
  if (op === 'Value') return { op, operands: [], value: body as CedarValueJson };
  if (op === 'Var' || op === 'Slot') return { op, operands: [], name: String(body) };
  if (op === 'Set') return { op, operands: read(...(body as Expr[])) };
  if (op === 'Record') return { op, operands: read(...Object.values(body as Record<string, Expr>)) };
  if (op === '.') return { op, operands: read(sides.left), name: String((body as { attr: string }).attr) };
  if (op === 'has') return { op, operands: read(sides.left) };
  if (op === 'is')
    return { op, operands: read(sides.left, sides.in), name: (body as { entity_type: string }).entity_type };
  if (op === 'if-then-else') return { op, operands: read(sides.if, sides.then, sides.else) };
  if (op === '!' || op === 'neg' || op === 'isEmpty') return { op, operands: read(sides.arg) };
  if (op === 'like') return { op, operands: read(sides.left) };
  if (BINARY.some((one) => one === op)) return { op, operands: read(sides.left, sides.right) };
  return { op, operands: Array.isArray(body) ? read(...(body as Expr[])) : [] };
}

/** The conditions of a clause. */
export const conditionsOf = ({ conditions }: PolicyJson): readonly Node[] =>
  conditions.map(({ body }) => nodeOf(body));

/** The node and everything in it. */
export const nodesIn = (node: Node): readonly Node[] => [node, ...node.operands.flatMap(nodesIn)];

/** A word or a number that stands there, or a set of them. */
export const isLiteral = (node: Node | undefined): boolean =>
  node !== undefined &&
  (node.op === 'Value' ||
    (node.op === 'neg' && isLiteral(node.operands[0])) ||
    (node.op === 'Set' && node.operands.every(isLiteral)));

export const isVariable = (node: Node | undefined, name?: string): boolean =>
  node?.op === 'Var' && (name === undefined || node.name === name);

/** What is read of a variable, such as the hour of the context; null where it is something else. */
export function readOf(node: Node): { readonly variable: string; readonly name: string } | null {
  const [from] = node.operands;
  if (node.op !== '.' || from?.op !== 'Var') return null;
  return { variable: from.name ?? '', name: node.name ?? '' };
}

/** Whether its value may be a number that isn't written there. */
export const readsNumber = (node: Node): boolean =>
  nodesIn(node).some((one) => {
    const read = readOf(one);
    return read?.variable === 'context' && CONTEXT_NUMBERS.some((name) => name === read.name);
  });
