import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './core/config.ts';

/** The folder that holds `package.json`. */
export const projectFolder = join(import.meta.dirname, '..');

/**
 * Where everything is kept: where `WAXSEAL_DATA` says, else in `.waxseal` beside the program, else, where the
 * program's folder can only be read, in the user's own. The sample of `--demo` never mixes with real members.
 */
export async function chooseDataFolder(config: Config, demo: boolean): Promise<string> {
  if (config.dataFolder !== undefined) return config.dataFolder;
  const base = (await isWritable(projectFolder)) ? join(projectFolder, '.waxseal') : config.userDataFolder;
  return join(base, demo ? 'demo' : 'data');
}

/** Whether files can be made in this folder. */
export async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}
