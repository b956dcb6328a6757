import { parentPort } from 'node:worker_threads';
import { DONE_BY, type Job } from './jobs.ts';

/** One text after the other, beside the process that serves: see `apart.ts`. */
parentPort?.on('message', async ({ kind, text, place }: Job) => {
  parentPort?.postMessage(await DONE_BY[kind](text, place));
});
