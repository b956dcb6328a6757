import { type Kysely, sql } from 'kysely';
import type { Instant, NetworkId } from '../privacy/words.ts';
import type { Database } from './schema.ts';

/** What happened, told to every app process: ids alone, since whoever hears of it decides over fresh facts. */
export interface Change {
  readonly network: NetworkId;
  /**
   * `post`, `edit`, `narrow`, `delete`: something about the post `id`; `notify`: the actor `id` has a new
   * notification; `tokens`: some were revoked.
   */
  readonly kind: (typeof CHANGE_KINDS)[number];
  readonly id: string;
  readonly at: Instant;
}

const CHANGE_KINDS = ['post', 'edit', 'narrow', 'delete', 'notify', 'tokens'] as const;

/** The channel of LISTEN and NOTIFY. */
export const CHANNEL = 'waxseal';

/** Tells of a change; within a transaction it is told when that commits, and not at all when it doesn't. */
export async function announce(db: Kysely<Database>, change: Change): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${changeText(change)})`.execute(db);
}

/** The payload, for statements that announce by the way. */
export const changeText = ({ network, kind, id, at }: Change): string => `${network} ${kind} ${id} ${at}`;

/** The change that a payload tells of; null for what this build doesn't know. */
export function parseChange(payload: string): Change | null {
  const [network, kind, id, at] = payload.split(' ');
  const known = CHANGE_KINDS.find((name) => name === kind);
  if (network === undefined || id === undefined || known === undefined) return null;
  return { network: network as NetworkId, kind: known, id, at: Number(at) };
}
