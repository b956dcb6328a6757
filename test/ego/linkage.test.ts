import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Measured, measureLinkage } from '../../bench/linkage/measure.ts';
import { noEgoData } from '../support/shared-data.ts';

/** The small form of `npm run bench -- linkage`, whose figures are in docs/linkage.md: the same numbers in every run. */
describe('how far an attacker comes who looks for second personas', { skip: noEgoData }, () => {
  let measured: Measured;

  before(async () => {
    measured = await measureLinkage({
      sharedFriends: 10,
      sharedValues: 20,
      habits: true,
      most: 60,
      seed: 7,
    });
  });

  const atMost = (value: number, most: number, what: string) =>
    assert.ok(value <= most, `${what}: ${value} is more than ${most}`);

  it('finds nearly all before', () => {
    assert.equal(measured.people, 60);
    assert.ok(measured.before.all.first > 0.9, String(measured.before.all.first));
  });

  it('finds no more than by chance by what the meter cuts', () => {
    const chance = 1 / 60;
    for (const signal of ['friends', 'friends of friends', 'names', 'pictures'] as const) {
      assert.ok(
        measured.before[signal].first > 5 * chance,
        `${signal} before: ${measured.before[signal].first}`,
      );
      atMost(measured.after[signal].first, 3 * chance, signal);
    }
    atMost(measured.after.phrases.first, measured.before.phrases.first / 2, 'phrases');
    atMost(measured.after['all but words and phrases'].first, 0.5, 'all but words and phrases');
  });

  it('still finds by friends whoever shows them, and by words: the meter cuts neither style nor subject', () => {
    assert.deepEqual(measured.keepingTies.friends, measured.before.friends);
    assert.ok(measured.after.words.first > 0.2, String(measured.after.words.first));
  });

  it('says hardly anything of strangers but that both show whom they know', () => {
    const said = measured.said.get('anything but contacts');
    assert.ok((said?.own ?? 0) > 0.9 * measured.people, `own: ${said?.own}`);
    atMost(said?.strangers ?? 60, 0.1 * measured.people, 'strangers');
  });
});
