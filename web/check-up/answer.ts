import type { Answers, CheckUp, CheckUpRow } from '../api/check-up.ts';
import { endOfDay } from '../i18n/format.ts';

/** What one says of a row: that it goes on, until a day, or not. */
export type Answer =
  | { readonly is: 'renew' }
  | { readonly is: 'withdraw' }
  | { readonly is: 'shorten'; readonly day: string };

export type AnswerKind = Answer['is'];

/** What was said so far, by row. */
export type Answered = ReadonlyMap<string, Answer>;

/** How many of each: the diff before it holds. */
export interface Tally {
  readonly renew: number;
  readonly withdraw: number;
  readonly shorten: number;
  /** Due, and nothing was said of it yet. */
  readonly open: number;
}

export function tallyOf(
  { due, total }: Pick<CheckUp, 'due' | 'total'>,
  answered: Answered,
  others: Answers['others'],
): Tally {
  const all = [...answered.values()].filter((answer) => answer.is !== 'shorten' || answer.day !== '');
  const count = (kind: AnswerKind): number => all.filter(({ is }) => is === kind).length;
  const unseen = total - due.length;
  const open = due.filter(({ row }) => !answered.has(row)).length;
  return {
    renew: count('renew') + (others === 'renew' ? unseen : 0),
    withdraw: count('withdraw') + (others === 'withdraw' ? unseen : 0),
    shorten: count('shorten'),
    open: others === null ? open + unseen : open,
  };
}

/** Until when a row goes on whose day isn't said yet: a month from now. */
export const inAMonth = (now: Date): string => {
  const then = new Date(now.getFullYear(), now.getMonth() + 1, now.getDate());
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
};

/** As the server is told. */
export function answersOf(answered: Answered, others: Answers['others']): Answers {
  const rows = [...answered];
  const named = (kind: AnswerKind): string[] => rows.flatMap(([row, { is }]) => (is === kind ? [row] : []));
  return {
    renew: named('renew'),
    withdraw: named('withdraw'),
    shorten: rows.flatMap(([row, answer]) => {
      const until = answer.is === 'shorten' ? endOfDay(answer.day) : null;
      return until === null ? [] : [{ row, until }];
    }),
    others,
  };
}

/** Where what a row is about is changed otherwise. */
export function sheetOf({ kind, count, things, purpose }: CheckUpRow) {
  switch (kind) {
    case 'post':
      return count === 1 && things[0] !== undefined
        ? ({ to: '/posts/$id', params: { id: things[0].id } } as const)
        : ({ to: '/privacy/bulk' } as const);
    case 'resource':
      return count === 1 && things[0] !== undefined
        ? ({ to: '/files/$id', params: { id: things[0].id } } as const)
        : ({ to: '/files' } as const);
    case 'attribute':
      return { to: '/attributes' } as const;
    case 'presence':
      return { to: purpose === 'reading' ? '/privacy/visibility' : '/privacy/contact' } as const;
    case 'ties':
      return { to: purpose === 'reading' ? '/privacy/visibility' : '/privacy/processing' } as const;
    default:
      return { to: '/privacy/processing' } as const;
  }
}
