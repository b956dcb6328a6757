import { sql } from 'kysely';
import type { AttributeKind, Precision } from '../../privacy/disclosure.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** An attribute of the viewer's own as it was shown at some time; what it said is gone with the copy. */
export interface PastAttribute {
  readonly id: ObjectId;
  readonly kind: AttributeKind;
  readonly value: string | null;
  readonly precision: Precision;
}

/** Copies of the viewer's attributes that they no longer show: one of them, or those that they showed at an instant. */
export async function pastCopies(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  { id, at }: { readonly id: ObjectId | null; readonly at: Instant | null },
): Promise<PastAttribute[]> {
  let query = store.community
    .selectFrom('community.disclosure_past')
    .select(['id', 'kind', 'precision'])
    .where('network_id', '=', viewer.network)
    .where('actor_id', '=', viewer.actor?.id ?? null)
    .orderBy('id');
  if (id !== null) query = query.where('id', '=', id);
  if (at !== null) {
    query = query
      .where('conversation_id', 'is', null)
      .where('shown_from', '<=', instantValue(at))
      .where('shown_until', '>', instantValue(at));
  }
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, value: null }));
}

/** What the viewer's own persona showed of attributes at an instant before, apart from conversations. */
export async function attributesThen(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<PastAttribute[]> {
  const still = await sql<PastAttribute>`select d.id, d.kind, d.value, d.precision from community.disclosure d
    where d.network_id = ${viewer.network} and d.actor_id = ${viewer.actor?.id ?? null}::uuid
      and d.conversation_id is null and d.disclosed_at <= ${instantValue(at)} order by d.id`.execute(
    deps.store.community,
  );
  return [...still.rows, ...(await pastCopies(deps, viewer, { id: null, at }))];
}
