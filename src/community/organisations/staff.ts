import { absent, ok, type Result } from '../../core/result.ts';
import { staffKey } from '../../privacy/audience.ts';
import { type ActorId, type BusinessFunction, FUNCTIONS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatsOfOrganisation } from '../../store/seats.ts';
import { tie, untie } from '../../store/ties.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { changeHouse, changeHouseFor } from './change-house.ts';
import { endSeats, giveSeat } from './change-seats.ts';
import { keepsOrganisation } from './keeps-organisation.ts';

/** A persona who acts for an organisation, and in which functions. */
export interface StaffMember {
  readonly persona: ActorId;
  readonly functions: readonly BusinessFunction[];
}

/** Gives a persona seats in the organisation, in exactly these functions; without any it is staff all the same. */
export async function setStaff(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  { persona, functions }: StaffMember,
  at: Instant,
): Promise<Result<null>> {
  return changeHouseFor(deps, viewer, { organisation, persona }, at, async (db, house) => {
    await tie(db, viewer.network, staffKey(organisation), [persona], at);
    const held = (await seatsOfOrganisation(db, viewer.network, organisation, at)).filter(
      (seat) => seat.actor === persona && seat.kind === 'function',
    );
    const over = held.filter((seat) => !functions.some((name) => name === seat.name));
    await endSeats(db, house, over, at);
    for (const name of FUNCTIONS) {
      if (functions.includes(name)) {
        await giveSeat(db, deps, house, persona, { kind: 'function', name }, at);
      }
    }
    return ok(null);
  });
}

/** Takes all of a persona's seats away, also those as an expert. */
export async function endStaff(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const staff = await listStaff(deps, viewer, organisation, at);
  if (!staff.ok) return staff;
  if (!staff.value.some((one) => one.persona === persona)) return absent;
  return changeHouse(deps, viewer, organisation, at, async (db, house) => {
    const held = await seatsOfOrganisation(db, viewer.network, organisation, at);
    const theirs = held.filter(({ actor }) => actor === persona);
    await endSeats(db, house, theirs, at);
    await untie(db, viewer.network, staffKey(organisation), [persona], at);
    return ok(null);
  });
}

/** Who acts for the organisation; for those who keep its house, who gave them their seats. */
export async function listStaff(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly StaffMember[]>> {
  const keeps = await keepsOrganisation(deps, viewer, organisation, at);
  if (!keeps.ok) return keeps;
  const keys = new Map(FUNCTIONS.map((fn) => [staffKey(organisation, fn), fn]));
  const rows = await deps.store.community
    .selectFrom('community.tie')
    .select(['member_id', 'set_key'])
    .where('network_id', '=', viewer.network)
    .where('set_key', 'in', [staffKey(organisation), ...keys.keys()])
    .where('valid_until', '>', instantValue(at))
    .orderBy('member_id')
    .execute();
  const staff = Map.groupBy(rows, (row) => row.member_id);
  return ok(
    [...staff].map(([persona, held]) => ({
      persona,
      functions: held.flatMap(({ set_key }) => keys.get(set_key) ?? []).sort(),
    })),
  );
}
