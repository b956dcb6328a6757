import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { MiddlewareHandler } from 'hono';

const mediaTypes: Record<string, string | undefined> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Serves the built web app: its files, and its page for every other address that is not a door's, since the app
 * routes by itself. Files under `assets/` carry a hash in their name and may be kept for ever.
 * @param folder of the build.
 */
export function webFiles(folder: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const path = fileOf(folder, c.req.path);
    const body = path && (await read(path));
    if (body) {
      const kept = c.req.path.startsWith('/assets/');
      return c.body(body, 200, {
        'content-type': mediaTypes[extname(path)] ?? 'application/octet-stream',
        'cache-control': kept ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    }
    if (extname(c.req.path) !== '' && c.req.path.startsWith('/assets/')) return next();
    const page = await read(join(folder, 'index.html'));
    if (!page) return next();
    return c.body(page, 200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  };
}

/** The file for a request's path, inside the folder and nowhere else. */
function fileOf(folder: string, path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const file = normalize(join(folder, decoded));
  return file.startsWith(folder + sep) ? file : undefined;
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    if (!(await stat(path)).isFile()) return undefined;
    return new Uint8Array(await readFile(path));
  } catch {
    return undefined;
  }
}
