/**
 * The test run: first what can be told without running anything, then every test file against one throw-away
 * PostgreSQL. `npm test -- FILE…` runs those files alone, without the checks; `--long` adds the long ones.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { longVariable } from './support/long.ts';
import { startTestPostgres, urlVariable } from './support/postgres.ts';

const checks: [name: string, command: string, ...options: string[]][] = [
  ['format and lint', 'biome', 'check', '--error-on-warnings'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the web app', 'tsc', '-p', 'web/tsconfig.json'],
  ['unused code', 'knip', '--no-progress'],
];

/** Tests make much that is short-lived: a larger nursery spares them a part of their time. */
const execArgv = ['--max-semi-space-size=32'];

const long = process.argv.includes('--long');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const complaints = named.length > 0 ? [] : checks.filter((check) => !passes(check)).map(([name]) => name);
const failed = await runFiles(named.length > 0 ? named : everyFile());
for (const name of complaints) console.error(`the check of ${name} failed`);
process.exit(complaints.length + failed > 0 ? 1 : 0);

function passes([name, command, ...options]: (typeof checks)[number]): boolean {
  console.log(`checking ${name}`);
  return spawnSync(command, options, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function everyFile(): string[] {
  return ['src', 'test', 'web'].flatMap((folder) => globSync(`${folder}/**/*.test.ts`)).sort();
}

async function runFiles(files: string[]): Promise<number> {
  const postgres = await startTestPostgres();
  process.env[urlVariable] = postgres.url;
  if (long) process.env[longVariable] = '1';
  const stop = () => postgres.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const tests = run({ files, concurrency: 2, execArgv });
  let tally = { passed: 0, failed: 0, skipped: 0 };
  tests.on('test:summary', ({ file, counts }) => {
    if (file !== undefined) return; // of one file; the sum comes last
    const { passed, skipped, todo, tests: all } = counts;
    tally = { passed, failed: all - passed - skipped - todo, skipped };
  });
  const report = tests.compose(spec);
  report.pipe(process.stdout, { end: false });
  await finished(report);
  await postgres.stop();
  console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  return tally.passed + tally.failed === 0 ? 1 : tally.failed;
}
