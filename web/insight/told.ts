import type { ToldAnswer } from '../api/insight.ts';

/** All answers to one question, the latest first. */
export interface ToldQuestion {
  readonly question: string;
  readonly latest: ToldAnswer;
  readonly answers: readonly ToldAnswer[];
}

/** Answers by their question, in the order in which each was asked last. */
export const byQuestion = (answers: readonly ToldAnswer[]): ToldQuestion[] =>
  [...Map.groupBy(answers, ({ question }) => question)].flatMap(([question, of]) => {
    const [latest] = of;
    return latest === undefined ? [] : [{ question, latest, answers: of }];
  });
