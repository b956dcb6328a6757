import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';

export const BASE = '/api/privacy/v1/conversations';

export interface MessageJson {
  id: string;
  sender: { id: string };
  mine: boolean;
  event: string | null;
  text: string;
  deleted: boolean;
}

export interface ConversationJson {
  id: string;
  kind: string;
  title: string;
  role: string;
  unread: boolean;
  muted: boolean;
  unnamed: number;
  participants: { account: { id: string }; state: string; read_up_to: string | null }[];
  asked_by: { id: string } | null;
  last_message: MessageJson | null;
}

/** A network, and short words for what its people do in conversations. Each deed takes a second. */
export interface Talkers {
  readonly app: TestApp;
  readonly network: TestNetwork;
  person(options?: Record<string, unknown>): Promise<TestPersona>;
  call<T = unknown>(
    who: TestPersona,
    method: string,
    path: string,
    body?: unknown,
    status?: number,
  ): Promise<T>;
  write(
    who: TestPersona,
    whom: readonly TestPersona[],
    text: string,
    title?: string,
  ): Promise<ConversationJson>;
  say(who: TestPersona, id: string, text: string): Promise<MessageJson>;
  /** What was said, oldest first: the texts, and events in brackets. */
  heard(who: TestPersona, id: string): Promise<string[]>;
  folder(who: TestPersona, name?: string): Promise<ConversationJson[]>;
}

export async function makeTalkers(): Promise<Talkers> {
  const app = await testApp();
  const network = await makeNetwork(app);
  let count = 0;
  const call: Talkers['call'] = async <T>(
    who: TestPersona,
    method: string,
    path: string,
    body?: unknown,
    status = 200,
  ) => {
    app.clock.advance(1000);
    const response = await app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
    return (await answerOf(response, status)) as T;
  };
  return {
    app,
    network,
    call,
    person: (options = {}) => makePersona(app, network, `person${++count}`, options),
    write: (who, whom, text, title = '') =>
      call(who, 'POST', BASE, { with: whom.map(({ id }) => id), text, title }, 201),
    say: (who, id, text) => call(who, 'POST', `${BASE}/${id}/messages`, { text }, 201),
    async heard(who, id) {
      const messages = await call<MessageJson[]>(who, 'GET', `${BASE}/${id}/messages`);
      return messages
        .map(({ text, event, deleted }) => (deleted ? '(deleted)' : event === null ? text : `(${event})`))
        .reverse();
    },
    folder: (who, name = 'inbox') => call(who, 'GET', `${BASE}?folder=${name}`),
  };
}
