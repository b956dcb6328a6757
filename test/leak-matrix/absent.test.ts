import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ABSENT } from '../two-worlds/absent.ts';
import { firstDifference, wireOf } from '../two-worlds/answer.ts';
import { routes } from '../two-worlds/routes.ts';
import { type Step, stepsOf } from '../two-worlds/trace.ts';
import { VIEWERS, type ViewerName } from '../two-worlds/viewers.ts';
import { sealedWorld } from './sealed-world.ts';

const viewers: readonly ViewerName[] = [
  'visitor',
  'stranger',
  'blocked',
  'ex-member',
  'administrator',
  'sibling',
];

/**
 * What is there and may not be seen answers as what is not there: every request of the traces that names something
 * hidden, in its path, query or body, is made again with an id of nothing in its place.
 */
test('hidden and absent are the same bytes', async (t) => {
  const { world, ids, step, scene } = await sealedWorld();
  const routesWithIds = new Set<string>();
  for (const viewer of viewers) {
    await t.test(VIEWERS[viewer].is, async () => {
      const own = scene(viewer);
      const differences: string[] = [];
      for (const phase of ['read', 'write'] as const) {
        for (const one of stepsOf(phase, own, routes)) {
          const id = ids.find((hidden) => JSON.stringify(one.ask).includes(hidden));
          const label = `${viewer} ${phase} ${differences.length} ${counter++}`;
          const answer = await step(label, () => world.ask(one.ask, one.as));
          if (one.keep !== undefined) own.keep(one.keep, answer);
          if (id === undefined) continue;
          routesWithIds.add(one.route);
          const ask = replaced(one.ask, id);
          const other = await step(`${label} absent`, () => world.ask(ask, one.as));
          // A list that is echoed back would name the one and the other.
          const difference = firstDifference(
            wireOf(answer),
            Buffer.from(wireOf(other).toString().replaceAll(ABSENT, id)),
          );
          if (difference !== null) differences.push(`${one.ask.method} ${one.ask.path} ${difference}`);
        }
      }
      assert.deepEqual(differences, []);
    });
  }
  const withId = [...routes.keys()].filter((route) => route.includes(':id'));
  const read = withId.filter((route) => !route.startsWith('DELETE') && !LAST.has(route));
  assert.deepEqual(
    read.filter((route) => !routesWithIds.has(route)),
    [],
    'routes with an id that nobody tried',
  );
});

let counter = 0;
/** Routes that the traces come to at the end, where they put things back. */
const LAST: ReadonlySet<string> = new Set();

function replaced(ask: Step['ask'], id: string): Step['ask'] {
  const { method, path, body, headers } = JSON.parse(
    JSON.stringify(ask).replaceAll(id, ABSENT),
  ) as Step['ask'];
  return {
    method,
    path,
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers }),
  };
}
