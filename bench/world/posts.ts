import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { ActorId, AudienceId, NetworkId } from '../../src/privacy/words.ts';
import { PACKED } from '../../src/store/packed-facts.ts';
import type { Database } from '../../src/store/schema.ts';
import type { Dice } from '../dice.ts';
import { kindOf, type Pool } from './audiences.ts';

/** The newest post is of this instant; the others lie evenly over the year before it. */
const NEWEST = Date.UTC(2026, 1, 28);
const YEAR = 365 * 24 * 3600_000;
const BATCH = 10_000;

const WORDS =
  'the a of and honey comb hive queen worker drone meadow clover nectar pollen spring summer swarm bloom garden sun rain today tomorrow team meeting plan lunch idea report thanks anybody know where when who found lost new old small great photo walk river city work home week'.split(
    ' ',
  );

/**
 * Writes so many posts, each with its grant and its pointers in the inboxes, as publishing would have one by one: in
 * the order of time. Indexes are made afterwards, keys aren't checked: the database is thrown away.
 */
export async function loadPosts(
  db: pg.Client,
  community: Kysely<Database>,
  network: NetworkId,
  pools: readonly Pool[],
  count: number,
  dice: Dice,
  say: (line: string) => void,
): Promise<void> {
  const indexes = await dropIndexes(db, ['post', 'inbox', 'grant']);
  await db.query('set session_replication_role = replica');
  const packed = PACKED.compile(community).sql;
  for (let done = 0; done < count; done += BATCH) {
    const size = Math.min(BATCH, count - done);
    const rows = Array.from({ length: size }, (_, n) => {
      const pool = dice.pick(pools);
      const audience = dice.pick(pool.audiences[kindOf(dice)]);
      const at = NEWEST - Math.floor(((count - done - n) / count) * YEAR);
      return { id: postId(at, dice), author: pool.author, audience, at, text: textBy(dice) };
    });
    await insertPosts(db, packed, network, rows);
    if ((done / BATCH) % 10 === 0) say(`${done + size} of ${count} posts`);
  }
  await db.query('set session_replication_role = origin');
  say('indexes');
  await db.query(`set maintenance_work_mem = '1GB'`);
  for (const index of indexes) await db.query(index);
  await db.query('drop table recipient');
  // As on a server that runs: its ledger has what was granted. Else each server that starts here would enter all of it first.
  await db.query(`update community."grant" set entered_until = valid_until where entered_until is null`);
  say('vacuum');
  await db.query('vacuum analyze');
}

interface Row {
  readonly id: string;
  readonly author: ActorId;
  readonly audience: AudienceId;
  readonly at: number;
  readonly text: string;
}

async function insertPosts(
  db: pg.Client,
  packed: string,
  network: NetworkId,
  rows: readonly Row[],
): Promise<void> {
  await db.query(
    `with new as materialized (
      select id, author, audience, at, text, gen_random_uuid() as grant_id
      from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::text[])
        as new (id, author, audience, at, text)),
    given as (
      insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
        conditions, valid_from, valid_until, excluding_since, review_by, entered_until)
      select $1, id, grant_id, 'post', author, '{see,reply}', 'reading', audience, '{}', at, 'infinity', at, 'infinity',
        'infinity'
      from new
      returning *),
    posted as (
      insert into community.post (network_id, id, author_id, text, spoiler, sensitive, language, label, within,
        facts, granted_keys, created_at)
      select $1, n.id, n.author, n.text, '', false, 'en', 'public', '{}',
        concat_ws(e'\t', 'post', n.id, n.author, 'public', '{}', json_build_array(${packed})), a.keys, n.at
      from new n join given g on g.id = n.grant_id
      join community.audience a on a.network_id = $1 and a.id = n.audience)
    insert into community.inbox (network_id, owner_id, post_id, via_key)
    select $1, r.member_id, new.id, case when r.member_id = new.author then 'persona:' else 'followers:' end || new.author
    from new join recipient r on r.audience_id = new.audience and r.author_id = new.author`,
    [
      network,
      rows.map(({ id }) => id),
      rows.map(({ author }) => author),
      rows.map(({ audience }) => audience),
      rows.map(({ at }) => new Date(at).toISOString()),
      rows.map(({ text }) => text),
    ],
  );
}

/** Drops the tables' indexes and keys, and gives the statements that make them again. */
async function dropIndexes(db: pg.Client, tables: readonly string[]): Promise<string[]> {
  const names = tables.map((table) => `community."${table}"`);
  const { rows: keys } = await db.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where conrelid = any($1::regclass[]) and contype = 'p'`,
    [names],
  );
  const { rows: indexes } = await db.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid = any($1::regclass[]) and not indisprimary`,
    [names],
  );
  for (const { table, name } of keys) await db.query(`alter table ${table} drop constraint "${name}"`);
  for (const { name } of indexes) await db.query(`drop index ${name}`);
  return [
    ...keys.map(
      ({ table, name, definition }) => `alter table ${table} add constraint "${name}" ${definition}`,
    ),
    ...indexes.map(({ definition }) => definition),
  ];
}

/** As the real ones are: by the millisecond, then random. */
function postId(at: number, dice: Dice): string {
  const time = at.toString(16).padStart(12, '0');
  const random = Array.from({ length: 5 }, () => dice.roll(65536).toString(16).padStart(4, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

/** 60 to 250 characters. */
function textBy(dice: Dice): string {
  const length = 60 + dice.roll(190);
  let text = '';
  while (text.length < length) text += `${dice.pick(WORDS)} `;
  return text.trim();
}
