import { sql } from 'kysely';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { ConversationOrigin, ObjectKind } from '../../privacy/words.ts';
import type { Sql } from './sql.ts';

/** An object as the predicates ask about it: each a constant or a column. */
export interface ObjectSql {
  readonly kind: ObjectKind;
  readonly id: Sql<string>;
  readonly owner: Sql<string>;
  readonly label: Sql<string>;
  /** uuid[] of the posts that it answers or repeats, or of the folders around it; null where the kind has none. */
  readonly within: Sql<string[]> | null;
  /** Only of posts: the resource that the thread hangs on, or SQL null. */
  readonly on?: Sql<string | null>;
  /** Only of resources: whether it goes by the grants of the folders `from`, the nearest first, that has its own. */
  readonly inherits?: { readonly flag: Sql<boolean>; readonly from: Sql<string[]> };
  /** Only of attributes: of which kind it is. */
  readonly attribute?: Sql<AttributeKind | null>;
  /** Of attributes and messages: in what conversation it is shown; null is none. */
  readonly conversation?: Sql<ConversationOrigin | null>;
  /** When it was published or shown, in milliseconds since the Unix epoch; where it isn't known, null or absent. */
  readonly since?: Sql<number | null>;
}

/** When an id was made, where it says so: `bornAt` in SQL. */
export const bornAtSql = (
  id: Sql<string>,
): Sql<number | null> => sql`(case when substr(${id}::text, 15, 1) = '7'
  then ('x' || substr(${id}::text, 1, 8) || substr(${id}::text, 10, 4))::bit(48)::bigint::float8 end)`;

/** Who wrote first in a conversation; null where there is none. */
export const originOf = (
  network: Sql<unknown>,
  conversation: Sql<string | null>,
): Sql<ConversationOrigin | null> =>
  sql`(select case when v_talk.begun_by_organisation then 'organisation' else 'member' end
    from community.conversation v_talk where v_talk.network_id = ${network} and v_talk.id = ${conversation})`;
