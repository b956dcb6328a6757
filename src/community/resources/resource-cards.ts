import type { NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { ResourceKind } from '../../store/schema.ts';

/** A resource in few words, to stand with a post that speaks of it. */
export interface ResourceCard {
  readonly id: ObjectId;
  readonly kind: ResourceKind;
  readonly title: string;
  readonly description: string;
}

/** Cards of some resources; those that were deleted have none. Whether they may be seen is decided by who shows them. */
export async function loadCards(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, ResourceCard>> {
  if (ids.length === 0) return new Map();
  const rows = await store.community
    .selectFrom('community.resource')
    .select(['id', 'kind', 'title', 'description'])
    .where('network_id', '=', network)
    .where('id', 'in', [...ids])
    .where('deleted_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
