import type { Kysely } from 'kysely';
import type { Instant, NetworkId } from '../privacy/words.ts';
import { announce } from './changes.ts';
import type { Deps } from './deps.ts';
import type { Database } from './schema.ts';
import { timestamp } from './time.ts';

/**
 * Puts what follows into the outbox, in the transaction of what it follows from.
 * @param happened when its cause does; it isn't worked off before
 */
export async function putInOutbox(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  consequence: { readonly kind: string },
  happened: Instant,
): Promise<void> {
  const id = outboxId({ ids }, consequence);
  await trx
    .insertInto('community.outbox')
    .values({
      network_id: network,
      id,
      kind: consequence.kind,
      payload: JSON.stringify(consequence),
      created_at: timestamp(happened),
      due_at: timestamp(happened),
    })
    .execute();
  await announce(trx, { network, kind: 'outbox', id, at: happened });
}

/** The id of a consequence's row. */
export const outboxId = ({ ids }: Pick<Deps, 'ids'>, consequence: { readonly kind: string }): string =>
  ids.next(`outbox ${Object.values(consequence).join(' ')}`);
