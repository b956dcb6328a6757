import type { Kysely } from 'kysely';
import type { Audience } from '../privacy/audience.ts';
import type { Conditions } from '../privacy/conditions.ts';
import type { Purpose } from '../privacy/purposes.ts';
import type { Action, ActorId, GrantId, Instant, NetworkId, ObjectId, ObjectKind } from '../privacy/words.ts';
import { saveAudience } from './audiences.ts';
import { keysForGrant } from './known-audiences.ts';
import type { Database } from './schema.ts';
import { instantValue, timestamp } from './time.ts';

export interface NewGrant {
  readonly id: GrantId;
  readonly owner: ActorId;
  readonly object: { readonly kind: ObjectKind; readonly id: ObjectId };
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly audience: Audience;
  readonly conditions: Conditions;
  readonly from: Instant;
  readonly until: Instant;
  readonly reviewBy: Instant;
}

/** Writes a grant. Whether the owner may give it is the use case's to have checked. */
export async function give(db: Kysely<Database>, network: NetworkId, grant: NewGrant): Promise<void> {
  const audience = await saveAudience(db, network, grant.audience);
  await db
    .insertInto('community.grant')
    .values({
      network_id: network,
      object_id: grant.object.id,
      id: grant.id,
      object_kind: grant.object.kind,
      owner_id: grant.owner,
      actions: [...grant.actions],
      purpose: grant.purpose,
      audience_id: audience,
      conditions: JSON.stringify(grant.conditions),
      valid_from: timestamp(grant.from),
      valid_until: timestamp(grant.until),
      review_by: timestamp(grant.reviewBy),
      keys: keysForGrant(grant.audience),
    })
    .execute();
}

/** Ends live grants on an object now: all, or those of one purpose. The facts stay. */
export async function withdraw(
  db: Kysely<Database>,
  network: NetworkId,
  object: { readonly kind: ObjectKind; readonly id: ObjectId },
  at: Instant,
  only: { readonly purpose?: Purpose; readonly grant?: GrantId } = {},
): Promise<void> {
  let update = db
    .updateTable('community.grant')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('object_id', '=', object.id)
    .where('object_kind', '=', object.kind)
    .where('valid_until', '>', instantValue(at));
  if (only.purpose !== undefined) update = update.where('purpose', '=', only.purpose);
  if (only.grant !== undefined) update = update.where('id', '=', only.grant);
  await update.execute();
}
