import { parentPort, workerData } from 'node:worker_threads';
import { done } from './jobs.ts';

/** One graph, beside the process that serves: see `apart.ts`. */
parentPort?.postMessage(done(workerData));
