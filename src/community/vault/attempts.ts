import { sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import { vaultTransaction } from './bridge-transaction.ts';
import { keyedHash } from './keys.ts';

const WINDOW_MS = 15 * 60_000;

/** Attempts that are let through in a window, by what is guessed at. */
const LIMITS = {
  /** Passwords of one address. */
  password: 20,
  /** Codes mailed to one account, and mails sent to it. */
  code: 10,
  mail: 5,
  /** Mails to one address. */
  inbox: 10,
  /** Attempts of any kind from one network address: whole companies share one. */
  client: 300,
  /** Registrations of apps from one network address. */
  app: 60,
  /** Comparisons of an account's personas, each of which reads much. */
  linkage: 300,
} as const;

export interface Attempt {
  readonly kind: keyof typeof LIMITS;
  /** What is guessed at, such as a normalised e-mail address. */
  readonly at: string;
}

/**
 * Counts attempts before their outcome is known, so that the same answer comes whether or not there is anything to be
 * guessed. Atomic: however many come at once, no more get through than the limit.
 * @returns refused as `too-many` when any of the attempts is over its limit; all were counted then
 */
export async function countAttempts(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  attempts: readonly Attempt[],
  at: Instant,
): Promise<Result<null>> {
  const window = Math.floor(at / WINDOW_MS) * WINDOW_MS;
  const limits = new Map(attempts.map((one) => [bucketOf(deps, one).toString('hex'), LIMITS[one.kind]]));
  if (limits.size === 0) return ok(null);
  // In one order, so that two requests never wait for each other's rows.
  const buckets = [...limits.keys()].sort().map((hex) => Buffer.from(hex, 'hex'));
  const counted = await vaultTransaction(deps, (db) =>
    db
      .insertInto('vault.attempt')
      .values(buckets.map((bucket) => ({ bucket, window_start: timestamp(window), count: 1 })))
      .onConflict((conflict) =>
        conflict.columns(['bucket', 'window_start']).doUpdateSet({ count: sql<number>`attempt.count + 1` }),
      )
      .returning(['bucket', 'count'])
      .execute(),
  );
  const over = counted.some(({ bucket, count }) => count > (limits.get(bucket.toString('hex')) ?? 0));
  if (!over) return ok(null);
  return refuse({
    kind: 'too-many',
    says: 'Too many attempts. Wait a little and try again.',
    retryAfterSeconds: (window + WINDOW_MS - at) / 1000,
  });
}

/**
 * Takes an attempt back that turned out right: whoever knows the password isn't guessing, and their coming and going
 * must not show in how many guesses others have left.
 */
export async function takeBack(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  attempt: Attempt,
  at: Instant,
): Promise<void> {
  const window = Math.floor(at / WINDOW_MS) * WINDOW_MS;
  await vaultTransaction(deps, (db) =>
    db
      .updateTable('vault.attempt')
      .set({ count: sql<number>`count - 1` })
      .where('bucket', '=', bucketOf(deps, attempt))
      .where('window_start', '=', sql<number>`${timestamp(window)}::timestamptz`)
      .execute(),
  );
}

const bucketOf = (deps: Pick<Deps, 'masterKey'>, { kind, at }: Attempt): Buffer =>
  keyedHash(deps, 'index of attempts', kind, at);

/** The attempt of whoever called, where it is known from which network address. */
export const fromClient = (client: string | null, kind: 'client' | 'app' = 'client'): Attempt[] =>
  client === null ? [] : [{ kind, at: client }];
