import { sql } from 'kysely';
import { atomOf, type Key } from '../../privacy/audience.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { isSuspended } from '../../store/suspensions.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** A seat of the viewer's own. */
export interface Seat {
  readonly organisation: ActorId;
  readonly functions: readonly BusinessFunction[];
}

/** For which organisations the viewer acts now, and in which functions: for none that is suspended. */
export async function seatsOf(deps: Pick<Deps, 'store'>, viewer: Viewer, at: Instant): Promise<Seat[]> {
  return (await staffOf(deps, viewer, at)).filter(({ isSuspended: is }) => !is);
}

/** On whose staff the viewer is, and in which functions, also while one is suspended and nobody acts for it. */
export async function staffOf(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  at: Instant,
): Promise<(Seat & { readonly isSuspended: boolean })[]> {
  const now = instantValue(at);
  const organisation = sql<string>`split_part(t.set_key, ':', 2)::uuid`;
  const { rows } = await sql<{ key: Key; suspended: boolean }>`
    select t.set_key as key, ${isSuspended(network, organisation)} as suspended from community.tie t
    where t.network_id = ${network} and t.member_id = ${actor?.id ?? null}::uuid and t.set_key like 'staff:%'
      and t.valid_from <= ${now} and t.valid_until > ${now} order by t.set_key`.execute(store.community);
  const seats = new Map<ActorId, { functions: BusinessFunction[]; isSuspended: boolean }>();
  for (const { key, suspended } of rows) {
    const atom = atomOf(key);
    if (atom.kind !== 'staff') continue;
    const seat = seats.get(atom.organisation) ?? { functions: [], isSuspended: suspended };
    if (atom.in !== undefined) seat.functions.push(atom.in);
    seats.set(atom.organisation, seat);
  }
  return [...seats].map(([organisation, seat]) => ({ organisation, ...seat }));
}
