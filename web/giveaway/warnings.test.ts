import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { excerpt, stillThere, together, type Warning, without } from './warnings.ts';

const warningOf = (text: string, piece: string, more: Partial<Warning> = {}): Warning => {
  const start = text.indexOf(piece);
  return {
    field: 'status',
    kind: 'phone',
    attribute: null,
    labelled: null,
    start,
    end: start + piece.length,
    piece,
    ...more,
  };
};

describe('warnings of a draft', () => {
  it('takes a piece out with the space that is one too many', () => {
    const text = 'Call 0123 today';
    assert.equal(without(text, warningOf(text, '0123')), 'Call today');
    assert.equal(without('0123 today', warningOf('0123 today', '0123')), 'today');
    assert.equal(without('Call 0123\ntoday', warningOf('Call 0123\ntoday', '0123')), 'Call \ntoday');
  });

  it('follows a piece that has moved, and forgets one that has gone', () => {
    const found = [warningOf('Call 0123', '0123')];
    const moved = stillThere(found, { status: 'Please call 0123', spoiler_text: '' });
    assert.deepEqual(
      moved.map(({ start, end }) => [start, end]),
      [[12, 16]],
    );
    assert.deepEqual(stillThere(found, { status: 'Please call', spoiler_text: '0123' }), []);
  });

  it('says of a piece that both found what the server says', () => {
    const text = 'Call 0123';
    const server = [warningOf(text, '0123', { attribute: 'phone', kind: 'withheld' })];
    const device = [warningOf(text, '0123'), warningOf(text, 'Call')];
    assert.deepEqual(
      together(server, device).map(({ kind }) => kind),
      ['phone', 'withheld'],
    );
  });

  it('shows a piece with a few words around it', () => {
    const text = 'A long beginning of a sentence that says 0123 and then goes on for a good while';
    assert.deepEqual(excerpt(text, warningOf(text, '0123')), [
      '…a sentence that says ',
      '0123',
      ' and then goes on for a…',
    ]);
    assert.deepEqual(excerpt('0123', warningOf('0123', '0123')), ['', '0123', '']);
  });
});
