import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { OperatorError } from '../core/operator-error.ts';
import { isWritable, projectFolder } from '../data-folder.ts';

/**
 * The folder of the built web app, built now when its sources are newer than the build.
 * @param dataFolder takes the build where the program's folder can only be read.
 * @param say is told, in one line, that it is being built.
 * @throws OperatorError when it has to be built and can't be.
 */
export async function builtWebFolder(dataFolder: string, say: (line: string) => void): Promise<string> {
  const usual = join(projectFolder, 'dist', 'web');
  const sourced = await newestSource();
  if (sourced < (await builtAt(usual))) return usual;
  const folder = (await isWritable(projectFolder)) ? usual : join(dataFolder, 'web');
  if (sourced < (await builtAt(folder))) return folder;
  if (sourced === 0) throw new OperatorError('the web app is neither built nor here to be built');
  say('building the web app');
  await build(folder);
  return folder;
}

/** Milliseconds since 1970 of the youngest file that the build is made from; 0 when there is none. */
async function newestSource(): Promise<number> {
  const patterns = ['web/**/*.{ts,tsx,css,html,json,svg,png}', 'vite.config.ts', 'package-lock.json'];
  const times = globSync(patterns, { cwd: projectFolder }).map((file) =>
    modifiedAt(join(projectFolder, file)),
  );
  return Math.max(0, ...(await Promise.all(times)));
}

async function builtAt(folder: string): Promise<number> {
  return modifiedAt(join(folder, 'index.html'));
}

async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}

/** Builds beside the folder and then puts it in its place, so that processes which build at once don't mix. */
async function build(folder: string): Promise<void> {
  const vite = join(viteFolder(), 'bin', 'vite.js');
  const [fresh, old] = [`${folder}.${process.pid}.new`, `${folder}.${process.pid}.old`];
  const options = ['build', '--outDir', fresh, '--configLoader', 'native', '--logLevel', 'error'];
  try {
    await promisify(execFile)(process.execPath, [vite, ...options], { cwd: projectFolder });
    await rename(folder, old).catch(() => undefined);
    await rename(fresh, folder).catch((error) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // another was a moment faster
    });
    for (const left of [fresh, old]) await rm(left, { recursive: true, force: true });
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const line = output.split('\n').find((text) => text.trim() !== '') ?? 'vite failed';
    throw new OperatorError(`cannot build the web app: ${line.trim()}`);
  }
}

function viteFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('vite/package.json'));
  } catch {
    throw new OperatorError('the web app is not built, and vite is not installed: npm ci');
  }
}
