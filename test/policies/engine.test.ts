import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { tryPolicyEngine } from '../../src/policy-engine.ts';
import { decide, toRead } from '../../src/privacy/decide.ts';
import type { Facts, ObjectFacts, Policy, Question } from '../../src/privacy/facts.ts';
import {
  type ActorId,
  FOREVER,
  type NetworkId,
  type PolicyId,
  type PolicyTextId,
} from '../../src/privacy/words.ts';
import { enactPolicies } from '../../src/store/policies/change-policies.ts';
import { relyOn } from '../../src/store/policies/engine.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { idOf } from '../decisions/world.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';

const broken = () =>
  tryPolicyEngine(
    () => undefined,
    () => Promise.reject(new Error('no such file')),
  );

describe('while the policy engine can’t be loaded', () => {
  let app: TestApp;
  let network: TestNetwork;
  let ann: TestPersona;
  let now: number;
  const acme = idOf<ActorId>('acme');

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
    ann = await makePersona(app, network, 'ann');
    now = app.clock.now().getTime();
    await app.deps.store.community
      .updateTable('community.network')
      .set({ highest_label: 'confidential' })
      .where('id', '=', network.id as NetworkId)
      .execute();
    const policies: Partial<Policy>[] = [
      // Marketing may contact nobody at night.
      { capacities: ['marketing'], actions: ['contact'], hours: 0x3f, source: idOf<PolicyTextId>('text') },
      // Nobody reads what is internal at midnight.
      { actions: ['see'], labels: ['internal'], hours: 1, source: idOf<PolicyTextId>('night') },
      // Written by hand, before there were texts.
      { actions: ['process'], purposes: ['mining'], labels: ['confidential'] },
    ];
    const whole = policies.map((one, n) => ({
      id: idOf<PolicyId>(`policy ${n}`),
      unless: [],
      from: 0,
      until: FOREVER,
      ...one,
    }));
    await app.deps.store.community
      .transaction()
      .execute((trx) => enactPolicies(trx, network.id as NetworkId, whole));
  });

  const allowed = async (question: Question, label: ObjectFacts['label'] = 'public'): Promise<boolean> => {
    const viewer = await loadViewer(app.deps.store, network.id as NetworkId, ann.id as ActorId);
    assert.ok(viewer);
    const object: ObjectFacts = {
      kind: 'presence',
      id: idOf('a thing'),
      owner: idOf('somebody'),
      ownerSuspensions: [],
      ownerLockdowns: [],
      label,
      grants: [
        {
          id: idOf('a grant'),
          audience: { any: [['everyone' as never]], except: [] },
          actions: [question.action],
          purpose: question.purpose,
          conditions: {},
          from: 0,
          until: FOREVER,
          excludingSince: 0,
          reviewBy: FOREVER,
        },
      ],
      within: [],
    };
    const facts: Facts = { viewer: viewer.facts, network: viewer.networkFacts, object };
    return decide(question, facts).allowed;
  };
  const contact = (capacity: 'marketing' | 'support'): Question => ({
    action: 'contact',
    purpose: capacity,
    at: Date.UTC(2026, 2, 1, 12),
    as: { organisation: acme, capacity },
  });
  const health = async () => answerOf(await app.request('GET', '/healthz', {}), 200);

  it('each class of question that a text speaks of is denied, and no other', async () => {
    const { community } = app.deps.store;
    assert.equal(await allowed(contact('marketing')), true);
    relyOn(community, await broken());
    assert.equal(await allowed(contact('marketing')), false);
    assert.equal(await allowed(contact('support')), true);
    assert.equal(await allowed({ action: 'process', purpose: 'mining', at: now }), true);
    relyOn(community, { works: true });
    assert.equal(await allowed(contact('marketing')), true);
  });

  it('personal reading goes on, labels hold, and the health page says so', async () => {
    const { community } = app.deps.store;
    assert.deepEqual(await health(), { status: 'ok', policy_engine: 'ok' });
    const noon = Date.UTC(2026, 2, 1, 12);
    assert.equal(await allowed(toRead(noon), 'internal'), true);
    relyOn(community, await broken());
    assert.deepEqual(await health(), { status: 'degraded', policy_engine: 'down' });
    assert.equal(await allowed(toRead(noon)), true);
    assert.equal(await allowed(toRead(noon), 'internal'), false, 'of which a text speaks');
    assert.equal(await allowed(toRead(now), 'trade-secret'), false);
    const { token } = ann;
    const posted = await answerOf(
      await app.request('POST', '/api/v1/statuses', { token, body: { status: 'hello' } }),
      200,
    );
    const read = await app.request('GET', `/api/v1/statuses/${(posted as { id: string }).id}`, { token });
    assert.equal(read.status, 200);
    relyOn(community, { works: true });
  });

  it('one that answers wrongly doesn’t work either, and the one that comes along does', async () => {
    const errors: unknown[] = [];
    const lying = { isAuthorized: () => ({ type: 'success', response: { decision: 'allow' } }) };
    const fail = (error: unknown) => errors.push(error);
    assert.deepEqual(await tryPolicyEngine(fail, async () => lying), { works: false });
    assert.equal(errors.length, 1);
    assert.deepEqual(await tryPolicyEngine(fail), { works: true });
  });
});
