import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '../core/result.ts';

/** An error as the Mastodon API and ours send it: a word for machines, a sentence for people. */
interface ErrorBody {
  readonly error: string;
  readonly error_description: string;
}

/** What a refusal is over HTTP. `absent` is always the very same answer, whatever is behind it. */
export interface HttpRefusal {
  readonly status: ContentfulStatusCode;
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;
}

/** Maps every refusal to its answer; the compiler finds a kind left out. */
export function httpRefusal(refusal: Refusal): HttpRefusal {
  switch (refusal.kind) {
    case 'absent':
      return answer(404, 'not_found', 'There is nothing here that you may see.');
    case 'unauthenticated':
      return answer(401, 'unauthenticated', refusal.says, { 'WWW-Authenticate': 'Bearer' });
    case 'forbidden':
      return answer(403, 'forbidden', refusal.says);
    case 'invalid':
      return answer(
        422,
        'invalid',
        refusal.field === undefined ? refusal.says : `${refusal.field}: ${refusal.says}`,
      );
    case 'conflict':
      return answer(409, 'conflict', refusal.says);
    case 'out-of-date':
      return answer(412, 'out_of_date', refusal.says);
    case 'too-many':
      return answer(429, 'too_many', refusal.says, {
        'Retry-After': String(Math.ceil(refusal.retryAfterSeconds)),
      });
    case 'too-large':
      return answer(413, 'too_large', refusal.says);
    case 'full':
      return answer(507, 'disk_full', refusal.says);
  }
}

/** An answer of the same shape for what no use case refused. */
const answer = (
  status: ContentfulStatusCode,
  error: string,
  error_description: string,
  headers: Readonly<Record<string, string>> = {},
): HttpRefusal => ({ status, body: { error, error_description }, headers });
