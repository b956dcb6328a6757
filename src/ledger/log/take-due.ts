import type { Kysely } from 'kysely';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Due } from './due.ts';
import { takeDueBreaches } from './due-breaches.ts';
import { takeDueGrants } from './due-grants.ts';
import { takeDuePolicies } from './due-policies.ts';
import { takeDueSavedRecords } from './due-saved-records.ts';
import { takeDueSignOffs } from './due-sign-offs.ts';
import { takeDueUses } from './due-uses.ts';

/** What the ledger of a network hasn't yet, so much of it at a time; it is taken for entered, in the caller's transaction. */
export async function takeDue(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'random'>,
  network: NetworkId,
  limit: number,
  at: Instant,
): Promise<Due[]> {
  const grants = await takeDueGrants(trx, network, limit, at);
  const policies = await takeDuePolicies(trx, network, limit - grants.length);
  const uses = await takeDueUses(trx, deps, network, limit - grants.length - policies.length);
  const left = limit - grants.length - policies.length - uses.length;
  const signOffs = await takeDueSignOffs(trx, network, left);
  const breaches = await takeDueBreaches(trx, network, left - signOffs.length);
  const records = await takeDueSavedRecords(trx, network, left - signOffs.length - breaches.length);
  return [...grants, ...policies, ...uses, ...signOffs, ...breaches, ...records];
}
