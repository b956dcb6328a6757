import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Status } from '../api/types.ts';
import { patchPost, removePost } from './patch.ts';

const post = (id: string, reblog: Status | null = null): Status =>
  ({ id, content: '', account: { id: 'a' }, favourites_count: 0, reblog }) as unknown as Status;

it('changes a post wherever it stands, and nothing else', () => {
  const other = { items: [post('2')], next: null };
  const data = { pages: [{ items: [post('1'), post('9', post('1'))], next: 'x' }, other] };
  const after = patchPost(data, '1', (one) => ({ ...one, favourites_count: 1 }));
  assert.equal(after.pages[0]?.items[0]?.favourites_count, 1);
  assert.equal(after.pages[0]?.items[1]?.reblog?.favourites_count, 1);
  assert.equal(after.pages[1], other);
  assert.equal(
    patchPost(data, 'none', () => post('x')),
    data,
  );
});

it('removes a post with its boosts', () => {
  const data = { pages: [{ items: [post('1'), post('9', post('1')), post('2')] }] };
  assert.deepEqual(
    removePost(data, '1').pages[0]?.items.map(({ id }) => id),
    ['2'],
  );
  assert.equal(removePost(data, 'none'), data);
});
