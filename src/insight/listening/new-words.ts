import { sql } from 'kysely';
import { DAY_MS, type Instant } from '../../privacy/words.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { englishWords, plainWords, sharedWords } from '../sentiment/plain-words.ts';
import { type Hearing, heard, speakers } from './heard.ts';

/** Whole days, UTC, that are over: the last, in which words are new, and those before, in which they weren't. */
const NEW_DAYS = 7;
const KNOWN_DAYS = 28;

/** Of how many words a member counts at most. */
export const MOST_WORDS = 4;

export interface NewStretch {
  readonly from: Instant;
  readonly since: Instant;
  readonly until: Instant;
}

export function newStretch(at: Instant): NewStretch {
  const until = Math.floor(at / DAY_MS) * DAY_MS;
  const since = until - NEW_DAYS * DAY_MS;
  return { from: since - KNOWN_DAYS * DAY_MS, since, until };
}

const SMALL_WORDS = [...new Set([...plainWords, ...sharedWords, ...englishWords])].sort();

/**
 * A query of `subject`, `grants` and `term`: words and hashtags (with their #) that a member used in the
 * last days and in none of those before, in which they spoke too; so that it looks at nobody else's. Of each member at most so many
 * count: hashtags first, then whichever a hash of the member and the word has first. Neither addresses nor whom a post mentions are
 * words.
 */
export function newWords(hearing: Hearing, { from, since, until }: NewStretch): Sql<unknown> {
  const { network } = hearing;
  return sql`
    with speakers as materialized (${speakers(hearing)})
    select each.subject, s.grants, each.term from (
      select u.subject, u.term, u.is_tag,
        row_number() over (partition by u.subject order by u.is_tag desc, md5(u.subject::text || u.term), u.term) as turn
      from (
        select h.subject, h.said, w.term, w.is_tag,
          min(h.said) over (partition by h.subject) as spoke_from
        from (${heard(hearing, { from, until })}) h
        join community.post p on p.network_id = ${network} and p.id = h.post
        cross join lateral (
          select '#' || t.tag as term, true as is_tag from community.post_tag t
          where t.network_id = ${network} and t.post_id = h.post
          union all
          select l.lexeme, false
          from unnest(to_tsvector('simple', regexp_replace(p.spoiler || ' ' || p.text, '[@#]\\S+', ' ', 'g'))) l
          where l.lexeme ~ '^[^[:digit:][:punct:][:space:]]{3,30}$'
            and l.lexeme <> all(${SMALL_WORDS}::text[])
            and (strpos(p.text, '@') = 0 or l.lexeme <> all(array(
              select lower(x.name[1]) from regexp_matches(p.text, '@([[:alpha:]]+)', 'g') as x (name))))) w
        where h.score is not null) u
      group by u.subject, u.term, u.is_tag, u.spoke_from
      having u.spoke_from < ${instantValue(since)} and min(u.said) >= ${instantValue(since)}) each
    join speakers s on s.subject = each.subject
    where each.turn <= ${MOST_WORDS}::int`;
}

/** The same as what a member adds to the cell of each of these terms. */
export const newWordAmounts = (found: Sql<unknown>, terms: readonly string[]): Sql<unknown> => sql`
  select f.subject, f.grants, 0 as part, (t.n - 1)::int as cell, 1 as amount
  from (${found}) f join unnest(${[...terms]}::text[]) with ordinality as t (term, n) on t.term = f.term`;
