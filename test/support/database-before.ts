import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate } from '../../src/store/migrate.ts';
import { serverUrl } from './database.ts';
import { queryOnce, withDatabase } from './postgres.ts';
import { tempFolder } from './temp-folder.ts';

/** An empty database as it was before a migration. */
export interface DatabaseBefore {
  readonly url: string;
  /** Takes the migration, and no later one. */
  migrate(): Promise<void>;
  drop(): Promise<void>;
}

/** @param migration the name of its file */
export async function databaseBefore(migration: string): Promise<DatabaseBefore> {
  const { path, remove } = await tempFolder();
  const folder = join(import.meta.dirname, '../../src/store/migrations');
  await cp(folder, path, { recursive: true });
  for (const name of await readdir(path)) if (name >= migration) await rm(join(path, name));
  const server = await serverUrl();
  const name = `m_${randomBytes(8).toString('hex')}`;
  await queryOnce(server, `create database ${name} template template0`);
  const url = withDatabase(server, name);
  await migrate(url, path);
  return {
    url,
    async migrate() {
      await cp(join(folder, migration), join(path, migration));
      assert.deepEqual(await migrate(url, path), [migration]);
    },
    async drop() {
      await queryOnce(server, `drop database ${name} with (force)`);
      await remove();
    },
  };
}
