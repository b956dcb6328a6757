import { sql } from 'kysely';
import type { ActorId, ActorKind, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { runPlanned } from '../../store/prepared.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { standsForAsked, standsForAsker } from '../connections/request-life.ts';
import { keepsViewerOut } from '../lockdown/keeps-out.ts';
import { seenActors } from './seen-actors.ts';

/** How the viewer stands to another actor, as far as the viewer may know: nothing here tells of the other's blocks. */
export interface Acquaintance {
  readonly id: ActorId;
  readonly kind: ActorKind;
  readonly locked: boolean;
  /** The other's presence may be seen, or the two are the ends of a tie or a request: the other isn't absent. */
  readonly met: boolean;
  readonly following: boolean;
  readonly followedBy: boolean;
  readonly connected: boolean;
  /** Of the space that the other is. */
  readonly member: boolean;
  /** The viewer asked; until it lapses. */
  readonly requested: { readonly follow: boolean; readonly connect: boolean; readonly join: boolean };
  /** The other asked and waits for an answer. */
  readonly requestedBy: { readonly follow: boolean; readonly connect: boolean };
  readonly blocking: boolean;
  readonly muting: boolean;
}

interface Row {
  id: ActorId;
  kind: ActorKind;
  locked: boolean;
  following: boolean;
  followed_by: boolean;
  connected: boolean;
  member: boolean;
  asked: string[];
  asked_by: string[];
  blocking: boolean;
  apart: boolean;
  muting: boolean;
}

/** How the viewer stands to each of the actors; ids that aren't there are left out. Two round trips, side by side. */
export async function loadAcquaintances(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: Iterable<ActorId>,
  at: Instant,
): Promise<Map<ActorId, Acquaintance>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const [seen, rows] = await Promise.all([
    seenActors(deps, viewer, asked, at),
    loadRows(deps, viewer, asked, at),
  ]);
  return new Map(rows.map((row) => [row.id, acquaintanceOf(row, seen.has(row.id))]));
}

/** How the viewer stands to one actor, null where that one is absent to the viewer. */
export async function meet(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Acquaintance | null> {
  const found = (await loadAcquaintances(deps, viewer, [id], at)).get(id);
  return found?.met === true ? found : null;
}

/** Whether the actor is there for the viewer: they may meet, or it is the viewer's own. */
export const isThere = async (
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<boolean> => id === viewer.actor?.id || (await meet(deps, viewer, id, at)) !== null;

async function loadRows(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ActorId[],
  at: Instant,
): Promise<Row[]> {
  const network = viewer.network;
  const me = sql`${viewer.actor?.id ?? null}::uuid`;
  const now = instantValue(at);
  const live = (alias: string) =>
    sql`${sql.ref(`${alias}.valid_from`)} <= ${now} and ${sql.ref(`${alias}.valid_until`)} > ${now}`;
  const inSet = (key: ReturnType<typeof sql>, member: ReturnType<typeof sql>) =>
    sql`exists (select 1 from community.tie t where t.network_id = ${network} and t.set_key = ${key}
      and t.member_id = ${member} and ${live('t')})`;
  const statement = sql<Row>`
    select a.id, a.kind, a.locked,
      ${inSet(sql`'followers:' || a.id`, me)} as following,
      ${inSet(sql`'followers:' || ${me}`, sql`a.id`)} as followed_by,
      ${inSet(sql`'connections:' || a.id`, me)} as connected,
      ${inSet(sql`'space:' || a.id`, me)} as member,
      array(select r.kind from community.tie_request r where r.network_id = ${network} and r.from_id = ${me}
        and r.to_id = a.id and ${standsForAsker('r', at)}) as asked,
      array(select r.kind from community.tie_request r where r.network_id = ${network} and r.from_id = a.id
        and r.to_id = ${me} and ${standsForAsked('r', at)}) as asked_by,
      exists (select 1 from community.block b where b.network_id = ${network} and b.blocker_id = ${me}
        and b.blocked_id = a.id and ${live('b')}) as blocking,
      exists (select 1 from community.block b where b.network_id = ${network} and b.blocker_id = a.id
        and b.blocked_id = ${me} and ${live('b')}) or exists (
        select 1 from community.suspension s where s.network_id = ${network} and s.actor_id = a.id
          and ${live('s')}) or ${keepsViewerOut(viewer, sql`a.id`, at)} as apart,
      exists (select 1 from community.mute m where m.network_id = ${network} and m.owner_id = ${me}
        and m.muted_id = a.id and m.valid_until > ${now}) as muting
    from community.actor a where a.network_id = ${network} and a.id = any(${ids}::uuid[])`;
  return runPlanned(store.community, statement);
}

function acquaintanceOf(row: Row, seen: boolean): Acquaintance {
  const tied =
    row.following ||
    row.followed_by ||
    row.connected ||
    row.member ||
    row.asked.length > 0 ||
    row.asked_by.length > 0;
  return {
    id: row.id,
    kind: row.kind,
    locked: row.locked,
    met: seen || (tied && !row.blocking && !row.apart),
    following: row.following,
    followedBy: row.followed_by,
    connected: row.connected,
    member: row.member,
    requested: {
      follow: row.asked.includes('follow'),
      connect: row.asked.includes('connect'),
      join: row.asked.includes('join'),
    },
    requestedBy: { follow: row.asked_by.includes('follow'), connect: row.asked_by.includes('connect') },
    blocking: row.blocking,
    muting: row.muting,
  };
}
