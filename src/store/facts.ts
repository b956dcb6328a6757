import { sql } from 'kysely';
import type { Key } from '../privacy/audience.ts';
import type { Facts, ObjectFacts } from '../privacy/facts.ts';
import type { ActorId, Instant, Label, ObjectId, ObjectKind } from '../privacy/words.ts';
import type { Store } from './database.ts';
import {
  type FactsJson,
  factsColumns,
  grantedTable,
  KnownObjects,
  tiesByMember,
  withTies,
} from './facts-json.ts';
import { instantValue } from './time.ts';
import type { Viewer } from './viewer.ts';
import type { Sql } from './visibility/clauses.ts';

/** Where the objects of a page come from: a subquery in the order of the page. */
export interface ObjectSource {
  readonly kind: ObjectKind;
  /**
   * Selects `id uuid`, `owner_id uuid`, `label text`, `within uuid[]` and `via text`: the set through which it came to
   * the viewer, or null.
   */
  readonly rows: Sql<unknown>;
}

/** One object of a page, and all that the core needs to decide about it. */
export interface Candidate {
  readonly id: ObjectId;
  readonly facts: Facts;
  /** The set through which it came to the viewer; null where it wasn't asked. */
  readonly via: Key | null;
}

type PageJson = readonly [
  id: ObjectId,
  owner: ActorId,
  label: Label,
  within: ObjectId[] | null,
  via: Key | null,
];
type AncestorJson = readonly [id: ObjectId, owner: ActorId, label: Label];

interface Row extends FactsJson {
  readonly page: readonly PageJson[] | null;
  readonly ancestors: readonly AncestorJson[] | null;
}

/**
 * Reads a page of objects with the facts that decide about them for this viewer: one round trip, whatever the page.
 * What the objects answer is fetched along. Nothing is decided here.
 */
export async function loadCandidates(
  { community }: Pick<Store, 'community'>,
  viewer: Viewer,
  source: ObjectSource,
  at: Instant,
): Promise<Candidate[]> {
  const { rows } = await pageQuery(viewer, source).execute(community);
  const candidates = assemble(viewer, source.kind, rows[0] as Row);
  return needsMutual(candidates) ? withMutual({ community }, viewer, candidates, at) : candidates;
}

function pageQuery({ network, actor }: Viewer, { kind, rows }: ObjectSource) {
  // Only posts are within others.
  const ancestors =
    kind === 'post'
      ? sql`select up.id, up.author_id as owner_id, up.label from community.post up
          where up.network_id = ${network} and up.id = any(array(select unnest(page.within) from page))`
      : sql`select null::uuid as id, null::uuid as owner_id, null::text as label where false`;
  return sql<Row>`
    with page as materialized (${rows}),
    ancestor as materialized (${ancestors}),
    object as (
      select ${kind}::text as kind, id, owner_id from page
      union select ${kind}::text, id, owner_id from ancestor),
    ${grantedTable(network)}
    select (select json_agg(json_build_array(id, owner_id, label, nullif(within, '{}'), via)) from page) as page,
      (select json_agg(json_build_array(id, owner_id, label)) from ancestor) as ancestors,
      ${factsColumns(network, sql`array[${actor?.id ?? null}::uuid]`, sql`select via from page`)}`;
}

function assemble(viewer: Viewer, kind: ObjectKind, row: Row): Candidate[] {
  const known = new KnownObjects(row);
  const ancestors = new Map<ObjectId, ObjectFacts>();
  for (const [id, owner, label] of row.ancestors ?? []) {
    ancestors.set(id, known.object(kind, { id, owner, label }, []));
  }
  const mine = viewer.actor === null ? undefined : tiesByMember(row.ties).get(viewer.actor.id);
  const viewerFacts = { ...viewer.facts, ties: withTies(viewer.facts.ties, mine) };
  return (row.page ?? []).map(([id, owner, label, within, via]) => ({
    id,
    via,
    facts: {
      viewer: viewerFacts,
      network: viewer.networkFacts,
      object: known.object(
        kind,
        { id, owner, label },
        (within ?? []).map((up) => ancestors.get(up) ?? missing(up, label)),
      ),
    },
  }));
}

/** An ancestor that is gone admits nobody. */
const missing = (id: ObjectId, label: Label): ObjectFacts => ({
  kind: 'post',
  id,
  owner: '' as ActorId,
  ownerSuspensions: [],
  label,
  grants: [],
  within: [],
});

const needsMutual = (candidates: readonly Candidate[]): boolean =>
  candidates.some(({ facts }) =>
    [facts.object, ...facts.object.within].some((o) => o.grants.some((g) => 'mutual' in g.conditions)),
  );

/** Adds how many connections the viewer shares with each owner; asked only where a grant's condition needs it. */
async function withMutual(
  { community }: Pick<Store, 'community'>,
  viewer: Viewer,
  candidates: readonly Candidate[],
  at: Instant,
): Promise<Candidate[]> {
  const now = instantValue(at);
  const owners = new Set(
    candidates.flatMap(({ facts }) => [facts.object, ...facts.object.within].map((o) => o.owner)),
  );
  owners.delete('' as ActorId);
  const { rows } = await sql<{ owner: ActorId; shared: number }>`
    select o.id as owner, (
      select count(distinct mine.member_id) from community.tie mine
      join community.tie theirs on theirs.network_id = mine.network_id and theirs.member_id = mine.member_id
      where mine.network_id = ${viewer.network} and mine.set_key = 'connections:' || ${viewer.actor?.id ?? null}::text
        and theirs.set_key = 'connections:' || o.id
        and mine.valid_from <= ${now} and mine.valid_until > ${now}
        and theirs.valid_from <= ${now} and theirs.valid_until > ${now}) as shared
    from unnest(${[...owners]}::uuid[]) as o (id)`.execute(community);
  const mutual = new Map(rows.map((row) => [row.owner, row.shared]));
  return candidates.map((candidate) => ({
    ...candidate,
    facts: { ...candidate.facts, viewer: { ...candidate.facts.viewer, mutual } },
  }));
}
