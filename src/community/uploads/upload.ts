import { z } from 'zod';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { removeBytes } from '../files/file-rows.ts';
import { LARGEST_FILE } from '../files/keep-file.ts';
import { titleSchema } from '../files/names.ts';

/** Uploads that one persona can have under way. */
const MOST_UPLOADS = 20;

export const newUploadSchema = z.strictObject({
  name: titleSchema,
  bytes: z.int('is a whole number of bytes').min(1, 'is empty').max(LARGEST_FILE, 'is more than 1 GiB'),
});

/** A file on its way here. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly stored: string;
  /** How long the whole is. */
  readonly bytes: number;
  /** How much of it is here, on the disk for good. */
  readonly received: number;
}

/** Begins an upload, which may be broken off and resumed for a day. */
export async function beginUpload(
  deps: Pick<Deps, 'store' | 'ids' | 'files'>,
  viewer: Viewer,
  { name, bytes }: z.output<typeof newUploadSchema>,
  at: Instant,
): Promise<Result<Upload>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const { count } = await deps.store.community
    .selectFrom('community.upload')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('network_id', '=', viewer.network)
    .where('actor_id', '=', me.value)
    .executeTakeFirstOrThrow();
  if (count >= MOST_UPLOADS) {
    return refuse({
      kind: 'conflict',
      says: `You have ${MOST_UPLOADS} uploads under way; finish or delete one.`,
    });
  }
  const upload = { id: deps.ids.next('upload'), name, bytes, stored: await deps.files.create(), received: 0 };
  await deps.store.community
    .insertInto('community.upload')
    .values({ network_id: viewer.network, actor_id: me.value, ...upload, created_at: timestamp(at) })
    .execute();
  return ok(upload);
}

/** One of the viewer's own uploads under way. */
export async function findUpload(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
): Promise<Result<Upload>> {
  if (viewer.actor === null) return absent;
  const found = await store.community
    .selectFrom('community.upload')
    .select(['id', 'name', 'stored', 'bytes', 'received'])
    .where('network_id', '=', viewer.network)
    .where('id', '=', id)
    .where('actor_id', '=', viewer.actor.id)
    .executeTakeFirst();
  return found === undefined ? absent : ok(found);
}

/** Gives an upload up; what was received goes. */
export async function endUpload(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  id: string,
): Promise<Result<null>> {
  const found = await findUpload(deps, viewer, id);
  if (!found.ok) return found;
  await deps.store.community
    .deleteFrom('community.upload')
    .where('network_id', '=', viewer.network)
    .where('id', '=', id)
    .execute();
  await removeBytes(deps, [found.value.stored]);
  return ok(null);
}
