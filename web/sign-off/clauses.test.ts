import assert from 'node:assert/strict';
import { it } from 'node:test';
import { clausesOf } from './clauses.ts';

it('splits a text by its clauses, and loses nothing of it', () => {
  const one = '@id("a")\nforbid (principal, action, resource)\nwhen { true };';
  const two = 'forbid (principal == X::"a;b", action, resource);';
  assert.deepEqual(clausesOf(`${one}\n\n${two}\n`), [one, two]);
  assert.deepEqual(clausesOf(`${one}\n// and a remark`), [one, '// and a remark']);
  assert.deepEqual(clausesOf(''), []);
});
