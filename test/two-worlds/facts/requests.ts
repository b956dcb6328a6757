import { type Answer, stringIn } from '../answer.ts';
import type { Ask } from '../world.ts';

/** A request with a JSON body. */
export const post = (path: string, body: unknown = {}): Ask => ({ method: 'POST', path, body });
export const put = (path: string, body: unknown = {}): Ask => ({ method: 'PUT', path, body });
export const remove = (path: string): Ask => ({ method: 'DELETE', path });

/** A text in an answer that must be there. */
export function textIn(answer: Answer, path: string): string {
  const found = stringIn(answer, path);
  if (found === undefined) throw new Error(`no ${path} in ${answer.status} ${answer.body}`);
  return found;
}
