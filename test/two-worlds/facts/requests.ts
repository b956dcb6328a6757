import { type Answer, stringIn } from '../answer.ts';
import type { Ask } from '../world.ts';

/** A request with a JSON body. */
export const post = (path: string, body: unknown = {}): Ask => ({ method: 'POST', path, body });
export const put = (path: string, body: unknown = {}): Ask => ({ method: 'PUT', path, body });
export const remove = (path: string): Ask => ({ method: 'DELETE', path });

/** A request that uploads a text file, which then waits to be sent. */
export const upload = (name: string, text: string): Ask => ({
  method: 'POST',
  path: '/api/v2/media',
  headers: { 'content-type': 'multipart/form-data; boundary=zz' },
  body: `--zz\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${text}\r\n--zz--\r\n`,
});

/** A text in an answer that must be there. */
export function textIn(answer: Answer, path: string): string {
  const found = stringIn(answer, path);
  if (found === undefined) throw new Error(`no ${path} in ${answer.status} ${answer.body}`);
  return found;
}
