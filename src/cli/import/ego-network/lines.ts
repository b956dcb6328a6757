import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainSystemError, OperatorError } from '../../../core/operator-error.ts';

/** One line of a file, which can say that it is wrong. */
export interface Line {
  readonly text: string;
  /** Throws: names file and line, so that it can be found and mended. */
  wrong(what: string): never;
}

/**
 * The lines of a text file without their ends; a last line end makes no line of its own.
 * @throws OperatorError where the file is absent or unreadable, or a line isn't UTF-8 or is empty.
 */
export async function readLines(folder: string, name: string): Promise<readonly Line[]> {
  const bytes = await readFile(join(folder, name)).catch((error) => {
    if (error.code === 'ENOENT') throw new OperatorError(`${name} is missing in ${folder}`);
    throw explainSystemError(error, `read ${join(folder, name)}`);
  });
  const lines = textOf(bytes).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((raw, i) => {
    const text = raw.trimEnd();
    const line: Line = {
      text,
      wrong: (what) => {
        throw new OperatorError(`${join(folder, name)} line ${i + 1}: ${what}; nothing was imported`);
      },
    };
    if (text.includes('\uFFFD')) line.wrong('is not UTF-8 text');
    if (text === '') line.wrong('is empty');
    return line;
  });
}

const textOf = (bytes: Buffer): string => new TextDecoder().decode(bytes);

/** The person's number as the files write it. */
export function personOf(word: string, line: Line): number {
  if (!/^(0|[1-9]\d{0,8})$/.test(word)) line.wrong(`expected a person's number, found ${quoted(word)}`);
  return Number(word);
}

/** A word of a file as it is shown in a message: short, and nothing that moves a terminal. */
export const quoted = (word: string): string =>
  JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word);
