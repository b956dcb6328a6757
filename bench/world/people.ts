import type pg from 'pg';
import { circleKey, type Key } from '../../src/privacy/audience.ts';
import type { ActorId, CircleId, NetworkId } from '../../src/privacy/words.ts';
import type { Dice } from '../dice.ts';

interface Circle {
  readonly id: CircleId;
  readonly key: Key;
  readonly members: ReadonlySet<ActorId>;
}

export interface Person {
  readonly id: ActorId;
  readonly connections: ReadonlySet<ActorId>;
  readonly circles: readonly Circle[];
}

/** The imported network in memory: who is connected with whom, and everybody's circles. */
export interface People {
  readonly network: NetworkId;
  readonly persons: ReadonlyMap<ActorId, Person>;
  /** Measured viewers: members of about 10 circles, and of 1,000. */
  readonly few: readonly ActorId[];
  readonly many: readonly ActorId[];
}

/** Viewers of either sort. */
const VIEWERS = 24;
const FEW = 10;
const MANY = 1000;

/** Reads the imported network. */
export async function readPeople(db: pg.Client): Promise<Pick<People, 'network' | 'persons'>> {
  const { rows: networks } = await db.query<{ id: NetworkId }>('select id from community.network');
  const network = networks[0]?.id;
  if (network === undefined) throw new Error('nothing was imported');
  const { rows: ties } = await db.query<{ of: ActorId; kind: string; members: ActorId[] }>(
    `select split_part(set_key, ':', 2) as of, split_part(set_key, ':', 1) as kind, array_agg(member_id order by member_id) as members
    from community.tie where set_key like 'connections:%' or set_key like 'circle:%' group by 1, 2`,
  );
  const membersOf = new Map(ties.map(({ of, members }) => [of as string, new Set(members)]));
  const { rows: circles } = await db.query<{ id: CircleId; owner_id: ActorId }>(
    'select id, owner_id from community.circle order by id',
  );
  const owned = Map.groupBy(circles, ({ owner_id }) => owner_id);
  const { rows: actors } = await db.query<{ id: ActorId }>('select id from community.actor order by id');
  const persons = actors.map(({ id }): [ActorId, Person] => [
    id,
    {
      id,
      connections: membersOf.get(id) ?? new Set(),
      circles: (owned.get(id) ?? []).map((circle) => ({
        id: circle.id,
        key: circleKey(circle.id),
        members: membersOf.get(circle.id) ?? new Set(),
      })),
    },
  ]);
  return { network, persons: new Map(persons) };
}

/**
 * Chooses the measured viewers among the well connected, and has their connections draw circles with them in it: 10
 * for each viewer of the one sort, 1,000 for each of the other.
 */
export async function drawCircles(
  db: pg.Client,
  { network, persons }: Pick<People, 'network' | 'persons'>,
  dice: Dice,
): Promise<Pick<People, 'few' | 'many'>> {
  const known = [...persons.values()].filter(({ connections }) => connections.size >= 80);
  const viewers = dice.some(known, 2 * VIEWERS);
  const few = viewers.slice(0, VIEWERS);
  const many = viewers.slice(VIEWERS);
  const rows = [...draw(few, FEW, dice), ...draw(many, MANY, dice)];

  function* draw(of: readonly Person[], count: number, dice: Dice) {
    for (const viewer of of) {
      const owners = [...viewer.connections];
      for (let n = 0; n < count; n++) {
        const owner = persons.get(dice.pick(owners));
        const others = dice.some([...(owner?.connections ?? [])], 8);
        yield { id: circleIdOf(dice), owner: owner?.id, members: [...new Set([viewer.id, ...others])] };
      }
    }
  }

  await db.query(
    `insert into community.circle (network_id, id, owner_id, title, created_at)
    select $1, c.id, c.owner, 'drawn', '2026-01-01Z' from jsonb_to_recordset($2) as c (id uuid, owner uuid)`,
    [network, JSON.stringify(rows)],
  );
  await db.query(
    `insert into community.tie (network_id, member_id, set_key, valid_from, valid_until)
    select $1, m, 'circle:' || c.id, '2026-01-01Z', 'infinity'
    from jsonb_to_recordset($2) as c (id uuid, members uuid[]), unnest(c.members) as m`,
    [network, JSON.stringify(rows)],
  );
  return { few: few.map(({ id }) => id), many: many.map(({ id }) => id) };
}

function circleIdOf(dice: Dice): CircleId {
  const hex = Array.from({ length: 8 }, () => dice.roll(65536).toString(16).padStart(4, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}` as CircleId;
}
