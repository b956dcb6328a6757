import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, it } from 'node:test';
import type { ActorId } from '../../../privacy/words.ts';
import { compilePolicies } from '../compile/compile-policies.ts';
import { policiesApart } from './apart.ts';

const PLACE = { kind: 'employee', scope: 'network', organisation: 'acme' as ActorId } as const;
const GOOD = 'forbid (principal, action == Action::"listen", resource);';
const when = (condition: string): string => `forbid (principal, action, resource)\nwhen { ${condition} };`;
const many = (count: number, part: (n: number) => string, join: string): string =>
  Array.from({ length: count }, (_, n) => part(n)).join(join);

/** Texts over which Cedar breaks, once and for all: each but the last was seen to. */
const BREAKING: Readonly<Record<string, string>> = {
  brackets: when(`${'('.repeat(500)}true${')'.repeat(500)}`),
  'more brackets': when(`${'('.repeat(30_000)}true${')'.repeat(30_000)}`),
  'what is not': when(`${'!('.repeat(2000)}true${')'.repeat(2000)}`),
  sets: when(`${'['.repeat(500)}1${']'.repeat(500)}.contains(1)`),
  and: when(many(2500, () => 'context.hour > 3', ' && ')),
  or: when(many(2500, () => 'context.hour == 3', ' || ')),
  if: when(`${'if context.hour > 3 then true else '.repeat(1000)}false`),
  sums: when(`context.hour == ${many(3000, () => '1', ' + ')}`),
  attributes: when(`context${'.hour'.repeat(5000)} == 1`),
  conditions: `forbid (principal, action, resource) ${'when { true } '.repeat(1500)};`,
  'an unfinished clause': `${GOOD}\nforbid (principal${'('.repeat(500)}`,
  alternatives: `${GOOD}\n${when(many(100, () => 'context.hour == 3', ' || '))}`,
  'half a character': when('context.purpose == Purpose::"\ud800"'),
};

/** It tells some 40 ages apart, in each of 200 clauses. */
const LONG = many(
  200,
  (n) => when(`[${many(40, (m) => `${m * 3 + n}`, ',')}].contains(context.ageDays)`),
  '\n',
);

describe('texts of policies, looked through apart', () => {
  it('come out as they do at hand', async () => {
    const { compile, check } = policiesApart();
    const compiled = await compile(GOOD, PLACE);
    assert.deepEqual(compiled, await compilePolicies(GOOD, PLACE));
    assert.ok(compiled.ok && compiled.boxes.length > 0);
    const wrong = await check('\n  forbid (principal,', PLACE);
    assert.deepEqual([wrong.boxes, wrong.errors[0]?.line], [[], 2]);
  });

  it('break nothing for whoever comes next, and are told where they are too deep', async () => {
    for (const [name, text] of Object.entries(BREAKING)) {
      // In this very thread: the text never comes to Cedar.
      const here = await compilePolicies(text, PLACE);
      assert.ok(!here.ok, name);
      const [error] = here.errors;
      assert.ok(error !== undefined && error.line + error.column > 2, `${name}: ${JSON.stringify(error)}`);
      assert.ok((await compilePolicies(GOOD, PLACE)).ok, `after ${name}`);
    }
  });

  it('may be as long and deep as anybody writes', async () => {
    const hours = (count: number, join: string) => when(many(count, () => 'context.hour == 3', join));
    assert.ok((await compilePolicies(hours(50, ' || '), PLACE)).ok);
    assert.ok((await compilePolicies(hours(150, ' && '), PLACE)).ok);
    assert.ok((await compilePolicies(when(`${'('.repeat(40)}true${')'.repeat(40)}`), PLACE)).ok);
  });

  it('are given up after a time, while others are served, and leave the next its turn', async () => {
    const { compile } = policiesApart({ longestMs: 1500, mostWaiting: 20 });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const [long, next] = await Promise.all([compile(LONG, PLACE), compile('forbid (', PLACE)]);
    delay.disable();
    assert.ok(!long.ok);
    assert.match(long.errors[0]?.says ?? '', /too long/);
    assert.ok(!next.ok);
    assert.ok(delay.max < 1e9, `others waited for ${delay.max / 1e6} ms`);
  });

  it('wait for their turn, but not without end', async () => {
    const { compile } = policiesApart({ longestMs: 60_000, mostWaiting: 3 });
    const all = await Promise.all(Array.from({ length: 5 }, () => compile(GOOD, PLACE)));
    assert.deepEqual(
      all.map(({ ok }) => ok),
      [true, true, true, false, false],
    );
    assert.ok((await compile(GOOD, PLACE)).ok);
  });
});
