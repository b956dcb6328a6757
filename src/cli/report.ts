import { OperatorError } from '../core/operator-error.ts';

/** Ends the process with code 1 after saying why: one line for what the operator can mend, the stack for a bug. */
export function reportAndExit(error: unknown): never {
  if (error instanceof OperatorError) console.error(`waxseal: ${error.message.replaceAll(/\s*\n\s*/g, ' ')}`);
  else console.error(error);
  process.exit(1);
}
