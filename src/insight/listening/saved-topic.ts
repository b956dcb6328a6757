import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { seatedIn } from '../../store/seated.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Terms } from './topic.ts';

/** What an organisation listens for by a name, such as a product. */
export interface SavedTopic extends Terms {
  readonly id: string;
  readonly organisation: ActorId;
  /** The function whose seats keep it. */
  readonly function: BusinessFunction;
  readonly title: string;
  /** From 1 on; each change is another one. */
  readonly version: number;
  readonly since: Instant;
}

const COLUMNS = sql`s.id, s.organisation_id as organisation, s.function, s.title, s.version, s.hashtags, s.phrases,
  s.valid_from as since`;

const lives = (at: Instant) =>
  sql`s.valid_from <= ${instantValue(at)} and s.valid_until > ${instantValue(at)}`;

/** Those that an organisation keeps now, the newest first. */
export async function loadTopics(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<readonly SavedTopic[]> {
  const { rows } = await sql<SavedTopic>`select ${COLUMNS} from community.listening_topic s
    where s.network_id = ${network} and s.organisation_id = ${organisation} and ${lives(at)}
    order by s.id desc`.execute(db);
  return rows;
}

/** One of them as it stands; null where it never was or has ended. */
export async function loadTopic(
  db: Kysely<Database>,
  network: NetworkId,
  id: string,
  at: Instant,
): Promise<SavedTopic | null> {
  const { rows } = await sql<SavedTopic>`select ${COLUMNS} from community.listening_topic s
    where s.network_id = ${network} and s.id = ${id} and ${lives(at)}`.execute(db);
  return rows[0] ?? null;
}

/** What an organisation keeps, for whoever holds a seat in it. */
export async function listTopics(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly SavedTopic[]>> {
  const seated = await seatedIn(store.community, viewer, organisation, at);
  return seated.ok ? ok(await loadTopics(store.community, viewer.network, organisation, at)) : seated;
}

/** One of them, for the same; to anybody else it is absent. */
export async function readTopic(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<SavedTopic>> {
  const found = await loadTopic(store.community, viewer.network, id, at);
  if (found === null) return absent;
  const seated = await seatedIn(store.community, viewer, found.organisation, at);
  return seated.ok ? ok(found) : seated;
}
