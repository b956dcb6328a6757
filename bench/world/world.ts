import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readEgoNetworks } from '../../src/cli/import/ego-network/read-folder.ts';
import { importPeople } from '../../src/community/import/import-people.ts';
import { systemClock } from '../../src/core/clock.ts';
import { uuidV7 } from '../../src/core/ids.ts';
import { projectFolder } from '../../src/data-folder.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { startPostgres } from '../../src/store/postgres/start.ts';
import { queryOnce, withDatabase } from '../../test/support/postgres.ts';
import { egoFolder } from '../../test/support/shared-data.ts';
import { dice } from '../dice.ts';
import { storePools } from './audiences.ts';
import { drawCircles, readPeople } from './people.ts';
import { loadPosts } from './posts.ts';

/** The imported network with posts, on a PostgreSQL of the benchmark's own with its ordinary, durable settings. */
export interface World {
  readonly url: string;
  readonly posts: number;
  readonly store: Store;
  readonly network: NetworkId;
  /** Viewers in about 10 circles, and in 1,000. */
  readonly viewers: { readonly few: readonly ActorId[]; readonly many: readonly ActorId[] };
  close(): Promise<void>;
}

export interface Worlds {
  /** The version of the server, such as `17.10`. */
  readonly version: string;
  /** The world with so many posts; it is made the first time, which takes minutes, and kept. */
  open(posts: number): Promise<World>;
  /** A copy of it to write to, which goes when it is closed: what is written would be the newest of later runs. */
  copy(posts: number): Promise<World>;
  stop(): Promise<void>;
}

const QUIET = { step: () => undefined, advance: () => undefined };

/**
 * Starts the server. Everything is kept in the system's folder of temporary files for later runs; another schema, or
 * other code that fills it, has a folder of its own.
 */
export async function startWorlds(
  say: (line: string) => void,
  dataFolder = join(tmpdir(), `waxseal-bench-${mark()}`),
): Promise<Worlds> {
  await mkdir(dataFolder, { recursive: true });
  const server = await startPostgres({ dataFolder, say });
  const version = await queryOnce(server.url, 'show server_version');
  const made = async (posts: number): Promise<string> => {
    const name = `posts_${posts}`;
    const { rowCount } = await queryOnce(server.url, `select 1 from pg_database where datname = '${name}'`);
    if (rowCount === 0) await make(server.url, name, posts, say);
    return name;
  };
  return {
    version: version.rows[0].server_version,
    open: async (posts) => openWorld(withDatabase(server.url, await made(posts)), posts),
    async copy(posts) {
      const from = await made(posts);
      const name = `${from}_copy`;
      const drop = () => queryOnce(server.url, `drop database if exists ${name} with (force)`);
      await drop();
      await queryOnce(server.url, `create database ${name} template ${from} strategy file_copy`);
      const world = await openWorld(withDatabase(server.url, name), posts);
      return { ...world, close: () => world.close().then(async () => void (await drop())) };
    },
    stop: () => server.stop(),
  };
}

/** What the data depends on. */
function mark(): string {
  const files = [
    'src/store/migrations/*.sql',
    'src/store/packed-facts.ts',
    'bench/world/*.ts',
    'src/community/import/*.ts',
  ];
  const hash = createHash('sha256');
  for (const file of globSync(files, { cwd: projectFolder }).sort())
    hash.update(readFileSync(join(projectFolder, file)));
  return hash.digest('hex').slice(0, 12);
}

/** Made under another name, so that one that was broken off isn't taken for whole. */
async function make(server: string, name: string, posts: number, say: (line: string) => void): Promise<void> {
  const aside = `${name}_making`;
  await queryOnce(server, `drop database if exists ${aside} with (force)`);
  await queryOnce(server, `create database ${aside}`);
  const url = withDatabase(server, aside);
  await migrate(url);
  const store = openStore(url);
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    say(`making a network with ${posts} posts, for this and later runs`);
    const deps = { store, ids: uuidV7(systemClock) };
    const to = { slug: 'ego', kind: 'employee' } as const;
    await importPeople(deps, to, await readEgoNetworks(egoFolder), Date.UTC(2025, 0, 1), QUIET);
    await db.query('vacuum analyze');
    const random = dice(1);
    const imported = await readPeople(db);
    const viewers = await drawCircles(db, imported, random);
    const people = { ...(await readPeople(db)), ...viewers };
    const pools = await storePools(db, people, random);
    await loadPosts(db, store.community, people.network, pools, posts, random, say);
    await db.query(
      'create table public.bench_viewer as select * from jsonb_to_recordset($1) as v (kind text, id uuid)',
      [
        JSON.stringify(
          (['few', 'many'] as const).flatMap((kind) => viewers[kind].map((id) => ({ kind, id }))),
        ),
      ],
    );
  } finally {
    await store.close();
    await db.end();
  }
  await queryOnce(server, `alter database ${aside} rename to ${name}`);
}

async function openWorld(url: string, posts: number): Promise<World> {
  const { rows } = await queryOnce(url, `select kind, id from public.bench_viewer`);
  const { rows: networks } = await queryOnce(url, 'select id from community.network');
  const of = (kind: string): ActorId[] => rows.filter((row) => row.kind === kind).map((row) => row.id);
  const store = openStore(url);
  return {
    url,
    posts,
    store,
    network: networks[0].id,
    viewers: { few: of('few'), many: of('many') },
    close: () => store.close(),
  };
}
