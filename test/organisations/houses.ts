import { type Members, members } from '../support/members.ts';
import { answerOf, type TestPersona } from '../support/people.ts';

export const API = '/api/organisations/v1';

export interface SeatJson {
  id: string;
  kind: string;
  name: string;
  number: number;
  shows_person: boolean;
  account?: { id: string };
}

interface OwnHouse {
  organisation: { id: string };
  functions: string[];
  disciplines: string[];
  staff: boolean;
  keeper: boolean;
  seats: SeatJson[];
}

/** A network with organisations, and short words for what is done in their houses. */
export interface Houses extends Members {
  organisation(handle: string): Promise<string>;
  /** An organisation with a keeper of its own. */
  kept(handle: string): Promise<{ id: string; keeper: TestPersona }>;
  seat(
    by: TestPersona,
    organisation: string,
    who: TestPersona,
    name: string,
    kind?: string,
  ): Promise<SeatJson>;
  own(who: TestPersona): Promise<OwnHouse[]>;
  /** Asks in a seat. */
  act(who: TestPersona, seat: SeatJson, method: string, path: string, body?: unknown): Promise<Response>;
  /** The same, for the body of an answer that must have the status. */
  acted<T>(
    who: TestPersona,
    seat: SeatJson,
    method: string,
    path: string,
    body?: unknown,
    status?: number,
  ): Promise<T>;
}

export async function makeHouses(given: Parameters<typeof members>[1] = {}): Promise<Houses> {
  const m = await members({}, given);
  const organisation = async (handle: string) => {
    const body = { handle, display_name: `Organisation ${handle}` };
    const path = '/api/privacy/v1/organisations';
    return (await m.call<{ id: string }>(m.network.admin, 'POST', path, body, 201)).id;
  };
  const act: Houses['act'] = async (who, seat, method, path, body) => {
    m.app.clock.advance(1000);
    return m.app.request(method, path, {
      token: who.token,
      headers: { 'acting-seat': seat.id },
      ...(body === undefined ? {} : { body }),
    });
  };
  return {
    ...m,
    act,
    acted: async <T>(
      who: TestPersona,
      seat: SeatJson,
      method: string,
      path: string,
      body?: unknown,
      status = 200,
    ) => (await answerOf(await act(who, seat, method, path, body), status)) as T,
    organisation,
    async kept(handle) {
      const id = await organisation(handle);
      const keeper = await m.person();
      await m.call(m.network.admin, 'PUT', `${API}/${id}/keepers/${keeper.id}`, undefined, 204);
      return { id, keeper };
    },
    seat: (by, id, who, name, kind = 'function') =>
      m.call(by, 'POST', `${API}/${id}/seats`, { persona: who.id, kind, name }, 201),
    own: (who) => m.call(who, 'GET', `${API}/seats`),
  };
}
