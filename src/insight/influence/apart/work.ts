import { parentPort, workerData } from 'node:worker_threads';
import { done } from './jobs.ts';

/** How often it is said how far it is. */
const SAID_EVERY_MS = 500;
let said = 0;

const isSoFar = (share: number): void => {
  if (performance.now() - said < SAID_EVERY_MS) return;
  said = performance.now();
  parentPort?.postMessage({ share });
};

/** One graph, beside the process that serves: see `apart.ts`. */
parentPort?.postMessage({ found: done(workerData, isSoFar) });
