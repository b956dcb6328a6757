import { type ClauseToWrite, writePolicies } from '../write-policies.ts';
import { CUSTOMER } from './customer.ts';
import { EMPLOYEE } from './employee.ts';
import { PARTNER } from './partner.ts';
import type { StartingPoint } from './starting-point.ts';

/** Starting points for each kind of network that has rules of its own. */
export const LIBRARY: readonly StartingPoint[] = [EMPLOYEE, PARTNER, CUSTOMER];

/** A starting point as a text of policies, with its reasons and laws; null where Cedar can't be loaded. */
export async function startingText({ title, intro, clauses }: StartingPoint): Promise<string | null> {
  const lead = `// ${title}: a starting point.\n// ${intro}\n\n`;
  const written = await writePolicies(
    clauses.map((clause, n): ClauseToWrite => (n === 0 ? { ...clause, lead } : clause)),
  );
  return written.ok ? written.text : null;
}
