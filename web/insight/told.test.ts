import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ToldAnswer } from '../api/insight.ts';
import { byQuestion } from './told.ts';

const answer = (id: string, question: string) => ({ id, question }) as ToldAnswer;

it('puts answers under their questions, the one asked last first', () => {
  const told = byQuestion([answer('3', 'b'), answer('2', 'a'), answer('1', 'b')]);
  assert.deepEqual(
    told.map(({ question, latest, answers }) => [question, latest.id, answers.map(({ id }) => id)]),
    [
      ['b', '3', ['3', '1']],
      ['a', '2', ['2']],
    ],
  );
});
