import { type Kysely, sql } from 'kysely';
import {
  type Audience,
  atomOf,
  EVERYONE,
  followersKey,
  type Key,
  NETWORK,
  personaKey,
  SIGNED_IN,
  spaceKey,
} from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/clauses.ts';

/** A post to be put into home feeds. */
export interface Delivery {
  readonly network: NetworkId;
  readonly post: ObjectId;
  readonly author: ActorId;
  /** Its own audience and those of what it answers or repeats: nobody outside any of them can see it. */
  readonly audiences: readonly (readonly Audience[])[];
  readonly space: ActorId | null;
  /** Whose reply it is: only who follows both wants to read it. Null where it answers nobody else. */
  readonly answers: ActorId | null;
}

/**
 * Writes pointers into the home feeds of the author's followers and of the space's members whom the audiences may
 * admit, and into the author's own. It is a superset: whoever reads is decided about again.
 */
export async function deliver(db: Kysely<Database>, delivery: Delivery, at: Instant): Promise<void> {
  await sql`insert into community.inbox (network_id, owner_id, post_id, via_key) ${deliveryRows(delivery, at)}
    on conflict do nothing`.execute(db);
}

/** The pointers as rows of `community.inbox`; somebody may have several. */
export function deliveryRows(delivery: Delivery, at: Instant): Sql<unknown> {
  const { network, post, author, space } = delivery;
  const sets = [followersKey(author), ...(space === null ? [] : [spaceKey(space)])];
  const now = instantValue(at);
  const rows = sets.map(
    (set) => sql`
      union all select t.network_id, t.member_id, ${post}::uuid, t.set_key from community.tie t
      where t.network_id = ${network} and t.set_key = ${set} and t.valid_from <= ${now} and t.valid_until > ${now}
        and ${admits(delivery, set, at)}`,
  );
  return sql`select ${network}::uuid, ${author}::uuid, ${post}::uuid, ${personaKey(author)}
    ${sql.join(rows, sql` `)}`;
}

const NO_SETS: readonly Key[] = [EVERYONE, SIGNED_IN, NETWORK];

/**
 * A condition on the tie `t`, whose set is given. Whoever the post's own audience keeps out now stays so for as long as
 * its grant lives; what it answers may be opened to them later, and then shows it.
 */
function admits({ audiences, answers, network, author }: Delivery, set: Key, at: Instant): Sql<boolean> {
  const conditions = audiences.map((some, n) =>
    anyOf(
      some.map((one) =>
        n > 0 || one.except.length === 0
          ? inAudience(one, network, set, at)
          : sql`(${inAudience(one, network, set, at)} and not ${isKeptOut(one, network, set, at)})`,
      ),
    ),
  );
  if (answers !== null && answers !== author && set === followersKey(author)) {
    conditions.push(sql`(t.member_id = ${answers}::uuid or ${inSet(network, [followersKey(answers)], at)})`);
  }
  return conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`;
}

function inAudience(of: Audience, network: NetworkId, set: Key, at: Instant): Sql<boolean> {
  // Terms of one set each, by far the most, are asked for at once.
  const single: Key[] = [];
  const terms: Sql<boolean>[] = [];
  for (const term of of.any) {
    const asked = term.filter((key) => !NO_SETS.includes(key) && key !== set);
    const [only] = asked;
    if (only === undefined) return sql`true`;
    if (asked.length === 1) single.push(only);
    else
      terms.push(
        sql`(${sql.join(
          asked.map((key) => holds(network, [key], at)),
          sql` and `,
        )})`,
      );
  }
  if (single.length > 0) terms.push(holds(network, single, at));
  return anyOf(terms);
}

function isKeptOut({ except }: Audience, network: NetworkId, set: Key, at: Instant): Sql<boolean> {
  return except.includes(SIGNED_IN) || except.includes(set) ? sql`true` : holds(network, except, at);
}

/** The member is one of the personas, or in one of the sets. */
function holds(network: NetworkId, keys: readonly Key[], at: Instant): Sql<boolean> {
  const personas = keys.flatMap((key) => {
    const atom = atomOf(key);
    return atom.kind === 'persona' ? [atom.persona] : [];
  });
  const sets = keys.filter((key) => atomOf(key).kind !== 'persona');
  return anyOf([
    ...(personas.length === 0 ? [] : [sql<boolean>`t.member_id = any(${personas}::uuid[])`]),
    ...(sets.length === 0 ? [] : [inSet(network, sets, at)]),
  ]);
}

const inSet = (network: NetworkId, keys: readonly Key[], at: Instant): Sql<boolean> => sql`t.member_id in (
  select m.member_id from community.tie m where m.network_id = ${network} and m.set_key = any(${[...keys]}::text[])
    and m.valid_from <= ${instantValue(at)} and m.valid_until > ${instantValue(at)})`;

const anyOf = (some: readonly Sql<boolean>[]): Sql<boolean> =>
  some.length === 0 ? sql`false` : sql`(${sql.join(some, sql` or `)})`;
