import type { Refusal } from '../core/result.ts';

/** A refusal as the Mastodon API and our own say it: RFC 6749-like `error` for machines, a sentence for people. */
export interface Problem {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500;
  readonly body: { readonly error: string; readonly error_description: string };
  readonly headers: Readonly<Record<string, string>>;
}

/** One exhaustive mapping; absent and forbidden-to-know are the same bytes. */
export function problemOf(refusal: Refusal): Problem {
  switch (refusal.kind) {
    case 'absent':
      return problem(404, 'not_found', 'There is nothing here that you may see.');
    case 'unauthenticated':
      return problem(401, 'unauthenticated', refusal.says, { 'WWW-Authenticate': 'Bearer' });
    case 'forbidden':
      return problem(403, 'forbidden', refusal.says);
    case 'invalid':
      return problem(
        422,
        'invalid',
        refusal.field === undefined ? refusal.says : `${refusal.field}: ${refusal.says}`,
      );
    case 'conflict':
      return problem(409, 'conflict', refusal.says);
    case 'too-large':
      return problem(413, 'too_large', refusal.says);
    case 'too-many':
      return problem(429, 'too_many', refusal.says, { 'Retry-After': String(refusal.retryAfterSeconds) });
  }
}

/** A bug: the cause is logged, never sent. */
export const INTERNAL: Problem = {
  status: 500,
  body: {
    error: 'internal',
    error_description: 'Something went wrong on our side. It was logged; please try again.',
  },
  headers: {},
};

const problem = (
  status: Problem['status'],
  error: string,
  error_description: string,
  headers: Readonly<Record<string, string>> = {},
): Problem => ({ status, body: { error, error_description }, headers });
