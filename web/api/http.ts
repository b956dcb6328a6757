/** What the server answered when it refused; `message` is a sentence for people. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface RequestOptions {
  query?: Readonly<Record<string, QueryValue>>;
  body?: unknown;
  /** A bearer token; without one the session cookie speaks. */
  token?: string;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

/** A page of a list, and the cursor of the next one. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/**
 * One request to the API.
 * @throws ApiError for a refusal; whatever `fetch` throws when the server can't be reached.
 */
export async function request(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
  const response = await fetch(path + queryString(options.query), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(options.body === undefined || isRaw(options.body) ? {} : { 'content-type': 'application/json' }),
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    ...(options.body === undefined
      ? {}
      : { body: isRaw(options.body) ? options.body : JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!response.ok) throw await refusal(response);
  return response;
}

/** What is sent as it stands. */
const isRaw = (body: unknown): body is Blob | FormData => body instanceof Blob || body instanceof FormData;

/** The body of an answer; undefined for an empty one. */
export async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A list with the cursor that its `Link` header (RFC 8288) names as the next page's `max_id`. */
export async function page<T>(response: Response): Promise<Page<T>> {
  return { items: await json<T[]>(response), next: nextCursor(response.headers.get('link')) };
}

/** `max_id` of the link with `rel="next"`. */
export function nextCursor(link: string | null): string | null {
  const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  return next === undefined ? null : (URL.parse(next, 'http://relative')?.searchParams.get('max_id') ?? null);
}

async function refusal(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const told = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const code = typeof told.error === 'string' ? told.error : 'unknown';
  const says = typeof told.error_description === 'string' ? told.error_description : '';
  return new ApiError(response.status, code, says);
}

function queryString(query: RequestOptions['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue;
    if (typeof value === 'object') for (const one of value) parameters.append(`${name}[]`, one);
    else parameters.append(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
