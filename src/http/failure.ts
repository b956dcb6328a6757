import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { httpRefusal } from './refusal.ts';

/**
 * Answers for what was thrown. The answer has no more than a fixed phrase. The log has where it happened, and
 * only when debugging what it said: a message may quote what a member wrote.
 */
export function failure(log: Logger): (error: Error, c: Context) => Response | Promise<Response> {
  return (error, c) => {
    if (error instanceof HTTPException) return refused(error, c);
    if (FULL.has(codeOf(error) ?? '')) {
      log.error('the disk is full');
      return c.json({ error: 'disk_full', error_description: 'The disk of this server is full.' }, 507);
    }
    log.error({ ...traces(error), ...(log.isLevelEnabled('debug') ? { says: error.message } : {}) }, 'a bug');
    return c.json(
      { error: 'internal', error_description: 'This is a fault of the server. It was logged.' },
      500,
    );
  };
}

/** As the database says that its disk is full, and as the operating system does of files. */
const FULL: ReadonlySet<string> = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** Thrown by the framework, such as for a body that isn't JSON. */
function refused(error: HTTPException, c: Context): Response | Promise<Response> {
  if (error.status === 413) {
    const { body, status } = httpRefusal({ kind: 'too-large', says: 'That is too large' });
    return c.json(body, status);
  }
  const error_description = error.message || 'That request cannot be understood.';
  return c.json({ error: 'invalid', error_description }, error.status);
}

/** Name, SQLSTATE and places in the code; the first line of a stack repeats the message and is left out. */
function traces(error: Error): Record<string, unknown> {
  const at = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, code: codeOf(error), at: at.slice(0, 12).map((line) => line.trim()) };
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
