import { sql } from 'kysely';
import { viewerFacts } from '../privacy/facts.ts';
import type { ActorId, ActorKind, Instant, Interval, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import { assembleObjects, type Candidate, type ObjectSource, type PageRow, pageTables } from './facts.ts';
import {
  factsColumns,
  grantedTable,
  instantOfJson,
  type SuspensionJson,
  tiesByMember,
} from './facts-json.ts';
import { mutualOf, needsMutual } from './mutual.ts';
import { loadViewer, type Viewer } from './viewer.ts';

/** Somebody among many who look at the same thing. */
export interface Onlooker {
  readonly viewer: Viewer;
  /** The objects, with the facts that decide about them for this viewer. */
  readonly candidates: readonly Candidate[];
}

interface Row extends PageRow {
  readonly kinds: readonly (readonly [ActorId, ActorKind])[] | null;
  readonly blocks: readonly (readonly [ActorId, ActorId, ...SpanJson])[] | null;
  readonly own_suspensions: readonly SuspensionJson[] | null;
}

type SpanJson = readonly [from: SuspensionJson[1], until: SuspensionJson[2]];

/**
 * The facts that decide about some objects for many viewers at once: the work grows with the objects and with the
 * viewers who hold any of the sets in question. Nothing is decided here.
 * @param viewers actors of the network; who isn't one is left out
 * @returns by actor; under null, the visitor
 */
export async function loadAudienceOf(
  { community }: Pick<Store, 'community'>,
  network: NetworkId,
  source: ObjectSource,
  viewers: readonly ActorId[],
  at: Instant,
): Promise<Map<ActorId | null, Onlooker>> {
  const who = sql`${[...viewers]}::uuid[]`;
  const [visitor, found] = await Promise.all([
    loadViewer({ community }, network, null),
    audienceQuery(network, source, who).execute(community),
  ]);
  const row = found.rows[0];
  if (visitor === null || row === undefined) return new Map();
  const objects = assembleObjects(source.kind, row);
  const ties = tiesByMember(row.ties);
  const suspensions = Map.groupBy(row.own_suspensions ?? [], ([actor]) => actor);
  const blocks = blocksBy(row);
  const mutual = needsMutual(objects.map(({ object }) => object))
    ? await mutualOf({ community }, network, objects, viewers, at)
    : undefined;
  const onlooker = (actor: { id: ActorId; kind: ActorKind } | null): Onlooker => {
    const facts = viewerFacts(actor, {
      ...(actor === null
        ? {}
        : {
            ties: ties.get(actor.id) ?? new Map(),
            blocks: blocks.get(actor.id) ?? new Map(),
            suspensions: (suspensions.get(actor.id) ?? []).map(([, from, until]) => spanOf([from, until])),
            mutual: mutual?.get(actor.id) ?? new Map(),
          }),
    });
    return {
      viewer: { network, actor, networkFacts: visitor.networkFacts, facts },
      candidates: objects.map(({ object, via }) => ({
        id: object.id,
        via,
        facts: { viewer: facts, network: visitor.networkFacts, object },
      })),
    };
  };
  const all = new Map<ActorId | null, Onlooker>([[null, onlooker(null)]]);
  for (const [id, kind] of row.kinds ?? []) all.set(id, onlooker({ id, kind }));
  return all;
}

function audienceQuery(network: NetworkId, source: ObjectSource, who: ReturnType<typeof sql>) {
  const span = sql`(extract(epoch from b.valid_from) * 1000)::float8, (extract(epoch from b.valid_until) * 1000)::float8`;
  const keys = sql`
    select 'network'
    union select unnest(y.unless_keys) from community.policy y where y.network_id = ${network}
    union select i.via_key from community.inbox i where i.network_id = ${network}
      and i.post_id = any(array(select id from page)) and i.owner_id = any(${who})`;
  return sql<Row>`
    with ${pageTables(network, source)}, ${grantedTable(network)}
    select (select json_agg(json_build_array(id, owner_id, label, nullif(within, '{}'), via)) from page) as page,
      (select json_agg(json_build_array(id, owner_id, label)) from ancestor) as ancestors,
      (select json_agg(json_build_array(a.id, a.kind)) from community.actor a
        where a.network_id = ${network} and a.id = any(${who})) as kinds,
      (select json_agg(json_build_array(b.blocker_id, b.blocked_id, ${span})) from (
        select o.* from community.block o where o.network_id = ${network}
          and o.blocker_id = any(array(select owner_id from object)) and o.blocked_id = any(${who})
        union
        select o.* from community.block o where o.network_id = ${network}
          and o.blocked_id = any(array(select owner_id from object)) and o.blocker_id = any(${who})) b) as blocks,
      (select json_agg(json_build_array(b.actor_id, ${span})) from community.suspension b
        where b.network_id = ${network} and b.actor_id = any(${who})) as own_suspensions,
      ${factsColumns(network, sql`t.member_id = any(${who})`, keys)}`;
}

const spanOf = ([from, until]: SpanJson): Interval => ({
  from: instantOfJson(from),
  until: instantOfJson(until),
});

/** Blocks as each of the two meets them: with the other, whoever began. */
function blocksBy({ blocks }: Row): Map<ActorId, Map<ActorId, Interval[]>> {
  const found = new Map<ActorId, Map<ActorId, Interval[]>>();
  const add = (one: ActorId, other: ActorId, span: Interval): void => {
    const of = found.get(one) ?? new Map<ActorId, Interval[]>();
    of.set(other, [...(of.get(other) ?? []), span]);
    found.set(one, of);
  };
  for (const [blocker, blocked, from, until] of blocks ?? []) {
    add(blocker, blocked, spanOf([from, until]));
    add(blocked, blocker, spanOf([from, until]));
  }
  return found;
}
