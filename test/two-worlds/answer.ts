/** An HTTP answer as it went over the wire; nothing is left out and nothing is made equal. */
export interface Answer {
  readonly status: number;
  /** Sorted by name, as the Fetch standard gives them; a repeated one is there as often as it was sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export async function readAnswer(response: Response): Promise<Answer> {
  return {
    status: response.status,
    headers: [...response.headers],
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** All that there is to compare. */
export function wireOf({ status, headers, body }: Answer): Buffer {
  const head = headers.map(([name, value]) => `${name}: ${value}\n`).join('');
  return Buffer.concat([Buffer.from(`HTTP ${status}\n${head}\n`), body]);
}

/** The body as JSON; undefined where it is none. */
export function jsonOf({ body }: Pick<Answer, 'body'>): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A string at a path such as `0.account.id` in the JSON of an answer; undefined where there is none. */
export function stringIn(answer: Answer | undefined, path: string): string | undefined {
  let value: unknown = answer && jsonOf(answer);
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'string' ? value : undefined;
}

const CONTEXT = 60;

/** Where two texts first differ, with what stands around it; null where they are the same bytes. */
export function firstDifference(one: Buffer, other: Buffer): string | null {
  if (one.equals(other)) return null;
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  const around = (text: Buffer) =>
    JSON.stringify(text.subarray(Math.max(0, at - CONTEXT), at + CONTEXT).toString());
  return `at byte ${at}\n    with:    ${around(one)}\n    without: ${around(other)}`;
}
