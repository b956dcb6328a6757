import { sql } from 'kysely';
import { atomOf, type Key } from '../../privacy/audience.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** A seat of the viewer's own. */
export interface Seat {
  readonly organisation: ActorId;
  readonly functions: readonly BusinessFunction[];
}

/** For which organisations the viewer acts now, and in which functions. */
export async function seatsOf(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  at: Instant,
): Promise<Seat[]> {
  const now = instantValue(at);
  const { rows } = await sql<{ key: Key }>`select t.set_key as key from community.tie t
    where t.network_id = ${network} and t.member_id = ${actor?.id ?? null}::uuid and t.set_key like 'staff:%'
      and t.valid_from <= ${now} and t.valid_until > ${now} order by t.set_key`.execute(store.community);
  const seats = new Map<ActorId, BusinessFunction[]>();
  for (const { key } of rows) {
    const atom = atomOf(key);
    if (atom.kind !== 'staff') continue;
    const functions = seats.get(atom.organisation) ?? [];
    if (atom.in !== undefined) functions.push(atom.in);
    seats.set(atom.organisation, functions);
  }
  return [...seats].map(([organisation, functions]) => ({ organisation, functions }));
}
