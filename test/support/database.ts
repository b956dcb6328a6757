import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { openStore, type Store, type StoreOptions } from '../../src/store/database.ts';
import { assertPoliciesKnown } from './known-policies.ts';
import { assertNoted } from './noted-presences.ts';
import { assertPacked } from './packed-posts.ts';
import { queryOnce, startTestPostgres, templateName, urlVariable, withDatabase } from './postgres.ts';

/** A database of its own, migrated and empty. */
export interface FreshDatabase {
  store: Store;
  /** Of the owner, for what only the owner may look at. */
  url: string;
  /** Closes and drops it now, and not only when the file's tests have ended. */
  drop(): Promise<void>;
}

/** A database as it was when it was closed, to be copied. */
export interface Snapshot {
  /** Name of the database on the tests' server. */
  readonly database: string;
  /** Where its members' files are kept, to be copied as well. */
  readonly files?: string;
}

/** Closes the database, so that it can be given to {@link freshDatabase} as often as wanted. */
export async function snapshotOf({ store, url }: FreshDatabase): Promise<Snapshot> {
  await assertNoted(store);
  closed.add(store);
  await store.close();
  return { database: new URL(url).pathname.slice(1) };
}

/**
 * A migrated, empty database, copied from a template (about 30 ms). It is dropped when the tests of the file, or
 * of the suite in whose body or hook this is called, have ended.
 * @param from copied instead, with all that is in it.
 */
export async function freshDatabase(
  options?: StoreOptions,
  from: Snapshot = { database: templateName },
): Promise<FreshDatabase> {
  const server = await serverUrl();
  const name = `t_${randomBytes(8).toString('hex')}`;
  await queryOnce(server, `create database ${name} template ${from.database} strategy file_copy`);
  const url = withDatabase(server, name);
  // A machine that stands still for a while fails no test.
  const store = openStore(url, { connectWithin: 60_000, ...options });
  let dropped: Promise<void> | undefined;
  const drop = () => {
    dropped ??= assertSound(url, store).finally(async () => {
      await store.close();
      await queryOnce(server, `drop database if exists ${name} with (force)`);
    });
    return dropped;
  };
  cleanups.push(drop);
  return { store, url, drop };
}

/** What is kept beside the facts is what the facts say. */
async function assertSound(url: string, store: Store): Promise<void> {
  await assertPacked(url, store);
  if (closed.has(store)) return;
  await assertNoted(store);
  await assertPoliciesKnown(store);
}

/** URL of the throw-away server's superuser: the runner's, or one started for this file alone. */
export function serverUrl(): Promise<string> {
  started ??= start();
  return started;
}

let started: Promise<string> | undefined;
const closed = new WeakSet<Store>();
const cleanups: (() => Promise<void>)[] = [];

async function start(): Promise<string> {
  const given = process.env[urlVariable];
  if (given) return given;
  const server = await startTestPostgres();
  cleanups.unshift(() => server.stop());
  return server.url;
}

after(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
});
