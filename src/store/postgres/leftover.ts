import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../../core/operator-error.ts';

/** A server that runs on the cluster, as its lock file tells. */
export interface Running {
  pid: number;
  port: number;
}

/**
 * Finds the server that runs on a cluster. A lock file whose process is gone, or is another program that got
 * the same number (common in containers), is stale and removed.
 */
export async function findRunning(cluster: string): Promise<Running | undefined> {
  const path = join(cluster, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (isAlive(pid) && (await isServerOf(pid, cluster))) return { pid, port: Number(lines[3]) };
  await rm(path, { force: true });
  return undefined;
}

/**
 * Stops a server whose app is gone, first in good order, then at once: either way what it acknowledged stays.
 * @throws OperatorError when it doesn't stop.
 */
export async function stopRunning({ pid }: Running): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 20],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    if (!signalled(pid, signal)) return;
    for (let waited = 0; waited < seconds * 20; waited++) {
      if (!isAlive(pid)) return;
      await sleep(50);
    }
  }
  throw new OperatorError(`the PostgreSQL with process id ${pid}, left over from before, does not stop`);
}

function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** On Linux by the program's name and the folder it works in; elsewhere its word is taken for it. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (name.trim() !== 'postgres') return false;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => cluster);
  return folder === cluster;
}
