import type { Kysely } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { failBulkChange } from '../bulk/fail-bulk-change.ts';
import type { Consequence } from './enqueue.ts';

/** How often what somebody waits for is tried, within about a minute. What nobody waits for is tried on and on. */
const MOST_TRIES: Partial<Record<Consequence['kind'], number>> = { 'bulk-change': 7 };

/** Whether it is tried no more. @param tries how often it failed */
export const isGivenUp = ({ kind }: Consequence, tries: number): boolean =>
  tries >= (MOST_TRIES[kind] ?? Number.POSITIVE_INFINITY);

/** Says to whoever waits for it that it isn't going to happen. Nothing of it did: what failed was rolled back. */
export async function giveUp(
  trx: Kysely<Database>,
  network: NetworkId,
  consequence: Consequence,
): Promise<void> {
  if (consequence.kind === 'bulk-change') await failBulkChange(trx, network, consequence);
}
