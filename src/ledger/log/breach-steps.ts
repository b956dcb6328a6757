import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { ActorId, BreachId, Instant, NetworkId } from '../../privacy/words.ts';
import type { BreachEntryKind } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';

/** One step of an organisation's notebook of breaches: that one was opened, or what was entered afterwards. */
export interface BreachStep {
  readonly breach: BreachId;
  readonly organisation: ActorId;
  /** Null opened it. */
  readonly n: number | null;
  readonly did: BreachEntryKind | 'opened';
  readonly at: Instant;
  /** All that the notebook says of it, as JSON. */
  readonly said: unknown;
}

const milliseconds = (column: string) => sql`floor(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`;

/** Columns of a step that opened a breach, `b`. */
export const OPENED: Sql<BreachStep> = sql`b.id as breach, b.organisation_id as organisation, null::int as n,
  'opened' as did, b.opened_at as at, json_build_object('title', b.title, 'from', ${milliseconds('b.happened_from')},
    'until', ${milliseconds('b.happened_until')}, 'functions', b.functions, 'purposes', b.purposes, 'kinds', b.kinds,
    'seats', b.seats, 'known', ${milliseconds('b.known_at')}) as said`;

/** Columns of an entry `e` of a breach `b`. */
export const ENTERED: Sql<BreachStep> = sql`b.id as breach, b.organisation_id as organisation, e.n, e.kind as did,
  e.made_at as at, json_build_object('words', e.words, 'advice', e.advice, 'scope', e.scope) as said`;

/** What the ledger says of a step: nobody's name, and of the words a hash, which binds them. */
export const breachText = (network: NetworkId, step: BreachStep): string =>
  JSON.stringify({
    entry: 'breach',
    breach: step.breach,
    step: step.n === null ? 0 : step.n + 1,
    network,
    organisation: step.organisation,
    did: step.did,
    hash: createHash('sha256').update(canonicalJson(step.said)).digest('hex'),
    at: timestamp(step.at),
  });
