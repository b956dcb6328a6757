import { type Cedar, loadCedar } from './cedar.ts';
import type { Fields } from './templates/template.ts';
import { templateBy } from './templates/templates.ts';
import { type About, writeClause } from './templates/write-clause.ts';

/** A clause of a form: as it stands, or by a sentence. */
export type ClauseToWrite = { readonly lead?: string } & (
  | { readonly text: string }
  | (About & { readonly template: string; readonly fields: Fields })
);

/**
 * Writes clauses as one text. What stands as text stays as it is, to the letter.
 * @returns the number, from nought, of the first clause that can't be written
 */
export async function writePolicies(
  clauses: readonly ClauseToWrite[],
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly clause: number }> {
  const cedar = await loadCedar();
  const written: string[] = [];
  for (const [n, clause] of clauses.entries()) {
    const text = cedar === null ? null : textOf(cedar, clause);
    if (text === null) return { ok: false, clause: n };
    const lead = clause.lead ?? (n === 0 ? '' : '\n\n');
    written.push(n > 0 && !lead.includes('\n') ? `\n${lead}` : lead, text);
  }
  return { ok: true, text: clauses.length === 0 ? '' : `${written.join('')}\n` };
}

function textOf(cedar: Cedar, clause: ClauseToWrite): string | null {
  if ('text' in clause) return clause.text;
  const template = templateBy(clause.template);
  return template === undefined ? null : writeClause(cedar, template, clause.fields, clause);
}
