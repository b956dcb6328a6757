import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { type TestApp, testApp } from './app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from './people.ts';

/** A network of its own, and how its members talk to the server. */
export interface Members {
  readonly app: TestApp;
  readonly network: TestNetwork;
  /** One more, named by their turn. */
  person(options?: Record<string, unknown>): Promise<TestPersona>;
  /** Asks one second later than what was asked before; of nobody, as a visitor. */
  ask(who: TestPersona | null, method: string, path: string, body?: unknown): Promise<Response>;
  /** The same, for the body of an answer that must have the status. */
  call<T>(who: TestPersona | null, method: string, path: string, body?: unknown, status?: number): Promise<T>;
  /** Works the outbox off. */
  drain(): Promise<void>;
}

/** Opens an app with one network, whose members come when they are asked for. */
export async function members(
  rules: Parameters<typeof makeNetwork>[1] = {},
  given: Parameters<typeof testApp>[0] = {},
): Promise<Members> {
  const app = await testApp(given);
  const network = await makeNetwork(app, rules);
  let count = 0;
  const ask: Members['ask'] = async (who, method, path, body) => {
    app.clock.advance(1000);
    return app.request(method, path, {
      ...(who === null ? {} : { token: who.token }),
      ...(body === undefined ? {} : { body }),
    });
  };
  return {
    app,
    network,
    person: (options = {}) => makePersona(app, network, `person${++count}`, options),
    ask,
    call: async <T>(who: TestPersona | null, method: string, path: string, body?: unknown, status = 200) =>
      (await answerOf(await ask(who, method, path, body), status)) as T,
    drain: async () => {
      await drainOutbox(app.deps, (error) => {
        throw error;
      });
    },
  };
}
