import { type Kysely, sql } from 'kysely';
import type { ActorId, BreachId, Instant, NetworkId } from '../../privacy/words.ts';
import type { BreachEntryKind, Database } from '../../store/schema.ts';
import { type Scope, scopeOf } from './scope.ts';

/** A breach, as an organisation's experts note it. */
export interface Breach {
  readonly id: BreachId;
  readonly organisation: ActorId;
  readonly title: string;
  /** Which uses of members' data it is about, as far as is known now. */
  readonly scope: Scope;
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
  /** What those affected can do, where they were told. */
  readonly advice: string | null;
  /** What the breach is about from here on, where that was changed. */
  readonly scope: Scope | null;
  readonly at: Instant;
}

const HOURS_72 = 72 * 60 * 60_000;

interface Row extends Omit<Breach, 'due' | 'scope' | 'entries'>, Scope {
  readonly entries: readonly (Omit<Entry, 'scope'> & { readonly scope: unknown })[];
}

/** Breaches of an organisation, latest first; of one alone by its id. */
export async function loadBreaches(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  only: BreachId | null = null,
): Promise<Breach[]> {
  const { rows } = await sql<Row>`
    select b.id, b.organisation_id as organisation, b.title, b.happened_from as from, b.happened_until as until,
      b.functions, b.purposes, b.kinds, b.seats, b.known_at as "knownAt", b.opened_at as "openedAt",
      coalesce((select json_agg(json_build_object('n', e.n, 'kind', e.kind, 'words', e.words, 'advice', e.advice,
          'scope', e.scope, 'at', floor(extract(epoch from e.made_at) * 1000)::bigint) order by e.n)
        from community.breach_entry e where e.network_id = ${network} and e.breach_id = b.id), '[]') as entries
    from community.breach b where b.network_id = ${network} and b.organisation_id = ${organisation}
      and (${only}::uuid is null or b.id = ${only}::uuid)
    order by b.id desc limit 200`.execute(db);
  return rows.map(({ from, until, functions, purposes, kinds, seats, ...row }) => {
    const entries = row.entries.map((entry) => ({
      ...entry,
      scope: entry.scope === null ? null : scopeOf(entry.scope),
    }));
    const changed = entries.findLast(({ scope }) => scope !== null)?.scope;
    const opened = { from, until, functions, purposes, kinds, seats };
    return { ...row, entries, scope: changed ?? opened, due: row.knownAt + HOURS_72 };
  });
}

/** Whether nobody need be reminded any more that the authority is to be told. */
export const isReported = ({ entries }: Pick<Breach, 'entries'>): boolean =>
  entries.some(({ kind }) => kind === 'reported' || kind === 'closed');
