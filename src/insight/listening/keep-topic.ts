import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, type BusinessFunction, FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { actingIn, actingOn } from '../../store/seated.ts';
import { takeLock } from '../../store/take-lock.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadTopic, loadTopics, type SavedTopic } from './saved-topic.ts';
import { soughtBy, type Terms } from './topic.ts';

/** A topic as it is said. */
export interface SaidTopic extends Terms {
  readonly title: string;
  readonly function: BusinessFunction;
}

/** Topics that an organisation keeps at a time. */
const MOST_TOPICS = 100;

/** Keeps what is listened for by a name, for who acts for the organisation in the function. It asks nobody and costs nothing. */
export async function saveTopic(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  said: SaidTopic,
  at: Instant,
): Promise<Result<SavedTopic>> {
  const { network } = viewer;
  const { community } = deps.store;
  const acting = await actingIn(community, viewer, organisation, said.function, at);
  if (!acting.ok) return acting;
  const sought = await soughtBy(community, viewer.network, { kind: 'terms', ...said }, at);
  if (!sought.ok) return sought;
  const id = deps.ids.next(`listening topic ${organisation}`);
  return community.transaction().execute(async (trx): Promise<Result<SavedTopic>> => {
    await lockTopics(trx, `${network} ${organisation}`);
    if ((await loadTopics(trx, network, organisation, at)).length >= MOST_TOPICS) {
      return refuse({
        kind: 'conflict',
        says: `An organisation keeps ${MOST_TOPICS} topics at most. End one.`,
      });
    }
    return ok(await insert(trx, viewer, { ...said, id, organisation, version: 1, since: at }));
  });
}

/** Says anew what it is: another version, whose numbers aren't compared with those of the one before. */
export async function changeTopic(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  said: SaidTopic,
  at: Instant,
): Promise<Result<SavedTopic>> {
  const kept = await topicKeptBy(deps, viewer, id, at);
  if (!kept.ok) return kept;
  const { community } = deps.store;
  const { organisation } = kept.value;
  const acting = await actingIn(community, viewer, organisation, said.function, at);
  if (!acting.ok) {
    return refuse({ kind: 'invalid', field: 'function', says: 'is none in which you act for it' });
  }
  const sought = await soughtBy(community, viewer.network, { kind: 'terms', ...said }, at);
  if (!sought.ok) return sought;
  return community.transaction().execute(async (trx): Promise<Result<SavedTopic>> => {
    await lockTopics(trx, `${viewer.network} ${organisation}`);
    const current = await loadTopic(trx, viewer.network, id, at);
    if (current === null) return absent;
    await end(trx, viewer, id, at);
    return ok(
      await insert(trx, viewer, { ...said, id, organisation, version: current.version + 1, since: at }),
    );
  });
}

/** Ends it, and with the next day what watches it. */
export async function endTopic(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<null>> {
  const kept = await topicKeptBy(deps, viewer, id, at);
  if (!kept.ok) return kept;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockTopics(trx, `${viewer.network} ${kept.value.organisation}`);
    await end(trx, viewer, id, at);
  });
  return ok(null);
}

/** The topic, for who acts for its organisation in its function; others of the organisation read of it, and no more. */
export async function topicKeptBy(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<SavedTopic>> {
  const { community } = deps.store;
  return actingOn(community, viewer, await loadTopic(community, viewer.network, id, at), at);
}

/** One change after the other, so that each sees the version before it. */
const lockTopics = (trx: Kysely<Database>, of: string) => takeLock(trx, `topics ${of}`);

const end = (trx: Kysely<Database>, { network }: Viewer, id: string, at: Instant) =>
  trx
    .updateTable('community.listening_topic')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('valid_until', '>', instantValue(at))
    .execute();

async function insert(trx: Kysely<Database>, { network }: Viewer, topic: SavedTopic): Promise<SavedTopic> {
  await trx
    .insertInto('community.listening_topic')
    .values({
      network_id: network,
      id: topic.id,
      version: topic.version,
      organisation_id: topic.organisation,
      title: topic.title,
      function: topic.function,
      hashtags: [...topic.hashtags],
      phrases: [...topic.phrases],
      valid_from: timestamp(topic.since),
      valid_until: timestamp(FOREVER),
    })
    .execute();
  return topic;
}
