import { sql } from 'kysely';
import type { Facts, Question } from '../../src/privacy/facts.ts';
import { type ActorId, OBJECT_KINDS, type ObjectId, type ObjectKind } from '../../src/privacy/words.ts';
import type { Store } from '../../src/store/database.ts';
import { loadCandidates } from '../../src/store/facts.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { loadAdmitting, mayAtOnce, OF_ACTORS, whoLets } from '../../src/store/visibility/at-once.ts';
import { mayBy, SQL_CLAUSES, type Sql, type SqlClauses } from '../../src/store/visibility/clauses.ts';
import {
  admittedAudiences,
  columnsOf,
  constantViewer,
  holdsSomeOf,
  type Looking,
  mayFilter,
  mayReverse,
} from '../../src/store/visibility/lists.ts';
import type { Actor, Thing, World } from './world.ts';
import { networkFactsOf } from './world-facts.ts';

type Db = Pick<Store, 'community'>;

/** The object's place in lists: a presence and its ties share an id. */
export const nameOf = ({ kind, id }: { kind: ObjectKind; id: string }): string => `${kind} ${id}`;

/** The objects of a kind, in the columns that `columnsOf` asks for, as the table `o`. */
function tableOf(world: World, kind: ObjectKind): Sql<unknown> {
  const network = world.network;
  switch (kind) {
    case 'post':
      return sql`(select id, author_id, label, within, on_resource, facts, granted_keys from community.post where network_id = ${network}) o`;
    case 'attribute':
      return sql`(select network_id, id, actor_id, label, kind, conversation_id, disclosed_at from community.disclosure
        where network_id = ${network}) o`;
    case 'presence':
    case 'attributes':
    case 'posts':
    case 'ties':
    case 'staff':
      return sql`(select id from community.actor where network_id = ${network}
        and id = any(${idsOf(world, kind)}::uuid[])) o`;
    case 'message':
      return sql`(select network_id, id, sender_id, label, conversation_id from community.message
        where network_id = ${network}) o`;
    case 'resource':
      return sql`(select id, owner_id, label, within, inherits from community.resource where network_id = ${network}) o`;
  }
}

const lookingOf = (world: World, actor: Actor | null): Looking => ({
  network: world.network,
  networkFacts: networkFactsOf(world),
  actor,
});

const idsOf = (world: World, kind: ObjectKind): ObjectId[] =>
  world.objects.filter((object) => object.kind === kind).map((object) => object.id);

const kindsIn = (world: World): readonly ObjectKind[] =>
  OBJECT_KINDS.filter((kind) => world.objects.some((object) => object.kind === kind));

/** Names of the objects that the viewer's lists have. */
export async function listed(
  { community }: Db,
  world: World,
  viewer: Actor | null,
  question: Question,
): Promise<ReadonlySet<string>> {
  const lists = kindsIn(world).map(
    (kind) => sql`select ${kind}::text as kind, o.id::text as id from ${tableOf(world, kind)}
      where ${mayFilter(lookingOf(world, viewer), question, kind, 'o')}`,
  );
  return namesOf(await sql<Named>`${sql.join(lists, sql` union all `)}`.execute(community));
}

/** Ids of the actors in the object's reverse list. */
export async function reverseListed(
  { community }: Db,
  world: World,
  object: Thing,
  question: Question,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select a.id::text as id from community.actor a
    where a.network_id = ${world.network} and ${mayReverse(lookingOf(world, null), question, object, 'a')}`.execute(
    community,
  );
  return new Set(rows.map((row) => row.id));
}

/** Ids of the audiences by which lists may be narrowed for the viewer. */
export async function admitted(
  { community }: Db,
  world: World,
  viewer: Actor | null,
  { at }: Question,
): Promise<ReadonlySet<string>> {
  const ids = admittedAudiences(world.network, viewer?.id ?? null, at);
  const { rows } = await sql<{ id: string }>`select audience_id::text as id from ${ids} a`.execute(community);
  return new Set(rows.map((row) => row.id));
}

/** Ids of the posts that pages look at for the viewer, by the keys in their rows. */
export async function lookedAt(
  { community }: Db,
  { network }: World,
  viewer: Actor | null,
): Promise<ReadonlySet<string>> {
  const holds = holdsSomeOf(
    sql`p.granted_keys`,
    sql`${network}::uuid`,
    sql`${(viewer?.id ?? null) as ActorId | null}::uuid`,
  );
  const { rows } = await sql<{ id: string }>`select p.id::text as id from community.post p
    where p.network_id = ${network} and ${holds}`.execute(community);
  return new Set(rows.map((row) => row.id));
}

/** The same list by other clauses than the whole rule. */
export async function listedBy(
  { community }: Db,
  world: World,
  viewer: Actor | null,
  question: Question,
  clauses: SqlClauses = SQL_CLAUSES,
): Promise<ReadonlySet<string>> {
  const lists = kindsIn(world).map((kind) => {
    const object = columnsOf(kind, 'o');
    const { network, networkFacts } = lookingOf(world, viewer);
    const looking = { network, policies: networkFacts.policies, viewer: constantViewer(viewer) };
    const may = mayBy(clauses, { ...looking, question, object });
    return sql`select ${kind}::text as kind, o.id::text as id from ${tableOf(world, kind)} where ${may}`;
  });
  return namesOf(await sql<Named>`${sql.join(lists, sql` union all `)}`.execute(community));
}

const AT_ONCE_KINDS: readonly ObjectKind[] = ['post', 'attribute'];

/** Whether objects of the kind are found for all of them at once. */
export const isFoundAtOnce = (kind: ObjectKind): boolean => AT_ONCE_KINDS.includes(kind);

/** The posts and copies of the list, found for all of them at once. */
export async function foundAtOnce(
  { community }: Db,
  world: World,
  viewer: Actor | null,
  question: Question,
): Promise<ReadonlySet<string>> {
  const asked = { ...(await askedAtOnce(community, world, viewer, question)), question };
  const kinds = kindsIn(world).filter(isFoundAtOnce);
  if (kinds.length === 0) return new Set();
  const lists = kinds.map(
    (kind) => sql`select ${kind}::text as kind, o.id::text as id from ${tableOf(world, kind)}
      where ${mayAtOnce({ ...asked, object: columnsOf(kind, 'o') })}`,
  );
  return namesOf(await sql<Named>`${sql.join(lists, sql` union all `)}`.execute(community));
}

/** Who lets the viewer do it with what is an actor's as a whole, found for everybody at once: the grants, by the objects' names. */
export async function lettingAtOnce(
  { community }: Db,
  world: World,
  viewer: Actor | null,
  question: Question,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = { ...(await askedAtOnce(community, world, viewer, question)), question };
  const each = OF_ACTORS.map(
    (kind) =>
      sql`select ${kind}::text as kind, l.subject::text as id, l.grants from (${whoLets(asked, kind)}) l`,
  );
  const { rows } = await sql<Named & { grants: string[] }>`${sql.join(each, sql` union all `)}`.execute(
    community,
  );
  return new Map(rows.map((row) => [nameOf(row), row.grants]));
}

/** With the audiences that admit the viewer found before. */
async function askedAtOnce(db: Db['community'], world: World, actor: Actor | null, { at }: Question) {
  const { network, networkFacts } = lookingOf(world, actor);
  const viewer = constantViewer(actor);
  const admitting = await loadAdmitting(db, { network, viewer }, at);
  return { network, policies: networkFacts.policies, viewer: { ...viewer, admitting } };
}

interface Named {
  kind: ObjectKind;
  id: string;
}

const namesOf = ({ rows }: { rows: Named[] }): ReadonlySet<string> => new Set(rows.map(nameOf));

/** The facts about all objects for one viewer, as the product reads them, by the objects' names. */
export async function factsRead(
  db: Db,
  world: World,
  actor: Actor | null,
  question: Question,
): Promise<ReadonlyMap<string, Facts>> {
  const viewer = await loadViewer(db, world.network, actor?.id ?? null);
  if (viewer === null) throw new Error('no such viewer');
  const facts = new Map<string, Facts>();
  for (const kind of kindsIn(world)) {
    const object = columnsOf(kind, 'o');
    const rows = sql`select ${object.id} as id, ${object.owner} as owner_id, ${object.label} as label,
      ${object.within ?? sql`'{}'::uuid[]`} as within, null::text as via
      ${kind === 'post' ? sql`, o.facts, o.granted_keys` : sql``}
      ${kind === 'resource' ? sql`, o.inherits` : sql``} from ${tableOf(world, kind)}`;
    for (const candidate of await loadCandidates(db, viewer, { kind, rows }, question.at)) {
      facts.set(nameOf({ kind, id: candidate.id }), candidate.facts);
    }
  }
  return facts;
}
