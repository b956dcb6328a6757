import type { DetailedError, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Cedar } from '../cedar.ts';
import { POLICY_SCHEMA } from '../schema/schema.ts';
import { isWordType, VOCABULARY } from '../schema/vocabulary.ts';
import type { Finding } from './finding.ts';
import { type ClauseText, splitClauses } from './split-clauses.ts';
import { positionOf, unitsOfBytes } from './tokens.ts';
import { unreadableIn } from './unreadable.ts';

/** One clause, parsed and valid against the schema. */
export interface ParsedClause extends ClauseText {
  /** Its `@id`, or what number it is. */
  readonly id: string;
  readonly json: PolicyJson;
}

interface Parsed {
  readonly clauses: readonly ParsedClause[];
  readonly tail: string;
  readonly notes: readonly Finding[];
}

/** More than anybody reads; each costs time to validate. */
const MOST_CLAUSES = 200;
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Parses a text and validates it against the schema: its clauses, or every error with its line and column. */
export function parsePolicies(
  cedar: Cedar,
  text: string,
):
  | { readonly ok: true; readonly value: Parsed }
  | { readonly ok: false; readonly errors: readonly Finding[] } {
  const { clauses, tail } = splitClauses(text);
  if (clauses.length > MOST_CLAUSES)
    return failed([at(text, clauses[MOST_CLAUSES]?.at, `Write ${MOST_CLAUSES} clauses at most.`)]);
  const unreadable = unreadableIn(text);
  if (unreadable !== null) return failed([unreadable]);
  const answer = cedar.validate({ schema: POLICY_SCHEMA, policies: { staticPolicies: text } });
  if (answer.type === 'failure') return failed(answer.errors.map((error) => findingOf(text, error)));
  const errors = answer.validationErrors.map(({ error }) => findingOf(text, error));
  if (errors.length > 0) return failed(inOrder(errors));
  const parsed = clauses.map((clause, n) => parseClause(cedar, clause, n));
  const wrong = parsed.flatMap((clause, n) => {
    const says = idIsWrong(clause, parsed.slice(0, n));
    return says === null ? [] : [at(text, clause.at, says)];
  });
  if (wrong.length > 0) return failed(wrong);
  const notes = answer.validationWarnings.map(({ error }) => findingOf(text, error));
  return { ok: true, value: { clauses: parsed, tail, notes: inOrder(notes) } };
}

const failed = (errors: readonly Finding[]) => ({ ok: false, errors }) as const;

function parseClause(cedar: Cedar, clause: ClauseText, n: number): ParsedClause {
  const answer = cedar.policyToJson(clause.text);
  // The whole was parsed before, and templates are the one thing that it holds and this doesn't.
  if (answer.type === 'failure') throw new Error(`Cedar parses the whole and not clause ${n + 1}`);
  return { ...clause, id: answer.json.annotations?.['id'] ?? `clause-${n + 1}`, json: answer.json };
}

function idIsWrong({ id }: ParsedClause, before: readonly ParsedClause[]): string | null {
  if (!ID.test(id)) return 'Its @id may have small letters, digits and hyphens, 64 at most.';
  return before.some((other) => other.id === id) ? `Another clause has the @id "${id}".` : null;
}

const at = (text: string, offset: number | undefined, says: string): Finding => ({
  ...positionOf(text, offset ?? 0),
  says,
});

/** What Cedar says, less what it calls the policy: whoever reads it never named it so. */
function findingOf(text: string, { message, help, sourceLocations = [] }: DetailedError): Finding {
  const [where] = sourceLocations;
  const said = message
    .replace(/^for policy `policy\d+`[:,] /, '')
    .replace(/^failed to parse policies from string: /, '');
  const more = [where?.label, help].filter((part) => typeof part === 'string' && part !== '');
  const says = unknownWord(said) ?? [said, ...more].join('; ');
  return at(text, where === undefined ? 0 : unitsOfBytes(text, where.start), says);
}

/** Cedar calls it an enumerated entity type; here it is a list of words. */
function unknownWord(said: string): string | null {
  const [, type = '', word] = /^entity `(\w+)::"([^`]*)"` is of an enumerated/.exec(said) ?? [];
  if (word === undefined || !isWordType(type)) return null;
  return `There is no ${type}::"${word}"; the words are: ${VOCABULARY[type].join(', ')}.`;
}

/** As they stand in the text, one a place: Cedar says some for each kind of question, in any order. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort(
    (a, b) => a.line - b.line || a.column - b.column || (a.says < b.says ? -1 : 1),
  );
  return sorted.filter(({ line, column }, n) => {
    const before = sorted[n - 1];
    return before?.line !== line || before.column !== column;
  });
}
