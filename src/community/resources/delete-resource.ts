import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { deleteFiles, removeBytes } from '../files/file-rows.ts';
import { meetResource } from './resource-source.ts';
import { lockTree } from './tree.ts';

/** Deletes a resource of the viewer's, and a folder with all that lies in it: words, bytes and grants. */
export async function deleteResource(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const met = await meetResource(deps, viewer, id, at);
  if (met === null) return absent;
  if (!met.isManager) return refuse({ kind: 'forbidden', says: 'Only its owner can do that.' });
  const { network } = viewer;
  const now = instantValue(at);
  const bytes = await deps.store.community.transaction().execute(async (trx) => {
    await lockTree(trx, network, met.owner);
    const { rows } = await sql<{ id: ObjectId; file_id: string | null }>`
      with gone as (
        select id, file_id from community.resource where network_id = ${network} and deleted_at is null
          and (id = ${id}::uuid or within @> array[${id}::uuid])),
      emptied as (
        update community.resource r set title = '', description = '', url = null, text = null, file_id = null,
          deleted_at = ${now}
        from gone where r.network_id = ${network} and r.id = gone.id)
      select id, file_id from gone`.execute(trx);
    const ids = rows.map((row) => row.id);
    await sql`update community."grant" set valid_until = ${now} where network_id = ${network}
      and object_id = any(${ids}::uuid[]) and object_kind = 'resource' and valid_until > ${now}`.execute(trx);
    await sql`delete from community.resource_shingle where network_id = ${network}
      and resource_id = any(${ids}::uuid[])`.execute(trx);
    await announce(trx, { network, kind: 'narrow', id, at });
    return deleteFiles(
      trx,
      network,
      rows.flatMap(({ file_id }) => file_id ?? []),
    );
  });
  await removeBytes(deps, bytes);
  return ok(null);
}
