import { ok, type Result } from '../../core/result.ts';
import type { ActorId, Discipline, Instant, PolicyTextId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { PolicyScope } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { isMemberAt, type Viewer } from '../../store/viewer.ts';

/** A policy that binds, as every member of the network may read it: what it says, and which disciplines signed. */
export interface PolicyInForce {
  readonly id: PolicyTextId;
  readonly organisation: ActorId;
  readonly scope: PolicyScope;
  readonly title: string;
  readonly text: string;
  readonly hash: string;
  readonly disciplines: readonly Discipline[];
  readonly emergency: boolean;
  readonly from: Instant;
  readonly until: Instant;
}

/** What is in force on the network, or signed to come into force; nobody's draft, and nobody's name. */
export async function listInForce(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<Result<readonly PolicyInForce[]>> {
  if (!isMemberAt(viewer, at)) return ok([]);
  const rows = await store.community
    .selectFrom('community.sign_off')
    .select(['id', 'organisation_id', 'scope', 'title', 'body', 'hash', 'disciplines', 'emergency'])
    .select(['valid_from', 'valid_until'])
    .where('network_id', '=', viewer.network)
    .where('kind', '=', 'policy')
    .where('valid_until', '>', instantValue(at))
    .whereRef('valid_from', '<', 'valid_until')
    .orderBy('valid_from')
    .orderBy('id')
    .execute();
  return ok(
    rows.map((row) => ({
      id: row.id,
      organisation: row.organisation_id,
      scope: row.scope,
      title: row.title,
      text: row.body,
      hash: row.hash,
      disciplines: row.disciplines,
      emergency: row.emergency,
      from: row.valid_from,
      until: row.valid_until,
    })),
  );
}
