import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../privacy/words.ts';
import type { Database } from './schema.ts';

/** What happened, told to every app process: ids alone, since whoever hears of it decides over fresh facts. */
export interface Change {
  readonly network: NetworkId;
  /**
   * `post`, `edit`, `narrow`, `delete`: something about the post `id`, or of a resource who sees what hangs on it; `notify`: there is the notification `id`, for
   * `to`; `decided`: whom posts of `to` are for, by the decision `id`; `message`: something about the message `id` of a conversation; `desk`: about how an organisation's desk keeps the conversation that has it; `tokens`: some were revoked; `outbox`: there is work.
   */
  readonly kind: (typeof CHANGE_KINDS)[number];
  readonly id: string;
  readonly at: Instant;
  readonly to?: ActorId;
}

const CHANGE_KINDS = [
  'post',
  'edit',
  'narrow',
  'delete',
  'notify',
  'message',
  'desk',
  'decided',
  'tokens',
  'outbox',
] as const;

/** The channel of LISTEN and NOTIFY. */
export const CHANNEL = 'waxseal';

/** Tells of a change; within a transaction it is told when that commits, and not at all when it doesn't. */
export async function announce(db: Kysely<Database>, change: Change): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${changeText(change)})`.execute(db);
}

/** The payload, for statements that announce by the way. */
export const changeText = ({ network, kind, id, at, to }: Change): string =>
  [network, kind, id, at, ...(to === undefined ? [] : [to])].join(' ');

/** The change that a payload tells of; null for what this build doesn't know. */
export function parseChange(payload: string): Change | null {
  const [network, kind, id, at, to] = payload.split(' ');
  const known = CHANGE_KINDS.find((name) => name === kind);
  if (network === undefined || id === undefined || known === undefined) return null;
  const change = { network: network as NetworkId, kind: known, id, at: Number(at) };
  return to === undefined ? change : { ...change, to: to as ActorId };
}
