import assert from 'node:assert/strict';
import { sessionHeaders, type TestPersona } from '../support/people.ts';
import { API, type Houses, type SeatJson } from './houses.ts';

/** A seat in support, and whose it is. */
interface Held {
  readonly who: TestPersona;
  readonly seat: SeatJson;
}

/** The organisation, of which the seat is. */
interface Of {
  readonly h: Houses;
  readonly orga: string;
  readonly keeper: TestPersona;
}

export const OTHER_FUNCTIONS = 'an administrator sets other functions';

/** Each way in which a seat in a function ends, or nobody may act in it any more. */
export const waysToEnd = (of: () => Of): Readonly<Record<string, (held: Held) => Promise<unknown>>> => ({
  'a keeper ends it': ({ seat }) => {
    const { h, orga, keeper } = of();
    return h.call(keeper, 'DELETE', `${API}/${orga}/seats/${seat.id}`, undefined, 204);
  },
  'its holder leaves it': ({ who, seat }) =>
    of().h.call(who, 'DELETE', `${API}/seats/${seat.id}`, undefined, 204),
  [OTHER_FUNCTIONS]: ({ who }) => {
    const { h, orga } = of();
    const path = `/api/privacy/v1/organisations/${orga}/staff/${who.id}`;
    return h.call(h.network.admin, 'PUT', path, { functions: ['sales'] }, 204);
  },
  'its holder is suspended': ({ who }) => {
    const { h } = of();
    const path = `/api/privacy/v1/networks/${h.network.slug}/suspensions/${who.id}`;
    return h.call(h.network.admin, 'PUT', path, undefined, 204);
  },
  'its holder leaves the network': async ({ who }) => {
    const left = await of().h.app.request('DELETE', `/api/privacy/v1/personas/${who.id}`, {
      headers: sessionHeaders(who.cookie),
    });
    assert.ok(left.ok, await left.text());
  },
});
