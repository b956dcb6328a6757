import { sql } from 'kysely';
import type { Key } from '../privacy/audience.ts';
import type { Facts, ObjectFacts, ViewerFacts } from '../privacy/facts.ts';
import { inheritedGrants } from '../privacy/inherit.ts';
import type { ActorId, Instant, ObjectId, ObjectKind } from '../privacy/words.ts';
import { acquaintedWith, ownersInLockdown } from './acquainted.ts';
import type { Store } from './database.ts';
import { type FactLines, factLines, otherLine, tiesOfOne } from './fact-lines.ts';
import { wholeMilliseconds } from './json-instant.ts';
import { mutualOf, ownersOfMutual } from './mutual.ts';
import { lineOfResource, lineWithOrigin, lineWithoutGrants } from './packed-facts.ts';
import { param, runPlanned, type Template, template } from './prepared.ts';
import { type KnownFacts, type KnownObject, readFacts, withTies } from './read-facts.ts';
import type { Viewer } from './viewer.ts';
import type { Sql } from './visibility/clauses.ts';

/**
 * Where the objects of a page come from: a subquery in the order of the page, which selects `id uuid`, `owner_id uuid` and
 * `via text`: the set through which it came to the viewer, or null; of posts also `within`, `facts` and `granted_keys` of
 * their rows, of resources `label text`, `within uuid[]` and `inherits boolean`, of others `label text`.
 */
export interface ObjectSource {
  readonly kind: ObjectKind;
  readonly rows: Rows;
}

/** The subquery; for what is read often, kept. */
export type Rows = Sql<unknown> | KeptRows;

/** A subquery that is written once: its values are `param`s, of which `network` and `viewer` are given already. */
export interface KeptRows {
  /** Tells it from every other. */
  readonly shape: string;
  build(): Sql<unknown>;
  /** Whether how it is best read hangs on the values, such as on how common a word is. */
  readonly skewed?: boolean;
  readonly values: Readonly<Record<string, unknown>>;
  /** Where only so many rows are looked at: how many there were, if the page came out short; else null. */
  readonly looked?: { readonly most: number; rows(): Sql<number | null> };
}

/** One object of a page, and all that the core needs to decide about it. */
export interface Candidate {
  readonly id: ObjectId;
  readonly facts: Facts;
  /** The set through which it came to the viewer; null where it wasn't asked. */
  readonly via: Key | null;
}

/**
 * Reads a page of objects with the facts that decide about them for this viewer: one round trip, whatever the page.
 * What the objects answer is fetched along. Nothing is decided here.
 */
export const loadCandidates = async (
  store: Pick<Store, 'community'>,
  viewer: Viewer,
  source: ObjectSource,
  at: Instant,
): Promise<Candidate[]> => (await loadPage(store, viewer, source, at)).candidates;

/** The same, and whether it is known that nothing more of the list lies beyond. */
export async function loadPage(
  store: Pick<Store, 'community'>,
  viewer: Viewer,
  source: ObjectSource,
  at: Instant,
): Promise<{ candidates: Candidate[]; isLast: boolean }> {
  const { network } = viewer;
  const mine = viewer.actor?.id ?? null;
  const packed = source.kind === 'post';
  const looked = 'shape' in source.rows ? source.rows.looked : undefined;
  const values = { network, viewer: mine };
  const rows = await runOver<FactLines>(store, 'page', source, values, (page) =>
    factLines(page, {
      packed,
      ties: tiesOfOne(),
      others: looked === undefined ? [] : [sql`select ${otherLine('looked', looked.rows())}`],
    }),
  );
  const { known, objects } = await onItsGround(readFacts(rows), async (ground) =>
    readFacts(
      await runOver<FactLines>(store, 'page', ground, values, (page) =>
        factLines(page, { packed: false, ties: tiesOfOne() }),
      ),
    ),
  );
  const facts = {
    ...viewer.facts,
    ties: withTies(viewer.facts.ties, mine === null ? undefined : known.ties.get(mine)),
    ...(mine === null ? {} : await betweenTwo(store, viewer, mine, objects, at)),
  };
  const candidates = objects.map(({ object, via }) => ({
    id: object.id,
    via,
    facts: { viewer: facts, network: viewer.networkFacts, object },
  }));
  const [, seen = ''] = known.others.find(([kind]) => kind === 'looked') ?? [];
  return { candidates, isLast: looked !== undefined && seen !== '' && Number(seen) < looked.most };
}

/** What is only asked where a grant or a lockdown speaks of it: of the viewer and the owners together. */
async function betweenTwo(
  store: Pick<Store, 'community'>,
  { network, facts }: Viewer,
  mine: ActorId,
  page: readonly { readonly object: ObjectFacts }[],
  at: Instant,
): Promise<Partial<Pick<ViewerFacts, 'mutual' | 'acquainted'>>> {
  const objects = page.map(({ object }) => object);
  const locked = facts.acquainted === 'everybody' ? [] : ownersInLockdown(objects);
  const asking = ownersOfMutual(objects);
  const [acquainted, mutual] = await Promise.all([
    acquaintedWith(store, network, locked, [mine], at),
    mutualOf(store, network, asking, [mine], at),
  ]);
  return {
    ...(asking.length > 0 ? { mutual: mutual.get(mine) ?? new Map() } : {}),
    ...(locked.length > 0 ? { acquainted: acquainted.get(mine) ?? new Set() } : {}),
  };
}

/**
 * Runs a statement over a page of objects; it is kept where the page is.
 * @param what tells the statement from others over the same page
 * @param build the statement over the common tables of {@link pageTables}, with its values as `param`s
 */
export function runOver<Row>(
  { community }: Pick<Store, 'community'>,
  what: string,
  { kind, rows }: ObjectSource,
  values: Readonly<Record<string, unknown>>,
  build: (page: Sql<unknown>) => Sql<Row>,
): Promise<Row[]> {
  if (!('shape' in rows)) return runPlanned(community, build(pageTables(kind, rows)), values);
  const name = `${what} ${kind} ${rows.shape}`;
  let statement = kept.get(name);
  if (statement === undefined) {
    statement = template(() => build(pageTables(kind, rows.build())), rows.skewed);
    kept.set(name, statement);
  }
  return (statement as Template<Row>).run(community, { ...rows.values, ...values });
}

const kept = new Map<string, Template<unknown>>();

/** The common tables `page` and `object`: the page, and what its objects are within (posts and resources are). */
function pageTables(kind: ObjectKind, rows: Sql<unknown>): Sql<unknown> {
  const network = param('network');
  const page = sql`page as materialized (select row_number() over () as place, source.* from (${rows}) source)`;
  const around = sql`any(array(select unnest(page.within) from page))`;
  if (kind === 'resource') {
    const line = (alias: string) =>
      lineOfResource(
        sql.ref(`${alias}.id`),
        sql.ref(`${alias}.owner_id`),
        sql.ref(`${alias}.label`),
        sql.ref(`${alias}.within`),
        sql.ref(`${alias}.inherits`),
      );
    return sql`${page}, object as materialized (
      select place, 'resource' as kind, id, owner_id, via, null::text[] as keys, ${line('page')} as facts from page
      union all select null, 'resource', up.id, up.owner_id, null, null, ${line('up')} from community.resource up
        where up.network_id = ${network}::uuid and up.id = ${around})`;
  }
  if (kind === 'attribute' || kind === 'message') {
    return sql`${page}, object as materialized (
      select page.place, ${sql.lit(kind)} as kind, page.id, page.owner_id, page.via, null::text[] as keys,
        ${lineShown(kind)} as facts from page ${kind === 'attribute' ? COPIES : MESSAGES}
        left join community.conversation talk on talk.network_id = ${network}::uuid and talk.id = said.conversation_id)`;
  }
  if (kind !== 'post') {
    return sql`${page}, object as materialized (
      select place, ${sql.lit(kind)} as kind, id, owner_id, via, null::text[] as keys,
        ${lineWithoutGrants(kind, sql`id`, sql`owner_id`, sql`label`)} as facts from page)`;
  }
  return sql`${page}, object as materialized (
    select place, id, owner_id, via, granted_keys as keys, facts from page
    union all select null, up.id, up.author_id, null, up.granted_keys, up.facts from community.post up
      where up.network_id = ${network}::uuid and up.id = ${around})`;
}

/** What is known of a copy of an attribute that is shown, or was; for looking back at what isn't any more. */
const COPIES = sql`left join lateral (
    select d.kind, d.conversation_id, d.disclosed_at as at from community.disclosure d
      where d.network_id = ${param('network')}::uuid and d.id = page.id
    union all
    select p.kind, p.conversation_id, p.shown_from from community.disclosure_past p
      where p.network_id = ${param('network')}::uuid and p.id = page.id
    order by 3 desc limit 1) said on true`;

const MESSAGES = sql`left join community.message said on said.network_id = ${param('network')}::uuid and said.id = page.id`;

const ORIGIN = sql`case when talk.begun_by_organisation then 'organisation' when talk.id is not null then 'member'
  else 'none' end`;

/** The line of an attribute or a message, with what policies ask about what is shown in conversations. */
function lineShown(kind: 'attribute' | 'message'): Sql<string> {
  const line = lineWithoutGrants(kind, sql`page.id`, sql`page.owner_id`, sql`page.label`);
  return kind === 'message'
    ? lineWithOrigin(line, [ORIGIN])
    : lineWithOrigin(line, [ORIGIN, sql`said.kind`, wholeMilliseconds('said.at')]);
}

/** The objects of a page, each with what it is within, and what is known besides. */
interface WholePage {
  readonly known: KnownFacts;
  readonly objects: readonly Placed[];
}

interface Placed {
  readonly object: ObjectFacts;
  readonly via: Key | null;
}

/**
 * Puts a page together. Where threads hang on resources, those are read along with the folders around them: one round
 * trip more, for such pages alone.
 * @param read reads resources as the page was read
 */
export async function onItsGround(
  page: KnownFacts,
  read: (ground: ObjectSource) => Promise<KnownFacts>,
): Promise<WholePage> {
  const on = [...new Set(page.objects.flatMap((object) => object.on ?? []))];
  if (on.length === 0) return { known: page, objects: pageOf(page, new Map()) };
  const ground = await read({ kind: 'resource', rows: resourcesById(on) });
  const grounds = new Map(pageOf(ground, new Map()).map(({ object }) => [object.id, object]));
  const ties = new Map(page.ties);
  for (const [actor, sets] of ground.ties) ties.set(actor, withTies(sets, page.ties.get(actor)));
  return { known: { ...page, ties }, objects: pageOf(page, grounds) };
}

/** Some resources by id, also those that were deleted: nobody but their owner sees what hangs on them. */
const resourcesById = (ids: readonly ObjectId[]): KeptRows => ({
  shape: 'ground',
  values: { ground: [...ids] },
  build: () => sql`select r.id, r.owner_id, r.label, r.within, r.inherits, null::text as via
    from community.resource r
    where r.network_id = ${param('network')}::uuid and r.id = any(${param('ground')}::uuid[])`,
});

/**
 * The objects of the page in their order, each with what it is within.
 * @param grounds resources on which threads hang, with the folders around them
 */
function pageOf({ objects }: KnownFacts, grounds: ReadonlyMap<ObjectId, ObjectFacts>): Placed[] {
  const above = new Map<ObjectId, KnownObject>();
  const page: KnownObject[] = [];
  for (const one of objects) {
    if (one.place === null) above.set(one.facts.id, one);
    else page.push(one);
  }
  page.sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
  return page.map((one) => ({ object: placed(one, above, grounds), via: one.via }));
}

/** An object with what it is within, each with the grants that it goes by. */
function placed(
  { facts, within, inherits, on }: KnownObject,
  above: ReadonlyMap<ObjectId, KnownObject>,
  grounds: ReadonlyMap<ObjectId, ObjectFacts>,
): ObjectFacts {
  if (on !== null) {
    const ground = grounds.get(on) ?? missing(on, { ...facts, kind: 'resource' }).facts;
    const posts = within.map((up) => (above.get(up) ?? missing(up, facts)).facts);
    return { ...facts, within: [...posts, { ...ground, within: [] }, ...ground.within] };
  }
  if (within.length === 0 && !inherits) return facts;
  const known = within.map((up) => above.get(up) ?? missing(up, facts));
  const around = known.map((up) => ({ grants: up.facts.grants, inherits: up.inherits }));
  const folders = known.map((up, n) =>
    up.inherits
      ? { ...up.facts, grants: inheritedGrants({ grants: [], inherits: true }, around.slice(n + 1)) }
      : up.facts,
  );
  return { ...facts, grants: inheritedGrants({ grants: facts.grants, inherits }, around), within: folders };
}

/** An ancestor that is gone admits nobody. */
const missing = (
  id: ObjectId,
  { kind, label }: Pick<ObjectFacts, 'kind' | 'label'>,
): Pick<KnownObject, 'facts' | 'inherits'> => ({
  inherits: false,
  facts: {
    kind,
    id,
    owner: '' as ActorId,
    ownerSuspensions: [],
    ownerLockdowns: [],
    label,
    grants: [],
    within: [],
  },
});
