import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { isWordType, type WordType } from '../schema/vocabulary.ts';
import { conditionsOf, isVariable, type Node, readOf } from './expression.ts';

/** What a clause tells apart: what it reads, and the words and numbers that it compares that with. */
export interface Mentions {
  readonly principal: boolean;
  readonly action: boolean;
  /** Types of resources that are told apart from others; null where none is. */
  readonly resourceTypes: ReadonlySet<string>;
  /** Of the context and of the resource: `purpose`, `label`, `kind`, … */
  readonly reads: ReadonlySet<string>;
  readonly numbers: readonly number[];
  has(type: WordType, word: string): boolean;
  words(type: WordType): readonly string[];
}

/** Reads a clause that {@link unsupportedIn} lets pass. */
export function mentionsOf(json: PolicyJson): Mentions {
  const found = new Found();
  if (json.principal.op !== 'All') found.principal = true;
  if (json.action.op !== 'All') found.action = true;
  found.scope(json.principal);
  found.scope(json.action);
  found.scope(json.resource);
  if (json.resource.op === 'is') found.resourceTypes.add(json.resource.entity_type);
  for (const condition of conditionsOf(json)) found.node(condition);
  return found;
}

class Found implements Mentions {
  principal = false;
  action = false;
  readonly resourceTypes = new Set<string>();
  readonly reads = new Set<string>();
  readonly numbers: number[] = [];
  readonly #words = new Map<WordType, Set<string>>();

  has(type: WordType, word: string): boolean {
    return this.#words.get(type)?.has(word) === true;
  }

  words(type: WordType): readonly string[] {
    return [...(this.#words.get(type) ?? [])];
  }

  /** The entities that the head of a clause names, however deep they stand there. */
  scope(part: unknown): void {
    if (Array.isArray(part)) for (const one of part) this.scope(one);
    else if (typeof part === 'object' && part !== null) {
      if ('type' in part && 'id' in part) this.#entity(String(part.type), String(part.id));
      else for (const one of Object.values(part)) this.scope(one);
    }
  }

  node(node: Node): void {
    if (node.op === 'Value') this.#value(node.value);
    if (isVariable(node, 'principal')) this.principal = true;
    if (isVariable(node, 'action')) this.action = true;
    if (node.op === 'is' && isVariable(node.operands[0], 'resource')) this.resourceTypes.add(node.name ?? '');
    if (node.op === 'has') this.resourceTypes.add('Attribute');
    const read = readOf(node);
    if (read !== null) this.reads.add(read.name);
    if (read?.name === 'kind') this.resourceTypes.add('Attribute');
    for (const operand of node.operands) this.node(operand);
  }

  #value(value: Node['value']): void {
    if (typeof value === 'number') this.numbers.push(value, -value);
    if (Array.isArray(value)) for (const one of value) this.#value(one);
    if (typeof value === 'object' && value !== null) this.scope(value);
  }

  #entity(type: string, id: string): void {
    if (!isWordType(type)) return;
    const words = this.#words.get(type) ?? new Set();
    this.#words.set(type, words.add(id));
  }
}
