import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mayRepeat, normalisedWords, RunsOfWords, shinglesOf, WORDS_IN_A_ROW } from './shingles.ts';
import { LABELS, type Label } from './words.ts';

const shares = (one: string, other: string): boolean => !shinglesOf(one).isDisjointFrom(shinglesOf(other));

const RECIPE = 'Heat the wax to sixty two degrees, then add the amber slowly.';

describe('repeated words', () => {
  it('are those of eight in a row, wherever they stand', () => {
    assert.ok(shares(RECIPE, `They say: "the wax to sixty two degrees then add" and more.`));
    assert.ok(!shares(RECIPE, 'They say: the wax to sixty two degrees then put'));
    assert.equal(shinglesOf('one two three four five six seven').size, 0);
    assert.equal(shinglesOf('one two three four five six seven eight').size, 1);
  });

  it('are the same whatever the case, the type, the punctuation and what is not seen', () => {
    const dressed = 'ＨＥＡＴ—the  w\u00adax\nto SIXTY\u200b-two degrees; then';
    assert.ok(shares(RECIPE, dressed));
    assert.deepEqual(normalisedWords("Don’t DON'T"), ['dont', 'dont']);
    assert.deepEqual(normalisedWords('ﬁne ²'), ['fine', '2']);
  });

  it('are the same in a text that comes in pieces, wherever it is cut', () => {
    const word = fc.constantFrom(
      'wax',
      'Don’t',
      'é',
      'e\u0301',
      '蜜蝋を',
      'は\u3099',
      'w\u00adax',
      '²',
      '—',
      '\ud835\udc00',
    );
    const space = fc.constantFrom(' ', '\n', '  ', '');
    const text = fc.array(fc.tuple(word, space), { minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 12 })), (words, cuts) => {
        const whole = words.flat().join('');
        const runs = new RunsOfWords();
        const found: string[] = [];
        let from = 0;
        for (const length of cuts) {
          found.push(...runs.add(whole.slice(from, from + length)));
          from += length;
        }
        found.push(...runs.add(whole.slice(from)), ...runs.end());
        assert.deepEqual(new Set(found), shinglesOf(whole));
        assert.equal(runs.words, normalisedWords(whole).length);
      }),
    );
  });

  it('of a text without any space are found in little memory', () => {
    const runs = new RunsOfWords();
    const letters = '蜜蝋を六十二度まで温める'.repeat(2000);
    const found = [...letters.matchAll(/.{1,500}/gu)].flatMap(([piece]) => runs.add(piece));
    assert.deepEqual(new Set([...found, ...runs.end()]), shinglesOf(letters));
    assert.ok(found.length > letters.length - 5000);
  });

  it('count each letter where words are not parted by spaces', () => {
    assert.ok(shares('蜜蝋を六十二度まで温める', '秘密：蜜蝋を六十二度まで温めること'));
    assert.ok(!shares('蜜蝋を六十二度', '蜜蝋を七十二度まで温める'));
  });

  it('are found exactly where the words of one stand in the other', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const words = fc.array(word, { maxLength: 14 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        let found = false;
        for (let i = 0; i + WORDS_IN_A_ROW <= one.length; i++)
          for (let j = 0; j + WORDS_IN_A_ROW <= other.length; j++)
            if (one.slice(i, i + WORDS_IN_A_ROW).every((w, n) => w === other[j + n])) found = true;
        assert.equal(shares(one.join(' '), other.join(', ')), found);
      }),
    );
  });
});

describe('a text that repeats something', () => {
  it('goes out under no lower label, and nowhere that the label is not admitted', () => {
    for (const [r, repeated] of LABELS.entries())
      for (const [u, under] of LABELS.entries())
        for (const [h, highest] of LABELS.entries())
          assert.equal(mayRepeat(repeated, under, highest), r <= u && r <= h);
    assert.equal(mayRepeat('unheard-of' as Label, 'trade-secret', 'trade-secret'), false);
  });
});
