import assert from 'node:assert/strict';
import { it } from 'node:test';
import { topicOf } from './topic.ts';

it('is what was chosen, or nothing while something is missing', () => {
  assert.deepEqual(topicOf('everything', 'shoes', ''), { kind: 'everything' });
  assert.deepEqual(topicOf('hashtag', ' #shoes ', ''), { kind: 'hashtag', hashtag: '#shoes' });
  assert.deepEqual(topicOf('phrase', 'new shoes', 'x'), { kind: 'phrase', phrase: 'new shoes' });
  assert.deepEqual(topicOf('saved', 'shoes', 'id'), { kind: 'saved', topic: 'id' });
  for (const kind of ['hashtag', 'phrase', 'space', 'saved']) assert.equal(topicOf(kind, ' ', ''), null);
});
