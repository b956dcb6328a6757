import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type ChangeBus, openChangeBus } from './change-bus.ts';
import { explainConnectError } from './connect-error.ts';
import { PreparingClient, readThrough } from './prepared.ts';
import { keepPresences, type Presences } from './presences/presences.ts';
import type { Database } from './schema.ts';
import { parseTimestamp } from './time.ts';

/** The database, as two pools that differ in what they may see. */
export interface Store {
  /** Everything but the vault. Its role, `waxseal_community`, has no right there. */
  community: Kysely<Database>;
  /**
   * For the few use cases that need both, in `src/community/vault/` alone. Each statement of its transactions
   * says whose it is: `SET LOCAL ROLE waxseal_vault` or `waxseal_community` goes before.
   */
  bridge: Kysely<Database>;
  /** What happened, as every process of the app tells it. */
  changes: ChangeBus;
  /** Who shows themselves to whom, in memory. */
  presences: Presences;
  /** Waits for the queries under way, then closes both pools. */
  close(): Promise<void>;
}

/** Most connections of each pool; `community` is that of its writes, and once more of its reads. */
export interface StoreOptions {
  community?: number;
  bridge?: number;
  /** For how long the database may take to open a connection, in milliseconds. */
  connectWithin?: number;
}

/**
 * Opens the pools. Nothing is connected before the first query; `migrate` has found the database reachable.
 * @param url of the database's owner, who is granted both roles.
 */
export function openStore(
  url: string,
  { community = 10, bridge = 3, connectWithin = 10_000 }: StoreOptions = {},
): Store {
  const asCommunity = {
    connectionString: url,
    options: '-c role=waxseal_community -c search_path=community -c timezone=UTC',
    types,
  };
  const openPool = (config: pg.PoolConfig) => newPool({ connectionTimeoutMillis: connectWithin, ...config });
  const communityPool = openPool({ ...asCommunity, max: community, application_name: 'waxseal community' });
  const bridgePool = openPool({
    connectionString: url,
    types,
    max: bridge,
    options: '-c search_path=pg_catalog -c timezone=UTC',
    application_name: 'waxseal bridge',
  });
  const pools = {
    community: new Kysely<Database>({ dialect: new PostgresDialect({ pool: communityPool }) }),
    bridge: new Kysely<Database>({ dialect: new PostgresDialect({ pool: bridgePool }) }),
  };
  const readers = openPool({
    ...asCommunity,
    options: `${asCommunity.options} -c plan_cache_mode=force_generic_plan`,
    max: community,
    application_name: 'waxseal reads',
  });
  const reads = new Kysely<Database>({ dialect: new PostgresDialect({ pool: readers }) });
  readThrough(pools.community, reads);
  const changes = openChangeBus(async () => {
    const client = new pg.Client({ ...asCommunity, keepAlive: true, application_name: 'waxseal listen' });
    await client.connect().catch((error) => {
      throw explainConnectError(error);
    });
    return client;
  });
  return {
    ...pools,
    changes,
    presences: keepPresences(pools.community),
    async close() {
      await changes.close();
      await Promise.all([pools.community.destroy(), pools.bridge.destroy(), reads.destroy()]);
    },
  };
}

function newPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    Client: PreparingClient,
    idleTimeoutMillis: 60_000,
    ...config,
  });
  // An idle connection that the server cuts is no bug: the pool drops it and the next query opens another.
  pool.on('error', () => undefined);
  // Nor is one that is cut while it is used: its query fails, and so does what asked. The pool listens to idle ones alone, and
  // an error that nobody listens to ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Counts come as `bigint`, which node-postgres leaves as text. Here they are numbers, and one beyond what a
 * number holds exactly is a bug.
 */
const parsers = new Map<number, (text: string) => number>([
  [pg.types.builtins.INT8, parseCount],
  [pg.types.builtins.TIMESTAMPTZ, parseTimestamp],
]);
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    format === 'binary'
      ? pg.types.getTypeParser(oid, format)
      : (parsers.get(oid) ?? pg.types.getTypeParser(oid)),
};

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count)) throw new RangeError('a bigint beyond the exact range of a number');
  return count;
}
