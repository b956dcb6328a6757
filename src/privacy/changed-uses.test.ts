import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Allowed, changedUses } from './changed-uses.ts';
import type { Policy } from './facts.ts';
import { type ActorId, FOREVER, type PolicyId } from './words.ts';

const ACME = 'acme' as ActorId;
const allowed: Allowed = {
  owner: 'ann' as ActorId,
  kind: 'posts',
  attribute: null,
  label: 'public',
  actions: ['process'],
  purpose: 'sentiment-monitoring',
  organisations: [ACME],
};
const policy = (id: string, of: Partial<Policy>): Policy => ({
  id: id as PolicyId,
  unless: [],
  from: Date.UTC(2026, 0, 5, 6),
  until: FOREVER,
  ...of,
});
const sentiment = policy('p', {
  binds: ACME,
  capacities: ['marketing'],
  actions: ['process'],
  purposes: ['sentiment-monitoring'],
});

describe('what a change of policies changes of what was allowed', () => {
  it('is said of what it concerns, by whom and for what', () => {
    assert.deepEqual(changedUses(allowed, [], [sentiment]), [
      {
        narrowed: true,
        organisation: ACME,
        capacity: 'marketing',
        action: 'process',
        purpose: 'sentiment-monitoring',
        kind: 'posts',
        attribute: null,
        always: true,
      },
    ]);
    assert.equal(changedUses(allowed, [sentiment], [])[0]?.narrowed, false);
  });

  it('is nothing of what nobody was allowed, what was forbidden before, and other organisations', () => {
    assert.deepEqual(changedUses({ ...allowed, purpose: 'mining' }, [], [sentiment]), []);
    assert.deepEqual(changedUses({ ...allowed, organisations: ['bolt' as ActorId] }, [], [sentiment]), []);
    assert.deepEqual(
      changedUses({ ...allowed, kind: 'ties' }, [], [policy('p', { objectKinds: ['posts'] })]),
      [],
    );
    const wider = policy('q', { purposes: ['sentiment-monitoring', 'mining'] });
    assert.deepEqual(changedUses(allowed, [wider], [wider, sentiment]), []);
    assert.deepEqual(
      changedUses(
        allowed,
        [sentiment],
        [policy('p2', sentiment)].map((one) => ({ ...one, id: 'p2' as PolicyId })),
      ),
      [],
    );
  });

  it('says whether it is so always, and of persons who read', () => {
    const [atNight] = changedUses(allowed, [], [{ ...sentiment, hours: 0xff }]);
    assert.equal(atNight?.always, false);
    const post: Allowed = {
      ...allowed,
      kind: 'post',
      label: 'trade-secret',
      actions: ['see', 'reply'],
      purpose: 'reading',
      organisations: null,
    };
    const secret = policy('s', { actions: ['see'], labels: ['trade-secret'] });
    const said = changedUses(post, [], [secret]);
    assert.deepEqual(
      said.map(({ capacity, action, organisation }) => [capacity, action, organisation]),
      [['person', 'see', null]],
    );
    assert.deepEqual(changedUses({ ...post, label: 'internal' }, [], [secret]), []);
  });
});
