import assert from 'node:assert/strict';
import { it } from 'node:test';
import { timeAgo } from './format.ts';

it('says how long ago', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  const ago = (minutes: number) => timeAgo(new Date(now.getTime() - minutes * 60_000), now, 'en');
  assert.equal(ago(0.5), 'now');
  assert.equal(ago(5), '5m ago');
  assert.equal(ago(3 * 60 + 59), '3h ago');
  assert.equal(ago(26 * 60), 'yesterday');
  assert.equal(ago(9 * 24 * 60), 'Mar 1');
  assert.equal(ago(400 * 24 * 60), 'Feb 3, 2025');
});

it('takes a clock ahead of ours for the present', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  assert.equal(timeAgo(new Date('2026-03-10T12:03:00Z'), now, 'en'), 'now');
});
