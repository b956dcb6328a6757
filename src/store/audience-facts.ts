import { sql } from 'kysely';
import { viewerFacts } from '../privacy/facts.ts';
import type { ActorId, ActorKind, Instant, Interval, NetworkId } from '../privacy/words.ts';
import { acquaintedWith, ownersInLockdown } from './acquainted.ts';
import type { Store } from './database.ts';
import { type FactLines, factLines, tiesOfMany } from './fact-lines.ts';
import { type Candidate, type ObjectSource, onItsGround, runOver } from './facts.ts';
import { instantOfJson, type JsonInstant, millisecondsOf } from './json-instant.ts';
import { mutualOf, ownersOfMutual } from './mutual.ts';
import { param } from './prepared.ts';
import { readFacts } from './read-facts.ts';
import { loadViewer, type Viewer } from './viewer.ts';
import type { Sql } from './visibility/clauses.ts';

/** Somebody among many who look at the same thing. */
export interface Onlooker {
  readonly viewer: Viewer;
  /** The objects, with the facts that decide about them for this viewer. */
  readonly candidates: readonly Candidate[];
}

interface Extra {
  /** Lines of id and kind. */
  readonly kinds: string | null;
  readonly blocks: readonly (readonly [ActorId, ActorId, ...SpanJson])[] | null;
  readonly own_suspensions: readonly (readonly [ActorId, ...SpanJson])[] | null;
}

type SpanJson = readonly [from: JsonInstant, until: JsonInstant];

/**
 * The facts that decide about some objects for many viewers at once: the work grows with the objects and with the
 * viewers who hold any of the sets in question. Nothing is decided here.
 * @param viewers actors of the network; who isn't one is left out
 * @returns by actor; under null, the visitor
 */
export async function loadAudienceOf(
  store: Pick<Store, 'community'>,
  network: NetworkId,
  source: ObjectSource,
  viewers: readonly ActorId[],
  at: Instant,
): Promise<Map<ActorId | null, Onlooker>> {
  const values = { network, viewers: [...viewers] };
  const factsOf = (of: ObjectSource): Promise<FactLines[]> =>
    runOver(store, 'many', of, values, (page) => factsOver(page, of.kind === 'post'));
  const extrasOf = (of: ObjectSource): Promise<Extra[]> =>
    runOver(store, 'onlookers', of, values, viewersOver);
  const [visitor, facts, about] = await Promise.all([
    loadViewer(store, network, null),
    factsOf(source),
    extrasOf(source),
  ]);
  const [extra] = about;
  if (visitor === null || extra === undefined) return new Map();
  const extras = [extra];
  const { known, objects } = await onItsGround(readFacts(facts), async (ground) => {
    const [lines, more] = await Promise.all([factsOf(ground), extrasOf(ground)]);
    extras.push(...more);
    return readFacts(lines);
  });
  const suspensions = Map.groupBy(extra.own_suspensions ?? [], ([actor]) => actor);
  const blocks = blocksBy(extras.flatMap((one) => one.blocks ?? []));
  const owned = objects.map(({ object }) => object);
  const [mutual, acquainted] = await Promise.all([
    mutualOf(store, network, ownersOfMutual(owned), viewers, at),
    acquaintedWith(store, network, ownersInLockdown(owned), viewers, at),
  ]);
  const onlooker = (actor: { id: ActorId; kind: ActorKind } | null): Onlooker => {
    const viewer = viewerFacts(actor, {
      ...(actor === null
        ? {}
        : {
            ties: known.ties.get(actor.id) ?? new Map(),
            blocks: blocks.get(actor.id) ?? new Map(),
            suspensions: (suspensions.get(actor.id) ?? []).map(([, from, until]) => spanOf([from, until])),
            mutual: mutual.get(actor.id) ?? new Map(),
            acquainted: acquainted.get(actor.id) ?? new Set(),
          }),
    });
    return {
      viewer: { network, actor, networkFacts: visitor.networkFacts, facts: viewer },
      candidates: objects.map(({ object, via }) => ({
        id: object.id,
        via,
        facts: { viewer, network: visitor.networkFacts, object },
      })),
    };
  };
  const all = new Map<ActorId | null, Onlooker>([[null, onlooker(null)]]);
  for (const line of extra.kinds?.split('\n') ?? []) {
    const [id, kind] = line.split(' ') as [ActorId, ActorKind];
    all.set(id, onlooker({ id, kind }));
  }
  return all;
}

const network = sql`${param('network')}::uuid`;
const who = sql`${param('viewers')}::uuid[]`;

function factsOver(page: Sql<unknown>, packed: boolean): Sql<FactLines> {
  const keys = sql`
    select 'network'
    union select unnest(n.policy_keys) from community.network n where n.id = ${network}
    union select i.via_key from community.inbox i where i.network_id = ${network}
      and i.post_id = any(array(select id from page)) and i.owner_id = any(${who})`;
  return factLines(page, { packed, ties: tiesOfMany(keys) });
}

function viewersOver(page: Sql<unknown>): Sql<Extra> {
  const span = sql`${millisecondsOf('b.valid_from')}, ${millisecondsOf('b.valid_until')}`;
  return sql`with ${page}
    select (select string_agg(a.id || ' ' || a.kind, e'\n') from community.actor a
        where a.network_id = ${network} and a.id = any(${who})) as kinds,
      (select json_agg(json_build_array(b.blocker_id, b.blocked_id, ${span})) from (
        select o.* from community.block o where o.network_id = ${network}
          and o.blocker_id = any(array(select owner_id from object)) and o.blocked_id = any(${who})
        union
        select o.* from community.block o where o.network_id = ${network}
          and o.blocked_id = any(array(select owner_id from object)) and o.blocker_id = any(${who})) b) as blocks,
      (select json_agg(json_build_array(b.actor_id, ${span})) from community.suspension b
        where b.network_id = ${network} and b.actor_id = any(${who})) as own_suspensions`;
}

const spanOf = ([from, until]: SpanJson): Interval => ({
  from: instantOfJson(from),
  until: instantOfJson(until),
});

/** Blocks as each of the two meets them: with the other, whoever began. */
function blocksBy(blocks: NonNullable<Extra['blocks']>): Map<ActorId, Map<ActorId, Interval[]>> {
  const found = new Map<ActorId, Map<ActorId, Interval[]>>();
  const add = (one: ActorId, other: ActorId, span: Interval): void => {
    const of = found.get(one) ?? new Map<ActorId, Interval[]>();
    of.set(other, [...(of.get(other) ?? []), span]);
    found.set(one, of);
  };
  for (const [blocker, blocked, from, until] of blocks) {
    add(blocker, blocked, spanOf([from, until]));
    add(blocked, blocker, spanOf([from, until]));
  }
  return found;
}
