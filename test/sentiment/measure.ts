import type { Accuracy } from '../../src/insight/sentiment/accuracy.ts';
import { accuracyOf } from '../../src/insight/sentiment/accuracy.ts';
import { accuracyOn, baselines } from '../../src/insight/sentiment/baselines.ts';
import { isEnglish } from '../../src/insight/sentiment/language.ts';
import { type Model, modelOf, scoreBy, textOfModel } from '../../src/insight/sentiment/model.ts';
import type { Rated } from '../../src/insight/sentiment/rated.ts';
import { numbersOf } from '../../src/insight/sentiment/vocabulary.ts';
import { wordsOf } from '../../src/insight/sentiment/words.ts';
import { isFitted, type Kind, kinds, sentencesOf } from './files.ts';
import { fit } from './fit.ts';

/** What is fitted, as it is committed: on the fixed part of both kinds. */
export function fittedText(): string {
  const { terms, weights } = fit(kinds.map((kind) => sentencesOf(kind).filter(isFitted)));
  return textOfModel(terms, weights);
}

function scoreOf(model: Model, text: string): number {
  const read = wordsOf(text);
  return scoreBy(model, read, numbersOf(read.words, model.vocabulary));
}

function accuracyBy(model: Model, rated: readonly Rated[]): Accuracy {
  return accuracyOf(
    rated.map(({ text }) => scoreOf(model, text)),
    rated.map(({ rating }) => rating),
  );
}

function shareLeftOut({ vocabulary }: Model, rated: readonly Rated[]): number {
  const left = rated.filter(({ text }) => {
    const read = wordsOf(text);
    return !isEnglish(read, numbersOf(read.words, vocabulary), vocabulary, text);
  });
  return left.length / rated.length;
}

export type Line = Accuracy & { readonly who: string };

/** Of each kind, on the part that nothing was fitted on: the model, the lexicons alone, fits on one kind, libraries. */
export function measured(text: string): { kind: Kind; rows: number; leftOut: number; lines: Line[] }[] {
  const model = modelOf(text);
  const plain = fit(
    kinds.map((kind) => sentencesOf(kind).filter(isFitted)),
    false,
  );
  return kinds.map((kind) => {
    const rated = sentencesOf(kind).filter((row) => !isFitted(row));
    const other = kinds.filter((one) => one !== kind);
    const abroad = fit(other.map((one) => sentencesOf(one).filter(isFitted)));
    const lines = [
      { who: 'this model', ...accuracyBy(model, rated) },
      { who: `fitted on ${other.join()} alone`, ...accuracyBy(abroad, rated) },
      { who: 'the lexicons and rules alone', ...accuracyBy(plain, rated) },
      ...baselines.map((one) => ({ who: one.name, ...accuracyOn(one, rated) })),
    ];
    return { kind, rows: rated.length, leftOut: shareLeftOut(model, rated), lines };
  });
}

/** The table of the documentation. */
export function report(text: string): string {
  return measured(text)
    .map(({ kind, rows, leftOut, lines }) => {
      const head = `**${kind}**, ${rows} sentences; ${(leftOut * 100).toFixed(2)} % taken for another language`;
      const table = lines.map(
        ({ who, pearson, f1 }) => `| ${who} | ${pearson.toFixed(3)} | ${f1.toFixed(3)} |`,
      );
      return [head, '', '| | Pearson | F1 |', '| --- | ---: | ---: |', ...table].join('\n');
    })
    .join('\n\n');
}
