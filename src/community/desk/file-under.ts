import { sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { announceCase } from './announce-case.ts';
import { changeCase } from './change-case.ts';
import { listTags } from './tags.ts';

/** Files a conversation under exactly these tags of the organisation's. Its member sees them. */
export async function fileUnder(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  tags: readonly string[],
  at: Instant,
): Promise<Result<null>> {
  const wanted = [...new Set(tags)];
  const { network } = viewer;
  return changeCase(deps, viewer, id, at, async ({ trx, organisation, conversation }) => {
    const theirs = new Set((await listTags(trx, network, organisation, at)).map((tag) => tag.id));
    const strange = tags.findIndex((tag) => !theirs.has(tag));
    if (strange >= 0)
      return refuse({ kind: 'invalid', field: `tags.${strange}`, says: 'is no tag of yours' });
    await sql`update community.desk_tagging set valid_until = ${instantValue(at)} where network_id = ${network}
      and conversation_id = ${id} and valid_until = 'infinity' and tag_id <> all(${wanted}::uuid[])`.execute(
      trx,
    );
    await sql`insert into community.desk_tagging (network_id, conversation_id, tag_id, valid_from, valid_until)
      select ${network}::uuid, ${id}::uuid, w.id, ${instantValue(at)}, 'infinity' from unnest(${wanted}::uuid[]) as w (id)
      where not exists (select 1 from community.desk_tagging g where g.network_id = ${network}
        and g.conversation_id = ${id} and g.tag_id = w.id and g.valid_until = 'infinity')
      on conflict (network_id, conversation_id, tag_id, valid_from) do update set valid_until = excluded.valid_until`.execute(
      trx,
    );
    await announceCase(trx, network, conversation, at);
    return ok(null);
  });
}
