import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { COUNT_RHO, COUNT_VARIANCE, MOST_RHO } from '../noise/accounting.ts';
import { epochOf, quarterOf } from '../noise/quarter.ts';
import { release } from '../noise/release.ts';
import { type Budget, budgetOf, lockSpent, spend } from './budget.ts';

/** A count as it was released. */
export interface Answer {
  readonly id: string;
  /** Null is fewer than the minimum. */
  readonly released: number | null;
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

/**
 * The answer that the question has today, or a new one, out of the organisation's budget: all that is released about
 * members goes through here. Locking, counting, spending and keeping the answer are one transaction: whatever is spent has
 * its answer, and an answer that is lost on its way is found by asking again.
 * @param count how many members; it isn't asked where there is an answer, or nothing left to spend
 */
export async function answerOnce(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  network: NetworkId,
  asked: Asked,
  count: (trx: Kysely<Database>) => Promise<number>,
  at: Instant,
): Promise<Result<Answer>> {
  const told = await tellOnce(
    deps,
    network,
    asked,
    { isTable: false },
    async (trx) => [await count(trx)],
    at,
  );
  if (!told.ok) return told;
  const { cells, ...answer } = told.value;
  return ok({ ...answer, released: cells[0] ?? null });
}

/**
 * The same for a table. Each cell has noise of its own. A member is in one cell at most, so that they change one number by
 * one, and the whole costs what one count does.
 * @param count how many members are in each cell; no member may be in two
 */
export const answerTableOnce = (
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  network: NetworkId,
  asked: Asked,
  count: (trx: Kysely<Database>) => Promise<readonly number[]>,
  at: Instant,
): Promise<Result<TableAnswer>> => tellOnce(deps, network, asked, { isTable: true }, count, at);

function tellOnce(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  network: NetworkId,
  { organisation, function: fn, purpose, what, canonical }: Asked,
  { isTable }: { readonly isTable: boolean },
  count: (trx: Kysely<Database>) => Promise<readonly number[]>,
  at: Instant,
): Promise<Result<TableAnswer>> {
  const { day, ends } = epochOf(at);
  return deps.store.community.transaction().execute(async (trx): Promise<Result<TableAnswer>> => {
    const spent = await lockSpent(trx, network, organisation, at);
    const kept = await trx
      .selectFrom('community.noise_answer')
      .select(['id', 'released', 'cells', 'asked_at'])
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('epoch', '=', day)
      .where('question', '=', canonical)
      .executeTakeFirst();
    if (kept !== undefined) {
      const { id, released, asked_at: askedAt } = kept;
      const cells = kept.cells ?? [released];
      return ok({ id, cells, askedAt, until: ends, budget: budgetOf(spent, at) });
    }
    if (spent + COUNT_RHO > MOST_RHO) return spentAll(at);
    const cells = (await count(trx)).map((one) => release(deps.random, one));
    await spend(trx, network, organisation, COUNT_RHO, at);
    const id = deps.ids.next(`noise answer ${organisation}`);
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
        ...(isTable ? { cells: [...cells] } : { released: cells[0] ?? null }),
        variance: Number(COUNT_VARIANCE),
        charge: Number(COUNT_RHO),
        asked_at: timestamp(at),
      })
      .execute();
    return ok({ id, cells, askedAt: at, until: ends, budget: budgetOf(spent + COUNT_RHO, at) });
  });
}

function spentAll(at: Instant): Result<never> {
  const { ends } = quarterOf(at);
  const day = new Date(ends).toISOString().slice(0, 10);
  return refuse({
    kind: 'too-many',
    says: `This organisation has learnt as much about members here as it may in a quarter (ε = 2). It can ask again from ${day}; what it was told today it can be told again.`,
    retryAfterSeconds: Math.ceil((ends - at) / 1000),
  });
}
