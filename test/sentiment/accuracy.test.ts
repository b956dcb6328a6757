import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { baselines } from '../../src/insight/sentiment/baselines.ts';
import { noSentimentData } from '../support/shared-data.ts';
import { committed, documented } from './document.ts';
import { fileOf, isFitted, kinds, sentencesOf } from './files.ts';
import { fittedText, type Line, measured, report } from './measure.ts';

/** What may not be undercut: a little below what was measured when this was written. */
const FLOORS = {
  'film reviews': { pearson: 0.66, f1: 0.5 },
  'product reviews': { pearson: 0.71, f1: 0.56 },
};

describe('sentiment of sentences that people rated', { skip: noSentimentData }, () => {
  it('is fitted on seven in ten of them, chosen by their ids', () => {
    for (const kind of kinds) {
      const all = sentencesOf(kind);
      const share = all.filter(isFitted).length / all.length;
      assert.ok(share > 0.68 && share < 0.72, `${kind}: ${share}`);
    }
  });

  it('has the weights that the fitted part gives, and no others', () => {
    assert.equal(fittedText(), committed());
  });

  it('says in the documentation what is measured', () => {
    assert.equal(documented(), report(committed()));
  });

  it('is told better than by any library, also where it was fitted on another kind of text', () => {
    for (const { kind, lines } of measured(committed())) {
      const [ours, abroad, plain, ...libraries] = lines as [Line, Line, Line, ...Line[]];
      assert.equal(libraries.length, baselines.length);
      for (const library of libraries) {
        for (const one of [ours, abroad, plain]) {
          assert.ok(one.pearson > library.pearson, `${kind}: ${one.who} ${library.who}`);
          assert.ok(one.f1 > library.f1, `${kind}: ${one.who} ${library.who}`);
        }
      }
      const floor = FLOORS[kind];
      assert.ok(ours.pearson > floor.pearson && ours.f1 > floor.f1, kind);
    }
  });

  it('takes hardly any for another language', () => {
    for (const { kind, leftOut } of measured(committed())) assert.ok(leftOut < 0.005, kind);
  });

  it('keeps no sentence: no term is longer than two words', () => {
    const texts = kinds.map((kind) => readFileSync(fileOf(kind), 'utf8').toLowerCase());
    const lines = committed().trimEnd().split('\n').slice(1);
    for (const line of lines) {
      const [term = ''] = line.split('\t');
      const words = term.split(' ');
      assert.ok(words.length <= 2, term);
      // Nobody's words: each is in more sentences than one.
      const found = texts.reduce((sum, text) => sum + text.split(words[0] as string).length - 1, 0);
      assert.ok(found >= 2, term);
    }
  });
});
