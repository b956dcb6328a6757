import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { ENGAGEMENT_PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import { noteUseOfFound } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { heldSeats } from '../../store/held-seats.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { COUNT_RHO, COUNT_VARIANCE, MOST_RHO } from '../noise/accounting.ts';
import { epochOf, quarterOf } from '../noise/quarter.ts';
import { release } from '../noise/release.ts';
import { type Budget, budgetOf, lockSpent, spend } from './budget.ts';
import { countedMembers } from './counted-members.ts';
import { type CountQuestion, canonical } from './question.ts';

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

type Parts = Pick<Deps, 'store' | 'ids' | 'random'>;

/**
 * How many members let the organisation do something, for who acts for it in the function: with noise, out of its budget.
 * The same question has the same answer within a day and isn't charged again. Whoever is counted is told. All of it is one
 * transaction: whatever is spent has its answer, and an answer that is lost on its way is found by asking again.
 */
export async function askCount(
  deps: Parts,
  viewer: Viewer,
  question: CountQuestion,
  at: Instant,
): Promise<Result<Answer>> {
  const seats = await heldSeats(deps, viewer, question.organisation, at);
  if (!seats?.functions.includes(question.function)) return absent;
  const isKnown =
    question.what === 'contact'
      ? question.purpose === question.function
      : (ENGAGEMENT_PURPOSES as readonly Purpose[]).includes(question.purpose);
  if (!isKnown) {
    const says =
      question.what === 'contact'
        ? 'must be the function in which members are written to'
        : 'is none that members allow organisations for';
    return refuse({ kind: 'invalid', field: 'purpose', says });
  }
  return deps.store.community
    .transaction()
    .execute((trx) => countIn(trx, deps, viewer.network, question, at));
}

async function countIn(
  trx: Kysely<Database>,
  deps: Parts,
  network: NetworkId,
  question: CountQuestion,
  at: Instant,
): Promise<Result<Answer>> {
  const { organisation, function: fn, purpose, what } = question;
  const { day, ends } = epochOf(at);
  const spent = await lockSpent(trx, network, organisation, at);
  const kept = await trx
    .selectFrom('community.noise_answer')
    .select(['id', 'released', 'asked_at'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('epoch', '=', day)
    .where('question', '=', canonical(question))
    .executeTakeFirst();
  if (kept !== undefined) {
    const { id, released, asked_at: askedAt } = kept;
    return ok({ id, released, askedAt, until: ends, budget: budgetOf(spent, at) });
  }
  if (spent + COUNT_RHO > MOST_RHO) return spentAll(at);
  const use = { organisation, function: fn, deed: 'counted', purpose, kinds: [] } as const;
  const found = countedMembers(network, question, at);
  const released = release(deps.random, await noteUseOfFound(trx, deps, network, use, found, at));
  await spend(trx, network, organisation, COUNT_RHO, at);
  const id = deps.ids.next(`noise answer ${organisation}`);
  await trx
    .insertInto('community.noise_answer')
    .values({
      network_id: network,
      organisation_id: organisation,
      epoch: day,
      question: canonical(question),
      id,
      function: fn,
      purpose,
      what,
      released,
      variance: Number(COUNT_VARIANCE),
      charge: Number(COUNT_RHO),
      asked_at: timestamp(at),
    })
    .execute();
  return ok({ id, released, askedAt: at, until: ends, budget: budgetOf(spent + COUNT_RHO, at) });
}

function spentAll(at: Instant): Result<never> {
  const { ends } = quarterOf(at);
  const day = new Date(ends).toISOString().slice(0, 10);
  return refuse({
    kind: 'too-many',
    says: `This organisation has learnt as much about members here as it may in a quarter (ε = 2). It can ask again from ${day}; what it was told before goes on to be answered today.`,
    retryAfterSeconds: Math.ceil((ends - at) / 1000),
  });
}
