import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Status } from '../api/types.ts';
import { inReadingOrder } from './thread.ts';

const reply = (id: string, to: string): Status => ({ id, in_reply_to_id: to }) as unknown as Status;

it('puts each reply right below what it answers', () => {
  const given = [
    reply('a', 'root'),
    reply('b', 'root'),
    reply('a1', 'a'),
    reply('a2', 'a'),
    reply('a11', 'a1'),
  ];
  assert.deepEqual(
    inReadingOrder('root', given).map(({ post, depth }) => `${post.id}:${depth}`),
    ['a:1', 'a1:2', 'a11:3', 'a2:2', 'b:1'],
  );
});

it('keeps a reply whose parent may not be seen', () => {
  assert.deepEqual(
    inReadingOrder('root', [reply('x', 'hidden')]).map(({ post, depth }) => `${post.id}:${depth}`),
    ['x:1'],
  );
});
