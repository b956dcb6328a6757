import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { findRunning } from '../src/store/postgres/leftover.ts';
import { canReach } from '../src/store/postgres/unprivileged.ts';
import { freshDatabase } from './support/database.ts';
import { withDatabase } from './support/postgres.ts';
import { runApp } from './support/run-app.ts';
import { tempFolder } from './support/temp-folder.ts';

const { path: folder, remove } = await tempFolder();
after(remove);
const { url } = await freshDatabase();
const isRoot = process.getuid?.() === 0;

/** Starts an app that must not come up, and returns the line that says why. */
async function complaint(
  env: Record<string, string>,
  identity?: { uid: number; gid: number },
): Promise<string> {
  const { code, stderr, stdout } = await runApp({ WAXSEAL_DATA: join(folder, 'data'), ...env }, identity)
    .ended;
  assert.equal(code, 1, `it ended with ${code}: ${stdout}${stderr}`);
  assert.match(stderr, /^waxseal: [^\n]+\n$/, 'one line, and no stack');
  assert.doesNotMatch(stdout, /^ready/m);
  return stderr;
}

describe('a start that fails says why in one line', { timeout: 300_000 }, () => {
  it('a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const address = other.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    assert.match(await complaint({ DATABASE_URL: url, PORT: String(port) }), /port \d+ is in use: set PORT/);
    other.close();
  });

  it('an address that is not here', async () => {
    assert.match(await complaint({ DATABASE_URL: url, HOST: '192.0.2.1' }), /not an address of this machine/);
  });

  it('a data folder where a file stands', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const said = await complaint({ WAXSEAL_DATA: join(file, 'data') });
    assert.match(said, /cannot write to the data folder .*: a file stands where a folder is needed/);
  });

  it('a data folder that may not be written', async (t) => {
    const identity = isRoot ? { uid: 65_534, gid: 65_534, name: 'nobody' } : undefined;
    if (!(await canReach(process.execPath, identity))) return t.skip('nobody may not enter this folder');
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o555 });
    assert.match(await complaint({ WAXSEAL_DATA: join(closed, 'data') }, identity), /permission denied/);
    assert.match(await complaint({ WAXSEAL_DATA: closed }, identity), /permission denied/);
  });

  for (const [what, change, says] of [
    ['no listener', (url: URL) => Object.assign(url, { port: '1' }), /nothing listens at that address/],
    ['no such host', (url: URL) => Object.assign(url, { hostname: 'nowhere.invalid' }), /host/],
    [
      'a wrong password',
      (url: URL) => Object.assign(url, { password: 'wrong' }),
      /user or the password is wrong/,
    ],
    [
      'an unknown user',
      (url: URL) => Object.assign(url, { username: 'who' }),
      /user or the password is wrong/,
    ],
    ['an unknown database', (url: URL) => new URL(withDatabase(url.href, 'none')), /no such database/],
  ] as const) {
    it(`a DATABASE_URL with ${what}`, async () => {
      const said = await complaint({ DATABASE_URL: change(new URL(url)).href });
      assert.match(said, says);
      assert.match(said, /DATABASE_URL/);
      assert.doesNotMatch(said, new RegExp(new URL(url).password), 'it keeps the password');
    });
  }

  it('a DATABASE_URL that is none', async () => {
    assert.match(await complaint({ DATABASE_URL: 'not a url' }), /DATABASE_URL must look like postgres:/);
  });

  it('a disk that is full', { skip: isRoot ? false : 'only root can mount a small disk' }, async (t) => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=60m,mode=755', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      t.skip('no disk can be mounted here');
      return;
    }
    try {
      const fill = (bytes: number) => writeFile(join(disk, 'filler'), Buffer.alloc(bytes));
      await fill(50 * 1024 * 1024);
      assert.match(await complaint({ WAXSEAL_DATA: join(disk, 'data') }), /the disk is full/);
      await rm(join(disk, 'filler'));
      const app = runApp({ WAXSEAL_DATA: join(disk, 'data') });
      await app.ready;
      app.process.kill('SIGTERM');
      assert.equal((await app.ended).code, 0);
      await fill(60 * 1024 * 1024).catch(() => undefined);
      assert.match(await complaint({ WAXSEAL_DATA: join(disk, 'data') }), /the disk is full/);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });
});

describe('a start that works', { timeout: 120_000 }, () => {
  it('says where, as its last line, and answers there', async () => {
    const app = runApp({ WAXSEAL_DATA: join(folder, 'works'), DATABASE_URL: url });
    const address = await app.ready;
    const health = await fetch(`${address}/healthz`);
    assert.equal(health.status, 200);
    assert.deepEqual(await health.json(), { status: 'ok', policy_engine: 'ok' });
    const page = await fetch(`${address}/any/page`);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(
      page.headers.get('content-security-policy') ?? '',
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    const none = await fetch(`${address}/api/v1/none`);
    assert.deepEqual([none.status, none.headers.get('content-type')], [404, 'application/json']);
    app.process.kill('SIGINT');
    const { code, stdout, stderr } = await app.ended;
    assert.equal(code, 0);
    assert.match(stdout, /(^|\n)ready http:\/\/localhost:\d+\n$/);
    assert.equal(stderr, '');
  });

  it('leaves no database behind when it is told to end while it starts', async () => {
    for (const delay of [200, 600, 1200, 1800]) {
      const dataFolder = join(folder, `early-${delay}`);
      const app = runApp({ WAXSEAL_DATA: dataFolder });
      setTimeout(() => app.process.kill('SIGTERM'), delay);
      const { code, stderr } = await app.ended;
      // Before it listens to signals it has opened nothing, and dies of the signal.
      assert.ok(code === 0 || code === 'SIGTERM', `${code} after ${delay} ms: ${stderr}`);
      assert.equal(await findRunning(join(dataFolder, 'postgres', '17')), undefined);
    }
  });
});
