import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { freshDatabase, serverUrl } from '../../test/support/database.ts';
import { queryOnce, withDatabase } from '../../test/support/postgres.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { OperatorError } from '../core/operator-error.ts';
import { migrate } from './migrate.ts';

const ours = join(import.meta.dirname, 'migrations');

/** A database with nothing in it, not even the template's tables. */
async function emptyDatabase(): Promise<{ url: string; drop(): Promise<unknown> }> {
  const server = await serverUrl();
  const name = `m_${randomBytes(8).toString('hex')}`;
  await queryOnce(server, `create database ${name} template template0`);
  return {
    url: withDatabase(server, name),
    drop: () => queryOnce(server, `drop database ${name} with (force)`),
  };
}

/** Migrates in a process of its own and returns the names that it applied. */
async function migrateApart(url: string): Promise<string[]> {
  const module = JSON.stringify(join(import.meta.dirname, 'migrate.ts'));
  const script = `const { migrate } = await import(${module});
    console.log(JSON.stringify(await migrate(${JSON.stringify(url)})));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout) as string[];
}

describe('migrate', { timeout: 120_000 }, () => {
  it('is done once, in order, by four processes that start at once', async () => {
    const { url, drop } = await emptyDatabase();
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrateApart(url)));
    const files = (await readdir(ours)).filter((name) => name.endsWith('.sql')).sort();
    assert.deepEqual(applied.flat(), files);
    assert.deepEqual(await migrate(url), []);
    await drop();
  });

  it('makes the roles once when several databases of one server are migrated at once', async () => {
    const databases = await Promise.all([1, 2, 3].map(emptyDatabase));
    await Promise.all(databases.map(({ url }) => migrate(url)));
    await Promise.all(databases.map(({ drop }) => drop()));
  });

  it('refuses a database of another build, and undoes a file that fails', async () => {
    const { url, drop } = await emptyDatabase();
    const { path, remove } = await tempFolder();
    await cp(ours, path, { recursive: true });
    await migrate(url, path);
    const says = (words: RegExp) => (error: unknown) =>
      error instanceof OperatorError && words.test(error.message);
    await writeFile(join(path, '9998-fails.sql'), 'create table community.half (id int); select 1 / 0;');
    await assert.rejects(migrate(url, path), says(/^the migration 9998-fails.sql failed: division by zero$/));
    await assert.rejects(queryOnce(url, 'select from community.half'), /does not exist/);
    await writeFile(join(path, '9998-fails.sql'), 'select 1;');
    assert.deepEqual(await migrate(url, path), ['9998-fails.sql']);
    await assert.rejects(migrate(url, ours), says(/newer build: it has the migration 9998-fails.sql/));
    await writeFile(join(path, '9998-fails.sql'), 'select 2;');
    await assert.rejects(migrate(url, path), says(/its migration 9998-fails.sql differs/));
    await drop();
    await remove();
  });

  it('works for an owner who is no superuser, when the roles are granted to it', async () => {
    const { url, drop } = await emptyDatabase();
    const owner = `o_${randomBytes(4).toString('hex')}`;
    await migrate((await freshDatabase()).url); // the roles are there
    await queryOnce(url, `create role ${owner} login password 'p'`);
    await queryOnce(url, `grant waxseal_vault, waxseal_community to ${owner}`);
    const name = new URL(url).pathname.slice(1);
    await queryOnce(url, `alter database ${name} owner to ${owner}`);
    const asOwner = Object.assign(new URL(url), { username: owner, password: 'p' });
    assert.ok((await migrate(asOwner.href)).length > 0);
    await drop();
    await queryOnce(await serverUrl(), `drop role ${owner}`);
  });
});

describe('the two roles', () => {
  it('keep the community out of the vault', async () => {
    const { store } = await freshDatabase();
    const { rows } = await sql<{ role: string }>`select current_user as role`.execute(store.community);
    assert.equal(rows[0]?.role, 'waxseal_community');
    await store.bridge.transaction().execute(async (trx) => {
      await sql`create table vault.probe (secret text)`.execute(trx);
      await sql`set local role waxseal_vault`.execute(trx);
      await sql`insert into vault.probe values ('canary')`.execute(trx);
    });
    const refused = (what: RegExp) => ({ message: what });
    await assert.rejects(
      sql`select * from vault.probe`.execute(store.community),
      refused(/permission denied for schema vault/),
    );
    await assert.rejects(
      sql`select * from public.migration`.execute(store.community),
      refused(/permission denied for schema public/),
    );
    await sql`reset role`.execute(store.community);
    await assert.rejects(
      sql`select * from vault.probe`.execute(store.community),
      refused(/permission denied for schema vault/),
    );
  });
});
