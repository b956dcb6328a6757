import pg from 'pg';
import { migrate } from '../../src/store/migrate.ts';
import { startPostgres } from '../../src/store/postgres/start.ts';
import { tempFolder } from './temp-folder.ts';

/** Name of the environment variable that carries the URL of the throw-away server to the test files. */
export const urlVariable = 'WAXSEAL_TEST_POSTGRES';

/** A migrated database that every fresh one is copied from. */
export const templateName = 'waxseal_template';

/** Starts a server for tests in a folder of its own, with the migrated template in it. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await tempFolder();
  const server = await startPostgres({ dataFolder: folder.path, fast: true });
  await queryOnce(server.url, `create database ${templateName}`);
  await migrate(withDatabase(server.url, templateName));
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await folder.remove();
    },
  };
}

/** The same URL with another database's name. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Runs one statement as the superuser. */
export async function queryOnce(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
