import { sql } from 'kysely';
import type { Audience, Key } from '../privacy/audience.ts';
import type { Conditions } from '../privacy/conditions.ts';
import type { Facts, ObjectFacts } from '../privacy/facts.ts';
import type { Grant } from '../privacy/grant.ts';
import type { Purpose } from '../privacy/purposes.ts';
import type {
  Action,
  ActorId,
  GrantId,
  Instant,
  Interval,
  Label,
  ObjectId,
  ObjectKind,
} from '../privacy/words.ts';
import type { Store } from './database.ts';
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

interface Row {
  /** Place in the page; null for an ancestor. */
  place: number | null;
  kind: ObjectKind;
  id: ObjectId;
  owner_id: ActorId;
  label: Label;
  within: ObjectId[];
  via: Key | null;
  suspended_from: Instant | null;
  suspended_until: Instant | null;
  grant_id: GrantId | null;
  actions: Action[];
  purpose: Purpose;
  conditions: Conditions;
  grant_from: Instant;
  grant_until: Instant;
  review_by: Instant;
  terms: Key[][];
  except_keys: Key[];
  set_key: Key | null;
  tie_from: Instant;
  tie_until: Instant;
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
  const candidates = assemble(viewer, rows);
  return needsMutual(candidates) ? withMutual({ community }, viewer, candidates, at) : candidates;
}

function pageQuery(viewer: Viewer, source: ObjectSource) {
  const network = viewer.network;
  const actor = viewer.actor?.id ?? null;
  const ancestors =
    source.kind === 'post'
      ? sql`union all (select distinct on (up.id) null::bigint, 'post', up.id, up.author_id, up.label,
          '{}'::uuid[], null from page, unnest(page.within) as w (id)
          join community.post up on up.network_id = ${network} and up.id = w.id)`
      : sql``;
  return sql<Row>`
    with page as materialized (${source.rows}),
    object as (
      select row_number() over () as place, ${source.kind}::text as kind, id, owner_id, label, within, via from page
      ${ancestors})
    select object.*, s.valid_from as suspended_from, s.valid_until as suspended_until,
      g.id as grant_id, g.actions, g.purpose, g.conditions, g.valid_from as grant_from,
      g.valid_until as grant_until, g.review_by, a.terms, a.except_keys,
      t.set_key, t.valid_from as tie_from, t.valid_until as tie_until
    from object
    left join community.suspension s on s.network_id = ${network} and s.actor_id = object.owner_id
    left join community."grant" g on g.network_id = ${network} and g.object_id = object.id
      and g.object_kind = object.kind
    left join community.audience a on a.network_id = ${network} and a.id = g.audience_id
    left join community.tie t on t.network_id = ${network} and t.member_id = ${actor}::uuid
      and t.set_key = any(a.keys || object.via)`;
}

/** Puts joined rows together: each combination of grant, tie and suspension was a row of its own. */
function assemble(viewer: Viewer, rows: readonly Row[]): Candidate[] {
  const ties = new Map<Key, readonly Interval[]>(viewer.facts.ties);
  const objects = new Map<ObjectId, Draft>();
  const page: Draft[] = [];
  for (const row of rows) {
    let draft = objects.get(row.id);
    if (draft === undefined || (row.place !== null && draft.place === null)) {
      draft = { ...draftOf(row), place: row.place === null ? null : Number(row.place) };
      objects.set(row.id, draft);
      if (row.place !== null) page.push(draft);
    }
    addGrant(draft, row);
    if (row.set_key !== null) addInterval(ties, row.set_key, row.tie_from, row.tie_until);
    if (row.suspended_from !== null) addSpan(draft.ownerSuspensions, row.suspended_from, row.suspended_until);
  }
  page.sort((x, y) => (x.place ?? 0) - (y.place ?? 0));
  const viewerFacts = { ...viewer.facts, ties };
  return page.map((draft) => ({
    id: draft.id,
    via: draft.via,
    facts: {
      viewer: viewerFacts,
      network: viewer.networkFacts,
      object: { ...draft, within: draft.withinIds.map((id) => objects.get(id) ?? missing(id, draft)) },
    },
  }));
}

interface Draft extends ObjectFacts {
  place: number | null;
  via: Key | null;
  withinIds: readonly ObjectId[];
  ownerSuspensions: Interval[];
  grants: Grant[];
}

const draftOf = (row: Row): Draft => ({
  place: null,
  via: row.via,
  kind: row.kind,
  id: row.id,
  owner: row.owner_id,
  label: row.label,
  withinIds: row.within,
  within: [],
  ownerSuspensions: [],
  grants: [],
});

/** An ancestor that is gone admits nobody. */
const missing = (id: ObjectId, of: Draft): ObjectFacts => ({
  kind: 'post',
  id,
  owner: '' as ActorId,
  ownerSuspensions: [],
  label: of.label,
  grants: [],
  within: [],
});

function addGrant(draft: Draft, row: Row): void {
  if (row.grant_id === null || draft.grants.some((grant) => grant.id === row.grant_id)) return;
  const audience: Audience = { any: row.terms, except: row.except_keys };
  draft.grants.push({
    id: row.grant_id,
    audience,
    actions: row.actions,
    purpose: row.purpose,
    conditions: row.conditions,
    from: row.grant_from,
    until: row.grant_until,
    reviewBy: row.review_by,
  });
}

function addInterval(ties: Map<Key, readonly Interval[]>, key: Key, from: Instant, until: Instant): void {
  const known = ties.get(key);
  if (known === undefined) ties.set(key, [{ from, until }]);
  else if (!known.some((span) => span.from === from)) ties.set(key, [...known, { from, until }]);
}

function addSpan(spans: Interval[], from: Instant, until: Instant | null): void {
  if (until !== null && !spans.some((span) => span.from === from)) spans.push({ from, until });
}

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
