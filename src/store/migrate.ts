import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { OperatorError } from '../core/operator-error.ts';
import { explainConnectError } from './connect-error.ts';

/** One file of `migrations/`, in the order of its name. */
interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Number of the advisory lock under which one process at a time migrates a database. */
const migrationLock = 7_236_002;

/**
 * Brings the database to the schema of this build, forward only, each file in a transaction of its own. Any
 * number of processes may start at once: one works, the others wait and find it done.
 * @param url of a user that owns the database and may make roles (or finds them made and granted).
 * @param folder of the `.sql` files.
 * @returns the names applied now.
 * @throws OperatorError when the database cannot be reached or is of another build.
 */
export async function migrate(
  url: string,
  folder = join(import.meta.dirname, 'migrations'),
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, application_name: 'waxseal migrate' });
  try {
    await client.connect();
  } catch (error) {
    throw explainConnectError(error);
  }
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    return await applyMissing(client, migrations);
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query(`create table if not exists public.migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.migration order by name',
  );
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  refuseForeign(applied, migrations);
  const missing = migrations.filter(({ name }) => !applied.has(name));
  for (const migration of missing) await apply(client, migration);
  return missing.map(({ name }) => name);
}

/** A schema made by another build is not guessed at: rows could be lost or, worse, shown. */
function refuseForeign(applied: Map<string, string>, migrations: Migration[]): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of applied) {
    if (!known.has(name)) {
      throw new OperatorError(`the database is of a newer build: it has the migration ${name}`);
    }
    if (known.get(name) !== checksum) {
      throw new OperatorError(
        `the database is of another build: its migration ${name} differs from this one's`,
      );
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into public.migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new OperatorError(`the migration ${name} failed: ${error.message}`, { cause: error });
  }
}
