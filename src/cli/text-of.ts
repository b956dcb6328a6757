import { readFile } from 'node:fs/promises';
import { OperatorError } from '../core/operator-error.ts';

/** The text of a file that the command line names. */
export const textOf = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch(() => {
    throw new OperatorError(`cannot read ${path}`);
  });
