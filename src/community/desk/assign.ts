import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { ConversationId, Instant, NetworkId, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { HeldSeat } from '../../store/seats.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { announceCase } from './announce-case.ts';
import { changeCase } from './change-case.ts';
import { seatsAt } from './desk.ts';

/** To which seat a conversation goes, and which had it when that was decided; null is none. */
export interface Assignment {
  readonly seat: SeatId | null;
  readonly insteadOf: SeatId | null;
}

/**
 * Gives a conversation to a seat of the same function, or to none. Of two who do so at once one comes first, and the other
 * is told who has it.
 */
export async function assignCase(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  { seat, insteadOf }: Assignment,
  at: Instant,
): Promise<Result<null>> {
  const { network } = viewer;
  return changeCase(deps, viewer, id, at, async ({ trx, organisation, function: fn, conversation }) => {
    const seats = await seatsAt(trx, network, { organisation, function: fn }, at);
    if (seat !== null && !seats.some((one) => one.id === seat)) {
      return refuse({ kind: 'invalid', field: 'seat', says: 'is no seat of this function' });
    }
    const held = await heldBy(trx, network, id, seats);
    if (held?.id === seat) return ok(null);
    if ((held?.id ?? null) !== insteadOf) {
      const says = held === null ? 'Nobody has it any more.' : `Seat ${held.number} has it now.`;
      return refuse({ kind: 'conflict', says });
    }
    await endAssignment(trx, network, id, at);
    if (seat !== null) {
      await trx
        .insertInto('community.desk_assignment')
        .values({
          network_id: network,
          conversation_id: id,
          seat_id: seat,
          valid_from: timestamp(at),
          valid_until: 'infinity',
        })
        // Given and taken back within one millisecond.
        .onConflict((conflict) =>
          conflict
            .columns(['network_id', 'conversation_id', 'seat_id', 'valid_from'])
            .doUpdateSet({ valid_until: 'infinity' }),
        )
        .execute();
    }
    await announceCase(trx, network, conversation, at);
    return ok(null);
  });
}

/** The seat that has it; one that ended has nothing any more. */
async function heldBy(
  trx: Kysely<Database>,
  network: NetworkId,
  id: ConversationId,
  seats: readonly HeldSeat[],
): Promise<HeldSeat | null> {
  const row = await trx
    .selectFrom('community.desk_assignment')
    .select('seat_id')
    .where('network_id', '=', network)
    .where('conversation_id', '=', id)
    .where('valid_until', '=', sql<number>`'infinity'`)
    .executeTakeFirst();
  return seats.find((one) => one.id === row?.seat_id) ?? null;
}

/** Ends that any seat has it. */
export async function endAssignment(
  trx: Kysely<Database>,
  network: NetworkId,
  id: ConversationId,
  at: Instant,
): Promise<void> {
  await sql`update community.desk_assignment set valid_until = ${instantValue(at)} where network_id = ${network}
    and conversation_id = ${id} and valid_until = 'infinity'`.execute(trx);
}
