import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuidV7 } from './ids.ts';

const at = (time: number) => ({ now: () => new Date(time) });

/** The 74 bits that are neither time, version nor variant. */
function free(id: string): bigint {
  const bits = BigInt(`0x${id.replaceAll('-', '')}`);
  return (((bits >> 64n) & 0xfffn) << 62n) | (bits & ((1n << 62n) - 1n));
}

test('an id has the form of RFC 9562, version 7', () => {
  const id = uuidV7(at(0x017f22e279b0)).next('post');
  assert.match(id, /^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('ids sort by the millisecond of their making, as text', () => {
  const times = [
    0,
    1,
    999,
    2 ** 32 - 1,
    2 ** 32,
    Date.parse('2026-01-01'),
    Date.parse('2026-01-01') + 1,
    2 ** 47,
  ];
  const ids = times.map((time) => uuidV7(at(time)).next('post'));
  assert.deepEqual(ids.toSorted(), ids);
});

test('nothing counts within a millisecond', () => {
  const ids = uuidV7(at(1_700_000_000_000));
  const made = Array.from({ length: 4000 }, () => free(ids.next('post')));
  assert.equal(new Set(made).size, made.length);
  // A counter, in whichever bits, would make successors larger most of the time; random ones are in half the cases.
  const rises = made.slice(1).filter((value, i) => value > (made[i] as bigint)).length;
  assert.ok(rises > 1800 && rises < 2200, `${rises} of 3999 rise`);
  // And some bit would flip with each id, or scarcely ever; each of the 74 flips half the time.
  for (let bit = 0n; bit < 74n; bit++) {
    const flips = made.slice(1).filter((value, i) => ((value ^ (made[i] as bigint)) >> bit) & 1n).length;
    assert.ok(flips > 1800 && flips < 2200, `bit ${bit} flips ${flips} times in 3999`);
  }
});

test('what the id is for does not show', () => {
  const bytes = Buffer.alloc(10, 7);
  const ids = uuidV7(at(5), () => bytes);
  assert.equal(ids.next('post'), ids.next('circle'));
});
