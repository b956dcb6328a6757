import { type Kysely, sql } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import { KEEPS_RECORDS } from '../../privacy/expertise.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asExpert } from './expert.ts';

/** Who answers for an organisation's processing, each with how they are reached (Article 30(1)(a) GDPR); empty is none. */
export interface Controller {
  readonly controller: string;
  readonly joint: string;
  readonly representative: string;
  readonly dpo: string;
}

/** As it was said last; null where it never was. */
export async function loadController(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
): Promise<Controller | null> {
  const { rows } = await sql<{ words: Controller }>`select c.words from community.controller c
    where c.network_id = ${network} and c.organisation_id = ${organisation} order by c.n desc limit 1`.execute(
    db,
  );
  return rows[0]?.words ?? null;
}

/** Says anew who answers; what was said before stays. */
export async function sayController(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  words: Controller,
  at: Instant,
): Promise<Result<Controller>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const { network } = viewer;
  await deps.store.community.transaction().execute(async (trx) => {
    // One after the other.
    await sql`select 1 from community.actor a where a.network_id = ${network} and a.id = ${organisation}
      for no key update`.execute(trx);
    await sql`insert into community.controller (network_id, organisation_id, n, words, by_id, said_at)
      select ${network}::uuid, ${organisation}::uuid, count(*), ${JSON.stringify(words)}::jsonb, ${expert.value}::uuid,
        ${instantValue(at)}
      from community.controller c where c.network_id = ${network} and c.organisation_id = ${organisation}`.execute(
      trx,
    );
  });
  return ok(words);
}
