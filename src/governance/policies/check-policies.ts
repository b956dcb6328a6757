import { type Cedar, loadCedar } from './cedar.ts';
import type { Place } from './compile/compile-clause.ts';
import { type CompiledBox, compilePolicies } from './compile/compile-policies.ts';
import { readClause } from './templates/read-clause.ts';
import type { Fields } from './templates/template.ts';
import { CEDAR_MISSING, type Finding } from './text/finding.ts';
import type { ParsedClause } from './text/parse-policies.ts';

/** One clause as the form shows it. */
interface CheckedClause {
  readonly id: string;
  /** Comments and blanks before it. */
  readonly lead: string;
  readonly text: string;
  readonly reason: string | null;
  readonly law: string | null;
  /** The sentence that says the same, and what stands in its blanks; null: it is for reading in the form. */
  readonly template: string | null;
  readonly fields: Fields | null;
}

type Note = Finding & { readonly clause: string | null };

export interface CheckedPolicies {
  readonly clauses: readonly CheckedClause[];
  /** What it comes to, class by class; none where there are errors. */
  readonly boxes: readonly CompiledBox[];
  readonly errors: readonly Finding[];
  readonly notes: readonly Note[];
}

/** Looks at a text of policies, for whoever writes it: what is wrong, what has no effect, and what each clause says. */
export async function checkPolicies(text: string, place: Place): Promise<CheckedPolicies> {
  const cedar = await loadCedar();
  if (cedar === null) return { ...NOTHING, errors: [CEDAR_MISSING] };
  const compiled = await compilePolicies(text, place);
  if (!compiled.ok) return { ...NOTHING, errors: compiled.errors };
  const clauses = compiled.clauses.map((clause) => checkedClause(cedar, clause));
  return { clauses, boxes: compiled.boxes, errors: [], notes: compiled.notes };
}

const NOTHING = { clauses: [], boxes: [], notes: [] };

function checkedClause(cedar: Cedar, { id, lead, text, json, hasComments }: ParsedClause): CheckedClause {
  // To write it anew would lose what stands in its midst.
  const read = hasComments ? null : readClause(cedar, json);
  return {
    id,
    lead,
    text,
    reason: json.annotations?.['reason'] ?? null,
    law: json.annotations?.['law'] ?? null,
    template: read?.template.id ?? null,
    fields: read?.fields ?? null,
  };
}
