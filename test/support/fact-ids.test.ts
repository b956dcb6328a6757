import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClock } from './app.ts';
import { factIds } from './fact-ids.ts';

function source() {
  const clock = testClock();
  const facts = factIds();
  return { clock, facts, ids: facts.ids(clock), random: facts.random };
}

test('a fact has the same id whatever else happened', () => {
  const plain = source();
  plain.facts.begin('a post');
  const crowded = source();
  crowded.facts.begin('something hidden');
  crowded.ids.next('post');
  crowded.random(32);
  crowded.facts.begin('a post');
  crowded.ids.next('grant');
  assert.equal(crowded.ids.next('post'), plain.ids.next('post'));
  assert.deepEqual(crowded.random(32), plain.random(32));
});

test('steps that run side by side keep their own ids', async () => {
  const make = async (steps: string[]) => {
    const { facts, ids } = source();
    const made = await Promise.all(
      steps.map((step) =>
        facts.within(step, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          return [step, ids.next('post')] as const;
        }),
      ),
    );
    return new Map(made);
  };
  const [one, other] = [await make(['a', 'b', 'c']), await make(['c', 'a'])];
  assert.equal(one.get('a'), other.get('a'));
  assert.equal(one.get('c'), other.get('c'));
  assert.equal(new Set(one.values()).size, 3);
});

test('ids are UUIDs of version 7 with the time of the clock, and differ', () => {
  const { facts, ids, clock } = source();
  facts.begin('a step');
  const made = [ids.next('post'), ids.next('post'), ids.next('grant')];
  assert.equal(new Set(made).size, 3);
  for (const id of made) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(Number.parseInt(id.replace('-', '').slice(0, 12), 16), clock.now().getTime());
  }
});

test('a label is used once', () => {
  const { facts } = source();
  facts.begin('a step');
  assert.throws(() => facts.begin('a step'), /was there before/);
});
