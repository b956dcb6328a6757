import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cellLabels, isUnderDraft, sayQuestion } from './say-question.ts';

const of = (
  what: string,
  question: object,
  fn: string | null = 'marketing',
  purpose: string | null = 'mining',
) => ({ what, function: fn, purpose, question: JSON.stringify(question) });

describe('a question in words', () => {
  const said: readonly [string, Parameters<typeof sayQuestion>[0]][] = [
    ['How many members let us use their posts, for mining, in marketing', of('posts', { count: 'posts' })],
    [
      'How many members let us use their connections, for sentiment monitoring, in customer service',
      of('ties', { count: 'ties' }, 'customer-service', 'sentiment-monitoring'),
    ],
    [
      'How many members let us write to them, in sales',
      of('contact', { count: 'contact' }, 'sales', 'sales'),
    ],
    [
      'How many members let us use their posts, for mining, in marketing, under a draft of a policy',
      of('posts', { count: 'posts', under: 'abc' }),
    ],
    [
      'How many members are in an audience: interest is cats or dogs; home town is Ghent, for mining, in marketing',
      of('audience', {
        audience: [
          ['interest', 'cats', 'dogs'],
          ['home-town', 'Ghent'],
        ],
        for: 'mining',
        in: 'marketing',
      }),
    ],
    [
      'How many members show which interest: cats, dogs, or another, for mining, in marketing',
      of('export', { export: ['interest', 'cats', 'dogs'], until: '2026-05-01' }),
    ],
    [
      'Emerging terms: topic tag shoes, brand X; days 7, for mining, in marketing',
      of('emerging-terms', { topic: { tag: ['shoes', 'brand X'] }, days: 7 }),
    ],
    ['How many members a breach affects', of('breach', { count: 'breach', of: '…' }, null, null)],
  ];
  for (const [words, asked] of said) it(words, () => assert.equal(sayQuestion(asked), words));

  it('says what the cells of a table are of, the last of another value', () => {
    assert.deepEqual(cellLabels(of('export', { export: ['interest', 'cats', 'dogs'] })), ['cats', 'dogs']);
    assert.deepEqual(cellLabels(of('posts', { count: 'posts' })), []);
  });

  it('says whether it was only tried', () => {
    assert.equal(isUnderDraft(of('posts', { count: 'posts', under: 'abc' })), true);
    assert.equal(isUnderDraft(of('posts', { count: 'posts' })), false);
  });
});
