import { type Kysely, sql } from 'kysely';
import type { ActorId, GrantId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import type { TieGraph } from './tie-graph.ts';

/** Members who let their ties be used, and those ties whose both ends do. */
export interface ConsentedTies {
  /** In the order of their ids, by which the graph has numbers for them. */
  readonly members: readonly { readonly subject: ActorId; readonly grants: readonly GrantId[] }[];
  readonly graph: TieGraph;
}

/**
 * The graph of those whom a query finds. A tie stands in it only if both of its ends are found; of whoever isn't, no tie is
 * read any further than to see that (P7). A connection leads both ways, a follow from who follows.
 * @param found a query of `subject` and `grants`, each subject once
 */
export async function loadConsentedTies(
  db: Kysely<Database>,
  network: NetworkId,
  found: Sql<unknown>,
  at: Instant,
): Promise<ConsentedTies> {
  const { rows: members } = await sql<ConsentedTies['members'][number]>`
    select f.subject, f.grants from (${found}) f order by f.subject`.execute(db);
  const now = instantValue(at);
  // Eight bytes for each tie, some thousands of members in a row: they are many.
  const { rows } = await sql<{ ends: Buffer }>`
    with one as materialized (
      select o.id, o.n::integer - 1 as n, o.id::text as name
      from unnest(${members.map(({ subject }) => subject)}::uuid[]) with ordinality as o (id, n)),
    ties as (
      select distinct a.n as from, b.n as to
      from one a
      join community.tie t on t.network_id = ${network} and t.member_id = a.id
        and t.valid_from <= ${now} and t.valid_until > ${now}
      join one b on b.name = split_part(t.set_key, ':', 2)
      where split_part(t.set_key, ':', 1) in ('connections', 'followers') and a.n <> b.n)
    select string_agg(int4send(s."from") || int4send(s."to"), ''::bytea order by s."from", s."to") as ends
    from ties s group by s."from" / 4096 order by s."from" / 4096`.execute(db);
  return { members, graph: { members: members.length, ...endsOf(rows.map(({ ends }) => ends)) } };
}

const BYTES = 8;

function endsOf(rows: readonly Buffer[]): Pick<TieGraph, 'from' | 'to'> {
  const many = rows.reduce((sum, { length }) => sum + length / BYTES, 0);
  const [from, to] = [new Int32Array(many), new Int32Array(many)];
  let tie = 0;
  for (const row of rows) {
    for (let byte = 0; byte < row.length; byte += BYTES) {
      from[tie] = row.readInt32BE(byte);
      to[tie++] = row.readInt32BE(byte + BYTES / 2);
    }
  }
  return { from, to };
}
