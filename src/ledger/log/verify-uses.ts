import { setImmediate as turn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { NetworkId, UseId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { type Leaf, participantsRoot } from '../tree/participants.ts';
import { toBase64 } from '../verify/base64.ts';
import { type Checked, fails, HOLDS } from '../verify/checked.ts';
import { commitment } from '../verify/commitment.ts';
import { isSameHash, leafHash } from '../verify/hash.ts';
import { hashingOf, participationText } from './due-uses.ts';
import { readParticipants } from './read-participants.ts';

/** Uses read at a time. */
const SOME = 500;

/** Whether whose data was used is what the entries have the root of; those who left say nothing. */
export async function verifyUses({ store }: Pick<Deps, 'store'>, network: NetworkId): Promise<Checked> {
  for (let after = ''; ; ) {
    const rows = await store.community
      .selectFrom('community.data_use as u')
      .innerJoin('community.ledger_entry as e', (join) =>
        join.onRef('e.network_id', '=', 'u.network_id').onRef('e.about_id', '=', 'u.id'),
      )
      .select(['u.id', 'u.seed', 'e.place', 'e.content'])
      .where('u.network_id', '=', network)
      .$if(after !== '', (query) => query.where('u.id', '>', after as UseId))
      .orderBy('u.id')
      .limit(SOME)
      .execute();
    for (const { id, seed, place, content } of rows) {
      if (seed === null || !(await isWholeUse(store.community, network, { id, seed, content }))) {
        return fails('participants', `Whose data the use at place ${place} was isn’t what was entered.`);
      }
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < SOME) return HOLDS;
    after = last.id;
  }
}

async function isWholeUse(
  db: Kysely<Database>,
  network: NetworkId,
  { id, seed, content }: { readonly id: UseId; readonly seed: Uint8Array; readonly content: string },
): Promise<boolean> {
  const leaves: Leaf[] = [];
  for await (const some of readParticipants(db, network, id)) {
    for (const { subject_id: subject, grant_ids: grants, place, salt, leaf } of some) {
      if (place === null || leaf === null) return false;
      leaves.push([place, leaf]);
      if (subject === null || grants === null || salt === null) continue;
      const own = leafHash(commitment(salt, participationText(network, id, subject, grants)));
      if (!isSameHash(own, leaf)) return false;
    }
  }
  const root = await participantsRoot(leaves, hashingOf(seed), turn);
  return (JSON.parse(content) as { participants?: { root?: string } }).participants?.root === toBase64(root);
}
