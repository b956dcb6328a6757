import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId, PolicyTextId } from '../../privacy/words.ts';
import type { Database, MatterKind, PolicyScope } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import type { Span } from './activities.ts';

/** Whose report it is, and of when. */
interface Of {
  readonly network: NetworkId;
  readonly organisation: ActorId;
  readonly span: Span;
}

export const within = (column: string, { from, until }: Span): Sql<boolean> =>
  sql`(${sql.ref(column)} >= ${instantValue(from)} and ${sql.ref(column)} < ${instantValue(until)})`;

const list = async <Row>(db: Kysely<Database>, query: RawBuilder<Row>): Promise<readonly Row[]> =>
  (await query.execute(db)).rows;

/** Grants of the organisation's own things that it gave, and that ended: what members gave it is theirs. */
export interface OwnGrants {
  readonly purpose: Purpose;
  readonly given: number;
  readonly ended: number;
}

export const loadOwnGrants = (db: Kysely<Database>, { network, organisation, span }: Of) =>
  list(
    db,
    sql<OwnGrants>`select g.purpose, count(*) filter (where ${within('g.valid_from', span)}) as given,
        count(*) filter (where ${within('g.valid_until', span)}) as ended
      from community."grant" g where g.network_id = ${network} and g.owner_id = ${organisation}
        and (${within('g.valid_from', span)} or ${within('g.valid_until', span)})
      group by 1 order by 1`,
  );

/**
 * How many members let it do something, as it was last told in the period: with the noise of then. How many ended that isn't
 * told at all: whoever withdrew is in no question that is asked afterwards.
 */
export interface Learnt {
  readonly function: BusinessFunction | null;
  readonly purpose: Purpose | null;
  readonly what: string;
  /** Null is fewer than the minimum. */
  readonly about: number | null;
  /** The minimum and the noise of then. */
  readonly minimum: number;
  readonly variance: number;
  readonly at: Instant;
}

export const loadLearnt = (db: Kysely<Database>, { network, organisation, span }: Of) =>
  list(
    db,
    sql<Learnt>`select distinct on (a.function, a.purpose, a.what) a.function, a.purpose, a.what,
        a.released as about, a.minimum, a.variances[1] as variance, a.asked_at as at
      from community.noise_answer a where a.network_id = ${network} and a.organisation_id = ${organisation}
        -- What a breach affects stands in its notebook; what a draft would change isn't how it is.
        and a.what <> 'breach' and strpos(a.question, '"under":') = 0
        -- Of tables and series each number stands by itself, where what was told is read.
        and a.cells is null and ${within('a.asked_at', span)}
      order by a.function, a.purpose, a.what, a.asked_at desc`,
  );

/** What became of what is signed before it begins: steps of the organisation's own matters. */
export interface SignOffs {
  readonly kind: MatterKind;
  readonly submitted: number;
  readonly signed: number;
  readonly refused: number;
  readonly activated: number;
  readonly retired: number;
}

export const loadSignOffs = (db: Kysely<Database>, { network, organisation, span }: Of) => {
  const steps = (kind: string) => sql`count(*) filter (where e.kind = ${kind})`;
  return list(
    db,
    sql<SignOffs>`select m.kind, ${steps('submitted')} as submitted, ${steps('approved')} as signed,
        ${steps('refused')} as refused, ${steps('activated')} as activated, ${steps('retired')} as retired
      from community.matter m
      join community.matter_event e on e.network_id = ${network} and e.matter_id = m.id
      where m.network_id = ${network} and m.organisation_id = ${organisation} and ${within('e.happened_at', span)}
      group by 1 order by 1`,
  );
};

/** A policy that bound the organisation at the end of the period. */
export interface PolicyThen {
  readonly id: PolicyTextId;
  readonly title: string;
  readonly version: number;
  readonly scope: PolicyScope;
  readonly since: Instant;
}

/** @param at where the period isn't over: those in force now */
export const loadPoliciesThen = (db: Kysely<Database>, { network, organisation, span }: Of, at: Instant) => {
  const then = instantValue(Math.min(span.until - 1, at));
  return list(
    db,
    sql<PolicyThen>`select s.id, s.title, s.version, s.scope, s.valid_from as since from community.sign_off s
      where s.network_id = ${network} and s.kind = 'policy'
        and (s.organisation_id = ${organisation} or s.scope = 'network')
        and s.valid_from <= ${then} and s.valid_until > ${then} order by s.valid_from, s.id`,
  );
};

/** Breaches opened in the period, and what was done in it. */
export interface BreachFigures {
  readonly opened: number;
  /** Of which the authority was told. */
  readonly reported: number;
  /** Of these, within 72 hours. */
  readonly reportedInTime: number;
  /** Of which those affected were told. */
  readonly told: number;
}

export async function loadBreachFigures(
  db: Kysely<Database>,
  { network, organisation, span }: Of,
): Promise<BreachFigures> {
  const of = (kind: string) => sql`(select min(e.made_at) from community.breach_entry e
    where e.network_id = ${network} and e.breach_id = b.id and e.kind = ${kind})`;
  const [row] = await list(
    db,
    sql<BreachFigures>`
      select count(*) filter (where ${within('b.opened_at', span)}) as opened,
        count(*) filter (where ${within('b.reported', span)}) as reported,
        count(*) filter (where ${within('b.reported', span)} and b.reported <= b.known_at + interval '72 hours')
          as "reportedInTime",
        count(*) filter (where ${within('b.told', span)}) as told
      from (select b.opened_at, b.known_at, ${of('reported')} as reported, ${of('told')} as told
        from community.breach b where b.network_id = ${network} and b.organisation_id = ${organisation}) b`,
  );
  if (row === undefined) throw new Error('an aggregate has a row');
  return row;
}
