import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '../core/result.ts';

/** An error as the Mastodon API and ours send it. `error` is for people to read. */
export interface ErrorBody {
  error: string;
  error_description?: string;
}

/** What a refusal is over HTTP. `absent` is always the very same answer, whatever is behind it. */
export interface HttpRefusal {
  status: ContentfulStatusCode;
  body: ErrorBody;
  headers: Record<string, string>;
}

/** Maps every refusal to its answer; the compiler finds a kind left out. */
export function httpRefusal(refusal: Refusal): HttpRefusal {
  switch (refusal.kind) {
    case 'absent':
      return answer(404, 'Record not found');
    case 'unauthenticated':
      return answer(401, refusal.says, { 'www-authenticate': 'Bearer' });
    case 'forbidden':
      return answer(403, refusal.says);
    case 'invalid':
      return invalid(refusal.says, refusal.field);
    case 'conflict':
      return answer(409, refusal.says);
    case 'too-many':
      return answer(429, refusal.says, { 'retry-after': String(Math.ceil(refusal.retryAfterSeconds)) });
    case 'too-large':
      return answer(413, refusal.says);
  }
}

function answer(
  status: ContentfulStatusCode,
  error: string,
  headers: Record<string, string> = {},
): HttpRefusal {
  return { status, body: { error }, headers };
}

function invalid(says: string, field: string | undefined): HttpRefusal {
  const body = field === undefined ? { error: says } : { error: says, error_description: `See ${field}.` };
  return { status: 422, body, headers: {} };
}
