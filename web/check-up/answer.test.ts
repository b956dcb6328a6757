import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { CheckUpRow } from '../api/check-up.ts';
import { type Answer, answersOf, inAMonth, tallyOf } from './answer.ts';

const row = (name: string) => ({ row: name }) as CheckUpRow;
const answered = new Map<string, Answer>([
  ['a', { is: 'renew' }],
  ['b', { is: 'withdraw' }],
  ['c', { is: 'shorten', day: '2030-02-01' }],
]);

it('tells beforehand what becomes of everything, also of what is not shown', () => {
  const checkUp = { due: ['a', 'b', 'd'].map(row), total: 10 };
  assert.deepEqual(tallyOf(checkUp, answered, null), { renew: 1, withdraw: 1, shorten: 1, open: 8 });
  assert.deepEqual(tallyOf(checkUp, answered, 'renew'), { renew: 8, withdraw: 1, shorten: 1, open: 1 });
});

it('answers row by row, until the end of a day', () => {
  const { shorten, ...rest } = answersOf(answered, null);
  assert.deepEqual(rest, { renew: ['a'], withdraw: ['b'], others: null });
  assert.deepEqual(shorten, [{ row: 'c', until: new Date('2030-02-01T23:59:59').toISOString() }]);
});

it('proposes a month from now', () => {
  assert.equal(inAMonth(new Date(2029, 11, 9)), '2030-01-09');
});
