import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodsUntil } from './periods.ts';

test('periods are the quarters of a year with their months, and none in the future', () => {
  const periods = periodsUntil(new Date('2026-02-10T00:00:00Z'));
  assert.deepEqual(periods.slice(0, 7), [
    '2026-Q1',
    '2026-02',
    '2026-01',
    '2025-Q4',
    '2025-12',
    '2025-11',
    '2025-10',
  ]);
  assert.equal(periods.at(-1), '2025-04');
});
