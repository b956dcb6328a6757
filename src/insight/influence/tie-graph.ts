/** Who is tied to whom: members by number, in the order of their ids, and each tie from one to another, once. */
export interface TieGraph {
  /** How many, numbered from 0. */
  readonly members: number;
  /** Ties, side by side: `from[i]` follows or is connected with `to[i]`. A connection is there both ways. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Ends of ties in one row: those of `n` are `ends[starts[n]]` up to but not including `ends[starts[n + 1]]`. */
export interface Rows {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Each two who are tied in whatever direction, once, the lower number first; nobody is tied to themselves. */
export function pairsOf({ members, from, to }: TieGraph): {
  readonly low: Int32Array;
  readonly high: Int32Array;
} {
  const keys = new Float64Array(from.length);
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [from[i] ?? 0, to[i] ?? 0];
    keys[i] = Math.min(a, b) * members + Math.max(a, b);
  }
  keys.sort();
  const low = new Int32Array(keys.length);
  const high = new Int32Array(keys.length);
  let many = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    const [a, b] = [Math.floor(key / members), key % members];
    if (a === b || (i > 0 && key === keys[i - 1])) continue;
    low[many] = a;
    high[many++] = b;
  }
  return { low: low.subarray(0, many), high: high.subarray(0, many) };
}

/** Neighbours in whatever direction, each once. */
export function neighboursOf(graph: TieGraph): Rows {
  const { low, high } = pairsOf(graph);
  const starts = new Int32Array(graph.members + 1);
  for (const side of [low, high]) for (const n of side) starts[n + 1] = (starts[n + 1] ?? 0) + 1;
  for (let n = 0; n < graph.members; n++) starts[n + 1] = (starts[n + 1] ?? 0) + (starts[n] ?? 0);
  const next = starts.slice();
  const ends = new Int32Array(2 * low.length);
  const put = (at: number, end: number): void => {
    ends[next[at] ?? 0] = end;
    next[at] = (next[at] ?? 0) + 1;
  };
  for (let i = 0; i < low.length; i++) {
    const [a, b] = [low[i] ?? 0, high[i] ?? 0];
    put(a, b);
    put(b, a);
  }
  return { starts, ends };
}

/** The graphs of parts, each with those ties alone whose both ends are in it; numbers begin anew in each. */
export function partsOf({ members, from, to }: TieGraph, part: Int32Array, parts: number): TieGraph[] {
  const number = new Int32Array(members);
  const sizes = new Int32Array(parts);
  for (let n = 0; n < members; n++) {
    const p = part[n] ?? 0;
    number[n] = sizes[p] ?? 0;
    sizes[p] = (sizes[p] ?? 0) + 1;
  }
  const ties: number[][] = Array.from({ length: parts }, () => []);
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [from[i] ?? 0, to[i] ?? 0];
    if (part[a] === part[b]) ties[part[a] ?? 0]?.push(number[a] ?? 0, number[b] ?? 0);
  }
  return ties.map((within, p) => ({
    members: sizes[p] ?? 0,
    from: Int32Array.from({ length: within.length / 2 }, (_, i) => within[2 * i] ?? 0),
    to: Int32Array.from({ length: within.length / 2 }, (_, i) => within[2 * i + 1] ?? 0),
  }));
}
