import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Audience, connectionsKey, EVERYONE, followersKey, NETWORK, personaKey } from './audience.ts';
import { changeOf, type Showing } from './showing.ts';
import { type ActorId, FOREVER } from './words.ts';

const me = '0190aaaa-0000-7000-8000-000000000001' as ActorId;
const to = (...keys: Audience['any'][number]): Audience => ({ any: keys.map((key) => [key]), except: [] });
const shown: Showing = {
  precision: 'exact',
  shown: 'Utrecht, NL',
  audience: to(NETWORK),
  purpose: 'reading',
  until: FOREVER,
};

const cases: [what: string, then: Partial<Showing>, change: ReturnType<typeof changeOf>][] = [
  ['the same', {}, 'none'],
  ['everyone instead of the network', { audience: to(EVERYONE) }, 'widened'],
  ['connections instead of the network', { audience: to(connectionsKey(me)) }, 'narrowed'],
  ['but one', { audience: { any: [[NETWORK]], except: [personaKey(me)] } }, 'narrowed'],
  ['coarser', { precision: 'country', shown: 'NL' }, 'narrowed'],
  ['coarser, to everyone', { precision: 'country', shown: 'NL', audience: to(EVERYONE) }, 'changed'],
  ['until an end', { until: 1 }, 'narrowed'],
  ['for another purpose', { purpose: 'marketing' }, 'changed'],
  ['another value', { shown: 'Delft, NL' }, 'changed'],
];

for (const [what, then, change] of cases) {
  test(`${what}: ${change}`, () => {
    assert.equal(changeOf('home-town', shown, { ...shown, ...then }), change);
    const back = { widened: 'narrowed', narrowed: 'widened' } as Record<string, string>;
    assert.equal(changeOf('home-town', { ...shown, ...then }, shown), back[change] ?? change);
  });
}

test('shown and not shown', () => {
  assert.equal(changeOf('home-town', null, null), 'none');
  assert.equal(changeOf('home-town', null, shown), 'new');
  assert.equal(changeOf('home-town', shown, null), 'withdrawn');
});

test('a purpose that covers the other is wider, and sets of which neither holds the other are a change', () => {
  const [support, service] = [
    { ...shown, purpose: 'support' as const },
    { ...shown, purpose: 'customer-service' as const },
  ];
  assert.equal(changeOf('home-town', support, service), 'widened');
  const [friends, followers] = [to(connectionsKey(me)), to(followersKey(me))];
  assert.equal(
    changeOf('home-town', { ...shown, audience: friends }, { ...shown, audience: followers }),
    'changed',
  );
});
