import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { seatedIn } from '../../store/seated.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** Under what an organisation files its conversations. Members read it, so it says nothing of them that they may not. */
export interface Tag {
  readonly id: string;
  readonly name: string;
}

export const tagName = z
  .string('is needed')
  .trim()
  .min(1, 'is empty')
  .refine((name) => [...name].length <= 40, 'has 40 characters at most');

/** Tags of an organisation, at most: beyond that nobody finds one. */
const MOST_TAGS = 50;

/** An organisation's tags by name. That the viewer has a seat there is the caller's to have established. */
export async function listTags(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<Tag[]> {
  const { rows } =
    await sql<Tag>`select t.id, t.name from community.desk_tag t where t.network_id = ${network}
    and t.organisation_id = ${organisation} and t.valid_from <= ${instantValue(at)} and t.valid_until > ${instantValue(at)}
    order by lower(t.name)`.execute(db);
  return rows;
}

/** Adds a tag, for every function of the organisation; one that is there already is given as it is. */
export async function addTag(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  name: string,
  at: Instant,
): Promise<Result<Tag>> {
  const seated = await isSeated(deps, viewer, organisation, at);
  if (!seated.ok) return seated;
  const tags = await listTags(deps.store.community, viewer.network, organisation, at);
  const there = tags.find((tag) => tag.name.toLowerCase() === name.toLowerCase());
  if (there !== undefined) return ok(there);
  if (tags.length >= MOST_TAGS) {
    return refuse({ kind: 'conflict', says: `There are ${MOST_TAGS} tags already; end one first.` });
  }
  const id = deps.ids.next(`desk tag ${organisation}`);
  await sql`insert into community.desk_tag (network_id, id, organisation_id, name, valid_from, valid_until)
    values (${viewer.network}, ${id}, ${organisation}, ${name}, ${instantValue(at)}, 'infinity')
    on conflict (network_id, organisation_id, lower(name)) where valid_until = 'infinity' do nothing`.execute(
    deps.store.community,
  );
  const added = await listTags(deps.store.community, viewer.network, organisation, at);
  return ok(added.find((tag) => tag.name.toLowerCase() === name.toLowerCase()) ?? { id, name });
}

/** Ends a tag, and that anything is filed under it. */
export async function endTag(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<null>> {
  const tag = await deps.store.community
    .selectFrom('community.desk_tag')
    .select('organisation_id')
    .where('network_id', '=', viewer.network)
    .where('id', '=', id)
    .where('valid_until', '>', instantValue(at))
    .executeTakeFirst();
  if (tag === undefined) return absent;
  const seated = await isSeated(deps, viewer, tag.organisation_id, at);
  if (!seated.ok) return seated;
  await deps.store.community.transaction().execute(async (trx) => {
    for (const [table, column] of [
      ['community.desk_tagging', 'tag_id'],
      ['community.desk_tag', 'id'],
    ] as const) {
      await sql`update ${sql.table(table)} set valid_until = ${instantValue(at)} where network_id = ${viewer.network}
        and ${sql.ref(column)} = ${id}::uuid and valid_until = 'infinity'`.execute(trx);
    }
  });
  return ok(null);
}

/** Whether the viewer has a seat in any function of the organisation. */
async function isSeated(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const seated = await seatedIn(store.community, viewer, organisation, at);
  return seated.ok && seated.value.functions.length > 0 ? ok(null) : absent;
}
