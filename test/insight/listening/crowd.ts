import { sql } from 'kysely';
import { audience } from '../../../src/privacy/audience.ts';
import type { NetworkId, ObjectId } from '../../../src/privacy/words.ts';
import { saveAudience } from '../../../src/store/audiences.ts';
import { packPosts } from '../../../src/store/packed-facts.ts';
import { timestamp } from '../../../src/store/time.ts';
import type { Listeners } from './listeners.ts';

/** What each of a crowd said, when, and how it sounded. */
interface Saying {
  readonly text: string;
  readonly at: number;
  readonly score: number;
  readonly tag?: string;
}

/** So many members who let the organisation listen, each of whom said all of this to everyone: more than can be made one by one. */
export async function crowd(
  { app, network: { id }, id: organisation }: Listeners,
  name: string,
  many: number,
  sayings: readonly Saying[],
): Promise<void> {
  const db = app.deps.store.community;
  const network = id as NetworkId;
  const [toAll, toOrga] = [
    audience({ kind: 'everyone' }),
    audience({ kind: 'persona', persona: organisation }),
  ];
  if (toAll === null || toOrga === null) throw new Error('a single atom is an audience');
  const [everyone, alone] = [await saveAudience(db, network, toAll), await saveAudience(db, network, toOrga)];
  const grant = sql`conditions, valid_from, valid_until, excluding_since, review_by`;
  await sql`
    insert into community.actor (network_id, id, kind, handle, display_name, note, naming, colour, locked, bot, settings, created_at)
    select ${network}, gen_random_uuid(), 'persona', ${name} || n, '', '', 'chosen', 0, false, false, '{}', '2026-01-01'
    from generate_series(1, ${many}::int) n`.execute(db);
  await sql`
    insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id, ${grant})
    select ${network}, id, gen_random_uuid(), 'posts', id, '{process}', 'sentiment-monitoring', ${alone}, '{}',
      '2026-01-01', 'infinity', '2026-01-01', 'infinity'
    from community.actor where network_id = ${network} and handle like ${`${name}%`}`.execute(db);
  for (const { text, at, score, tag } of sayings) {
    const when = timestamp(at);
    const { rows } = await sql<{ id: ObjectId }>`
      with said as (
        insert into community.post (network_id, id, author_id, text, spoiler, sensitive, label, within, facts, granted_keys, created_at)
        select ${network}, gen_random_uuid(), id, ${text}, '', false, 'public', '{}', '', '{}', ${when}::timestamptz
        from community.actor where network_id = ${network} and handle like ${`${name}%`} returning id, author_id),
      given as (
        insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id, ${grant})
        select ${network}, id, gen_random_uuid(), 'post', author_id, '{see}', 'reading', ${everyone}, '{}',
          '2026-01-01', 'infinity', '2026-01-01', 'infinity' from said),
      tagged as (insert into community.post_tag (network_id, tag, post_id)
        select ${network}, ${tag ?? ''}, id from said where ${tag !== undefined}),
      scored as (
        insert into community.post_score (network_id, grant_id, post_id, author_id, said_at, score, scored_at, label, within)
        select ${network}, g.id, said.id, said.author_id, ${when}::timestamptz, ${score}, ${when}::timestamptz, 'public', '{}'
        from said join community."grant" g on g.network_id = ${network} and g.object_id = said.author_id and g.object_kind = 'posts')
      select id from said`.execute(db);
    await packPosts(
      db,
      network,
      rows.map((row) => row.id),
    );
  }
  // So that the database knows of them, as it would before long.
  await sql`analyze community.actor, community."grant", community.post, community.post_tag, community.post_score,
    community.audience, community.audience_term`.execute(db);
}
