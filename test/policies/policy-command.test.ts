import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { policyCommand } from '../../src/cli/policy/command.ts';
import { LIBRARY, startingText } from '../../src/governance/policies/library/library.ts';
import { tempFolder } from '../support/temp-folder.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command as it runs, in this process: to start one for each would take most of the time. */
async function policy(...args: readonly string[]): Promise<Ran> {
  const said = { log: '', error: '' };
  const before = { log: console.log, error: console.error };
  console.log = (line: string) => {
    said.log += `${line}\n`;
  };
  console.error = (line: string) => {
    said.error += `${line}\n`;
  };
  try {
    await policyCommand.parseAsync([...args], { from: 'user' });
    return { code: Number(process.exitCode ?? 0), out: said.log, err: said.error };
  } finally {
    Object.assign(console, before);
    process.exitCode = 0;
  }
}

const NO_LISTENING =
  '@id("ears") forbid (principal in Function::"sales", action == Action::"listen", resource);';
const CASE = 'says: sales don’t listen\n    who: sales\n    does: listen\n    to: posts';

describe('waxseal policy test', () => {
  let folder: string;
  let remove: () => Promise<void>;
  before(async () => {
    ({ path: folder, remove } = await tempFolder());
  });
  after(() => remove());
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const withCases = (name: string, cedar: string, cases: string): string => {
    write(`${name}.cases.yaml`, cases);
    return write(`${name}.cedar`, cedar);
  };

  for (const point of LIBRARY)
    it(`tries each clause of the starting point for ${point.kind} networks`, async () => {
      const path = `docs/policies/${point.kind}.cedar`;
      assert.equal(
        readFileSync(path, 'utf8'),
        await startingText(point),
        `${path} is another than the library’s`,
      );
      const { code, out } = await policy('test', path);
      assert.equal(code, 0, out);
      const { cases } = parse(readFileSync(`docs/policies/${point.kind}.cases.yaml`, 'utf8')) as {
        cases: { by?: string }[];
      };
      const tried = new Set(cases.map(({ by }) => by));
      assert.deepEqual(
        point.clauses.map(({ id }) => id).filter((id) => !tried.has(id)),
        [],
      );
    });

  it('fails where a case comes out otherwise, or by another clause', async () => {
    const cases = (rest: string) => `network: partner\ncases:\n  - ${CASE}\n    ${rest}\n`;
    const right = withCases('right', NO_LISTENING, cases('expect: forbidden\n    by: ears'));
    assert.deepEqual(await policy('test', right), {
      code: 0,
      out: 'ok     sales don’t listen: forbidden by ears\n1 of 1 cases come out as expected\n',
      err: '',
    });
    const wrong = await policy('test', withCases('wrong', NO_LISTENING, cases('expect: allowed')));
    assert.equal(wrong.code, 1);
    assert.match(wrong.out, /^NOT ok sales don’t listen: forbidden by ears\n0 of 1/);
    const other = await policy(
      'test',
      withCases('other', NO_LISTENING, cases('expect: forbidden\n    by: eyes')),
      '--json',
    );
    assert.equal(other.code, 1);
    assert.deepEqual(JSON.parse(other.out), {
      cases: [{ says: 'sales don’t listen', passed: false, got: 'forbidden by ears' }],
      notes: [],
    });
  });

  it('says where a policy is wrong, and what a case lacks', async () => {
    const cases = `network: partner\ncases:\n  - ${CASE}\n    expect: allowed\n`;
    const typo = withCases(
      'typo',
      'forbid (principal, action, resource)\n  when { resource is Pots };',
      cases,
    );
    const { code, err } = await policy('test', typo);
    assert.equal(code, 2);
    assert.match(err, /typo\.cedar:2:22: .*Pots/);
    assert.equal((await policy('test', join(folder, 'nowhere.cedar'))).code, 2);
    const lacking = await policy('test', withCases('lacking', NO_LISTENING, cases.replace('posts', 'moons')));
    assert.equal(lacking.code, 2);
    assert.match(lacking.err, /lacking\.cases\.yaml: cases\.0\.to is one of presence, attribute/);
    const impossible = cases.replace('to: posts', 'to: posts\n    purpose: mining');
    const asked = await policy('test', withCases('impossible', NO_LISTENING, impossible));
    assert.match(asked.out, /nobody may listen as sales for mining/);
  });

  it('tells what changes between two policies, all of it, as diff does', async () => {
    const old = write('old.cedar', NO_LISTENING);
    const same = write('same.cedar', NO_LISTENING.replace('== Action::"listen"', 'in [Action::"listen"]'));
    assert.deepEqual(await policy('diff', old, same), { code: 0, out: 'both forbid the same\n', err: '' });
    const next = write(
      'next.cedar',
      `forbid (principal in Function::"sales", action == Action::"listen", resource)
         when { context.retentionDays > 30 } unless { principal in Discipline::"legal" };
       forbid (principal is Person, action == Action::"export", resource);
       forbid (principal, action == Action::"see", resource is Post)
         when { context.network == Network::"customer" && resource.label == Label::"confidential" };`,
    );
    const { code, out } = await policy('diff', old, next, '--network', 'customer');
    assert.equal(code, 1);
    assert.deepEqual(out.split('\n'), [
      'in networks of kind customer',
      '  now forbidden: anybody, see or find or search or suggest or mention, of post or posts, labelled confidential or trade-secret',
      '  no longer forbidden: sales, process, for sentiment-monitoring, kept for 0 to 30 days',
      '  no longer forbidden: sales, process, for sentiment-monitoring, kept for 31 days or more, expert legal',
      '',
    ]);
    const all = await policy('diff', old, next, '--json');
    assert.deepEqual(Object.keys(JSON.parse(all.out)), ['employee', 'partner', 'customer', 'open']);
    assert.equal((await policy('diff', old, write('bad.cedar', 'forbid'))).code, 2);
  });

  it('is a command of waxseal', () => {
    const same = write('one.cedar', NO_LISTENING);
    const command = join(import.meta.dirname, '../../src/cli/waxseal.ts');
    const ran = spawnSync(process.execPath, [command, 'policy', 'diff', same, same], { encoding: 'utf8' });
    assert.deepEqual([ran.status, ran.stdout], [0, 'both forbid the same\n']);
  });
});
