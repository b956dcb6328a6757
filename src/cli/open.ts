import { readConfig } from '../core/config.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { type Deps, openDeps } from '../deps.ts';
import { beginLife } from '../life.ts';

/**
 * Runs a command with everything open, beside a running server or without one, and closes it all after.
 * @param demo whether it is the sample's data folder that is meant, where `WAXSEAL_DATA` names none.
 */
export async function withDeps<T>(demo: boolean, command: (deps: Deps) => Promise<T>): Promise<T> {
  const life = beginLife();
  const say = (line: string) => console.error(line);
  try {
    const config = readConfig();
    const dataFolder = await chooseDataFolder(config, demo);
    return await command(await openDeps({ config, dataFolder, life, attach: true, say, onDatabaseEnd: say }));
  } finally {
    await life.close();
  }
}
