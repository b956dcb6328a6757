import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wireOf } from './answer.ts';
import { baseWorld } from './base-world.ts';
import type { Doing } from './facts/hidden-fact.ts';
import { twoPersonas } from './facts/two-personas.ts';
import { identifiersIn } from './identifiers.ts';
import { routes } from './routes.ts';
import { sceneOf } from './scene.ts';
import { stepsOf } from './trace.ts';
import type { ViewerName } from './viewers.ts';
import { openWorld, type World } from './world.ts';

/**
 * Two personas of one account have nothing in common but what any two personas have (P5). All that a viewer can read
 * of the one is searched for identifiers, and likewise of the other; what both have must be had by somebody else too.
 */
test('what is shown of two personas of one account has no identifier in common', async (t) => {
  const { snapshot, cast, at } = await baseWorld();
  const world = await openWorld(at + 60_000, snapshot);
  const doing: Doing = {
    cast,
    pass: () => undefined,
    async do(what, ask, as) {
      world.clock.advance(1000);
      world.facts.begin(what);
      const answer = await world.ask(ask, as);
      assert.ok(answer.status < 300, `${what}: ${answer.status} ${answer.body}`);
      await world.drain();
      return answer;
    },
  };
  const { mona, nora } = await twoPersonas(doing, 'zoe');

  for (const viewer of ['stranger', 'administrator', 'visitor'] as const) {
    await t.test(viewer, async () => {
      const known = async (ids: readonly string[]) => identifiersOf(world, viewer, ids);
      const [ofMona, ofNora] = [await known(mona.ids), await known(nora.ids)];
      assert.ok(
        (viewer === 'visitor' ? [mona.post] : mona.ids).every((id) => ofMona.has(id)),
        'the scan finds what it is given',
      );
      const { people, things } = cast;
      const ofOthers = [
        ...(await known([people.olive.id, things["olive's post"] as string])),
        ...(await known([people.wren.id, things["wren's post"] as string])),
        ...(await known([people.peter.id, things["peter's post"] as string])),
      ];
      const common = [...ofMona].filter((one) => ofNora.has(one) && !ofOthers.includes(one));
      assert.deepEqual(common, []);
    });
  }

  await t.test('the account itself has both: the scan can find a link', async () => {
    const own = await world.ask(
      { method: 'GET', path: '/api/privacy/v1/personas' },
      { cookie: cast.cookies.zoe as string },
    );
    const found = identifiersIn(wireOf(own).toString());
    assert.ok(found.has(mona.ids[0] as string) && found.has(nora.ids[0] as string));
  });
});

/** Identifiers in all the answers to what the viewer asks about these things. */
async function identifiersOf(world: World, viewer: ViewerName, ids: readonly string[]): Promise<Set<string>> {
  const { cast } = await baseWorld();
  const scene = sceneOf({}, [{ ids, words: [], handles: [], emails: [] }], cast, viewer);
  const found = new Set<string>();
  for (const { ask, as } of stepsOf('read', scene, routes)) {
    const asked = JSON.stringify(ask);
    if (!ids.some((id) => asked.includes(id))) continue;
    // A list from a cursor has others in it; here it is asked what is told of these.
    if (/(max|min|since)_id=/.test(ask.path)) continue;
    for (const one of identifiersIn(wireOf(await world.ask(ask, as)).toString())) found.add(one);
  }
  return found;
}
