import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseEvents } from './stream.ts';

it('takes a stream apart, whatever the pieces', () => {
  const { events, rest } = parseEvents(':thump\n\nevent: update\ndata: {"a":1}\n\nevent: delete\ndata: 4');
  assert.deepEqual(events, [{ event: 'update', data: '{"a":1}' }]);
  assert.equal(rest, 'event: delete\ndata: 4');
  assert.deepEqual(parseEvents(`${rest}2\n\n`), { events: [{ event: 'delete', data: '42' }], rest: '' });
});

it('joins the lines of one event, and takes carriage returns', () => {
  assert.deepEqual(parseEvents('event:x\r\ndata: one\r\ndata:two\r\n\r\n').events, [
    { event: 'x', data: 'one\ntwo' },
  ]);
});
