import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { isWordType } from '../schema/vocabulary.ts';
import { conditionsOf, isLiteral, isVariable, type Node, nodesIn, readsNumber } from './expression.ts';

/** What a policy can't say here, and by what it is found in the text. */
export interface Unsupported {
  readonly says: string;
  readonly near: string;
}

const COMPARISONS = ['<', '<=', '>', '>='];
const EQUALITIES = ['==', '!='];
const KNOWN = [
  'Value',
  'Var',
  'Set',
  '.',
  'has',
  'is',
  'if-then-else',
  '!',
  'neg',
  '&&',
  '||',
  'in',
  'contains',
  'containsAll',
  'containsAny',
  'isEmpty',
  ...COMPARISONS,
  ...EQUALITIES,
];

/**
 * Policies are compiled for classes, by trying every case that they tell apart. So a clause may compare what is asked with
 * words and numbers that stand in it, and nothing else: null, or what goes beyond.
 */
export function unsupportedIn(json: PolicyJson): Unsupported | null {
  for (const scope of [json.principal, json.resource]) {
    const named = 'entity' in scope ? scope.entity : 'in' in scope ? entityIn(scope.in) : null;
    const uid = named === null ? null : '__entity' in named ? named.__entity : named;
    if (uid !== null && !isWordType(uid.type)) return nobody(uid.type);
  }
  for (const condition of conditionsOf(json)) {
    for (const node of nodesIn(condition)) {
      const wrong = wrongWith(node);
      if (wrong !== null) return wrong;
    }
  }
  return null;
}

const entityIn = (within: unknown) =>
  typeof within === 'object' && within !== null && 'entity' in within
    ? (within.entity as { type: string; id: string })
    : null;

const nobody = (type: string): Unsupported => ({
  says: 'A policy speaks of classes, not of one in particular: say what they have in common.',
  near: type,
});

function wrongWith({ op, operands, value }: Node): Unsupported | null {
  const [left, right] = operands;
  if (op === '+' || op === '*' || op === '-')
    return { says: 'Write the number that comes of it: policies don’t calculate.', near: op };
  if (op === 'like') return { says: 'Say the words one by one: policies have no patterns.', near: 'like' };
  if (!KNOWN.includes(op)) return { says: `Policies don’t know ${op}.`, near: op };
  if (op === 'neg' && !isLiteral(left)) return { says: 'Policies don’t calculate.', near: '-' };
  if (op === 'Value' && typeof value === 'object' && value !== null && '__entity' in value) {
    const { type } = value.__entity as { readonly type: string };
    return isWordType(type) ? null : nobody(type);
  }
  if (op === 'Set' && !operands.every(isLiteral))
    return { says: 'Write words or numbers in the brackets, nothing else.', near: '[' };
  if (COMPARISONS.includes(op) && !isLiteral(left) && !isLiteral(right))
    return { says: 'Compare with a number that stands there.', near: op };
  if (EQUALITIES.includes(op) && isUnlike(left, right))
    return { says: 'Compare with a word or a number that stands there.', near: op };
  if (op === 'in' && !isLiteral(right)) return { says: 'Write after "in" what it is to be in.', near: 'in' };
  if (op.startsWith('contains') && !isLiteral(left))
    return { says: `Write before .${op} the words that it is to be among.`, near: op };
  if ((op === 'containsAll' || op === 'containsAny') && !isLiteral(right))
    return { says: 'Use .contains: there is one of each thing.', near: op };
  return null;
}

/** Neither stands there, and they could be numbers, or somebody in particular. */
function isUnlike(left: Node | undefined, right: Node | undefined): boolean {
  if (left === undefined || right === undefined || isLiteral(left) || isLiteral(right)) return false;
  const isBare = [left, right].some((side) => isVariable(side) || side.op === 'if-then-else');
  return isBare || readsNumber(left) || readsNumber(right);
}
