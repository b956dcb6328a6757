import { ok, type Result, refuse } from '../../core/result.ts';

/** A list is as long as this at most. */
const MOST_BYTES = 10 * 1024 ** 2;
const MOST_CELLS = 20;
const MOST_CHARACTERS = 1000;

/** A line of a list: its cells, and its number, from one on, with the head. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly n: number;
}

/**
 * Reads CSV (RFC 4180, UTF-8) as it comes, line by line, and keeps nothing of it. What isn't as it should be ends it with
 * the line where that stands; of what stands there nothing is said.
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Result<CsvRow>, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  let n = 1;
  let cells: string[] = [];
  let cell = '';
  /** In quotes, right after a quote within them, in a cell without any, or at the beginning of one. */
  let state: 'begin' | 'plain' | 'quoted' | 'quote' = 'begin';
  let isReturn = false;
  const endCell = (): void => {
    cells.push(cell);
    cell = '';
    state = 'begin';
  };
  const endRow = (): CsvRow | null => {
    const isBlank = cells.length === 0 && cell === '' && state === 'begin';
    endCell();
    const row = { cells, n: n++ };
    cells = [];
    return isBlank ? null : row;
  };
  for await (const piece of pieces(bytes, decoder)) {
    if (piece === null) return yield wrong(n, 'is no UTF-8');
    read += piece.bytes;
    if (read > MOST_BYTES)
      return yield wrong(n, `comes after ${MOST_BYTES / 1024 ** 2} MiB, which a list may have`);
    for (const letter of piece.text) {
      if (isReturn && letter !== '\n') return yield wrong(n, 'has a carriage return without a line feed');
      isReturn = false;
      if (state === 'quoted') {
        if (letter === '"') state = 'quote';
        else cell += letter;
      } else if (state === 'quote' && letter === '"') {
        cell += letter;
        state = 'quoted';
      } else if (letter === ',') endCell();
      else if (letter === '\n') {
        const row = endRow();
        if (row !== null) yield ok(row);
      } else if (letter === '\r') isReturn = true;
      else if (state === 'quote') return yield wrong(n, 'goes on after a quote');
      else if (letter === '"' && state === 'begin') state = 'quoted';
      else if (letter === '"' || letter === '\u0000')
        return yield wrong(n, 'has a quote or a nought within a cell');
      else {
        cell += letter;
        state = 'plain';
      }
      if (cell.length > MOST_CHARACTERS || cells.length > MOST_CELLS) return yield wrong(n, 'is too long');
    }
  }
  if (state === 'quoted' || isReturn) return yield wrong(n, 'breaks off');
  const row = endRow();
  if (row !== null) yield ok(row);
}

interface Piece {
  readonly text: string;
  readonly bytes: number;
}

/** Null is what is no UTF-8. */
async function* pieces(
  bytes: AsyncIterable<Uint8Array>,
  decoder: InstanceType<typeof TextDecoder>,
): AsyncGenerator<Piece | null, void> {
  try {
    for await (const piece of bytes) {
      const { byteLength } = piece;
      yield { text: decoder.decode(piece, { stream: true }), bytes: byteLength };
    }
    yield { text: decoder.decode(), bytes: 0 };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    yield null;
  }
}

const wrong = (line: number, says: string): Result<never> =>
  refuse({ kind: 'invalid', field: 'list', says: `line ${line} ${says}` });
