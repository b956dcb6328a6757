import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { explainSystemError } from '../../core/operator-error.ts';
import { copyNative, findNative, type Native } from './native.ts';
import { canReach, chooseIdentity, type Identity } from './unprivileged.ts';

/** Where one embedded server's parts are, all as its own user sees them. */
export interface Place {
  native: Native;
  identity: Identity;
  /** Folder of the clusters, one each major version; exists, and belongs to the identity. */
  cluster: string;
}

/** Folders used under root alone, when the usual ones are closed to PostgreSQL's user. */
const rootFolders = { programs: '/var/cache/waxseal', clusters: '/var/lib/waxseal' };

/**
 * Decides where PostgreSQL runs from, where it keeps its files, and as whom.
 * As root the app may lie in a folder that an unprivileged user cannot enter (`/root`): then the programs are
 * copied and the cluster is kept where that user can reach them, and `<data>/postgres` becomes a link to it.
 * @param dataFolder exists.
 * @param say tells the operator, one line each, what was placed elsewhere.
 */
export async function choosePlace(dataFolder: string, say: (line: string) => void): Promise<Place> {
  const usual = join(dataFolder, 'postgres');
  try {
    const identity = await chooseIdentity(usual, say);
    const native = await reachablePrograms(await findNative(), identity, say);
    const cluster = (await isLink(usual))
      ? await realpath(usual)
      : await reachableCluster(usual, identity, say);
    return { native, identity, cluster };
  } catch (error) {
    throw explainSystemError(error, `set up PostgreSQL for ${dataFolder}`);
  }
}

async function reachablePrograms(native: Native, identity: Identity, say: (line: string) => void) {
  if (await canReach(join(native.folder, 'bin', 'postgres'), identity)) return native;
  const copy = join(rootFolders.programs, `postgres-${native.version}`);
  say(`PostgreSQL runs from ${copy}: the user ${identity?.name} cannot enter ${native.folder}`);
  return copyNative(native, copy);
}

async function reachableCluster(usual: string, identity: Identity, say: (line: string) => void) {
  if (!identity) {
    await mkdir(usual, { mode: 0o700 }).catch(ignoreExisting);
    return usual;
  }
  const dataFolder = dirname(usual);
  if (await canReach(dataFolder, identity)) {
    await mkdir(usual, { mode: 0o700 }).catch(ignoreExisting);
    await chown(usual, identity.uid, identity.gid);
    return usual;
  }
  const mark = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const elsewhere = join(rootFolders.clusters, mark);
  await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  await chmod(rootFolders.clusters, 0o755);
  const cluster = join(elsewhere, 'postgres');
  await mkdir(cluster, { mode: 0o700 }).catch(ignoreExisting);
  await chown(cluster, identity.uid, identity.gid);
  await symlink(cluster, usual).catch(ignoreExisting);
  say(`the database is kept in ${cluster}: the user ${identity.name} cannot enter ${dataFolder}`);
  return cluster;
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
