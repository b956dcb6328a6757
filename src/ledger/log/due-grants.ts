import { type Kysely, sql } from 'kysely';
import type { Audience } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import type {
  Action,
  ActorId,
  GrantId,
  Instant,
  NetworkId,
  ObjectId,
  ObjectKind,
} from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { type Due, endText } from './due.ts';

interface Row {
  readonly id: GrantId;
  readonly owner: ActorId;
  readonly object_kind: ObjectKind;
  readonly object_id: ObjectId;
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly any: Audience['any'];
  readonly except: Audience['except'];
  readonly conditions: Conditions;
  readonly from: Instant;
  readonly until: Instant;
  readonly is_new: boolean;
  readonly has_left: boolean;
}

/**
 * Grants that were given, or whose end was changed, since the ledger last looked; they are taken for entered, in the
 * caller's transaction. One that somebody is changing right now is left for the next time, so that nobody waits for the
 * ledger but the other way round.
 */
export async function takeDueGrants(
  trx: Kysely<Database>,
  network: NetworkId,
  limit: number,
  at: Instant,
): Promise<Due[]> {
  const { rows } = await sql<Row>`
    with due as materialized (
      select g.object_id, g.id, g.entered_until is null as is_new from community."grant" g
      where g.network_id = ${network} and g.entered_until is distinct from g.valid_until
      limit ${limit} for update skip locked),
    taken as (
      update community."grant" g set entered_until = g.valid_until from due
      where g.network_id = ${network} and g.object_id = due.object_id and g.id = due.id
      returning g.*, due.is_new)
    select t.id, t.owner_id as owner, t.object_kind, t.object_id, t.actions, t.purpose, a.terms as any,
      a.except_keys as except, t.conditions, t.valid_from as from, t.valid_until as until, t.is_new,
      -- Null of whoever never was a member: of groups, and of those who wait to be let in.
      coalesce((select max(m.valid_until) <= ${instantValue(at)} from community.tie m where m.network_id = ${network}
        and m.member_id = t.owner_id and m.set_key = 'network'), false) as has_left
    from taken t join community.audience a on a.network_id = ${network} and a.id = t.audience_id
    order by t.valid_from, t.id`.execute(trx);
  return rows.map((row) => ({
    subject: row.owner,
    about: row.id,
    content: contentOf(network, row),
    isErased: row.has_left,
  }));
}

function contentOf(network: NetworkId, row: Row): string {
  const until = endText(row.until);
  const object = { kind: row.object_kind, id: row.object_id };
  const grant = { grant: row.id, network, owner: row.owner, object };
  if (!row.is_new) return JSON.stringify({ entry: 'grant ended', ...grant, until });
  return JSON.stringify({
    entry: 'grant',
    ...grant,
    actions: row.actions,
    purpose: purposeIri(row.purpose),
    audience: { any: row.any, except: row.except },
    conditions: row.conditions,
    from: timestamp(row.from),
    until,
  });
}
