import { sql } from 'kysely';
import { BASE, type ConversationJson, makeTalkers, type Talkers } from '../messages/talkers.ts';
import type { TestPersona } from '../support/people.ts';

export const DESK = '/api/organisations/v1/desk';
const ORGANISATIONS = '/api/privacy/v1/organisations';

export interface CaseJson {
  conversation: ConversationJson & { service: ServiceJson };
  state: string;
  turn: string;
  seat: { id: string; number: number; mine: boolean } | null;
  tags: { id: string; name: string }[];
  shown: { id: string; kind: string; value: string; grant: string; from: string; until: string | null }[];
  handover_to: string | null;
}

export interface ServiceJson {
  filed_under: string[];
  idle_days: number;
  handover_to: string | null;
}

/** An organisation with people at its desk, and short words for what they do there. */
export interface DeskWorld extends Talkers {
  organisation(): Promise<string>;
  seat(organisation: string, who: TestPersona, functions: readonly string[]): Promise<void>;
  begin(who: TestPersona, organisation: string, text: string, fn?: string): Promise<string>;
  /** What was said by each in a queue last, in its order. */
  queue(who: TestPersona, organisation: string, queue: string, fn?: string): Promise<CaseJson[]>;
  open(who: TestPersona, id: string, status?: number): Promise<CaseJson>;
  /** The seat that somebody holds, by its id. */
  seatOf(organisation: string, who: TestPersona, fn?: string): Promise<string>;
}

export async function makeDeskWorld(): Promise<DeskWorld> {
  const talkers = await makeTalkers();
  const { app, network, call } = talkers;
  let count = 0;
  const seatOf: DeskWorld['seatOf'] = async (organisation, who, fn = 'support') => {
    const { rows } = await sql<{ id: string }>`select id from community.seat where network_id = ${network.id}
      and organisation_id = ${organisation} and actor_id = ${who.id} and name = ${fn} and valid_until = 'infinity'`.execute(
      app.deps.store.community,
    );
    return rows[0]?.id ?? '';
  };
  return {
    ...talkers,
    seatOf,
    async organisation() {
      const made = { handle: `orga${++count}`, display_name: `Orga ${count}` };
      return (await call<{ id: string }>(network.admin, 'POST', ORGANISATIONS, made, 201)).id;
    },
    async seat(organisation, who, functions) {
      await call(
        network.admin,
        'PUT',
        `${ORGANISATIONS}/${organisation}/staff/${who.id}`,
        { functions },
        204,
      );
    },
    async begin(who, organisation, text, fn = 'support') {
      return (await call<ConversationJson>(who, 'POST', BASE, { organisation, function: fn, text }, 201)).id;
    },
    queue: (who, organisation, queue, fn = 'support') =>
      call(who, 'GET', `${DESK}/conversations?organisation=${organisation}&function=${fn}&queue=${queue}`),
    open: (who, id, status = 200) => call(who, 'GET', `${DESK}/conversations/${id}`, undefined, status),
  };
}

export const lastWords = (cases: readonly CaseJson[]): (string | undefined)[] =>
  cases.map(({ conversation }) => conversation.last_message?.text);
