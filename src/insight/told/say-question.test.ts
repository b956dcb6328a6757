import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cellLabels, isUnderDraft, sayQuestion, unitOf } from './say-question.ts';

const MARCH = Date.UTC(2026, 2, 1);
const DAY = 86_400_000;

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
    [
      'How many members spoke about #lids or “broken lid”, how much, and how it sounded, on 2026-03-01, for mining, in marketing',
      of('listening', {
        listen: [
          ['hashtag', 'lids'],
          ['phrase', "'broken' <-> 'lid'"],
        ],
        from: MARCH,
        step: DAY,
        buckets: 1,
      }),
    ],
    [
      'How many members spoke about anything, how much, and how it sounded, from 2026-03-01 to 2026-03-14, week by week, by interest: cats, or another, for mining, in marketing',
      of('listening', { listen: [], from: MARCH, step: 7 * DAY, buckets: 2, by: ['interest', 'cats'] }),
    ],
    [
      'Which words members began to use about what is said in a space, in the seven days before 2026-03-01, for mining, in marketing',
      of('terms', { terms: [['space', 'abc']], until: MARCH }),
    ],
    [
      'How many members have which influence, by PageRank, in 500 parts, in marketing',
      of('influence', { influence: 'pagerank', parts: 500 }, 'marketing', 'marketing'),
    ],
    [
      'Numbers to make rows from that nobody is: interest (cats, or another) and skill (baking, or another), for mining, in marketing',
      of('synthetic', {
        synthetic: [
          ['interest', 'cats'],
          ['skill', 'baking'],
        ],
      }),
    ],
    [
      'How many members are in a list that names people by email and phone, for mining, in marketing',
      of('resolution', { list: 'abc', by: ['email', 'phone'] }),
    ],
    [
      'How many members were shown an offer, opened it and accepted it, for mining, in marketing',
      of('offer', { offer: 'abc' }),
    ],
    ['How many members a breach affects', of('breach', { count: 'breach', of: '…' }, null, null)],
  ];
  for (const [words, asked] of said) it(words, () => assert.equal(sayQuestion(asked), words));

  it('says what the cells of a table are of, the last of another value', () => {
    assert.deepEqual(cellLabels(of('export', { export: ['interest', 'cats', 'dogs'] })), ['cats', 'dogs']);
    assert.deepEqual(cellLabels(of('posts', { count: 'posts' })), []);
  });

  it('says of which day a number is, of which group, and of which class', () => {
    const heard = { listen: [], from: MARCH, step: DAY, buckets: 2 };
    assert.deepEqual(cellLabels(of('listening', heard)), ['2026-03-01', '2026-03-02']);
    assert.deepEqual(cellLabels(of('listening', { ...heard, by: ['interest', 'cats'] })), [
      'cats, 2026-03-01',
      'cats, 2026-03-02',
      'another, 2026-03-01',
      'another, 2026-03-02',
    ]);
    assert.deepEqual(cellLabels(of('influence', { influence: 'ties' })), ['0', '10', '20', '30', '40', '50']);
    assert.deepEqual(cellLabels(of('influence', { influence: 'pagerank', parts: 500 })).slice(-2), [
      '2 to 4',
      '4 and more',
    ]);
    assert.deepEqual(cellLabels(of('offer', { offer: 'abc' })), ['shown', 'opened', 'accepted']);
  });

  it('knows in what shares influence is told', () => {
    assert.deepEqual(unitOf(of('influence', { influence: 'ties' })), { of: 'members', one: 10 });
    assert.deepEqual(unitOf(of('influence', { influence: 'communities', parts: 500 })), {
      of: 'parts',
      one: 1000,
    });
    assert.deepEqual(unitOf(of('posts', { count: 'posts' })), { of: 'members', one: 1 });
  });

  it('says whether it was only tried', () => {
    assert.equal(isUnderDraft(of('posts', { count: 'posts', under: 'abc' })), true);
    assert.equal(isUnderDraft(of('posts', { count: 'posts' })), false);
  });
});
