import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ActorId } from '../../privacy/words.ts';
import type { RequestStep } from '../../store/schema.ts';
import { figuresOf } from './request-figures.ts';

const at = (text: string): number => Date.parse(`${text}T12:00:00Z`);
const request = (asked: string, ...steps: readonly (readonly [RequestStep, string])[]) => ({
  askedAt: at(asked),
  steps: steps.map(([kind, day]) => ({ kind, by: '' as ActorId, words: '', at: at(day) })),
});
const march = { from: Date.parse('2026-03-01T00:00:00Z'), until: Date.parse('2026-04-01T00:00:00Z') };

describe('figures of requests in a period', () => {
  it('count what happened in it, and what was open at its end', () => {
    const figures = figuresOf(
      [
        request('2026-03-02', ['taken', '2026-03-03'], ['answered', '2026-03-12']),
        // Asked before, put off and answered in it, within its time.
        request('2026-02-20', ['extended', '2026-03-10'], ['answered', '2026-03-30']),
        // Its month was over.
        request('2026-02-01', ['refused', '2026-03-21']),
        request('2026-03-05', ['withdrawn', '2026-03-06']),
        // Answered after the period: open at its end, and within its time.
        request('2026-03-20', ['answered', '2026-04-02']),
        // Open and over.
        request('2026-02-10'),
        // Closed before.
        request('2026-01-10', ['answered', '2026-02-01']),
      ],
      march,
    );
    assert.deepEqual(figures, {
      asked: 3,
      answered: 2,
      refused: 1,
      withdrawn: 1,
      extended: 1,
      open: 2,
      overdue: 1,
      inTime: 2,
      medianDays: 38,
      longestDays: 48,
    });
  });

  it('have no days where nothing was answered', () => {
    const { medianDays, longestDays, open } = figuresOf([request('2026-03-02')], march);
    assert.deepEqual([medianDays, longestDays, open], [null, null, 1]);
  });
});
