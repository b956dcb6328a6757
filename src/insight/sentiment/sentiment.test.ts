import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sentimentOf } from './sentiment.ts';

function scored(text: string): number {
  const score = sentimentOf(text);
  assert.ok(score !== null, `taken for another language: ${text}`);
  return score;
}

describe('the sentiment of a sentence', () => {
  it('is between -1 and 1, whatever the length', () => {
    for (const text of ['good ', 'brilliant! ', 'We had a lovely evening. ']) {
      const score = scored(text.repeat(5_000));
      assert.ok(score > 0.1 && score <= 1, `${text}: ${score}`);
    }
    for (const text of ['bad ', 'awful ', 'The food was terrible! ']) {
      const score = scored(text.repeat(5_000));
      assert.ok(score < -0.1 && score >= -1, `${text}: ${score}`);
    }
  });

  it('is not beyond 1 where all words agree', () => {
    assert.ok(scored('brilliant moving wonderful superb delightful hilarious fresh') <= 1);
    assert.ok(scored('dull boring tedious lifeless mess bad worst awful') >= -1);
  });

  it('is nothing where nothing tells it', () => {
    for (const text of ['', '   ', '12 345', 'qwrtz', '@great', 'https://love.example']) {
      assert.equal(scored(text), 0, text);
    }
  });

  const stronger: readonly (readonly [why: string, better: string, worse: string])[] = [
    ['words of the lexicons', 'We had a lovely evening.', 'We had a dreadful evening.'],
    ['fitted words', 'A riveting evening.', 'A tedious evening.'],
    ['negation', 'The talk was good.', 'The talk was not good.'],
    ['negation in the short form', 'The new lift works well.', 'The new lift doesn’t work well.'],
    ['negation of what is bad', 'The food was not terrible.', 'The food was terrible.'],
    ['a clause ends what a negation reaches', 'No, good work.', 'No good work.'],
    ['words that make others stronger', 'The talk was extremely good.', 'The talk was good.'],
    ['words that make others weaker', 'The talk was slightly bad.', 'The talk was bad.'],
    ['capitals', 'The talk was GREAT.', 'The talk was great.'],
    ['exclamations', 'The talk was great!!!', 'The talk was great.'],
    [
      'what stands behind "but"',
      'The room was awful but the talk was great.',
      'The talk was great but the room was awful.',
    ],
    ['emoticons', 'see you there :)', 'see you there :('],
    ['emoji', 'see you there 😀', 'see you there 😡'],
    ['letters drawn out', 'I am haaaappy', 'I am here'],
  ];
  for (const [why, better, worse] of stronger) {
    it(`hears ${why}`, () =>
      assert.ok(scored(better) > scored(worse) + 0.005, `${scored(better)} ${scored(worse)}`));
  }

  it('leaves other languages alone', () => {
    const others = [
      'Das ist eine sehr gute Idee, ich freue mich darauf.',
      'C’est vraiment une mauvaise nouvelle pour nous tous.',
      'Me gusta mucho este lugar, es muy bonito.',
      'Vandaag was het een mooie dag in de stad.',
      'Bardzo lubię to miejsce, jest naprawdę piękne.',
      'Это очень хорошо',
      'とても良いです',
    ];
    for (const text of others) assert.equal(sentimentOf(text), null, text);
  });
});
