import type pg from 'pg';
import {
  type Atom,
  type Audience,
  audience,
  audienceId,
  type Expression,
  keysOf,
} from '../../src/privacy/audience.ts';
import type { ActorId, AudienceId, NetworkId } from '../../src/privacy/words.ts';
import { termRows } from '../../src/store/audiences.ts';
import type { Dice } from '../dice.ts';
import type { People, Person } from './people.ts';

/** Kinds of audience and how many of a hundred posts have it. */
const KINDS = {
  everyone: 20,
  network: 20,
  connections: 15,
  followers: 15,
  circle: 15,
  intersection: 5,
  exclusion: 5,
  named: 5,
} as const;

type Kind = keyof typeof KINDS;

/** What one author posts to. */
export interface Pool {
  readonly author: ActorId;
  /** By kind, the audiences of that kind. */
  readonly audiences: Readonly<Record<Kind, readonly AudienceId[]>>;
}

/** Different audiences of one author and kind, at most. */
const MOST = 6;

/** An audience of the pool, and who of the author's followers publishing would deliver to. */
interface Pooled {
  readonly audience: Audience;
  readonly recipients: readonly ActorId[];
}

/**
 * Stores everybody's audiences, and in a table for the loading of posts the followers that each reaches.
 */
export async function storePools(db: pg.Client, people: People, dice: Dice): Promise<Pool[]> {
  await db.query('create unlogged table recipient (audience_id uuid, author_id uuid, member_id uuid)');
  const pools: Pool[] = [];
  const stored = new Set<AudienceId>();
  for (const batch of batches([...people.persons.values()], 200)) {
    const audiences: Audience[] = [];
    const recipients: [AudienceId, ActorId, ActorId][] = [];
    for (const person of batch) {
      const own = poolOf(person, people, dice);
      const ids = (kind: Kind) => own[kind].map((one) => audienceId(one.audience));
      pools.push({ author: person.id, audiences: mapKinds(ids) });
      for (const pooled of Object.values(own).flat()) {
        const id = audienceId(pooled.audience);
        if (!stored.has(id)) audiences.push(pooled.audience);
        stored.add(id);
        for (const member of new Set([...pooled.recipients, person.id]))
          recipients.push([id, person.id, member]);
      }
    }
    await insertAudiences(db, people.network, audiences);
    await db.query(
      'insert into recipient select distinct * from unnest($1::uuid[], $2::uuid[], $3::uuid[])',
      [
        recipients.map(([id]) => id),
        recipients.map(([, author]) => author),
        recipients.map(([, , member]) => member),
      ],
    );
  }
  await db.query('create index on recipient (audience_id, author_id)');
  await db.query('analyze recipient');
  return pools;
}

/** A kind by the weights. */
export function kindOf(dice: Dice): Kind {
  let left = dice.roll(100);
  for (const [kind, weight] of Object.entries(KINDS)) {
    left -= weight;
    if (left < 0) return kind as Kind;
  }
  return 'network';
}

function poolOf(person: Person, { persons }: People, dice: Dice): Record<Kind, Pooled[]> {
  const of = person.id;
  const followers = [...person.connections];
  const within = (set: ReadonlySet<ActorId>) => followers.filter((one) => set.has(one));
  const pooled = (
    who: Expression,
    recipients: readonly ActorId[],
    except: readonly Atom[] = [],
  ): Pooled[] => {
    const canonical = audience(who, except);
    return canonical === null ? [] : [{ audience: canonical, recipients }];
  };
  const circles = dice.some(person.circles, 20);
  const others = dice.some(followers, MOST);
  return {
    everyone: pooled({ kind: 'everyone' }, followers),
    network: pooled({ kind: 'network' }, followers),
    connections: pooled({ kind: 'connections', of }, followers),
    followers: pooled({ kind: 'followers', of }, followers),
    circle: circles.flatMap(({ id, members }) => pooled({ kind: 'circle', circle: id }, within(members))),
    // Those whom I and a friend of mine both know.
    intersection: others.flatMap((other) => {
      const theirs = persons.get(other)?.connections ?? new Set();
      return pooled(
        {
          all: [
            { kind: 'connections', of },
            { kind: 'connections', of: other },
          ],
        },
        within(theirs),
      );
    }),
    // All followers but those of a circle, or but a few by name.
    exclusion: [
      ...circles.slice(0, MOST).flatMap(({ id, members }) =>
        pooled(
          { kind: 'followers', of },
          followers.filter((one) => !members.has(one)),
          [{ kind: 'circle', circle: id }],
        ),
      ),
      ...pooled(
        { kind: 'network' },
        followers.filter((one) => !others.slice(0, 3).includes(one)),
        others.slice(0, 3).map((persona) => ({ kind: 'persona', persona })),
      ),
    ],
    named: Array.from({ length: MOST }, () => dice.some(followers, 3)).flatMap((named) =>
      pooled({ any: named.map((persona) => ({ kind: 'persona', persona })) }, named),
    ),
  };
}

/** What an author without circles or connections has none of is for connections instead. */
function mapKinds(ids: (kind: Kind) => AudienceId[]): Pool['audiences'] {
  const instead = ids('connections');
  const orInstead = (kind: Kind) => (ids(kind).length === 0 ? instead : ids(kind));
  return Object.fromEntries(
    (Object.keys(KINDS) as Kind[]).map((kind) => [kind, orInstead(kind)]),
  ) as unknown as Pool['audiences'];
}

async function insertAudiences(
  db: pg.Client,
  network: NetworkId,
  audiences: readonly Audience[],
): Promise<void> {
  const rows = audiences.map((one) => ({
    id: audienceId(one),
    terms: one.any,
    except_keys: one.except,
    keys: keysOf(one),
  }));
  await db.query(
    `insert into community.audience (network_id, id, terms, except_keys, keys)
    select $1, a.* from jsonb_to_recordset($2) as a (id uuid, terms jsonb, except_keys text[], keys text[])
    on conflict do nothing`,
    [network, JSON.stringify(rows)],
  );
  await db.query(
    `insert into community.audience_term (network_id, audience_id, n, anchor, keys, outsiders)
    select $1, t.* from jsonb_to_recordset($2) as t (audience_id uuid, n smallint, anchor text, keys text[], outsiders boolean)
    on conflict do nothing`,
    [network, JSON.stringify(audiences.flatMap((one) => termRows(network, audienceId(one), one)))],
  );
}

function* batches<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
