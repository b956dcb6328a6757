import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { epochOf } from '../noise/quarter.ts';

/** A single number, as it was told. */
export interface ToldNumber {
  readonly id: string;
  /** Null is fewer than the minimum. */
  readonly released: number | null;
  /** The minimum and σ² of the noise of then. */
  readonly minimum: number;
  readonly variance: bigint;
  readonly askedAt: Instant;
}

/**
 * What a question of one number was answered today; null where it wasn't asked. Whether the viewer may know is their caller's to
 * have asked.
 * @param canonical the question in its one form
 */
export async function toldToday(
  { store }: Pick<Deps, 'store'>,
  { network }: Pick<Viewer, 'network'>,
  organisation: ActorId,
  canonical: string,
  at: Instant,
): Promise<ToldNumber | null> {
  const row = await store.community
    .selectFrom('community.noise_answer')
    .select(['id', 'released', 'minimum', 'variances', 'asked_at'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('epoch', '=', epochOf(at).day)
    .where('question', '=', canonical)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, released, minimum, variances, asked_at: askedAt } = row;
  return { id, released, minimum, variance: BigInt(variances[0] ?? 0), askedAt };
}
