import { sql } from 'kysely';
import type { Key } from '../privacy/audience.ts';
import type { Facts, ObjectFacts } from '../privacy/facts.ts';
import type { ActorId, Instant, Label, NetworkId, ObjectId, ObjectKind } from '../privacy/words.ts';
import type { Store } from './database.ts';
import {
  type FactsJson,
  factsColumns,
  grantedTable,
  isMember,
  KnownObjects,
  tiesByMember,
  withTies,
} from './facts-json.ts';
import { mutualOf, needsMutual } from './mutual.ts';
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

/** A page as it comes from the database; lists are null where they are empty. */
export interface PageRow extends FactsJson {
  readonly page: readonly PageJson[] | null;
  readonly ancestors: readonly AncestorJson[] | null;
}

/**
 * Reads a page of objects with the facts that decide about them for this viewer: one round trip, whatever the page.
 * What the objects answer is fetched along. Nothing is decided here.
 */
export async function loadCandidates(
  store: Pick<Store, 'community'>,
  viewer: Viewer,
  source: ObjectSource,
  at: Instant,
): Promise<Candidate[]> {
  const { rows } = await pageQuery(viewer, source).execute(store.community);
  const row = rows[0] as PageRow;
  const objects = assembleObjects(source.kind, row);
  const mine = viewer.actor?.id ?? null;
  const facts = {
    ...viewer.facts,
    ties: withTies(viewer.facts.ties, mine === null ? undefined : tiesByMember(row.ties).get(mine)),
    ...(mine !== null && needsMutual(objects.map(({ object }) => object))
      ? { mutual: (await mutualOf(store, viewer.network, objects, [mine], at)).get(mine) ?? new Map() }
      : {}),
  };
  return objects.map(({ object, via }) => ({
    id: object.id,
    via,
    facts: { viewer: facts, network: viewer.networkFacts, object },
  }));
}

function pageQuery({ network, actor }: Viewer, source: ObjectSource) {
  return sql<PageRow>`
    with ${pageTables(network, source)}, ${grantedTable(network)}
    select (select json_agg(json_build_array(id, owner_id, label, nullif(within, '{}'), via)) from page) as page,
      (select json_agg(json_build_array(id, owner_id, label)) from ancestor) as ancestors,
      ${factsColumns(network, isMember(actor?.id ?? null), sql`select via from page`)}`;
}

/** The common tables `page`, `ancestor` (only posts are within others), and `object`, which is both. */
export function pageTables(network: NetworkId, { kind, rows }: ObjectSource): Sql<unknown> {
  const ancestors =
    kind === 'post'
      ? sql`select up.id, up.author_id as owner_id, up.label from community.post up
          where up.network_id = ${network} and up.id = any(array(select unnest(page.within) from page))`
      : sql`select null::uuid as id, null::uuid as owner_id, null::text as label where false`;
  return sql`
    page as materialized (${rows}),
    ancestor as materialized (${ancestors}),
    object as (
      select ${kind}::text as kind, id, owner_id from page
      union select ${kind}::text, id, owner_id from ancestor)`;
}

/** The page's objects, each with what it is within. */
export function assembleObjects(
  kind: ObjectKind,
  row: PageRow,
): { readonly object: ObjectFacts; readonly via: Key | null }[] {
  const known = new KnownObjects(row);
  const ancestors = new Map<ObjectId, ObjectFacts>();
  for (const [id, owner, label] of row.ancestors ?? []) {
    ancestors.set(id, known.object(kind, { id, owner, label }, []));
  }
  return (row.page ?? []).map(([id, owner, label, within, via]) => {
    const above = (within ?? []).map((up) => ancestors.get(up) ?? missing(up, label));
    return { object: known.object(kind, { id, owner, label }, above), via };
  });
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
