import { sql } from 'kysely';
import type { Instant } from '../../privacy/words.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type Going, IN_REQUEST } from '../counting/going.ts';
import { epochOf } from '../noise/quarter.ts';
import { measureApart, measureLong } from './apart/apart.ts';
import type { ConsentedTies } from './consented-ties.ts';
import { mixed } from './mixed.ts';
import type { InfluenceQuestion } from './question.ts';
import { sharesOf, TIES_STEP } from './ties-histogram.ts';

export interface Amount {
  /** The member's number. */
  readonly n: number;
  readonly cell: number;
  readonly amount: number;
}

/**
 * What each member is of the numbers of a question, as a query for the one way out. By their own rows they change little; what they
 * change by whom they are tied to is what the noise of `numbersOf` is made for.
 */
export function memberAmounts(ties: ConsentedTies, amounts: readonly Amount[]): Sql<unknown> {
  const column = <T>(of: (subject: ConsentedTies['members'][number], amount: Amount) => T): T[] =>
    amounts.flatMap((amount) => {
      const member = ties.members[amount.n];
      return member === undefined ? [] : [of(member, amount)];
    });
  return sql`select a.subject, a.grants::uuid[] as grants, 0 as part, a.cell, a.amount
    from unnest(${column(({ subject }) => subject)}::uuid[], ${column(({ grants }) => `{${grants.join()}}`)}::text[],
      ${column((_, { cell }) => cell)}::integer[], ${column((_, { amount }) => amount)}::integer[])
      as a (subject, grants, cell, amount)`;
}

/**
 * Works these out, apart from the process that serves.
 * @throws NotMeasured, TakesTooLong
 */
export async function amountsOf(
  { members, graph }: ConsentedTies,
  question: InfluenceQuestion,
  going: Going,
  at: Instant,
): Promise<readonly Amount[]> {
  const measure = going === IN_REQUEST ? measureApart : measureLong;
  if (question.measure === 'ties') {
    const marks = Uint32Array.from(members, ({ subject }) => mixed(subject)[0]);
    const degrees = await measure({ kind: 'ties', graph, marks }, going);
    return Array.from(degrees).flatMap((ties, n) =>
      sharesOf(ties, TIES_STEP).map(([cell, amount]) => ({ n, cell, amount })),
    );
  }
  const { parts } = question;
  // Other parts each day, so that no one choice of them stands.
  const { day } = epochOf(at);
  const part = Int32Array.from(members, ({ subject }) => mixed(`${day} ${subject}`)[1] % parts);
  const seed = mixed(day)[0];
  const job = { kind: 'parts', graph, part, parts, measure: question.measure, seed } as const;
  const shares = await measure(job, going);
  return shares.map(({ cell, amount }, n) => ({ n, cell, amount }));
}
