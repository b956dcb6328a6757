import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import type { Acting } from '../../privacy/facts.ts';
import { someThing } from '../../privacy/some-thing.ts';
import { asksOfAge, isLeftToNobody } from '../../privacy/targeting.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import { noteUse } from '../../store/data-uses.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { actingIn } from '../../store/seated.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { whoLets } from '../../store/visibility/at-once.ts';
import { constantViewer, mayFilter } from '../../store/visibility/lists.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { isKnownOfAge } from '../audiences/known-of-age.ts';
import { IN_REQUEST, TakesTooLong, withinLimits } from '../counting/going.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import { mayUseFor } from '../counting/policy-first.ts';
import { epochOf } from '../noise/quarter.ts';
import { measureApart } from './apart/apart.ts';
import { refusing } from './ask-influence.ts';
import { EXACT_UP_TO } from './betweenness.ts';
import { type ConsentedTies, loadConsentedTies } from './consented-ties.ts';
import { mixed } from './mixed.ts';
import { asksOfTies, INFLUENCE, type InfluenceQuestion } from './question.ts';

/** So many are named, at most. */
const MOST_NAMED = 100;

/** A member who lets the organisation know it of them by name. */
interface Named {
  readonly subject: ActorId;
  /** From 1 on, by PageRank. */
  readonly place: number;
  /** 1 on average. */
  readonly pagerank: number;
  /** From 0 to 1. */
  readonly betweenness: number;
}

export interface NamedMembers {
  /** Of how many: all who let it, and show themselves to the organisation and to whoever asks. */
  readonly among: number;
  readonly named: readonly Named[];
  /** Whether shortest ways were counted from a sample. */
  readonly isSampled: boolean;
}

type Asked = Pick<InfluenceQuestion, 'organisation' | 'function'>;

/**
 * Who has influence, by name: those alone who granted the organisation exactly that, over the ties among them. Whoever let their
 * ties be measured without being named isn't in this graph either, since what others are worth by a tie to them would tell of it
 * without noise. Minors are in
 * neither. Of each who is named it is noted as a use of their own, with what was told.
 */
export async function measureNamed(
  deps: Pick<Deps, 'store' | 'ids' | 'clock'>,
  viewer: Viewer,
  asked: Asked,
  at: Instant,
): Promise<Result<NamedMembers>> {
  const acting = await actingIn(deps.store.community, viewer, asked.organisation, asked.function, at);
  if (!acting.ok) return acting;
  const object = someThing('ties');
  const asks = (['process', 'see'] as const).map((action) => [
    { question: asksOfTies(action, asked, at), object },
  ]);
  const age = asksOfAge(actingFor(asked), INFLUENCE, at);
  if (isLeftToNobody(viewer.networkFacts.policies, [...asks, age])) return forbiddenNow;
  return refusing(measure(deps, viewer, asked, at));
}

async function measure(
  deps: Pick<Deps, 'store' | 'ids' | 'clock'>,
  viewer: Viewer,
  asked: Asked,
  at: Instant,
): Promise<Result<NamedMembers>> {
  const { network } = viewer;
  const may = await mayUseFor(deps.store.community, network, asked.organisation, INFLUENCE, at);
  if (!may.ok) return may;
  const found = whoAreNamed(viewer, asked, at);
  try {
    const ties = await inSnapshot(deps.store, ({ community: then }) =>
      withinLimits(then, deps.store.community, IN_REQUEST, () => loadConsentedTies(then, network, found, at)),
    );
    const measured = await namedOf(ties, at);
    return await deps.store.community.transaction().execute(async (trx) => {
      const stands = await whoStand(trx, network, ties.members, instantOf(deps));
      // Whoever withdrew while it was measured is told that they were counted, and of them nobody is told.
      const members = ties.members.filter(({ subject }) => stands.has(subject));
      const named = measured.named.filter(({ subject }) => stands.get(subject) === true);
      await noteNamed(trx, deps, viewer, asked, members, { ...measured, named }, at);
      return ok({ ...measured, named });
    });
  } catch (error) {
    if (error instanceof TakesTooLong) return tooLong;
    throw error;
  }
}

/** What says who somebody is is told to who asks, and kept for nobody to read later: so it is no job. */
const tooLong = refuse({
  kind: 'too-many',
  says: 'So many members let it that this takes longer than a minute, and names are kept by no job. Ask in numbers.',
  retryAfterSeconds: 60,
});

/** Those who haven't left while it was measured, and whether all stands by which they let it. */
async function whoStand(
  db: Kysely<Database>,
  network: NetworkId,
  members: ConsentedTies['members'],
  now: Instant,
): Promise<ReadonlyMap<ActorId, boolean>> {
  const { rows } = await sql<{ subject: ActorId; lets: boolean }>`
    select m.subject, bool_and(g.valid_until > ${instantValue(now)}) as lets
    from unnest(${members.map(({ subject }) => subject)}::uuid[],
      ${members.map(({ grants }) => `{${grants.join()}}`)}::text[]) as m (subject, grants)
    cross join lateral unnest(m.grants::uuid[]) as l (id)
    join community."grant" g on g.network_id = ${network} and g.id = l.id
    group by m.subject`.execute(db);
  return new Map(rows.map(({ subject, lets }) => [subject, lets]));
}

const actingFor = ({ organisation, function: capacity }: Asked): Acting => ({ organisation, capacity });

/**
 * Who lets the organisation process their ties, lets it be told by name, is there for it and for who asks, and is known to be of age by
 * what they show it.
 */
function whoAreNamed(viewer: Viewer, asked: Asked, at: Instant): Sql<unknown> {
  const {
    network,
    networkFacts: { policies },
  } = viewer;
  const organisation = { id: asked.organisation, kind: 'organisation' } as const;
  const letting = (action: 'process' | 'see') =>
    whoLets(
      { network, policies, question: asksOfTies(action, asked, at), viewer: constantViewer(organisation) },
      'ties',
    );
  const comparing = { network, policies, as: actingFor(asked), purpose: INFLUENCE, at } as const;
  const isSeenBy = (actor: Viewer['actor']) => mayFilter({ ...viewer, actor }, toRead(at), 'presence', 'a');
  // Both are found for all at once and then brought together: as a join, the one would be looked through for each of the other.
  return sql`
    select n.subject, n.grants from (
      select b.subject, string_to_array(string_agg(array_to_string(b.grants, ','), ',' order by b.deed), ',')::uuid[] as grants
      from (select 1 as deed, l.* from (${letting('process')}) l union all select 2, l.* from (${letting('see')}) l) b
      where b.kind = 'persona' group by b.subject having count(*) = 2) n
    join community.actor a on a.network_id = ${network} and a.id = n.subject
    where ${isSeenBy(organisation)} and ${isSeenBy(viewer.actor)} and ${isKnownOfAge(comparing, sql`n.subject`)}`;
}

/** The first of them by PageRank, then by betweenness, then as their ids go. */
async function namedOf({ members, graph }: ConsentedTies, at: Instant): Promise<NamedMembers> {
  const among = members.length;
  if (among === 0) return { among, named: [], isSampled: false };
  const seed = mixed(epochOf(at).day)[0];
  const { pagerank, betweenness } = await measureApart({ kind: 'each', graph, seed });
  const worth = (of: Float64Array, n: number): number => of[n] ?? 0;
  const first = Array.from(members.keys())
    .sort(
      (a, b) =>
        worth(pagerank, b) - worth(pagerank, a) || worth(betweenness, b) - worth(betweenness, a) || a - b,
    )
    .slice(0, MOST_NAMED);
  const named = first.flatMap((n, before) => {
    const member = members[n];
    return member === undefined
      ? []
      : [
          {
            subject: member.subject,
            place: before + 1,
            pagerank: worth(pagerank, n),
            betweenness: worth(betweenness, n),
          },
        ];
  });
  return { among, named, isSampled: among > EXACT_UP_TO };
}

/** Of each who is named, one by one, with what was told of them; of the others, that they were counted. */
async function noteNamed(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  { network, actor }: Viewer,
  { organisation, function: fn }: Asked,
  members: ConsentedTies['members'],
  { among, named }: NamedMembers,
  at: Instant,
): Promise<void> {
  const use = {
    organisation,
    function: fn,
    by: actor?.id ?? null,
    purpose: INFLUENCE,
    kinds: ['birth-date'],
  } as const;
  const participants = new Map(members.map((member) => [member.subject, member]));
  for (const { subject, ...told } of named) {
    const participant = participants.get(subject);
    if (participant === undefined) continue;
    participants.delete(subject);
    const id = await noteUse(trx, deps, network, { ...use, deed: 'named', participants: [participant] }, at);
    await trx
      .insertInto('community.influence_told')
      .values({ network_id: network, use_id: id, subject_id: subject, among, ...told })
      .execute();
  }
  const others = [...participants.values()];
  if (others.length > 0)
    await noteUse(trx, deps, network, { ...use, deed: 'counted', participants: others }, at);
}
