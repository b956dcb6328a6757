import { sql } from 'kysely';
import { toRead } from '../../privacy/decide.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { runPlanned } from '../../store/prepared.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import type { Counting } from './clue.ts';

/** Counted no further: who is one of so many is hidden among them. */
const ENOUGH = 50;

/** How many members besides the account's own personas have it, among all that the viewer may see: others' secrets aren't in it. */
export async function alsoHave(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  besides: readonly ActorId[],
  counting: Counting,
  at: Instant,
): Promise<number> {
  const { network } = viewer;
  const own = sql`${[...besides]}::uuid[]`;
  const [kinds, values] =
    counting.by === 'words'
      ? [[], []]
      : [counting.values.map(({ kind }) => kind), counting.values.map(({ value }) => value)];
  const having =
    counting.by === 'words'
      ? sql`select p.author_id as id from community.post p
          where p.network_id = ${network} and p.search @@ (${anyOf(counting.words)})
            and p.author_id <> all(${own}) and p.boost_of is null and p.deleted_at is null
            and ${mayFilter(viewer, toRead(at), 'post', 'p')}`
      : sql`select d.actor_id as id from community.disclosure d
          join unnest(${kinds}::text[], ${values}::text[]) w (kind, value)
            on d.kind = w.kind and lower(d.value) = lower(w.value)
          where d.network_id = ${network} and d.actor_id <> all(${own}) and d.conversation_id is null
            and ${mayFilter(viewer, toRead(at), 'attribute', 'd')}
          group by d.actor_id having count(distinct (w.kind, w.value)) = ${kinds.length}`;
  const rows = await runPlanned(
    store.community,
    sql<{
      also: number;
    }>`select count(*)::int as also from (select distinct h.id from (${having}) h limit ${ENOUGH}) e`,
  );
  return rows[0]?.also ?? 0;
}

const anyOf = (words: readonly string[]) =>
  sql.join(
    words.map((one) => sql`phraseto_tsquery('simple', ${one})`),
    sql` || `,
  );
