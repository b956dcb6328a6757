import type { MiddlewareHandler } from 'hono';

/**
 * The two inline styles that the component library makes: no double-tap zoom on what can be pressed, and no
 * scrolling behind a dialog on iOS. Named by their hashes, so that no other is admitted; a browser says so in its
 * console when the library changes them.
 */
const libraryStyles = [
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
].join(' ');

/** Nothing but our own files runs or is fetched; nobody frames us. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${libraryStyles}`,
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const always: Record<string, string> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
};

/** Sets the headers that a handler has not set itself. What the doors answer is for one viewer: nobody keeps it. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  // Not by `c.header`, which from here on would make the answer anew for each, and its body a stream.
  const { headers } = c.res;
  for (const [name, value] of Object.entries(always)) if (!headers.has(name)) headers.set(name, value);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
};
