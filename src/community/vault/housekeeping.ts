import { sql } from 'kysely';
import { ok } from '../../core/result.ts';
import type { Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { forgetLooks } from '../../store/looks.ts';
import { instantValue } from '../../store/time.ts';
import { forgetWithdrawn } from '../connections/requests.ts';
import { forgetRequests } from '../conversations/request-budget.ts';
import { revokeTokens } from '../tokens/token.ts';
import { lockAccount } from './account-rows.ts';
import { dropForgotten } from './attribute-rows.ts';
import { bridgeTransaction, vaultTransaction } from './bridge-transaction.ts';
import { forgetShown } from './shown-before.ts';

type SweepDeps = Pick<Deps, 'store'>;

const DAY_MS = 24 * 3600_000;
/** Copies that one sweep deletes at most: the next one goes on. */
const MOST_COPIES = 1000;

/**
 * Removes what has run out: sessions with the tokens handed to them, counts of attempts, codes, invitations, and copies
 * of attributes that no grant shows any longer. Nothing of it could be used or seen before either.
 */
export async function sweep(deps: SweepDeps, at: Instant): Promise<void> {
  await endSessions(deps, at);
  await vaultTransaction(deps, async (db) => {
    await db
      .deleteFrom('vault.attempt')
      .where('window_start', '<', instantValue(at - DAY_MS))
      .execute();
    await db.deleteFrom('vault.email_code').where('expires_at', '<=', instantValue(at)).execute();
    // Never confirmed, and the code is over for a day: it may be anybody's.
    await db
      .deleteFrom('vault.address')
      .where('confirmed_at', 'is', null)
      .where('code_expires_at', '<', instantValue(at - DAY_MS))
      .execute();
    await forgetShown(db, at);
  });
  // A used code is kept for a day, so that its second use is known as such.
  const { community } = deps.store;
  await community
    .deleteFrom('community.oauth_code')
    .where('expires_at', '<', instantValue(at - DAY_MS))
    .execute();
  await community
    .deleteFrom('community.network_invite')
    .where((eb) => eb.or([eb('valid_until', '<=', instantValue(at)), eb('uses_left', '=', 0)]))
    .execute();
  await forgetLooks(community, at);
  await community
    .deleteFrom('community.bulk_change')
    .where((eb) =>
      eb.or([
        eb('state', '=', 'done').and('asked_at', '<', instantValue(at - DAY_MS)),
        // Whoever went away in the meantime is to find that it failed.
        eb('state', '=', 'failed').and('asked_at', '<', instantValue(at - 7 * DAY_MS)),
      ]),
    )
    .execute();
  await forgetRequests(community, at);
  await forgetWithdrawn(community, at);
  for (const copy of await unshownCopies(deps, at)) await deleteCopy(deps, copy, at);
}

async function endSessions(deps: SweepDeps, at: Instant): Promise<void> {
  const over = await vaultTransaction(deps, (db) =>
    db
      .selectFrom('vault.session')
      .select(['account_id', 'token_hash'])
      .where('expires_at', '<=', instantValue(at))
      .limit(MOST_COPIES)
      .execute(),
  );
  for (const session of over) {
    await bridgeTransaction(deps, async (bridge) => {
      const handed = await bridge.vault(async (db) => {
        await db
          .deleteFrom('vault.session')
          .where('account_id', '=', session.account_id)
          .where('token_hash', '=', session.token_hash)
          .execute();
        return db
          .deleteFrom('vault.session_token')
          .where('account_id', '=', session.account_id)
          .where('session_hash', '=', session.token_hash)
          .returning(['network_id', 'token_hash'])
          .execute();
      });
      for (const { network_id, token_hash } of handed) {
        await bridge.community((db) => revokeTokens(db, network_id, { hashes: [token_hash] }, at));
      }
      return ok(null);
    });
  }
}

interface Copy {
  readonly network: NetworkId;
  readonly id: ObjectId;
}

/** No grant on the copy is running or yet to begin. */
const isUnshown = (at: Instant) => sql<boolean>`not exists (select 1 from community."grant" g
  where g.network_id = d.network_id and g.object_id = d.id and g.object_kind = 'attribute'
    and g.valid_until > ${instantValue(at)})`;

async function unshownCopies({ store }: SweepDeps, at: Instant): Promise<readonly Copy[]> {
  const { rows } = await sql<Copy>`select d.network_id as network, d.id from community.disclosure d
    where ${isUnshown(at)} limit ${MOST_COPIES}`.execute(store.community);
  return rows;
}

/** Deletes one copy, unless its member has shown it again in the meantime: the account's lock keeps the two apart. */
async function deleteCopy(deps: SweepDeps, { network, id }: Copy, at: Instant): Promise<void> {
  await bridgeTransaction(deps, async (bridge) => {
    const account = await bridge.vault(async (db) => {
      const note = await db
        .selectFrom('vault.disclosed')
        .select('account_id')
        .where('disclosure_id', '=', id)
        .executeTakeFirst();
      if (note === undefined) return null;
      await lockAccount(db, note.account_id);
      return note.account_id;
    });
    const gone = await bridge.community((db) =>
      sql`delete from community.disclosure d where d.network_id = ${network} and d.id = ${id}
        and ${isUnshown(at)} returning d.id`.execute(db),
    );
    if (gone.rows.length === 0 || account === null) return ok(null);
    await bridge.vault(async (db) => {
      await db
        .deleteFrom('vault.disclosed')
        .where('account_id', '=', account)
        .where('disclosure_id', '=', id)
        .execute();
      await dropForgotten(db, account);
    });
    return ok(null);
  });
}
