import { createCipheriv, createHash } from 'node:crypto';
import { release } from '../../src/insight/noise/release.ts';

/** The same noise whenever it is asked for by this name. */
export function noiseOf(seed: string): (bytes: number) => Buffer {
  const key = createHash('sha256').update(seed).digest();
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  return (bytes) => stream.update(Buffer.alloc(bytes));
}

/** Noise under which a count of nobody is told as a number between the two; told from nothing but the seed. */
export function noiseBetween(from: number, to: number): (bytes: number) => Buffer {
  for (let n = 0; n < 10_000; n++) {
    const told = release(noiseOf(`${from} ${to} ${n}`), 0);
    if (told !== null && told >= from && told < to) return noiseOf(`${from} ${to} ${n}`);
  }
  throw new Error('no seed gives such noise');
}

/** Noise under which a count of nobody is told as fewer than the minimum. */
export function noiseBelow(): (bytes: number) => Buffer {
  for (let n = 0; n < 1000; n++) if (release(noiseOf(`low ${n}`), 0) === null) return noiseOf(`low ${n}`);
  throw new Error('no seed gives such noise');
}
