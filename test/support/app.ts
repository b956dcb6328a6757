import { createHash, randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { type Logger, pino } from 'pino';
import type { Clock } from '../../src/core/clock.ts';
import { type Ids, uuidV7 } from '../../src/core/ids.ts';
import type { Mail } from '../../src/core/mail.ts';
import type { TxtResolver } from '../../src/core/txt-resolver.ts';
import type { Deps } from '../../src/deps.ts';
import { createServer } from '../../src/server.ts';
import { type FileStore, openFiles } from '../../src/store/files.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { freshFilesFolder } from './files-folder.ts';

/** The whole app over a database of its own, called without a socket. */
export interface TestApp {
  readonly deps: Deps;
  readonly clock: TestClock;
  /** The app itself, with its list of routes. */
  readonly router: Hono;
  /** What was mailed, in order. */
  readonly mails: readonly Mail[];
  /** Where members' files are kept. */
  readonly filesFolder: string;
  /** One request; a path such as `/api/v1/statuses`. A body that is no string is sent as JSON. */
  request(
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
}

/** A clock that a test moves. */
export interface TestClock extends Clock {
  set(instant: number): void;
  advance(milliseconds: number): void;
}

export function testClock(start = Date.parse('2026-03-01T09:00:00.000Z')): TestClock {
  let now = start;
  return {
    now: () => new Date(now),
    set(instant) {
      now = instant;
    },
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

/** Opens an app with an empty, migrated database; it is dropped when the file's tests have ended. */
export async function testApp(
  given: {
    ids?: (clock: Clock) => Ids;
    random?: (bytes: number) => Buffer;
    clock?: TestClock;
    /** Instead of an empty one. */
    database?: FreshDatabase;
    log?: Logger;
    /** What stands in the DNS; unless given, nothing. */
    txt?: TxtResolver['txt'];
    /** Ends the open streams. */
    closing?: AbortSignal;
    /** Unless given, more than any test asks for. */
    looksPerHour?: number;
    /** Whose experts sign off new networks. */
    governedBy?: Deps['governedBy'];
    /** Where a browser reaches it. */
    publicUrl?: string;
    /** The built web app. */
    webFolder?: string;
    /** Where files are kept; a folder of its own unless given. */
    filesFolder?: string;
    /** Members' files, where they are to behave otherwise. */
    files?: (usual: FileStore) => FileStore;
  } = {},
): Promise<TestApp> {
  const { store } = given.database ?? (await freshDatabase());
  const clock = given.clock ?? testClock();
  const filesFolder = given.filesFolder ?? freshFilesFolder();
  const mails: Mail[] = [];
  const deps: Deps = {
    store,
    files: (given.files ?? ((usual) => usual))(openFiles(filesFolder, given.random ?? randomBytes)),
    clock,
    ids: (given.ids ?? uuidV7)(clock),
    random: given.random ?? randomBytes,
    masterKey: createHash('sha256').update('a key for tests').digest(),
    passwordCost: { memoryKiB: 8, passes: 1 },
    mailer: {
      async send(mail) {
        mails.push(mail);
      },
    },
    resolver: { txt: given.txt ?? (async () => []) },
    proxies: 0,
    looksPerHour: given.looksPerHour ?? 1_000_000,
    governedBy: given.governedBy ?? null,
    publicUrl: given.publicUrl ?? 'http://localhost:8080',
    closing: given.closing ?? new AbortController().signal,
    log:
      given.log ??
      pino({ level: process.env.WAXSEAL_LOG ?? 'silent' }, pino.destination({ fd: 2, sync: true })),
    dataFolder: '/nonexistent',
  };
  const app = createServer(deps, given.webFolder ?? '/nonexistent');
  return {
    deps,
    clock,
    router: app,
    mails,
    filesFolder,
    request: async (method, path, { token, body, headers = {} } = {}) =>
      app.request(path, {
        method,
        headers: {
          host: 'localhost:8080',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}
