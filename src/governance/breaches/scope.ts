import { type Kysely, sql } from 'kysely';
import { canonicalJson } from '../../core/canonical-json.ts';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId, SeatId } from '../../privacy/words.ts';
import { participantsOf } from '../../store/participations.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';

/** Which uses of members' data a breach is about: those between two instants that fit every list. Any fits one that is empty. */
export interface Scope {
  readonly from: Instant;
  /** Not included. */
  readonly until: Instant;
  readonly functions: readonly BusinessFunction[];
  readonly purposes: readonly Purpose[];
  /** Kinds of attributes that were read. */
  readonly kinds: readonly AttributeKind[];
  /** In which it was done, also such as have ended. */
  readonly seats: readonly SeatId[];
}

/** A scope in its one form: each list sorted, nothing twice. Equal scopes are the same text. */
export const scopeText = (scope: Scope): string => canonicalJson(inOneForm(scope));

const inOneForm = ({ from, until, functions, purposes, kinds, seats }: Scope): Scope => ({
  from,
  until,
  functions: sorted(functions),
  purposes: sorted(purposes),
  kinds: sorted(kinds),
  seats: sorted(seats),
});

const sorted = <T extends string>(list: readonly T[]): readonly T[] => [...new Set(list)].sort();

/** A scope as it was written. */
export const scopeOf = (json: unknown): Scope => inOneForm(json as Scope);

/** Whether a scope can be: it ends after it began, and its seats are, or were, the organisation's. */
export async function fitScope(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  scope: Scope,
): Promise<Result<Scope>> {
  if (scope.until <= scope.from)
    return refuse({ kind: 'invalid', field: 'until', says: 'is before it began' });
  const { rows } = await sql<{ id: SeatId }>`select s.id from community.seat s where s.network_id = ${network}
    and s.organisation_id = ${organisation} and s.id = any(${[...scope.seats]}::uuid[])`.execute(db);
  const known = new Set(rows.map(({ id }) => id));
  if (scope.seats.some((seat) => !known.has(seat))) {
    return refuse({ kind: 'invalid', field: 'seats', says: 'names a seat that the organisation never had' });
  }
  return ok(inOneForm(scope));
}

/**
 * A query of those affected, as `subject`, each once. A use of which the seat isn't known may have been in any of the function,
 * so that nobody who may be affected is left out. People who look at what is shown to everybody leave no trace, and aren't
 * among it.
 */
export const affectedBy = (network: NetworkId, organisation: ActorId, scope: Scope): Sql<unknown> => {
  const { from, until, functions, purposes, kinds, seats } = scope;
  const fits = (list: readonly string[], condition: Sql<boolean>): Sql<boolean> =>
    list.length === 0 ? sql`true` : condition;
  const ids = sql`${[...seats]}::uuid[]`;
  const uses = sql<boolean>`(u.organisation_id = ${organisation}
      and u.used_at >= ${instantValue(from)} and u.used_at < ${instantValue(until)}
      and ${fits(functions, sql`u.function = any(${[...functions]}::text[])`)}
      and ${fits(purposes, sql`u.purpose = any(${[...purposes]}::text[])`)}
      and ${fits(kinds, sql`u.kinds && ${[...kinds]}::text[]`)}
      and ${fits(
        seats,
        sql`(u.seat_id = any(${ids}) or u.seat_id is null and u.function in (select s.name from community.seat s
          where s.network_id = ${network} and s.organisation_id = ${organisation} and s.id = any(${ids})
            and s.kind = 'function'))`,
      )})`;
  return sql`select distinct p.subject from (${participantsOf(network, uses)}) p`;
};
