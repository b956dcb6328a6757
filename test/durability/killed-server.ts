import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunning } from '../../src/store/postgres/leftover.ts';
import { type RunningApp, runApp } from '../support/run-app.ts';

/** A server that is killed again and again, over one data folder. */
export interface KilledServer {
  /** Its address; another after each start. */
  readonly url: string;
  /** Kills the app, its database, or first the one and then the other, with SIGKILL. */
  kill(which: 'app' | 'database' | 'both'): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `src/main.ts` with its own embedded database in the folder. */
export async function startKilledServer(dataFolder: string): Promise<KilledServer> {
  const cluster = join(dataFolder, 'postgres', '17');
  let app: RunningApp | undefined;
  let url = '';
  const start = async (): Promise<void> => {
    app = runApp({ WAXSEAL_DATA: dataFolder });
    url = await app.ready;
  };
  await start();
  return {
    get url() {
      return url;
    },
    start,
    async kill(which) {
      const database = await findRunning(cluster);
      if (which !== 'app' && database !== undefined) process.kill(database.pid, 'SIGKILL');
      if (which !== 'database') app?.process.kill('SIGKILL');
      // Without its database the app ends by itself.
      await app?.ended;
      // An orphaned database may go on for a moment: the next start has to cope with it.
      if (which !== 'app') await sleep(20);
    },
    async stop() {
      app?.process.kill('SIGTERM');
      await app?.ended;
    },
  };
}
