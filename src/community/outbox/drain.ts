import { type Kysely, sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Consequence } from './enqueue.ts';
import { giveUp, isGivenUp } from './give-up.ts';
import { handle } from './handle.ts';

type Given = Pick<Deps, 'store' | 'ids' | 'clock'>;

/**
 * Works off whatever is due in the outbox, in every network. Many processes may at once: each row is one's alone.
 * @param failed told of each failure; the row is put off
 */
export async function drainOutbox(deps: Given, failed: (error: unknown) => void): Promise<void> {
  for (let networks = await due(deps); networks.length > 0; networks = await due(deps)) {
    let done = 0;
    for (const network of networks) while (await handleOne(deps, network, failed)) done++;
    // What is left is being worked off by somebody else.
    if (done === 0) return;
  }
}

async function due({ store, clock }: Given): Promise<NetworkId[]> {
  const { rows } = await sql<{ network: NetworkId }>`
    select distinct network_id as network from community.outbox
    where due_at <= ${instantValue(instantOf({ clock }))}`.execute(store.community);
  return rows.map(({ network }) => network);
}

/** The first wait after a failure; each further one is twice as long. */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;

/**
 * Handles the next row: its consequences and its removal commit together, so that a crash leaves it to be handled
 * again. One that fails is put off, and given up after a while where somebody waits for it.
 * @returns whether there was one
 */
async function handleOne(
  deps: Given,
  network: NetworkId,
  failed: (error: unknown) => void,
): Promise<boolean> {
  const at = instantOf(deps);
  let taken: { id: string; attempts: number; payload: unknown } | undefined;
  try {
    return await deps.store.community.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('community.outbox')
        .select(['id', 'payload', 'created_at', 'attempts'])
        .where('network_id', '=', network)
        .where('due_at', '<=', instantValue(at))
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (row === undefined) return false;
      taken = row;
      await handle(deps, trx, network, row.payload as Consequence, row.created_at);
      await removeRow(trx, network, row.id);
      return true;
    });
  } catch (error) {
    if (taken === undefined) throw error;
    failed(error);
    const { id, payload, attempts } = taken;
    if (isGivenUp(payload as Consequence, attempts + 1)) {
      await deps.store.community.transaction().execute(async (trx) => {
        await giveUp(trx, network, payload as Consequence);
        await removeRow(trx, network, id);
      });
      return true;
    }
    const wait = Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS);
    await deps.store.community
      .updateTable('community.outbox')
      .set({ due_at: timestamp(at + wait), attempts: sql`least(attempts + 1, 100)` })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .execute();
    return true;
  }
}

async function removeRow(trx: Kysely<Database>, network: NetworkId, id: string): Promise<void> {
  await trx.deleteFrom('community.outbox').where('network_id', '=', network).where('id', '=', id).execute();
}
