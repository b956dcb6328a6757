import { type Kysely, sql } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type DeskName, openDesk } from './desk.ts';

/** Unless a desk says otherwise: after a month without a word nobody needs what was shown for the sake of it. */
export const USUAL_IDLE_DAYS = 30;

/** After how many days without a word the conversations with a function close by themselves. */
export async function idleDays(
  db: Kysely<Database>,
  network: NetworkId,
  { organisation, function: fn }: DeskName,
  at: Instant,
): Promise<number> {
  const { rows } = await sql<{
    days: number;
  }>`select i.days from community.desk_idle i where i.network_id = ${network}
    and i.organisation_id = ${organisation} and i.function = ${fn} and i.valid_from <= ${instantValue(at)}
    and i.valid_until > ${instantValue(at)}`.execute(db);
  return rows[0]?.days ?? USUAL_IDLE_DAYS;
}

/** Says it anew, for whoever has a seat in the function. Members read it in their conversations. */
export async function setIdleDays(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  name: DeskName,
  days: number,
  at: Instant,
): Promise<Result<null>> {
  const desk = await openDesk(deps, viewer, name, at);
  if (!desk.ok) return desk;
  const { organisation, function: fn } = name;
  await deps.store.community.transaction().execute(async (trx) => {
    await sql`select 1 from community.actor a where a.network_id = ${viewer.network} and a.id = ${organisation}
      for update`.execute(trx);
    await sql`update community.desk_idle set valid_until = ${instantValue(at)} where network_id = ${viewer.network}
      and organisation_id = ${organisation} and function = ${fn} and valid_until = 'infinity'`.execute(trx);
    await sql`insert into community.desk_idle (network_id, organisation_id, function, days, valid_from, valid_until)
      values (${viewer.network}, ${organisation}, ${fn}, ${days}, ${instantValue(at)}, 'infinity')
      on conflict (network_id, organisation_id, function, valid_from) do update
        set days = excluded.days, valid_until = excluded.valid_until`.execute(trx);
  });
  return ok(null);
}
