import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { queryOnce } from '../../../test/support/postgres.ts';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { OperatorError } from '../../core/operator-error.ts';
import { findRunning } from './leftover.ts';
import { startPostgres } from './start.ts';

const folder = await tempFolder();
const dataFolder = folder.path;
const cluster = join(dataFolder, 'postgres', '17');
after(() => folder.remove());
const asRoot = { skip: process.getuid?.() === 0 ? false : 'only root needs another user for it' };

/** Starts as an app would that is then killed without a chance to close. */
async function startAndKill(insert: string): Promise<void> {
  const module = JSON.stringify(join(import.meta.dirname, 'start.ts'));
  const support = JSON.stringify(join(import.meta.dirname, '../../../test/support/postgres.ts'));
  const script = `
    const { startPostgres } = await import(${module});
    const { queryOnce } = await import(${support});
    const { url } = await startPostgres({ dataFolder: ${JSON.stringify(dataFolder)} });
    await queryOnce(url, ${JSON.stringify(insert)});
    console.log('written');`;
  const app = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => app.stdout.once('data', resolve));
  const closed = new Promise((resolve) => app.once('close', resolve));
  app.kill('SIGKILL');
  await closed;
}

describe('startPostgres', { timeout: 120_000 }, () => {
  it('starts, stops in good order, and starts again with what was written', async () => {
    const first = await startPostgres({ dataFolder });
    await queryOnce(first.url, 'create table kept (word text)');
    await first.stop();
    assert.equal(await findRunning(cluster), undefined);
    const second = await startPostgres({ dataFolder });
    const { rows } = await queryOnce(second.url, 'select count(*)::int as count from kept');
    assert.deepEqual(rows, [{ count: 0 }]);
    await second.stop();
  });

  it('is durable, and tells its log no statement', async () => {
    const server = await startPostgres({ dataFolder });
    const { rows } = await queryOnce(
      server.url,
      `select name, setting from pg_settings
       where name in ('fsync', 'full_page_writes', 'jit', 'listen_addresses', 'log_min_error_statement',
         'password_encryption', 'synchronous_commit') order by name`,
    );
    await server.stop();
    assert.deepEqual(Object.fromEntries(rows.map(({ name, setting }) => [name, setting])), {
      fsync: 'on',
      full_page_writes: 'on',
      jit: 'off',
      listen_addresses: '127.0.0.1',
      log_min_error_statement: 'panic',
      password_encryption: 'scram-sha-256',
      synchronous_commit: 'on',
    });
  });

  it('keeps its password for itself', async () => {
    const file = join(dataFolder, 'postgres.password');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const server = await startPostgres({ dataFolder });
    const guessed = new URL(server.url);
    guessed.password = 'guessed';
    await assert.rejects(queryOnce(guessed.href, 'select 1'), /password authentication failed/);
    guessed.password = '';
    await assert.rejects(queryOnce(guessed.href, 'select 1'));
    await server.stop();
  });

  it('refuses a second app on the folder, and lets a command use the first', async () => {
    const first = await startPostgres({ dataFolder });
    await assert.rejects(startPostgres({ dataFolder }), (error) => {
      return error instanceof OperatorError && /another Waxseal is running/.test(error.message);
    });
    const beside = await startPostgres({ dataFolder, attach: true });
    assert.deepEqual([beside.attached, beside.url], [true, first.url]);
    await beside.stop();
    await queryOnce(first.url, 'select 1');
    await first.stop();
  });

  it('takes over from an app that was killed, whose server runs on', async () => {
    await startAndKill("insert into kept values ('acknowledged')");
    const left = await findRunning(cluster);
    assert.ok(left);
    const server = await startPostgres({ dataFolder });
    const { rows } = await queryOnce(server.url, 'select word from kept');
    assert.deepEqual(rows, [{ word: 'acknowledged' }]);
    assert.notEqual((await findRunning(cluster))?.pid, left.pid);
    await server.stop();
  });

  it('recovers when the server was killed too', async () => {
    await startAndKill("insert into kept values ('also this')");
    const left = await findRunning(cluster);
    assert.ok(left);
    process.kill(left.pid, 'SIGKILL');
    const server = await startPostgres({ dataFolder });
    const { rows } = await queryOnce(server.url, 'select word from kept order by word');
    assert.deepEqual(rows, [{ word: 'acknowledged' }, { word: 'also this' }]);
    await server.stop();
  });

  it('is not fooled by a lock file whose number another program has now', async () => {
    const lock = join(cluster, 'postmaster.pid');
    await writeFile(lock, `${process.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n0 0\nready   \n`);
    const server = await startPostgres({ dataFolder });
    assert.notEqual(Number((await readFile(lock, 'utf8')).split('\n')[0]), process.pid);
    await server.stop();
  });

  it('keeps the cluster where its user can reach it, when root closes the folder', asRoot, async () => {
    const closed = join(dataFolder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const said: string[] = [];
    const server = await startPostgres({ dataFolder: closed, say: (line) => said.push(line) });
    await queryOnce(server.url, 'create table far_away ()');
    await server.stop();
    assert.match(said.join('\n'), /^the database is kept in \S+: the user \w+ cannot enter \S+$/);
    const again = await startPostgres({ dataFolder: closed, say: (line) => said.push(line) });
    await queryOnce(again.url, 'select from far_away');
    await again.stop();
    assert.equal(said.length, 1);
    await rm(dirname(await realpath(join(closed, 'postgres'))), { recursive: true });
  });

  it('tells when the server ends by itself', async () => {
    const server = await startPostgres({ dataFolder });
    const running = await findRunning(cluster);
    assert.ok(running);
    process.kill(running.pid, 'SIGQUIT');
    assert.match(await server.ended, /^the database has ended: \S[^\n]*$/);
    await server.stop();
  });
});
