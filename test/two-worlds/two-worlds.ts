import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isLong } from '../support/long.ts';
import { baseWorld } from './base-world.ts';
import { bundlesOf } from './bundles.ts';
import { EXCEPTIONS, exceptionFor } from './exceptions.ts';
import type { HiddenFact } from './facts/hidden-fact.ts';
import { replay } from './replay.ts';
import { routes } from './routes.ts';
import { inWords } from './viewer-trace.ts';
import type { ViewerName } from './viewers.ts';

/** Registers the tests of hidden facts: nobody else can tell them, and who may know them can. */
export function testFacts(facts: readonly HiddenFact[]): void {
  const used = new Set<string>();

  describe('those who may not know get the same bytes in both worlds', () => {
    for (const { facts: hidden, viewers } of bundlesOf(facts, isLong)) {
      test(`${viewers.join(', ')}: ${hidden.map(({ name }) => name).join('; ')}`, async () => {
        const { findings, compared } = await replay(await baseWorld(), hidden, viewers, routes, {
          tolerated: (finding) => exceptionFor(finding) !== undefined,
          enough: 3,
        });
        const leaks = findings.filter((finding) => exceptionFor(finding) === undefined);
        for (const finding of findings)
          for (const fact of finding.facts) used.add(`${exceptionFor(finding)?.name} ${fact}`);
        assert.ok(compared > 0, 'nothing was compared');
        assert.equal(leaks.length, 0, `\n${leaks.map(inWords).join('\n')}`);
      });
    }
  });

  // Or else the tests above would pass by emptiness.
  describe('those who may know can tell', () => {
    for (const fact of facts) {
      test(`hidden: ${fact.name}`, async (t) => {
        const open = { ...fact, routes: undefined };
        const viewers = Object.keys(fact.knows) as ViewerName[];
        const first = { tolerated: () => false, enough: 1 };
        const { findings } = await replay(await baseWorld(), [open], viewers, routes, first);
        for (const [viewer, reason] of Object.entries(fact.knows)) {
          await t.test(`${viewer}: ${reason}`, () => {
            assert.ok(
              findings.some((finding) => finding.viewer === viewer),
              `nothing in the trace of ${viewer} shows it`,
            );
          });
        }
      });
    }
  });

  test('no exception is stale', () => {
    for (const { name, facts: concerned } of EXCEPTIONS)
      for (const fact of facts.filter((one) => concerned.includes(one.name)))
        assert.ok(used.has(`${name} ${fact.name}`), `"${fact.name}" doesn't need the exception "${name}"`);
  });
}
