import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Cedar } from '../cedar.ts';
import { fillIn, fits } from './blanks.ts';
import type { Fields, Template } from './template.ts';
import { TEMPLATES } from './templates.ts';

interface Filled {
  readonly template: Template;
  readonly fields: Fields;
}

/** A number that nobody writes stands for the blank with that turn. */
const MARK = 7_000_000_000;

const patterns = new Map<string, unknown>();

/**
 * Finds the sentence that says the same as a clause, by its structure alone: whatever its annotations say.
 * @returns null where there is none such: then it is for reading, and for those who write Cedar
 */
export function readClause(cedar: Cedar, clause: PolicyJson): Filled | null {
  for (const template of TEMPLATES) {
    const fields = new Map<string, Fields[string]>();
    if (match(patternOf(cedar, template), shapeOf(clause), template, fields))
      return { template, fields: Object.fromEntries(fields) };
  }
  return null;
}

function patternOf(cedar: Cedar, template: Template): unknown {
  const before = patterns.get(template.id);
  if (before !== undefined) return before;
  const names = Object.keys(template.blanks);
  const text = fillIn(template, (name, blank) =>
    blank.kind === 'number' ? String(MARK + names.indexOf(name)) : `${blank.type}::"$${name}"`,
  );
  const parsed = cedar.policyToJson(text);
  if (parsed.type === 'failure') throw new Error(`the template ${template.id} is no Cedar`);
  const pattern = shapeOf(parsed.json);
  patterns.set(template.id, pattern);
  return pattern;
}

/**
 * What it says, without what is said about it. One action, in brackets or by itself, is written as a list of one: no action is in
 * another.
 */
function shapeOf({ effect, principal, action, resource, conditions }: PolicyJson): unknown {
  const list = 'entity' in action ? { op: 'in', entities: [action.entity] } : action;
  return { effect, principal, action: list, resource, conditions };
}

type Found = Map<string, Fields[string]>;

function match(pattern: unknown, clause: unknown, template: Template, found: Found): boolean {
  const blank = blankIn(pattern, template);
  if (blank !== null) return bind(blank, whatStands(clause, template, blank), template, found);
  if (typeof pattern !== 'object' || pattern === null) return pattern === clause;
  if (typeof clause !== 'object' || clause === null || Array.isArray(pattern) !== Array.isArray(clause))
    return false;
  const [parts, others] = [Object.entries(pattern), Object.entries(clause)];
  if (parts.length !== others.length) return false;
  const values = new Map(others);
  return parts.every(([key, part]) => values.has(key) && match(part, values.get(key), template, found));
}

/** The name of the blank that a part of the pattern is. */
function blankIn(pattern: unknown, { blanks }: Template): string | null {
  if (typeof pattern === 'number') return Object.keys(blanks)[pattern - MARK] ?? null;
  // Some words: a list whose only element is the blank. One word: the blank itself.
  const name =
    Array.isArray(pattern) && pattern.length === 1 ? entityIn(pattern[0])?.id : entityIn(pattern)?.id;
  const known = name?.startsWith('$') ? name.slice(1) : null;
  if (known === null) return null;
  const isSome = blanks[known]?.kind === 'words';
  return Array.isArray(pattern) === isSome ? known : null;
}

function whatStands(clause: unknown, { blanks }: Template, name: string): unknown {
  const blank = blanks[name];
  if (blank === undefined || blank.kind === 'number') return clause;
  const word = (part: unknown): string | null => {
    const entity = entityIn(part);
    return entity?.type === blank.type ? entity.id : null;
  };
  return blank.kind === 'words' ? Array.isArray(clause) && clause.map(word) : word(clause);
}

function bind(name: string, value: unknown, { blanks }: Template, found: Found): boolean {
  const blank = blanks[name];
  if (blank === undefined || !fits(blank, value)) return false;
  const before = found.get(name);
  if (before !== undefined) return JSON.stringify(before) === JSON.stringify(value);
  found.set(name, value);
  return true;
}

/** An entity, in any of the ways in which Cedar's JSON writes one. */
function entityIn(part: unknown): { readonly type: string; readonly id: string } | null {
  if (typeof part !== 'object' || part === null) return null;
  if ('Value' in part) return entityIn(part.Value);
  if ('__entity' in part) return entityIn(part.__entity);
  const { type, id } = part as { readonly type?: unknown; readonly id?: unknown };
  return typeof type === 'string' && typeof id === 'string' ? { type, id } : null;
}
