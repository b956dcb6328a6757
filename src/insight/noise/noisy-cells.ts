import { setImmediate as pause } from 'node:timers/promises';
import type { Bytes } from './chance.ts';
import { noisy } from './release.ts';

/** Cells that are given noise before others have their turn. */
const CELLS_AT_ONCE = 500;

/** Each cell with noise of its own. Where they are many, others have their turn meanwhile. */
export async function noisyCells(
  random: Bytes,
  counted: readonly number[],
  cells: number,
  variance: bigint,
): Promise<number[]> {
  const all: number[] = [];
  for (let cell = 0; cell < cells; cell++) {
    if (cell % CELLS_AT_ONCE === CELLS_AT_ONCE - 1) await pause();
    all.push(noisy(random, counted[cell] ?? 0, variance));
  }
  return all;
}
