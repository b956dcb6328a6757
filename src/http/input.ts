import type { Context } from 'hono';
import { ok, type Result, refuse } from '../core/result.ts';

/** Anything that JSON can say; forms are brought into the same shape. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const malformed = (says: string) => refuse({ kind: 'invalid', says });

/** The body as JSON, whatever of the three it came as: JSON, URL-encoded form, or multipart form without files. */
export async function readBody(c: Context): Promise<Result<Json>> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'multipart/form-data') return readMultipart(c);
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength === 0) return ok({});
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return malformed('The body is not valid UTF-8.');
  }
  if (type === 'application/x-www-form-urlencoded') {
    if (!isWellEncoded(text)) return malformed('The form has a broken percent-encoding.');
    return ok(nest(new URLSearchParams(text)));
  }
  if (type !== '' && type !== 'application/json' && !type.endsWith('+json')) {
    return malformed('Send the body as application/json or as a form.');
  }
  try {
    return ok(JSON.parse(text) as Json);
  } catch {
    return malformed('The body is not valid JSON.');
  }
}

async function readMultipart(c: Context): Promise<Result<Json>> {
  try {
    const form = await c.req.formData();
    const pairs: [string, string][] = [];
    for (const [name, value] of form) {
      if (typeof value === 'string') pairs.push([name, value]);
    }
    return ok(nest(pairs));
  } catch {
    return malformed('The form could not be read.');
  }
}

/** The parts of the path that have names. */
export function readParams(c: Context): Result<Json> {
  if (!isWellEncoded(new URL(c.req.url).pathname))
    return malformed('The address has a broken percent-encoding.');
  return ok(c.req.param() as Json);
}

/** The query as JSON: repeated and `name[]` parameters are lists, `a[b]` is an object. */
export function readQuery(c: Context): Result<Json> {
  const search = new URL(c.req.url).search;
  if (!isWellEncoded(search)) return malformed('The address has a broken percent-encoding.');
  return ok(nest(new URLSearchParams(search)));
}

function isWellEncoded(text: string): boolean {
  try {
    decodeURIComponent(text.replaceAll('+', ' '));
    return true;
  } catch {
    return false;
  }
}

/** Rails-style names, as Mastodon clients send them: `ids[]`, `fields[0][name]`. */
function nest(pairs: Iterable<[string, string]>): { [name: string]: Json } {
  const root: { [name: string]: Json } = Object.create(null);
  for (const [name, value] of pairs) {
    const path = name.split('[').map((part) => part.replace(/\]$/, ''));
    put(root, path.slice(0, 8), value);
  }
  return root;
}

function put(into: { [name: string]: Json }, path: readonly string[], value: string): void {
  const [head, next, ...rest] = path as [string, string | undefined, ...string[]];
  if (next === undefined) {
    into[head] = value;
  } else if (next === '' && rest.length === 0) {
    const list = into[head];
    into[head] = Array.isArray(list) ? [...list, value] : [value];
  } else {
    const child = into[head];
    const object =
      typeof child === 'object' && child !== null && !Array.isArray(child) ? child : Object.create(null);
    into[head] = object;
    put(object, [next, ...rest], value);
  }
}

/** PostgreSQL's text holds no NUL, and a lone surrogate is no Unicode: neither goes further than the edge. */
export function hasBrokenText(value: Json, depth = 0): boolean {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  if (depth > 32) return true;
  if (Array.isArray(value)) return value.some((item) => hasBrokenText(item, depth + 1));
  return Object.entries(value).some(
    ([name, item]) => hasBrokenText(name, depth) || hasBrokenText(item, depth + 1),
  );
}
