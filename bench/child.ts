import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectFolder } from '../src/data-folder.ts';

/** A server in a process of its own, as it is run in earnest. */
export interface Child {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Waxseal over the given database, with the options of `npm start`. */
export async function startWaxseal(databaseUrl: string): Promise<Child> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'waxseal-bench-server-'));
  const env = { ...process.env, DATABASE_URL: databaseUrl, WAXSEAL_DATA: dataFolder, PORT: '0' };
  const child = await start(['--max-semi-space-size=8', 'src/main.ts'], env);
  return {
    ...child,
    async stop() {
      await child.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Runs a file of this folder that prints `ready http://localhost:PORT`. */
export const startScript = (
  file: string,
  options: readonly string[],
  env: Record<string, string>,
): Promise<Child> =>
  start(['--max-semi-space-size=8', join('bench', file), ...options], { ...process.env, ...env });

async function start(options: readonly string[], env: NodeJS.ProcessEnv): Promise<Child> {
  const child = spawn(process.execPath, [...options], {
    cwd: projectFolder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portOf(child);
  if (child.pid === undefined) throw new Error('the server has no process');
  return {
    port,
    pid: child.pid,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('the server says nothing');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^ready http:\/\/localhost:(\d+)$/.exec(line)?.[1];
    if (port === undefined) continue;
    child.stdout.resume();
    return Number(port);
  }
  throw new Error('the server ended before it was ready');
}

/** Resident memory of a process in MiB, as Linux tells it; null elsewhere. */
export function residentOf(pid: number): number | null {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) / 1024;
  } catch {
    return null;
  }
}
