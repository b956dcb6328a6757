import { randomBytes } from 'node:crypto';
import { constants, type PathLike } from 'node:fs';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { explainSystemError, OperatorError } from '../core/operator-error.ts';

/**
 * Reads a secret of random bytes from a file, or makes the file (mode 0600, hex) when there is none.
 * The file is complete or not there at all, also when two processes make it at once: it is written aside,
 * synced, and then linked into place, which fails for whoever comes second.
 * @throws OperatorError when the file cannot be read or made, or doesn't hold that many bytes.
 */
export async function readOrMakeSecret(path: string, bytes: number): Promise<Buffer> {
  try {
    return (await readSecret(path, bytes)) ?? (await makeSecret(path, bytes));
  } catch (error) {
    throw explainSystemError(error, `keep a secret in ${path}`);
  }
}

/** Reads a secret made by `readOrMakeSecret`; undefined when there is no such file. */
async function readSecret(path: string, bytes: number): Promise<Buffer | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const secret = Buffer.from(text.trim(), 'hex');
  if (secret.length !== bytes) throw new OperatorError(`${path} does not hold a secret of ${bytes} bytes`);
  return secret;
}

async function makeSecret(path: string, bytes: number): Promise<Buffer> {
  const secret = randomBytes(bytes);
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await writeDurably(aside, `${secret.toString('hex')}\n`);
    await link(aside, path);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const other = await readSecret(path, bytes);
    if (!other) throw error;
    return other;
  } finally {
    await unlink(aside).catch(() => undefined);
  }
}

async function writeDurably(path: PathLike, text: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
