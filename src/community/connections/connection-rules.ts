import { type Kysely, sql } from 'kysely';
import type { Audience } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { isOf, liveGrants, type Slot } from '../grants/live-grants.ts';

/** Who may, under what circumstances. */
export interface Admission {
  readonly audience: Audience;
  readonly conditions: Conditions;
}

/** What ends a connection by itself; null is never. */
export interface EndingRules {
  /** Months after it began. */
  readonly afterMonths: number | null;
  /** Months without a reply, a mention or a like between the two. */
  readonly dormantMonths: number | null;
  /** The organisation: when the owner of the rule is on its staff no longer. */
  readonly leaving: ActorId | null;
}

/** Who, how and when may connect with an actor, and what ends a connection. */
export interface ConnectionRules {
  /** Who may ask: any of these. Of others the actor isn't told. */
  readonly ask: readonly Admission[];
  /** Who is answered yes at once: any of these. */
  readonly atOnce: readonly Admission[];
  readonly question: string | null;
  /** Requests a day, UTC, of which the actor is told at most. */
  readonly dailyCap: number | null;
  readonly ends: EndingRules;
}

export const ASK: Slot = { kind: 'presence', action: 'connect', purpose: 'reading' };
export const AT_ONCE: Slot = { kind: 'presence', action: 'connect-at-once', purpose: 'reading' };

const NEVER: EndingRules = { afterMonths: null, dormantMonths: null, leaving: null };

/** The viewer's own rules, as they hold now. */
export const readConnectionRules = (
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<ConnectionRules> => loadRules(store.community, viewer, at);

export async function loadRules(db: Kysely<Database>, viewer: Viewer, at: Instant): Promise<ConnectionRules> {
  const grants = await liveGrants(db, viewer, at);
  const row = viewer.actor === null ? undefined : await rowOf(db, viewer.network, viewer.actor.id);
  const admissions = (slot: Slot): Admission[] =>
    grants.filter((one) => isOf(one, slot)).map(({ audience, conditions }) => ({ audience, conditions }));
  return {
    ask: admissions(ASK),
    atOnce: admissions(AT_ONCE),
    question: row?.question ?? null,
    dailyCap: row?.daily_cap ?? null,
    ends: endsOf(row),
  };
}

type Row = Awaited<ReturnType<typeof rowOf>>;

const rowOf = (db: Kysely<Database>, network: NetworkId, actor: ActorId) =>
  db
    .selectFrom('community.connection_rules')
    .select(['question', 'daily_cap', 'ends_after_months', 'ends_dormant_months', 'ends_leaving'])
    .where('network_id', '=', network)
    .where('actor_id', '=', actor)
    .executeTakeFirst();

/** What stands beside who may, as it is written. */
export const rulesRow = ({
  question,
  dailyCap,
  ends,
}: Omit<ConnectionRules, 'ask' | 'atOnce'>): NonNullable<Row> => ({
  question,
  daily_cap: dailyCap,
  ends_after_months: ends.afterMonths,
  ends_dormant_months: ends.dormantMonths,
  ends_leaving: ends.leaving,
});

/** Writes what an actor asks of those who ask to connect, beside who may. */
export async function writeRules(
  trx: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  rules: NonNullable<Row>,
): Promise<void> {
  await trx
    .insertInto('community.connection_rules')
    .values({ network_id: network, actor_id: actor, ...rules })
    .onConflict((conflict) => conflict.columns(['network_id', 'actor_id']).doUpdateSet(rules))
    .execute();
}

const endsOf = (row: Row): EndingRules =>
  row === undefined
    ? NEVER
    : {
        afterMonths: row.ends_after_months,
        dormantMonths: row.ends_dormant_months,
        leaving: row.ends_leaving,
      };

/** How the actor's new connections end. */
export const endingRulesOf = async (
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
): Promise<EndingRules> => endsOf(await rowOf(db, network, actor));

/** The question that whoever asks to connect is to answer; null for none. It is told to whoever sees the actor. */
export const questionOf = async (
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  actor: ActorId,
): Promise<string | null> => (await rowOf(store.community, network, actor))?.question ?? null;

/**
 * Counts one more request of which the actor is to be told today. Within the transaction that writes the request.
 * @returns whether the actor's cap admits it
 */
export async function countTold(
  trx: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
): Promise<boolean> {
  const today = new Date(at).toISOString().slice(0, 10);
  const where = sql`network_id = ${network} and actor_id = ${actor} and daily_cap is not null`;
  const { rows } = await sql<{ capped: boolean }>`
    select true as capped from community.connection_rules where ${where}`.execute(trx);
  if (rows.length === 0) return true;
  const counted = await sql`update community.connection_rules
    set told_count = case when told_on = ${today}::date then told_count + 1 else 1 end, told_on = ${today}::date
    where ${where} and (told_on is distinct from ${today}::date or told_count < daily_cap) and daily_cap > 0
    returning actor_id`.execute(trx);
  return counted.rows.length > 0;
}
