import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { type TestApp, testApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { answerOf, makeNetwork, makePersona, type TestPersona } from '../support/people.ts';
import { tempFolder } from '../support/temp-folder.ts';

const run = promisify(execFile);

describe('waxseal token', () => {
  let app: TestApp;
  let ada: TestPersona;
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let env: Record<string, string>;

  before(async () => {
    const database = await freshDatabase();
    folder = await tempFolder();
    app = await testApp({ database });
    ada = await makePersona(app, await makeNetwork(app), 'ada');
    env = { PATH: process.env.PATH ?? '', DATABASE_URL: database.url, WAXSEAL_DATA: folder.path };
  });

  after(() => folder.remove());

  const waxseal = (name: string) => run(process.execPath, ['src/cli/waxseal.ts', 'token', name], { env });

  it('prints a token for the persona that is named, and nothing else', async () => {
    for (const name of ['ada@acme', '@Ada@ACME']) {
      const { stdout } = await waxseal(name);
      assert.match(stdout, /^wxs_[\w-]{64}\n$/);
      const personas = await app.request('GET', '/api/privacy/v1/personas', { token: stdout.trim() });
      assert.partialDeepStrictEqual(await answerOf(personas, 200), [{ id: ada.id }]);
    }
  });

  it('says in one line that there is nobody by that name', async () => {
    for (const name of ['eve@acme', 'ada@elsewhere', 'ada', 'a@b@c']) {
      const failed = (await waxseal(name).catch((error: unknown) => error)) as {
        code: number;
        stderr: string;
      };
      assert.equal(failed.code, 1);
      assert.match(failed.stderr, /^waxseal: there is nobody called [^\n]+\n$/);
    }
  });
});
