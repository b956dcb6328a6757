import { type Kysely, sql } from 'kysely';
import { type Result, refuse } from '../../core/result.ts';
import type { NoiseTerms } from '../../privacy/noise-terms.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { decimal, epsilonOf, pricesOf, type Rho } from '../noise/accounting.ts';
import { quarterOf } from '../noise/quarter.ts';

/** What an organisation may still learn on a network in a quarter. ε in millionths, at δ = 10⁻⁹. */
export interface Budget {
  readonly quarter: string;
  readonly renews: Instant;
  readonly spent: bigint;
  readonly most: bigint;
  /** What one count takes when it is asked alone; of several together, less. */
  readonly ofCount: bigint;
  /** σ² of such a count. */
  readonly varianceOfCount: bigint;
  /** Groups smaller than this, as the noisy count has it, aren't told. */
  readonly minimum: number;
  /** Counts that can still be asked. */
  readonly countsLeft: number;
}

/** By the terms that hold at the time. */
export function budgetOf(spent: Rho, terms: NoiseTerms, at: Instant): Budget {
  const { name, ends } = quarterOf(at);
  const { most, charge, variance } = pricesOf(terms);
  return {
    quarter: name,
    renews: ends,
    spent: epsilonOf(spent),
    most: terms.epsilonOfQuarter,
    ofCount: epsilonOf(charge),
    varianceOfCount: variance,
    minimum: terms.minimum,
    // Where less was chosen than is spent already, nothing is left.
    countsLeft: most > spent ? Number((most - spent) / charge) : 0,
  };
}

/** What is spent in this quarter. */
export async function loadSpent(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<Rho> {
  const row = await db
    .selectFrom('community.noise_budget')
    .select('spent')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('quarter', '=', quarterOf(at).name)
    .executeTakeFirst();
  return BigInt(row?.spent ?? 0);
}

/** Takes the budget for this transaction alone, so that questions asked at once spend one after the other. */
export async function lockSpent(
  trx: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<Rho> {
  const { name } = quarterOf(at);
  await sql`insert into community.noise_budget (network_id, organisation_id, quarter, spent)
    values (${network}, ${organisation}, ${name}, 0) on conflict do nothing`.execute(trx);
  const { rows } = await sql<{ spent: number }>`select spent from community.noise_budget
    where network_id = ${network} and organisation_id = ${organisation} and quarter = ${name} for update`.execute(
    trx,
  );
  return BigInt(rows[0]?.spent ?? 0);
}

/** Spends what is locked. */
export const spend = (
  trx: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  charge: Rho,
  at: Instant,
) =>
  sql`update community.noise_budget set spent = spent + ${charge.toString()}::bigint
    where network_id = ${network} and organisation_id = ${organisation} and quarter = ${quarterOf(at).name}`.execute(
    trx,
  );

/** What is answered where a question would take more than the quarter has left. */
export function spentAll({ epsilonOfQuarter }: NoiseTerms, at: Instant): Result<never> {
  const { ends } = quarterOf(at);
  const day = new Date(ends).toISOString().slice(0, 10);
  return refuse({
    kind: 'too-many',
    says: `This organisation has learnt as much about members here as it may in a quarter (ε = ${decimal(epsilonOfQuarter)}). It can ask again from ${day}, or once its experts have signed for more; what it was told today it can be told again.`,
    retryAfterSeconds: Math.ceil((ends - at) / 1000),
  });
}
