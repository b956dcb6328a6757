import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueOf, monthsAfter, statusOf } from './request.ts';

describe('the clock of a request', () => {
  const at = (text: string) => Date.parse(text);

  it('is a month, and three where it was put off; in a shorter month its last day', () => {
    assert.equal(monthsAfter(at('2026-03-15T10:00Z'), 1), at('2026-04-15T10:00Z'));
    assert.equal(monthsAfter(at('2026-01-31T10:00Z'), 1), at('2026-02-28T10:00Z'));
    assert.equal(monthsAfter(at('2026-11-30T10:00Z'), 3), at('2027-02-28T10:00Z'));
    assert.equal(dueOf(at('2026-01-31T10:00Z'), [{ kind: 'taken' }]), at('2026-02-28T10:00Z'));
    assert.equal(dueOf(at('2026-01-31T10:00Z'), [{ kind: 'extended' }]), at('2026-04-30T10:00Z'));
  });

  it('stops with what closed it first', () => {
    assert.equal(statusOf([]), 'open');
    assert.equal(statusOf([{ kind: 'taken' }, { kind: 'extended' }]), 'open');
    assert.equal(statusOf([{ kind: 'taken' }, { kind: 'answered' }]), 'answered');
    assert.equal(statusOf([{ kind: 'withdrawn' }]), 'withdrawn');
  });
});
