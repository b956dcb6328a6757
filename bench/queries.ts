import pg from 'pg';

/** What went to the database, in order: how long each statement took until its rows were read. */
export interface Queries {
  readonly times: readonly number[];
}

let current: number[] | undefined;

/** Counts and times the statements of what runs alone in this process: whatever goes through the driver. */
export async function countingQueries<T>(run: () => Promise<T>): Promise<{ value: T; queries: Queries }> {
  watch();
  const times: number[] = [];
  current = times;
  try {
    return { value: await run(), queries: { times } };
  } finally {
    current = undefined;
  }
}

let watching = false;

function watch(): void {
  if (watching) return;
  watching = true;
  type Query = (...given: unknown[]) => unknown;
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const query = prototype.query;
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const times = current;
    if (times === undefined) return query.apply(this, given);
    const start = performance.now();
    const at = times.push(Number.NaN) - 1;
    const answer = query.apply(this, given);
    const done = () => {
      times[at] = performance.now() - start;
    };
    if (answer instanceof Promise) answer.then(done, done);
    return answer;
  };
}
