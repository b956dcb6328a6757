import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  type Audience,
  circleKey,
  connectionsKey,
  EVERYONE,
  type Key,
  NETWORK,
  personaKey,
  staffKey,
} from './audience.ts';
import { reviewAfter } from './review.ts';
import { type ActorId, type CircleId, DAY_MS, FOREVER } from './words.ts';

const audience = (...terms: Key[][]): Audience => ({ any: terms, except: [] });
const me = '01' as ActorId;
const circle = circleKey('02' as CircleId);

it('asks sooner the more sensitive something is', () => {
  const days = (...asked: Parameters<typeof reviewAfter>) => reviewAfter(...asked) / DAY_MS;
  const post = (to: Audience) => days({ kind: 'post', purpose: 'reading', audience: to });
  const shown = (attribute: 'phone' | 'skill') =>
    days({ kind: 'attribute', purpose: 'reading', audience: audience([EVERYONE]), attribute });
  assert.equal(days({ kind: 'posts', purpose: 'mining', audience: audience([NETWORK]) }), 183);
  assert.equal(shown('phone'), 183);
  assert.equal(shown('skill'), 365);
  assert.equal(post(audience([personaKey(me)], [circle])), 365);
  assert.equal(post(audience([connectionsKey(me)])), 730);
  assert.equal(post(audience([NETWORK, staffKey(me)])), 730);
  assert.equal(post(audience([circle], [NETWORK])), 1095);
  assert.equal(post(audience([EVERYONE])), 1095);
  assert.equal(reviewAfter({ kind: 'message', purpose: 'reading', audience: audience([circle]) }), FOREVER);
});
