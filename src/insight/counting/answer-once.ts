import type { Kysely } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { NoiseTerms } from '../../privacy/noise-terms.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import { foreseeTurn, type InTurn, type Taking, type Turn, takeTurn } from '../../store/allowances.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { pricesOf, type Rho, USUAL_ALLOWANCE } from '../noise/accounting.ts';
import { noisyCells } from '../noise/noisy-cells.ts';
import { epochOf, quarterOf } from '../noise/quarter.ts';
import { type Budget, budgetOf, loadSpent, lockSpent, spend, spentAll } from './budget.ts';
import { countsOf, fromMinimum, inParts, type Part, type Telling, variancesOf } from './measure.ts';
import { isNamed, unnamed } from './policy-first.ts';
import { loadTerms } from './terms.ts';

/** A count as it was released. */
export interface Answer {
  readonly id: string;
  /** Null is fewer than the minimum. */
  readonly released: number | null;
  /** The minimum and the noise that it was told with, whatever holds now. */
  readonly minimum: number;
  readonly variance: bigint;
  readonly askedAt: Instant;
  /** Until when the same question has this answer. */
  readonly until: Instant;
  readonly budget: Budget;
}

/** A question in its one form, and in whose name it is asked. */
export interface Asked {
  readonly organisation: ActorId;
  /** Null is none in particular. */
  readonly function: BusinessFunction | null;
  readonly purpose: Purpose | null;
  readonly what: string;
  readonly canonical: string;
}

/** A table of counts as it was released, of which each member is in one cell at most. */
export interface TableAnswer extends Omit<Answer, 'released'> {
  /** Null is fewer than the minimum. */
  readonly cells: readonly (number | null)[];
}

/** Several kinds of numbers as they were released together. */
export interface PartsAnswer extends Omit<Answer, 'released' | 'variance'> {
  /** Part by part, cell by cell; null is what isn't told. */
  readonly parts: readonly (readonly (number | null)[])[];
  /** σ² of the noise of each part. */
  readonly variances: readonly bigint[];
  /** Of a part whose cells the data has: the words that they are of, cell by cell, of those that are told. */
  readonly words: readonly string[];
}

/** What is to be counted. */
interface Counting {
  readonly parts: readonly Part[];
  readonly telling: Telling;
  /**
   * What takes long and can be found before anybody has to wait: it has the transaction, in which nothing is locked yet. It isn't
   * asked where there is an answer, or nothing left to spend.
   */
  readonly before?: (trx: Kysely<Database>) => Promise<void>;
  /**
   * Where the data has the cells of the one part: the words that they are of, each once. What is told then has to be so unlikely
   * of a cell that is there by one member alone that nobody learns from it that the cell is there.
   */
  readonly words?: (trx: InTurn) => Promise<readonly string[]>;
  /** The true numbers, part by part. What a member changes in each is bounded by it. */
  readonly count: (trx: InTurn, words: readonly string[]) => Promise<readonly (readonly number[])[]>;
}

/** How many members are in each cell. */
interface TableCounting extends Pick<Counting, 'before'> {
  readonly cells: number;
  readonly count: (trx: InTurn) => Promise<readonly number[]>;
}

/**
 * The answer that the question has today, or a new one, out of the organisation's budget: all that is released about
 * members goes through here. Locking, counting, spending and keeping the answer are one transaction: whatever is spent has
 * its answer, and an answer that is lost on its way is found by asking again.
 * @param count how many members; it isn't asked where there is an answer, or nothing left to spend
 * @param before what of it can be found before anybody has to wait
 */
export async function answerOnce(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  network: NetworkId,
  asked: Asked,
  count: (trx: InTurn) => Promise<number>,
  at: Instant,
  before?: Counting['before'],
): Promise<Result<Answer>> {
  const one = { parts: [countsOf(1)], telling: fromMinimum, ...(before === undefined ? {} : { before }) };
  const told = await answerParts(
    deps,
    network,
    asked,
    { ...one, count: async (trx) => [[await count(trx)]] },
    at,
  );
  if (!told.ok) return told;
  const { parts, variances, words, ...answer } = told.value;
  return ok({ ...answer, variance: theOne(variances), released: parts[0]?.[0] ?? null });
}

/**
 * The same for a table. Each cell has noise of its own. A member is in one cell at most, so that they change one number by
 * one, and the whole costs what one count does.
 * @param count how many members are in each cell; no member may be in two
 */
export async function answerTableOnce(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  network: NetworkId,
  asked: Asked,
  { cells, count, before }: TableCounting,
  at: Instant,
): Promise<Result<TableAnswer>> {
  const one = { parts: [countsOf(cells)], telling: fromMinimum, ...(before === undefined ? {} : { before }) };
  const told = await answerParts(
    deps,
    network,
    asked,
    { ...one, count: async (trx) => [await count(trx)] },
    at,
  );
  if (!told.ok) return told;
  const { parts, variances, words, ...answer } = told.value;
  return ok({ ...answer, variance: theOne(variances), cells: parts[0] ?? [] });
}

/**
 * The same for numbers of several kinds, such as how many spoke each day, and how they sounded. The whole costs what one count
 * does, so that the noise grows with the parts and with what one member may change in them (`variancesOf`). The minimum, what a
 * question takes and what a quarter has are the organisation's terms at the time (`termsOf`), never the question's.
 */
export async function answerParts(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  network: NetworkId,
  asked: Asked,
  { parts, telling, before, words, count }: Counting,
  at: Instant,
): Promise<Result<PartsAnswer>> {
  const { organisation, function: fn, purpose, what, canonical } = asked;
  const { day, ends } = epochOf(at);
  return deps.store.community.transaction().execute(async (trx): Promise<Result<PartsAnswer>> => {
    if (before !== undefined) {
      const foreseen = await stand(
        trx,
        network,
        asked,
        parts,
        await loadSpent(trx, network, organisation, at),
        at,
      );
      if (!foreseen.ok || 'answer' in foreseen.value) return answerOf(foreseen);
      await before(trx);
    }
    const spent = await lockSpent(trx, network, organisation, at);
    const stands = await stand(trx, network, asked, parts, spent, at);
    if (!stands.ok || 'answer' in stands.value) return answerOf(stands);
    const { terms, taking, variance } = stands.value;
    const { minimum } = terms;
    const { charge } = taking;
    const variances = variancesOf(parts, variance);
    const turn = await takeTurn(trx, network, taking, at);
    const found = await words?.(turn);
    const counted = await count(turn, found ?? []);
    const noise: number[][] = [];
    for (const [n, { cells }] of parts.entries()) {
      noise.push(await noisyCells(deps.random, counted[n] ?? [], found?.length ?? cells, variances[n] ?? 0n));
    }
    const all = telling(noise, minimum, variances);
    const [cells = []] = all;
    const told = found === undefined ? all : [cells.filter((cell) => cell !== null)];
    const toldWords = found?.filter((_, n) => cells[n] !== null);
    await spend(trx, network, organisation, charge, at);
    const id = deps.ids.next(`noise answer ${organisation}`);
    const isOne = parts.length === 1 && parts[0]?.cells === 1 && found === undefined;
    await trx
      .insertInto('community.noise_answer')
      .values({
        network_id: network,
        organisation_id: organisation,
        epoch: day,
        question: canonical,
        id,
        function: fn,
        purpose,
        what,
        ...(isOne ? { released: told[0]?.[0] ?? null } : { cells: told.flat() }),
        ...(toldWords === undefined ? {} : { words: toldWords }),
        variances: variances.map(Number),
        part_cells: told.map(({ length }) => length),
        use_id: turn.turn.use,
        minimum,
        charge: Number(charge),
        asked_at: timestamp(at),
      })
      .execute();
    return ok({
      id,
      parts: told,
      minimum,
      variances,
      words: toldWords ?? [],
      askedAt: at,
      until: ends,
      budget: budgetOf(spent + charge, terms, at),
    });
  });
}

/** How a question stands: it has its answer of the day, or what it takes. */
type Standing =
  | { readonly answer: PartsAnswer }
  | { readonly terms: NoiseTerms; readonly taking: Taking; readonly variance: bigint };

/** How a question stands, by what is spent; refused where it may not be asked. */
async function stand(
  db: Kysely<Database>,
  network: NetworkId,
  { organisation, purpose, canonical }: Asked,
  parts: readonly Part[],
  spent: Rho,
  at: Instant,
): Promise<Result<Standing>> {
  const { day, ends } = epochOf(at);
  const terms = await loadTerms(db, network, organisation, at);
  const kept = await db
    .selectFrom('community.noise_answer')
    .select(['id', 'released', 'cells', 'words', 'asked_at', 'minimum', 'variances'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('epoch', '=', day)
    .where('question', '=', canonical)
    .executeTakeFirst();
  if (kept !== undefined) {
    const { id, asked_at: askedAt, minimum } = kept;
    const cells = kept.cells ?? [kept.released];
    const told =
      kept.words === null
        ? inParts(
            cells,
            parts.map((part) => part.cells),
          )
        : [cells];
    const variances = kept.variances.map(BigInt);
    const words = kept.words ?? [];
    const budget = budgetOf(spent, terms, at);
    return ok({ answer: { id, parts: told, minimum, variances, words, askedAt, until: ends, budget } });
  }
  if (terms.policyFirst && purpose !== null && !(await isNamed(db, network, organisation, purpose, at))) {
    return unnamed(purpose);
  }
  const { charge, most, variance } = pricesOf(terms);
  if (spent + charge > most) return spentAll(terms, at);
  return ok({ terms, taking: { quarter: quarterOf(at).name, charge, usual: USUAL_ALLOWANCE }, variance });
}

/** Of what isn't asked any further. */
function answerOf(standing: Result<Standing>): Result<PartsAnswer> {
  if (!standing.ok) return standing;
  if (!('answer' in standing.value)) throw new Error('a question that is open has no answer');
  return ok(standing.value.answer);
}

/**
 * How a question stands before anything is locked or spent: its answer of the day, or the turn as it would be. For what is worked
 * out outside of a transaction; that it stands so still is found out by {@link answerParts}.
 */
export async function lookAhead(
  { store: { community: db } }: Pick<Deps, 'store'>,
  network: NetworkId,
  asked: Asked,
  parts: readonly Part[],
  at: Instant,
): Promise<Result<{ readonly answer: PartsAnswer } | { readonly turn: Turn }>> {
  const spent = await loadSpent(db, network, asked.organisation, at);
  const stands = await stand(db, network, asked, parts, spent, at);
  if (!stands.ok || 'answer' in stands.value) return stands as Result<{ readonly answer: PartsAnswer }>;
  return ok({ turn: await foreseeTurn(db, network, stands.value.taking, at) });
}

/** σ² of an answer that has one part. */
function theOne([variance]: readonly bigint[]): bigint {
  if (variance === undefined) throw new Error('an answer has noise');
  return variance;
}
