import type { Kysely } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { ActorId, ConversationId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { takeLock } from '../../store/take-lock.ts';
import { claimKey, postOfKey } from '../posts/idempotency.ts';

/** Who asks under which key of idempotency; without one, each time is another. */
export interface Asking {
  readonly network: NetworkId;
  readonly actor: ActorId;
  readonly key: string | null;
}

/**
 * Does something once for a key of idempotency: the same key of the same persona within a day gives what was made first,
 * also in parallel. Within a transaction, in which whoever asks the same waits.
 */
export async function once<Id extends ObjectId | ConversationId>(
  trx: Kysely<Database>,
  { network, actor, key }: Asking,
  at: Instant,
  act: () => Promise<Result<Id>>,
): Promise<Result<Id>> {
  if (key === null) return act();
  await takeLock(trx, `${network} ${actor} ${key}`);
  const before = await postOfKey(trx, network, actor, key, at);
  if (before !== null) return ok(before as ObjectId as Id);
  const made = await act();
  if (made.ok) await claimKey(trx, network, actor, key, made.value as string as ObjectId, at);
  return made;
}
