import { type Kysely, sql } from 'kysely';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BreachId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import type { BreachEntryKind, Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';

/** A breach, as an organisation's experts note it: by which uses of members' data it could have touched whom. */
export interface Breach {
  readonly id: BreachId;
  readonly organisation: ActorId;
  readonly title: string;
  readonly from: Instant;
  readonly until: Instant;
  /** Null is any. */
  readonly function: BusinessFunction | null;
  readonly purpose: Purpose | null;
  readonly knownAt: Instant;
  readonly openedAt: Instant;
  readonly entries: readonly Entry[];
  /** By when the authority is to be told: 72 hours after the organisation came to know (Article 33(1) GDPR). */
  readonly due: Instant;
}

interface Entry {
  readonly n: number;
  readonly kind: BreachEntryKind;
  readonly words: string;
  readonly at: Instant;
}

const HOURS_72 = 72 * 60 * 60_000;

/** Breaches of an organisation, latest first; of one alone by its id. */
export async function loadBreaches(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  only: BreachId | null = null,
): Promise<Breach[]> {
  const { rows } = await sql<Omit<Breach, 'due'>>`
    select b.id, b.organisation_id as organisation, b.title, b.happened_from as from, b.happened_until as until,
      b.function, b.purpose, b.known_at as "knownAt", b.opened_at as "openedAt",
      coalesce((select json_agg(json_build_object('n', e.n, 'kind', e.kind, 'words', e.words,
          'at', floor(extract(epoch from e.made_at) * 1000)::bigint) order by e.n)
        from community.breach_entry e where e.network_id = ${network} and e.breach_id = b.id), '[]') as entries
    from community.breach b where b.network_id = ${network} and b.organisation_id = ${organisation}
      and (${only}::uuid is null or b.id = ${only}::uuid)
    order by b.id desc limit 200`.execute(db);
  return rows.map((row) => ({ ...row, due: row.knownAt + HOURS_72 }));
}

/**
 * A query of those affected, as `subject`, each once: whose data the organisation used in the time, in that function and for
 * that purpose. People who look at what is shown to everybody leave no trace, so that they aren't among it.
 */
export const affectedBy = (network: NetworkId, breach: Breach): Sql<unknown> => sql`
  select distinct p.subject_id as subject from community.data_use u
  join community.data_use_participant p on p.network_id = ${network} and p.use_id = u.id and p.subject_id is not null
  where u.network_id = ${network} and u.organisation_id = ${breach.organisation}
    and u.used_at >= ${instantValue(breach.from)} and u.used_at < ${instantValue(breach.until)}
    and (${breach.function}::text is null or u.function = ${breach.function}::text)
    and (${breach.purpose}::text is null or u.purpose = ${breach.purpose}::text)`;
