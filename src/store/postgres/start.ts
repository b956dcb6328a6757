import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { explainSystemError, OperatorError } from '../../core/operator-error.ts';
import { readOrMakeSecret } from '../secret-file.ts';
import { initialise, superuser } from './initialise.ts';
import { type Launched, launch } from './launch.ts';
import { findRunning, type Running, stopRunning } from './leftover.ts';
import { choosePlace, type Place } from './place.ts';

/** The embedded database, ready for use. */
export interface EmbeddedPostgres {
  /** Connection URL of the superuser, whose database is `postgres`. */
  url: string;
  /** Settles when the server ends without having been asked to, with the reason in one line. */
  ended: Promise<string>;
  /** Closes the database in good order. Does nothing when it belongs to another process (`attached`). */
  stop(): Promise<void>;
  /** Whether the database was running already, for an app that is alive. */
  attached: boolean;
}

/** What `startPostgres` asks. */
export interface StartOptions {
  /** Folder of everything kept; made when absent. */
  dataFolder: string;
  /** Gives up durability for speed: for tests alone. */
  fast?: boolean;
  /** Use the database of a running app instead of refusing: for commands beside a server. */
  attach?: boolean;
  /** Told, in one line each, what the operator might not expect. */
  say?: (line: string) => void;
}

/**
 * Starts the PostgreSQL that came with the app, making its cluster at first. Of a killed app's server it is
 * certain only that it may run other settings, so it is stopped in good order and started anew.
 * @throws OperatorError when the folder or the disk doesn't allow it, or another app is using it.
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, fast = false, attach = false, say = () => undefined } = options;
  await mkdir(dataFolder, { recursive: true, mode: 0o755 }).catch((error) => {
    throw explainSystemError(error, `write to the data folder ${dataFolder}`);
  });
  const password = (await readOrMakeSecret(join(dataFolder, 'postgres.password'), 24)).toString('hex');
  const place = await choosePlace(dataFolder, say);
  const cluster = await initialise(place, password, fast);
  const running = await findRunning(cluster);
  if (running) {
    const url = urlOf(running.port, password);
    if (await isOwned(url)) {
      if (!attach) throw new OperatorError(`another Waxseal is running on the data folder ${dataFolder}`);
      return { url, ended: new Promise(() => undefined), stop: async () => undefined, attached: true };
    }
    await stopRunning(running);
  }
  const launched = await launchWithPatience(place, cluster, fast);
  return own(launched, urlOf(launched.port, password), dataFolder);
}

/**
 * Another process may have got the port in between, and what a killed server leaves (its lock file's process,
 * its backends, its shared memory) may need a moment to go.
 */
async function launchWithPatience(place: Place, cluster: string, fast: boolean): Promise<Launched> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await launch(place, cluster, fast);
    if (!('failed' in outcome)) return outcome;
    const passing = /could not create any TCP\/IP sockets|still in use|lock file/.test(outcome.failed);
    if (!passing || attempt === 20) {
      throw new OperatorError(`PostgreSQL did not start in ${cluster}: ${outcome.failed}`);
    }
    await sleep(250);
  }
}

/** Number of the advisory lock that the owning app holds on the database `postgres` while it lives. */
const ownerLock = 7_236_001;

async function isOwned(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [
      ownerLock,
    ]);
    return rows[0]?.free === false;
  } catch {
    return false; // shutting down, or not of our making: stopping it will tell
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function own(launched: Launched, url: string, dataFolder: string): Promise<EmbeddedPostgres> {
  const owner = new pg.Client({ connectionString: url, application_name: 'waxseal owner', keepAlive: true });
  owner.on('error', () => undefined); // the server's end is told by `ended`
  await owner.connect();
  const { rows } = await owner.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [ownerLock]);
  if (!rows[0]?.got) {
    await owner.end();
    throw new OperatorError(`another Waxseal is starting on the data folder ${dataFolder}`);
  }
  let asked = false;
  const stop = async () => {
    asked = true;
    await owner.end().catch(() => undefined);
    await launched.stop();
  };
  const ended = new Promise<string>((resolve) => {
    launched.ended.then((reason) => {
      if (!asked) resolve(`the database has ended: ${reason}`);
    });
  });
  return { url, ended, stop, attached: false };
}

function urlOf(port: Running['port'], password: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
}
