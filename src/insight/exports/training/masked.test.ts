import assert from 'node:assert/strict';
import { it } from 'node:test';
import { masked } from './masked.ts';

const author = { handle: 'ann.lee', name: 'Ann-Marie Lee (she)' };

it('has no links, mentions, names of the author or what gives somebody away', () => {
  for (const [text, without] of [
    ['See https://example.org/~ann?x=1 now', 'See [link] now'],
    ['Thanks @bob and @cy@example.org!', 'Thanks [member] and [member]!'],
    ['Write to ann@example.org, or to Ann.Lee', 'Write to [email], or to [author]'],
    ['I’m Ann-Marie Lee (she), ANN-MARIE for short', 'I’m [author], [author] for short'],
    ['Call +44 20 7946 0018', 'Call [phone]'],
  ] as const) {
    assert.equal(masked(text, author), without);
  }
});

it('leaves other words as they are', () => {
  for (const text of ['A clean sleeve: 3 € at 12:30', 'Leeks and annuals, user@', '#bread (fresh)', '']) {
    assert.equal(masked(text, author), text);
  }
  assert.equal(
    masked('Al is all', { handle: 'x', name: 'Al' }),
    'Al is all',
    'names of two letters are words',
  );
});
