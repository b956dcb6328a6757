import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseWorld } from './base-world.ts';
import { EXCEPTIONS, exceptionFor } from './exceptions.ts';
import type { HiddenFact } from './facts/hidden-fact.ts';
import { replay } from './replay.ts';
import { routes } from './routes.ts';
import { type Finding, inWords } from './viewer-trace.ts';
import { EVERY_VIEWER, type EveryViewer, type ViewerName } from './viewers.ts';

/** Registers the tests of hidden facts: nobody else can tell them, and who may know them can. */
export function testFacts(facts: readonly HiddenFact[]): void {
  for (const fact of facts) {
    test(`hidden: ${fact.name}`, async (t) => {
      const used = new Set<string>();
      await t.test('those who may not know it get the same bytes in both worlds', async () => {
        const tolerated = (finding: Finding) => exceptionFor(finding) !== undefined;
        const { findings, compared } = await replay(
          await baseWorld(),
          fact,
          unknowing(fact),
          routes,
          tolerated,
        );
        const leaks = findings.filter((finding) => !tolerated(finding));
        for (const finding of findings) used.add(exceptionFor(finding)?.name ?? '');
        assert.ok(compared > 0, 'nothing was compared');
        assert.equal(leaks.length, 0, `\n${leaks.map(inWords).join('\n')}`);
      });
      for (const [viewer, reason] of Object.entries(fact.knows) as [ViewerName, string][]) {
        await t.test(`${viewer} can tell: ${reason}`, async () => {
          const open = { ...fact, routes: undefined };
          const { findings } = await replay(await baseWorld(), open, [viewer], routes);
          assert.ok(
            findings.length > 0,
            `nothing in the trace of ${viewer} shows it: the test would pass by emptiness`,
          );
        });
      }
      await t.test('no exception is stale', () => {
        for (const exception of EXCEPTIONS.filter(({ facts }) => facts.includes(fact.name))) {
          assert.ok(used.has(exception.name), `the exception "${exception.name}" is not needed`);
        }
      });
    });
  }
}

/** Who replays the trace of a fact and must not notice it. */
function unknowing(fact: HiddenFact): ViewerName[] {
  const every = Object.keys(EVERY_VIEWER) as EveryViewer[];
  return [...(fact.only ?? every), ...(fact.also ?? [])].filter((viewer) => !(viewer in fact.knows));
}
