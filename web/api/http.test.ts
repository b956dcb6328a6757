import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nextCursor } from './http.ts';

it('finds the cursor of the next page', () => {
  const link =
    '<http://x.test/api/v1/timelines/home?limit=20&max_id=abc>; rel="next", <http://x.test/?min_id=z>; rel="prev"';
  assert.equal(nextCursor(link), 'abc');
  assert.equal(nextCursor('<http://x.test/?min_id=z>; rel="prev"'), null);
  assert.equal(nextCursor(null), null);
});
