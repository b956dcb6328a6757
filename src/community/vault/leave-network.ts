import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { connectionsKey, followersKey } from '../../privacy/audience.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { PersonaRef } from '../personas/persona.ts';
import { revokeTokens } from '../tokens/token.ts';
import { dropForgotten } from './attribute-rows.ts';
import { bridgeTransaction } from './bridge-transaction.ts';
import { ownPersona } from './own-personas.ts';

/**
 * Leaves the network: every tie of the persona ends, and every grant that it gave; its disclosed copies are deleted,
 * its tokens revoked. Its row stays, so that its handle isn't taken over and the account may come back under it.
 */
export async function leaveNetwork(
  deps: Pick<Deps, 'store'>,
  account: string,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  return bridgeTransaction(deps, async (bridge) => {
    const mine = await ownPersona(bridge, account, persona, at);
    if (!mine.ok) return mine;
    if (mine.value.state === 'left') return absent;
    const ref = { network: mine.value.network.id, id: persona };
    await bridge.vault(async (db) => {
      await db
        .deleteFrom('vault.disclosed')
        .where('account_id', '=', account)
        .where('persona_id', '=', persona)
        .execute();
      await dropForgotten(db, account);
    });
    await bridge.community((db) => endAll(db, ref, at));
    return ok(null);
  });
}

async function endAll(db: Kysely<Database>, { network, id }: PersonaRef, at: Instant): Promise<void> {
  const now = instantValue(at);
  const end = timestamp(at);
  await sql`update community.tie set valid_until = ${end}::timestamptz
    where network_id = ${network} and valid_until > ${now} and (member_id = ${id}
      or set_key in (${connectionsKey(id)}, ${followersKey(id)})
      or set_key in (select 'circle:' || c.id from community.circle c
        where c.network_id = ${network} and c.owner_id = ${id}))`.execute(db);
  await db
    .updateTable('community.grant')
    .set({ valid_until: end })
    .where('network_id', '=', network)
    .where('owner_id', '=', id)
    .where('valid_until', '>', now)
    .execute();
  await db
    .updateTable('community.network_role')
    .set({ valid_until: end })
    .where('network_id', '=', network)
    .where('actor_id', '=', id)
    .where('valid_until', '>', now)
    .execute();
  await db
    .deleteFrom('community.disclosure')
    .where('network_id', '=', network)
    .where('actor_id', '=', id)
    .execute();
  await db
    .deleteFrom('community.tie_request')
    .where('network_id', '=', network)
    .where((eb) => eb.or([eb('from_id', '=', id), eb('to_id', '=', id)]))
    .execute();
  await db
    .deleteFrom('community.join_request')
    .where('network_id', '=', network)
    .where('actor_id', '=', id)
    .execute();
  await db
    .deleteFrom('community.space_role')
    .where('network_id', '=', network)
    .where('actor_id', '=', id)
    .execute();
  await revokeTokens(db, network, { actor: id }, at);
}
