import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wordsOf } from './words.ts';

describe('the words of a text', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['', []],
    ['Well-made, isn’t it?', ['well', 'made', "isn't", 'it']],
    ["''Quoted'' words'", ['quoted', 'words']],
    ['see https://a.example/great?x=bad or www.bad.example now', ['see', 'or', 'now']],
    ['@happy thanks #GreatDay', ['thanks', 'greatday']],
    ['fine:) or :-( and <3', ['fine', ':)', 'or', ':-(', 'and', '<3']],
    ['at 10:30, (a:b)', ['at', '10', '30', 'a', 'b']],
    ['won 8:3', ['won', '8', '3']],
    ['❤️😀 ok', ['❤', '😀', 'ok']],
    ['soooo coooool', ['so', 'cool']],
    ['naïve Größe', ['naïve', 'größe']],
    ['Очень хорошо', ['очень', 'хорошо']],
  ];
  for (const [text, words] of cases) {
    it(`of ${JSON.stringify(text)}`, () => assert.deepEqual(wordsOf(text).words, words));
  }

  it('knows what is in capitals, where clauses end, and how loud it is', () => {
    const read = wordsOf('I LOVE it, truly!! So do I');
    assert.deepEqual(
      read.words.filter((_, at) => read.capitals[at]),
      ['love'],
    );
    assert.deepEqual(
      read.words.filter((_, at) => read.ends[at]),
      ['it', 'truly'],
    );
    assert.equal(read.exclamations, 2);
  });

  it('ends with any text, half characters too', () => {
    for (const text of ['\ud83d', '\udc00\ud83d', '@', 'http:', ':', "'", '\u0000', '-'.repeat(100_000)]) {
      assert.ok(wordsOf(text).words.length <= text.length);
    }
  });
});
