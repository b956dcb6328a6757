import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import {
  type Action,
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { endGiven, giveAgain } from '../../store/grants.ts';
import { lockPosts, packPosts } from '../../store/packed-facts.ts';
import type { Database, DecisionKind } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { wholeList } from '../actors/list-page.ts';
import { writeRules } from '../connections/connection-rules.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { writePreferred } from '../contacts/contact-rules.ts';
import { type GrantableKind, loadOwnObjects } from '../grants/grantable.ts';
import { liveGrants } from '../grants/live-grants.ts';
import { presenceOf } from '../presence/presence.ts';
import { tooNarrow } from '../presence/too-narrow.ts';
import { announceDecided } from './announce-decided.ts';
import { grantsOfDecisions } from './grants-of-decisions.ts';
import { listDecisions, type OwnDecision } from './list-decisions.ts';
import { type Before, noteDecision } from './note-decision.ts';

/** How long a decision can be undone. */
const UNDONE_WITHIN_MS = 30 * 24 * 3600_000;

interface Touched {
  id: GrantId;
  kind: GrantableKind;
  object: ObjectId;
  ended: boolean;
  actions: Action[];
  purpose: Purpose;
  any: Audience['any'];
  except: Audience['except'];
  conditions: Conditions;
  until: Instant;
  wouldEnd: Instant | null;
  reviewBy: Instant;
}

/**
 * Undoes one of the viewer's own decisions, now: what it gave ends, and what it ended is given again, for as long as it
 * would have gone on. Who was kept out stays so. Only while nothing of it was decided about anew. It is a decision of its
 * own, which can be undone too; what was seen in between can't be called back.
 */
export async function undoDecision(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<OwnDecision>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const { network } = viewer;
  const owner = me.value;
  const undone = await deps.store.community.transaction().execute(async (trx): Promise<Result<string>> => {
    await lockPair(trx, network, owner, owner, at);
    const decision = await trx
      .selectFrom('community.decision')
      .select(['kind', 'decided_at', 'before', 'undone_at'])
      .where('network_id', '=', network)
      .where('owner_id', '=', owner)
      .where('id', '=', id)
      .executeTakeFirst();
    if (decision === undefined) return absent;
    if (decision.undone_at !== null) return refuse({ kind: 'conflict', says: 'This was undone already.' });
    if (decision.decided_at < at - UNDONE_WITHIN_MS) {
      return refuse({ kind: 'conflict', says: 'This is more than 30 days ago; decide anew instead.' });
    }
    const touched = await touchedBy(trx, viewer, owner, decision.decided_at);
    const ids = touched.map(({ object }) => object);
    const posts = await lockPosts(trx, network, sql`p.id = any(${ids}::uuid[]) and p.deleted_at is null`);
    if (await isDecidedAnew(trx, viewer, owner, ids, decision)) {
      return refuse({
        kind: 'conflict',
        says: 'Something of this was decided about again since; undo that first, or decide anew.',
      });
    }
    const there = new Set<string>(posts);
    for (const one of await loadOwnObjects(deps, viewer, ids, owner)) {
      if (one.kind !== 'post' && !one.inherits) there.add(one.id);
    }
    const given = touched.filter((one) => !one.ended && one.until > at);
    const again = touched.filter(
      ({ ended, wouldEnd, object }) => ended && wouldEnd !== null && wouldEnd > at && there.has(object),
    );
    const before = decision.before as Before | null;
    if (given.length + again.length === 0 && before === null) {
      return refuse({ kind: 'conflict', says: 'Nothing is left of this that could be undone.' });
    }
    const refusal = await refusedByNetwork(deps, trx, viewer, given, again, at);
    if (refusal !== null) return refusal;
    await endGiven(
      trx,
      network,
      given.map((one) => one.id),
      at,
    );
    await giveAgain(
      trx,
      network,
      again.map((one) => ({ grant: one.id, as: deps.ids.next(`grant ${one.object} again`) as GrantId })),
      at,
    );
    await packPosts(trx, network, posts);
    if (before !== null) await putBack(trx, viewer, owner, before);
    await trx
      .updateTable('community.decision')
      .set({ undone_at: timestamp(at) })
      .where('network_id', '=', network)
      .where('owner_id', '=', owner)
      .where('id', '=', id)
      .execute();
    const noted = await noteDecision(trx, deps, { network, owner, kind: 'undone' }, at);
    if (posts.length > 0) await announceDecided(trx, deps, { network, owner, decision: noted }, at);
    return ok(noted);
  });
  if (!undone.ok) return undone;
  const [decision] = await listDecisions(deps, viewer, wholeList(1), at, undone.value);
  return decision === undefined ? absent : ok(decision);
}

async function touchedBy(
  trx: Kysely<Database>,
  { network }: Viewer,
  owner: ActorId,
  decided: Instant,
): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select g.id, g.object_kind as kind, g.object_id as object, g.ended, g.actions, g.purpose, a.terms as any,
      a.except_keys as except, g.conditions, g.valid_until as until, g.would_end as "wouldEnd",
      g.review_by as "reviewBy"
    from ${grantsOfDecisions({ network, owner, times: [decided] })} g
    join community.audience a on a.network_id = ${network} and a.id = g.audience_id order by g.id`.execute(
    trx,
  );
  return rows;
}

/** Whether anything of the same kind was given or ended on one of the things since, or the same rules were changed. */
async function isDecidedAnew(
  trx: Kysely<Database>,
  { network }: Viewer,
  owner: ActorId,
  objects: readonly ObjectId[],
  { kind, decided_at, before }: { kind: DecisionKind; decided_at: Instant; before: unknown },
): Promise<boolean> {
  const since = instantValue(decided_at);
  const { rows } = await sql<{ anew: boolean }>`select exists (
      select 1 from ${grantsOfDecisions({ network, owner, times: [decided_at] })} was
      join community."grant" g on g.network_id = ${network} and g.owner_id = ${owner}
        and g.object_id = was.object_id and g.object_kind = was.object_kind and g.purpose = was.purpose
        and g.actions && was.actions
      where g.object_id = any(${[...objects]}::uuid[])
        and (g.valid_from > ${since} or (g.would_end is not null and g.valid_until > ${since})))
    or ${
      before === null
        ? sql`false`
        : sql`exists (
      select 1 from community.decision d where d.network_id = ${network} and d.owner_id = ${owner}
        and d.kind = ${kind} and d.decided_at > ${since} and d.undone_at is null)`
    } as anew`.execute(trx);
  return rows[0]?.anew ?? false;
}

/** What the network asks its members to show must still be shown afterwards. */
async function refusedByNetwork(
  deps: Pick<Deps, 'store'>,
  trx: Kysely<Database>,
  viewer: Viewer,
  given: readonly Touched[],
  again: readonly Touched[],
  at: Instant,
): Promise<ReturnType<typeof refuse> | null> {
  if (!given.some(({ kind }) => kind === 'presence')) return null;
  const gone = new Set(given.map(({ id }) => id));
  const staying = (await liveGrants(trx, viewer, at)).filter(({ id }) => !gone.has(id));
  const back = again.map(({ any, except, wouldEnd, ...rest }) => ({
    ...rest,
    audience: { any, except },
    until: wouldEnd ?? FOREVER,
  }));
  const presence = presenceOf([...staying, ...back]);
  for (const place of ['see', 'find'] as const) {
    const refusal = await tooNarrow(deps, viewer, place, presence[place]);
    if (refusal !== null) return refusal;
  }
  return null;
}

async function putBack(
  trx: Kysely<Database>,
  { network }: Viewer,
  owner: ActorId,
  before: Before,
): Promise<void> {
  if (before.is === 'rules') {
    const { is: _, ...rules } = before;
    return writeRules(trx, network, owner, rules);
  }
  return writePreferred(trx, { network, actor: owner }, before.function, before.preferred);
}
