import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { systemClock } from './core/clock.ts';
import type { Config } from './core/config.ts';
import { uuidV7 } from './core/ids.ts';
import { explainSystemError } from './core/operator-error.ts';
import type { Life } from './life.ts';
import { createMailer } from './mailer.ts';
import { openStore } from './store/database.ts';
import { PASSWORD_COST, type Deps as UseCaseDeps } from './store/deps.ts';
import { openFiles } from './store/files.ts';
import { LOOKS_PER_HOUR } from './store/looks.ts';
import { migrate } from './store/migrate.ts';
import { startPostgres } from './store/postgres/start.ts';
import { readOrMakeSecret } from './store/secret-file.ts';
import { createTxtResolver } from './txt-resolver.ts';

/** What the use cases are given, and what the composition root needs besides. */
export interface Deps extends UseCaseDeps {
  readonly log: Logger;
  /** Absolute folder of what is kept beside the database. */
  readonly dataFolder: string;
}

/** How `openDeps` is to go about it. */
export interface OpenOptions {
  config: Config;
  dataFolder: string;
  life: Life;
  /** Use the database of a server that runs, rather than refuse: for commands. */
  attach?: boolean;
  /** Told, in one line each, what the operator might not expect. */
  say: (line: string) => void;
  /** Told when the embedded database ends by itself, with the reason. */
  onDatabaseEnd: (reason: string) => void;
}

/**
 * Opens the database (the embedded one unless another is named), brings it to this build's schema, and reads
 * or makes the keys.
 * @throws OperatorError for whatever the operator has to mend.
 */
export async function openDeps(options: OpenOptions): Promise<Deps> {
  const { config, dataFolder, life } = options;
  await mkdir(dataFolder, { recursive: true }).catch((error) => {
    throw explainSystemError(error, `write to the data folder ${dataFolder}`);
  });
  const masterKey = config.masterKey ?? (await readOrMakeSecret(join(dataFolder, 'master.key'), 32));
  const url = config.databaseUrl ?? (await startEmbedded(options));
  await migrate(url);
  const store = openStore(url);
  await life.onClose(() => store.close());
  return {
    store,
    files: openFiles(join(dataFolder, 'files'), randomBytes),
    clock: systemClock,
    ids: uuidV7(systemClock),
    random: randomBytes,
    log: pino({ level: config.logLevel, base: null }, pino.destination({ fd: 2, sync: true })),
    masterKey,
    passwordCost: PASSWORD_COST,
    mailer: createMailer(config, dataFolder, systemClock),
    resolver: createTxtResolver(),
    proxies: config.proxies,
    looksPerHour: config.looksPerHour ?? LOOKS_PER_HOUR,
    governedBy: config.governedBy ?? null,
    dataFolder,
    publicUrl: config.publicUrl ?? `http://localhost:${config.port}`,
    closing: life.closing,
  };
}

async function startEmbedded({ dataFolder, life, attach = false, say, onDatabaseEnd }: OpenOptions) {
  const postgres = await startPostgres({ dataFolder, attach, say });
  await life.onClose(() => postgres.stop());
  postgres.ended.then(onDatabaseEnd);
  return postgres.url;
}
