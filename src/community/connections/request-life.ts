import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../privacy/words.ts';
import { instantValue } from '../../store/time.ts';

/** How long a request stands, answered with silence or a no: 30 days. Then the asker may ask again. */
export const REQUEST_LIFE = 30 * 24 * 60 * 60 * 1000;

/** The asker's side: a request stands until it lapses or is taken back. A no makes no difference. */
export const standsForAsker = (alias: string, at: Instant): RawBuilder<boolean> =>
  sql`(${sql.ref(`${alias}.created_at`)} > ${instantValue(at - REQUEST_LIFE)}
    and ${sql.ref(`${alias}.withdrawn_at`)} is null)`;

/** The asked one's side: until it lapses, is taken back or was refused; one that their rules keep from them never does. */
export const standsForAsked = (alias: string, at: Instant): RawBuilder<boolean> =>
  sql`(${standsForAsker(alias, at)} and ${sql.ref(`${alias}.refused_at`)} is null
    and not ${sql.ref(`${alias}.unheard`)})`;

/** Whether the asked one is told of it, by what happened then: at most once a day of what one asker asks. */
export const isTold = (alias: string, happened: Instant): RawBuilder<boolean> =>
  sql`coalesce(${sql.ref(`${alias}.told_at`)} = ${instantValue(happened)}, true)`;
