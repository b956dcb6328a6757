import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { OperatorError } from '../../core/operator-error.ts';
import { asIdentity } from './initialise.ts';
import type { Place } from './place.ts';

/** A server of ours that accepts connections. */
export interface Launched {
  port: number;
  /** Settles when the server ends, with the last of what it said. */
  ended: Promise<string>;
  /** Ends it in good order; at once after 20 seconds. What it acknowledged stays either way. */
  stop(): Promise<void>;
}

/** What `launch` answers when the server did not come up: the line it said last that matters. */
export type Failed = { failed: string };

/**
 * Starts the server on a port of 127.0.0.1 that is free.
 * @param cluster PGDATA.
 * @param fast gives up durability for speed: for tests alone.
 */
export async function launch(place: Place, cluster: string, fast: boolean): Promise<Launched | Failed> {
  const port = await freePort();
  const child = spawn(join(place.native.folder, 'bin', 'postgres'), options(cluster, port, fast), {
    ...asIdentity(place),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // a Ctrl-C in the terminal is for the app, which ends the database last
  });
  const endWithApp = () => child.kill('SIGINT');
  process.once('exit', endWithApp);
  const said: string[] = [];
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`cannot run PostgreSQL: ${error.message}`));
    child.once('close', () => {
      process.off('exit', endWithApp);
      resolve(reason(said));
    });
  });
  const ready = new Promise<true>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (said.length > 50) said.shift();
      if (line.includes('database system is ready to accept connections')) resolve(true);
    });
  });
  const outcome = await Promise.race([ready, ended]);
  return outcome === true ? { port, ended, stop: () => stop(child, ended) } : { failed: outcome };
}

function options(cluster: string, port: number, fast: boolean): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and rows hold members' words: the log gets neither.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    fsync: fast ? 'off' : 'on',
    synchronous_commit: fast ? 'off' : 'on',
    full_page_writes: fast ? 'off' : 'on',
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGINT');
  const impatient = setTimeout(() => child.kill('SIGQUIT'), 20_000);
  await ended;
  clearTimeout(impatient);
}

/** The cause among the server's last lines: its first fatal one, or the last line of all. */
function reason(said: string[]): string {
  const full = said.find((line) => /No space left on device|Disk quota exceeded/.test(line));
  if (full) return 'the disk is full';
  const fatal = said.find((line) => /\b(FATAL|PANIC):/.test(line)) ?? said.at(-1) ?? 'it said nothing';
  return fatal.replace(/^.*?\b(FATAL|PANIC|LOG):\s*/, '');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new OperatorError('no port of 127.0.0.1 is free'));
      });
    });
  });
}
