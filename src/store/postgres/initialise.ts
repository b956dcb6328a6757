import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { explainSystemError, OperatorError } from '../../core/operator-error.ts';
import type { Place } from './place.ts';

/** The superuser of an embedded cluster. */
export const superuser = 'waxseal';

/**
 * Makes the cluster unless it is there. It is made aside and renamed, so that a kill half-way leaves no half.
 * @param password of the superuser.
 * @returns the folder that PostgreSQL calls PGDATA.
 * @throws OperatorError when the disk is full or the folder can't be written.
 */
export async function initialise(place: Place, password: string, fast: boolean): Promise<string> {
  const major = place.native.version.split('.')[0] ?? '';
  const cluster = join(place.cluster, major);
  if (await exists(join(cluster, 'PG_VERSION'))) return cluster;
  const aside = join(place.cluster, `${major}.${randomBytes(4).toString('hex')}`);
  const passwordFile = `${aside}.password`;
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (place.identity) await chown(passwordFile, place.identity.uid, place.identity.gid);
    await runInitdb(place, aside, passwordFile, fast);
    await rename(aside, cluster);
    return cluster;
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (await exists(join(cluster, 'PG_VERSION'))) return cluster; // another process was first
    throw explainSystemError(error, `make a database in ${place.cluster}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function runInitdb(place: Place, folder: string, passwordFile: string, fast: boolean): Promise<void> {
  const options = [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    ...(fast ? ['--no-sync'] : []),
  ];
  try {
    await promisify(execFile)(join(place.native.folder, 'bin', 'initdb'), options, asIdentity(place));
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new OperatorError(`cannot make a database in ${place.cluster}: ${initdbReason(output)}`);
  }
}

function initdbReason(output: string): string {
  if (/No space left on device|Disk quota exceeded/.test(output)) return 'the disk is full';
  const lines = output.split('\n').filter((line) => /error|fatal|could not/i.test(line));
  return lines[0]?.replace(/^initdb: (error: )?/, '') ?? 'initdb failed';
}

/**
 * How to spawn one of the programs: as its own user, from a folder that user can enter, and without the app's
 * environment, which holds secrets.
 */
export function asIdentity(place: Place) {
  const env = { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };
  const { identity } = place;
  return { cwd: '/', env, ...(identity ? { uid: identity.uid, gid: identity.gid } : {}) };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
