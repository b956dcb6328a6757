/** Rows of one statement: few enough for the driver's memory, many enough that round trips don't count. */
const CHUNK = 10_000;

/** Writes the rows piece by piece and adds up what each piece says. */
export async function inChunks<Row>(
  rows: readonly Row[],
  advance: (count: number) => void,
  write: (chunk: readonly Row[]) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    sum += await write(chunk);
    advance(chunk.length);
  }
  return sum;
}
