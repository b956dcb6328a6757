import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { staffKey } from '../../privacy/audience.ts';
import { type ActorId, type BusinessFunction, FUNCTIONS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { tie, untie } from '../../store/ties.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { keepsOrganisation } from './keeps-organisation.ts';

/** A persona who acts for an organisation, and in which functions. */
export interface StaffMember {
  readonly persona: ActorId;
  readonly functions: readonly BusinessFunction[];
}

/** Gives a persona a seat in the organisation, in exactly these functions; without any it is staff all the same. */
export async function setStaff(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  { persona, functions }: StaffMember,
  at: Instant,
): Promise<Result<null>> {
  const keeps = await keepsOrganisation(deps, viewer, organisation, at);
  if (!keeps.ok) return keeps;
  if (!(await isVisiblePersona(deps, viewer, persona, at))) return absent;
  await deps.store.community.transaction().execute(async (db) => {
    await tie(db, viewer.network, staffKey(organisation), [persona], at);
    for (const fn of FUNCTIONS) {
      const change = functions.includes(fn) ? tie : untie;
      await change(db, viewer.network, staffKey(organisation, fn), [persona], at);
    }
  });
  return ok(null);
}

/** Takes the seat away. */
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
  await deps.store.community.transaction().execute(async (db) => {
    await untie(db, viewer.network, staffKey(organisation), [persona], at);
    for (const fn of FUNCTIONS) {
      await untie(db, viewer.network, staffKey(organisation, fn), [persona], at);
    }
  });
  return ok(null);
}

/** Who acts for the organisation; for administrators, who gave them their seats. */
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

async function isVisiblePersona(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  persona: ActorId,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`select 1 from community.actor
    where network_id = ${viewer.network} and id = ${persona} and kind = 'persona'`.execute(
    deps.store.community,
  );
  return rows.length > 0 && (await seenActors(deps, viewer, [persona], at)).has(persona);
}
