import { type Kysely, sql } from 'kysely';
import type { Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { type Consequence, enqueue } from './enqueue.ts';
import { deliverAnew } from './fill-in.ts';

/** Posts of one decision that are put into feeds in one transaction. */
const CHUNK = 50;

/** Puts the posts that a decision gave to others into the feeds of those who may see them now: the newest first, in parts. */
export async function deliverDecided(
  deps: Pick<Deps, 'store' | 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  consequence: Extract<Consequence, { kind: 'decided' }>,
  at: Instant,
): Promise<void> {
  const { owner, decision, before } = consequence;
  const { rows } = await sql<{ id: ObjectId }>`
    select distinct g.object_id as id from community.decision d
    join community."grant" g on g.network_id = ${network} and g.owner_id = d.owner_id
      and g.valid_from = d.decided_at and g.object_kind = 'post'
    where d.network_id = ${network} and d.owner_id = ${owner} and d.id = ${decision}
      and (${before}::uuid is null or g.object_id < ${before}::uuid)
    order by id desc limit ${CHUNK}`.execute(trx);
  for (const { id } of rows) await deliverAnew(deps, trx, network, id, at);
  const last = rows.at(-1);
  if (last === undefined || rows.length < CHUNK) return;
  await enqueue(trx, deps, network, { ...consequence, before: last.id }, at);
}
