import { cpSync, existsSync } from 'node:fs';
import type { Logger } from 'pino';
import { type TestApp, type TestClock, testApp, testClock } from '../support/app.ts';
import { type FreshDatabase, freshDatabase, type Snapshot } from '../support/database.ts';
import { type FactIds, factIds } from '../support/fact-ids.ts';
import { freshFilesFolder } from '../support/files-folder.ts';
import { type Answer, readAnswer, stringIn } from './answer.ts';
import { type Deliveries, followDeliveries } from './deliveries.ts';
import { drain } from './drain.ts';
import { type OpenStream, openStream } from './stream.ts';

/** With what a request is made: a bearer token, a session's cookie, or nothing. */
export interface Credentials {
  readonly token?: string;
  readonly cookie?: string;
}

/** One request. */
export interface Ask {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** An object is sent as JSON, a string as it stands. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One of the two worlds: an app over a database of its own, whose clock and ids the harness sets. */
export interface World {
  readonly app: TestApp;
  readonly clock: TestClock;
  readonly facts: FactIds;
  ask(ask: Ask, as: Credentials): Promise<Answer>;
  /** Opens a stream. */
  open(ask: Ask, as: Credentials): Promise<OpenStream>;
  /** Works off the outbox, and brings what happened to the streams that are open. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** The origin that the app believes it has; a browser sends it with whatever changes something. */
const ORIGIN = 'http://localhost:8080';

/**
 * Opens a world.
 * @param from what is in it already; nothing unless given.
 * @param at what its clock says.
 */
export async function openWorld(
  at: number,
  from?: Snapshot,
  log?: Logger,
): Promise<World & { database: FreshDatabase }> {
  const database = await freshDatabase({ community: 8, bridge: 2 }, from);
  const clock = testClock(at);
  const facts = factIds();
  const closing = new AbortController();
  const filesFolder = freshFilesFolder();
  if (from?.files !== undefined && existsSync(from.files))
    cpSync(from.files, filesFolder, { recursive: true });
  const dns = new Map<string, string>();
  const app = await testApp({
    filesFolder,
    txt: async (name) => [dns.get(name) ?? []].flat(),
    ids: facts.ids,
    random: facts.random,
    clock,
    database,
    closing: closing.signal,
    ...(log && { log }),
  });
  let deliveries: Promise<Deliveries> | undefined;
  const send = (ask: Ask, { token, cookie }: Credentials) =>
    app.request(ask.method, ask.path, {
      ...(token === undefined ? {} : { token }),
      ...(ask.body === undefined ? {} : { body: ask.body }),
      headers: { ...(cookie === undefined ? {} : { cookie, origin: ORIGIN }), ...ask.headers },
    });
  return {
    app,
    clock,
    facts,
    database,
    async open(ask, as) {
      deliveries ??= followDeliveries(app.deps);
      await deliveries;
      return openStream(await send(ask, as));
    },
    async ask(ask, as) {
      const answer = await readAnswer(await send(ask, as));
      if (ask.path.endsWith('/domains') && ask.method === 'POST') putIntoDns(dns, answer);
      return answer;
    },
    async drain() {
      await drain(app.deps);
      await (await deliveries)?.done();
    },
    async close() {
      closing.abort();
      await database.drop();
    },
  };
}

/** Whoever is told what is to stand in the DNS of this domain puts it there at once. */
export const DOMAIN_IN_DNS = 'numbats.org';

function putIntoDns(dns: Map<string, string>, answer: Answer): void {
  const value = stringIn(answer, 'record.value');
  if (value !== undefined && stringIn(answer, 'domain') === DOMAIN_IN_DNS) {
    dns.set(`_waxseal.${DOMAIN_IN_DNS}`, value);
  }
}
