import { sql } from 'kysely';
import { ok, type Result } from '../../../core/result.ts';
import type { TrainingDefinition } from '../../../privacy/leaving.ts';
import type { ActorId, Instant, TrainingFileId } from '../../../privacy/words.ts';
import type { Deps } from '../../../store/deps.ts';
import { seatedIn } from '../../../store/seated.ts';
import type { Viewer } from '../../../store/viewer.ts';

/** A file of posts that was sent: its organisation's own deed. */
export interface MadeFile {
  readonly id: TrainingFileId;
  readonly definition: TrainingDefinition;
  /** Null where it broke off. */
  readonly rows: number | null;
  /** Hexadecimal; null where it broke off. */
  readonly sha256: string | null;
  readonly madeAt: Instant;
}

const SHOWN = 100;

/** The files that an organisation took, newest first, for whoever holds a seat in it. */
export async function listFiles(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly MadeFile[]>> {
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const { rows } = await sql<MadeFile>`
    select f.id, f.definition, f.rows, encode(f.sha256, 'hex') as sha256, f.made_at as "madeAt"
    from community.training_file f
    where f.network_id = ${viewer.network} and f.organisation_id = ${organisation}
    order by f.made_at desc, f.id desc limit ${SHOWN}`.execute(deps.store.community);
  return ok(rows);
}
