import type { Kysely } from 'kysely';
import { refuse } from '../../core/result.ts';
import type { NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { findSuspended } from '../../store/suspensions.ts';
import type { Conversation } from './conversation.ts';

/** The answer to whoever says or shows something where nobody would read it. */
export const nobodyThere = refuse({
  kind: 'conflict',
  says: 'Nobody is there to read it any more; begin a new conversation.',
});

/**
 * Whether the organisation with which a conversation is doesn't act, since it is suspended: what its member says or shows then
 * would lie there, and look as if somebody had it.
 */
export const isUnattended = async (
  trx: Kysely<Database>,
  network: NetworkId,
  { organisation }: Conversation,
): Promise<boolean> => organisation !== null && (await findSuspended(trx, network, organisation));
