import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import {
  type ActorId,
  type BusinessFunction,
  DAY_MS,
  type Instant,
  type NetworkId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { AlertKind, Database, WatchEnding } from '../../store/schema.ts';
import { actingOn, seatedIn } from '../../store/seated.ts';
import { takeLock } from '../../store/take-lock.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { topicKeptBy } from './keep-topic.ts';
import { dayOf } from './span.ts';

/** That a topic is asked about every day. */
export interface Watch {
  readonly id: string;
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly topic: string;
  /** As the topic was last called. */
  readonly title: string;
  readonly begun: Instant;
  /** The last day on which it asks, UTC. */
  readonly lastDay: string;
  readonly ranOn: string | null;
  readonly ended: Instant | null;
  readonly because: WatchEnding | null;
}

/** A shift that a watch has told. */
export interface Alert {
  readonly id: string;
  readonly watch: string;
  readonly topic: string;
  readonly title: string;
  readonly kind: AlertKind;
  readonly day: string;
  readonly beforeDay: string;
  readonly now: number;
  readonly before: number;
  readonly told: Instant;
}

const MOST_WATCHES = 20;
const MOST_DAYS = 92;
const MOST_ALERTS = 200;

/** The topic's name, as it stands or stood. */
const TITLE = sql`(select t.title from community.listening_topic t
  where t.network_id = w.network_id and t.id = w.topic_id order by t.version desc limit 1)`;

/** How often it may still ask: each day takes as much as any question. */
export const questionsLeft = ({ ended, ranOn, lastDay }: Watch, at: Instant): number => {
  if (ended !== null) return 0;
  const today = dayOf(at);
  const next = ranOn === today ? Date.parse(today) + DAY_MS : Date.parse(today);
  return Math.max(0, Math.round((Date.parse(lastDay) - next) / DAY_MS) + 1);
};

/** Has a topic be asked about from today until a day, for who acts for the organisation in its function. */
export async function beginWatch(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  topic: string,
  lastDay: string,
  at: Instant,
): Promise<Result<Watch>> {
  const kept = await topicKeptBy(deps, viewer, topic, at);
  if (!kept.ok) return kept;
  const { organisation, function: fn } = kept.value;
  const { network } = viewer;
  const days = (Date.parse(lastDay) - Date.parse(dayOf(at))) / DAY_MS;
  if (!(days >= 0)) return refuse({ kind: 'invalid', field: 'until', says: 'is over' });
  if (days >= MOST_DAYS) {
    return refuse({ kind: 'invalid', field: 'until', says: `is in ${MOST_DAYS} days at most` });
  }
  const id = deps.ids.next(`listening watch ${organisation}`);
  return deps.store.community.transaction().execute(async (trx): Promise<Result<Watch>> => {
    await takeLock(trx, `watches ${network} ${organisation}`);
    const running = (await loadWatches(trx, network, organisation)).filter(({ ended }) => ended === null);
    if (running.some((one) => one.topic === topic)) {
      return refuse({ kind: 'conflict', says: 'This topic is watched already. End that watch first.' });
    }
    if (running.length >= MOST_WATCHES) {
      return refuse({
        kind: 'conflict',
        says: `An organisation watches ${MOST_WATCHES} topics at most. End one.`,
      });
    }
    await trx
      .insertInto('community.listening_watch')
      .values({
        network_id: network,
        id,
        organisation_id: organisation,
        topic_id: topic,
        function: fn,
        begun_at: timestamp(at),
        last_day: lastDay,
      })
      .execute();
    const begun = (await loadWatches(trx, network, organisation)).find((one) => one.id === id);
    return begun === undefined ? absent : ok(begun);
  });
}

/** Has it ask no more, for who acts for the organisation in its function. */
export async function endWatch(
  { store: { community } }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<null>> {
  const { network } = viewer;
  const { rows } = await sql<{ organisation: ActorId; function: BusinessFunction }>`
    select w.organisation_id as organisation, w.function from community.listening_watch w
    where w.network_id = ${network} and w.id = ${id} and w.ended_at is null`.execute(community);
  const acting = await actingOn(community, viewer, rows[0] ?? null, at);
  if (!acting.ok) return acting;
  await closeWatch(community, network, id, 'stopped', at);
  return ok(null);
}

export const closeWatch = (
  db: Kysely<Database>,
  network: NetworkId,
  id: string,
  because: WatchEnding,
  at: Instant,
) =>
  db
    .updateTable('community.listening_watch')
    .set({ ended_at: timestamp(at), ended_because: because })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();

/** All watches of an organisation, the newest first. */
async function loadWatches(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
): Promise<readonly Watch[]> {
  const { rows } = await sql<Watch>`
    select w.id, w.organisation_id as organisation, w.function, w.topic_id as topic, ${TITLE} as title,
      w.begun_at as begun, w.last_day as "lastDay", w.ran_on as "ranOn", w.ended_at as ended, w.ended_because as because
    from community.listening_watch w
    where w.network_id = ${network} and w.organisation_id = ${organisation} order by w.id desc`.execute(db);
  return rows;
}

/** What an organisation watches and has watched, for whoever holds a seat in it. */
export async function listWatches(
  { store: { community } }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly Watch[]>> {
  const seated = await seatedIn(community, viewer, organisation, at);
  return seated.ok ? ok(await loadWatches(community, viewer.network, organisation)) : seated;
}

/** What its watches have told, the newest first, for the same. */
export async function listAlerts(
  { store: { community } }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly Alert[]>> {
  const seated = await seatedIn(community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const { rows } = await sql<Alert>`
    select a.id, a.watch_id as watch, w.topic_id as topic, ${TITLE} as title, a.kind, a.day, a.before_day as "beforeDay",
      a.now_is as now, a.before_was as before, a.told_at as told
    from community.listening_alert a
    join community.listening_watch w on w.network_id = a.network_id and w.id = a.watch_id
    where a.network_id = ${viewer.network} and a.organisation_id = ${organisation}
    order by a.day desc, a.id desc limit ${MOST_ALERTS}`.execute(community);
  return ok(rows);
}
