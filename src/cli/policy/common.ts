import { OperatorError } from '../../core/operator-error.ts';
import type { Finding } from '../../governance/policies/text/finding.ts';
import type { ActorId } from '../../privacy/words.ts';

/** In files it doesn't matter whose policy it is: its own things, and its own experts. */
export const NO_ORGANISATION = '00000000-0000-0000-0000-000000000000' as ActorId;

/** Ends with the code that is answered; with 2 where nothing could be. */
export async function orRefused(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    console.error(`waxseal: ${error.message}`);
    process.exitCode = 2;
  }
}

/** As compilers do, so that editors find the place. */
export function tellErrors(path: string, errors: readonly Finding[], asJson: boolean): number {
  if (asJson)
    console.log(JSON.stringify({ errors: errors.map((error) => ({ file: path, ...error })) }, null, 2));
  else for (const line of linesOf(path, errors)) console.error(line);
  return 2;
}

export function tellNotes(path: string, notes: readonly Finding[]): void {
  for (const line of linesOf(path, notes)) console.error(`note: ${line}`);
}

const linesOf = (path: string, findings: readonly Finding[]): readonly string[] =>
  findings.map(({ line, column, says }) => `${path}:${line}:${column}: ${says}`);
