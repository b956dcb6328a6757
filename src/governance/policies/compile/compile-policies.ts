import { setImmediate } from 'node:timers/promises';
import { type Cedar, loadCedar } from '../cedar.ts';
import { coveredClauses } from '../compare/covered-clauses.ts';
import { CEDAR_MISSING, type Finding } from '../text/finding.ts';
import { type ParsedClause, parsePolicies } from '../text/parse-policies.ts';
import { positionOf, tokensOf } from '../text/tokens.ts';
import { compileClause, type Place } from './compile-clause.ts';
import type { PolicyBox } from './policies-of-box.ts';

/** A policy of the core, and the clause that says it. */
export interface CompiledBox extends PolicyBox {
  /** Its `@id`, or `clause-` and its number. */
  readonly clause: string;
}

export type CompiledPolicies =
  | {
      readonly ok: true;
      readonly boxes: readonly CompiledBox[];
      readonly clauses: readonly ParsedClause[];
      readonly tail: string;
      /** What has no effect, or another than one might think. */
      readonly notes: readonly (Finding & { readonly clause: string | null })[];
    }
  | { readonly ok: false; readonly errors: readonly Finding[] };

/**
 * Compiles a text of policies for one network: validated against the schema, and then as boxes of the core, which decide
 * points, lists and reverse lists alike. Whatever is wrong with any clause, nothing is compiled, and every error is told with
 * its line and column.
 */
export async function compilePolicies(text: string, place: Place): Promise<CompiledPolicies> {
  const cedar = await loadCedar();
  return cedar === null ? { ok: false, errors: [CEDAR_MISSING] } : compileWith(cedar, text, place);
}

async function compileWith(cedar: Cedar, text: string, place: Place): Promise<CompiledPolicies> {
  const parsed = parsePolicies(cedar, text);
  if (!parsed.ok) return parsed;
  const { clauses, tail } = parsed.value;
  const boxes: CompiledBox[] = [];
  const errors: Finding[] = [];
  const notes = parsed.value.notes.map((note) => ({ ...note, clause: clauseAt(text, clauses, note) }));
  for (const clause of clauses) {
    const compiled = compileClause(cedar, clause, place);
    if (compiled.ok) {
      boxes.push(...compiled.boxes.map((box) => ({ ...box, clause: clause.id })));
      const where = positionOf(text, clause.at);
      notes.push(...compiled.notes.map((says) => ({ ...where, says, clause: clause.id })));
    } else {
      errors.push({ ...positionOf(text, clause.at + near(clause.text, compiled.near)), says: compiled.says });
    }
    // Others are served between one clause and the next.
    await setImmediate();
  }
  for (const id of coveredClauses(boxes)) {
    const at = clauses.find((clause) => clause.id === id)?.at ?? 0;
    notes.push({ ...positionOf(text, at), says: COVERED, clause: id });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, boxes, clauses, tail, notes };
}

const COVERED = 'It forbids nothing that the others don’t forbid anyway.';

/** Where in a clause a piece stands first; its beginning where there is none such. */
const near = (text: string, piece: string | undefined): number =>
  tokensOf(text).find((token) => token.text === piece)?.at ?? 0;

function clauseAt(text: string, clauses: readonly ParsedClause[], { line, column }: Finding): string | null {
  const reached = clauses.filter(({ at }) => {
    const begins = positionOf(text, at);
    return begins.line < line || (begins.line === line && begins.column <= column);
  });
  return reached.at(-1)?.id ?? null;
}
