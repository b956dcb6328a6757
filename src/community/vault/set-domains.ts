import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { type ActorId, FOREVER, type Instant, type NetworkId, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { notePastCopies } from '../../store/past-copies.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { liveDomains } from '../organisations/domains.ts';
import { administersOrganisation } from '../organisations/keeps-organisation.ts';
import { dropForgotten } from './attribute-rows.ts';
import { bridgeTransaction } from './bridge-transaction.ts';

/**
 * Says which e-mail domains are an organisation's: exactly these. Badges that stood on one that is taken away end, and
 * their copies are deleted, in this very transaction.
 */
export async function setDomains(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  domains: readonly string[],
  at: Instant,
): Promise<Result<readonly string[]>> {
  const keeps = await administersOrganisation(deps, viewer, organisation, at);
  if (!keeps.ok) return keeps;
  const { network } = viewer;
  return bridgeTransaction(deps, async (bridge) => {
    const ended = await bridge.community(async (db) => {
      // Two administrators at once come one after the other.
      const held =
        await sql`select 1 from community.actor a where a.network_id = ${network} and a.id = ${organisation}
        for update`.execute(db);
      if (held.rows.length === 0) return null;
      const live = await liveDomains(db, network, organisation, at);
      await confirm(
        db,
        network,
        organisation,
        domains.filter((domain) => !live.includes(domain)),
        at,
      );
      return endDomains(
        db,
        network,
        organisation,
        live.filter((domain) => !domains.includes(domain)),
        at,
      );
    });
    if (ended === null) return absent;
    await bridge.vault(async (db) => {
      if (ended.length === 0) return;
      const gone = await db
        .deleteFrom('vault.disclosed')
        .where('disclosure_id', 'in', [...ended])
        .returning('account_id')
        .execute();
      for (const account of new Set(gone.map((row) => row.account_id))) await dropForgotten(db, account);
    });
    return ok(await bridge.community((db) => liveDomains(db, network, organisation, at)));
  });
}

async function confirm(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  domains: readonly string[],
  at: Instant,
): Promise<void> {
  if (domains.length === 0) return;
  await db
    .insertInto('community.organisation_domain')
    .values(
      [...new Set(domains)].map((domain) => ({
        network_id: network,
        organisation_id: organisation,
        domain,
        valid_from: timestamp(at),
        valid_until: timestamp(FOREVER),
      })),
    )
    // Ended and begun again within one millisecond: the end is taken back.
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'organisation_id', 'domain', 'valid_from'])
        .doUpdateSet({ valid_until: timestamp(FOREVER) }),
    )
    .execute();
}

/** @returns the copies of badges that ended by it */
async function endDomains(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  domains: readonly string[],
  at: Instant,
): Promise<readonly ObjectId[]> {
  if (domains.length === 0) return [];
  const now = instantValue(at);
  await db
    .updateTable('community.organisation_domain')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('domain', 'in', [...domains])
    .where('valid_until', '>', now)
    .execute();
  await notePastCopies(
    db,
    network,
    sql`d.badge_of = ${organisation} and d.badge_domain = any(${[...domains]}::text[])`,
    at,
  );
  const gone = await db
    .deleteFrom('community.disclosure')
    .where('network_id', '=', network)
    .where('badge_of', '=', organisation)
    .where('badge_domain', 'in', [...domains])
    .returning('id')
    .execute();
  const copies = gone.map(({ id }) => id);
  if (copies.length === 0) return copies;
  await db
    .updateTable('community.grant')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('object_id', 'in', copies)
    .where('object_kind', '=', 'attribute')
    .where('valid_until', '>', now)
    .execute();
  return copies;
}
