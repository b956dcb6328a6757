import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Answer, firstDifference, stringIn, wireOf } from '../two-worlds/answer.ts';
import { routes } from '../two-worlds/routes.ts';
import { type Step, stepsOf } from '../two-worlds/trace.ts';
import { VIEWERS, type ViewerName } from '../two-worlds/viewers.ts';
import { inTurn } from './in-turn.ts';
import { type SealedWorld, sealedWorld } from './sealed-world.ts';

const viewers = ['visitor', 'stranger', 'blocked', 'ex-member', 'administrator', 'sibling'] as const;

/**
 * What is there and may not be seen answers as what is not there: every request of the traces that names something
 * hidden, in its path, query or body, is made again with an id of nothing in its place.
 */
describe('hidden and absent are the same bytes', () => {
  let sealed: SealedWorld;
  const tried = new Set<string>();

  before(async () => {
    sealed = await sealedWorld();
  });

  for (const viewer of viewers) {
    test(VIEWERS[viewer].is, async () => {
      const scene = sealed.scene(viewer);
      const differences: string[] = [];
      const ids = hiddenFrom(viewer, sealed);
      const compare = async ({ ask, as, route, keep }: Step): Promise<void> => {
        const answer = await sealed.world.ask(ask, as);
        if (keep !== undefined) scene.keep(keep, answer);
        const id = ids.find((hidden) => JSON.stringify(ask).includes(hidden));
        if (id === undefined) return;
        tried.add(route);
        const other = await sealed.world.ask(replaced(ask, id, twinOf(id)), as);
        const difference = firstDifference(wire(answer), wire(other, twinOf(id), id));
        if (difference !== null)
          differences.push(`${ask.method} ${ask.path} ${JSON.stringify(ask.body)} ${difference}`);
      };
      const reads = stepsOf('read', scene, routes);
      await sealed.step(`${viewer} reads`, async () => {
        await Promise.all(Array.from({ length: 8 }, () => inTurn(reads, compare)));
      });
      let n = 0;
      for (const phase of ['write', 'last'] as const)
        for (const one of stepsOf(phase, scene, routes))
          await sealed.step(`${viewer} writes ${n++}`, () => compare(one));
      assert.deepEqual(differences, []);
    });
  }

  test('every route that takes an id was tried', () => {
    const withId = [...routes.keys()].filter((route) => route.includes(':id'));
    const without = withId.filter((route) => !tried.has(route));
    assert.deepEqual(without, []);
  });
});

/** Attributes are kept by an account, for all its personas. */
const hiddenFrom = (viewer: ViewerName, { planted }: SealedWorld): string[] =>
  Object.entries(planted).flatMap(([kind, ids]) =>
    viewer === 'sibling' && kind === 'attributes' ? [] : ids,
  );

/** An id of nothing, of the same moment: it stands at the same place of a list that is sorted by time. */
const twinOf = (id: string): string => `${id.slice(0, -12)}bad0bad0bad0`;

const replaced = (ask: Step['ask'], id: string, by: string): Step['ask'] =>
  JSON.parse(JSON.stringify(ask).replaceAll(id, by)) as Step['ask'];

/** An answer that names what was asked for is the same but for the name; and what is made has an id of its own. */
function wire(answer: Answer, id?: string, by = ''): Buffer {
  const made = stringIn(answer, 'id');
  let text = wireOf(answer).toString();
  if (id !== undefined) text = text.replaceAll(id, by);
  if (made !== undefined) text = text.replaceAll(made, 'made');
  return Buffer.from(text);
}
