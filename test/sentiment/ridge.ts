/** A row of a sparse matrix, with its target and how much it counts. */
export type Row = {
  readonly index: readonly number[];
  readonly value: readonly number[];
  readonly target: number;
  readonly counts: number;
};

/** Least squares with a penalty for each column, by conjugate gradients on the normal equations. */
export function ridge(rows: readonly Row[], penalties: Float64Array, steps = 150): Float64Array {
  const size = penalties.length;
  const weights = new Float64Array(size);
  const residual = new Float64Array(size);
  for (const row of rows) addTo(residual, row, row.target * row.counts);
  let direction = Float64Array.from(residual);
  let square = dot(residual, residual);
  const first = square;
  for (let step = 0; step < steps && square > first * 1e-12; step++) {
    const image = new Float64Array(size);
    for (const row of rows) addTo(image, row, along(direction, row) * row.counts);
    for (let at = 0; at < size; at++) image[at] = at2(image, at) + at2(penalties, at) * at2(direction, at);
    const length = square / dot(direction, image);
    for (let at = 0; at < size; at++) {
      weights[at] = at2(weights, at) + length * at2(direction, at);
      residual[at] = at2(residual, at) - length * at2(image, at);
    }
    const next = dot(residual, residual);
    const keep = next / square;
    direction = direction.map((value, at) => at2(residual, at) + keep * value);
    square = next;
  }
  return weights;
}

const at2 = (of: Float64Array, at: number): number => of[at] as number;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += at2(a, at) * at2(b, at);
  return sum;
}

function along(weights: Float64Array, row: Row): number {
  let sum = 0;
  for (let at = 0; at < row.index.length; at++) {
    sum += at2(weights, row.index[at] as number) * (row.value[at] as number);
  }
  return sum;
}

function addTo(sum: Float64Array, row: Row, times: number): void {
  for (let at = 0; at < row.index.length; at++) {
    const place = row.index[at] as number;
    sum[place] = at2(sum, place) + (row.value[at] as number) * times;
  }
}
