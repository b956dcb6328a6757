import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { ActorId, NetworkId, PolicyId } from '../../src/privacy/words.ts';
import { notePoliciesChanged } from '../../src/store/policies/change-policies.ts';
import { timestamp } from '../../src/store/time.ts';
import { API, type Houses, makeHouses } from '../organisations/houses.ts';
import type { TestPersona } from '../support/people.ts';

interface RiskJson {
  id: string;
  residual: string;
  overdue: boolean;
  impact_assessment: boolean;
  policies: {
    clauses: number;
    forbidden: boolean;
    longest_days: number | null;
    hours: boolean;
    withheld: string[];
  };
  claims: { id: string; against: number; among: number; kept: boolean }[];
  criteria: { id: string; met: boolean }[];
  owner: { name: string } | null;
  seats: number;
}
interface RegisterJson {
  risks: RiskJson[];
  undeclared: { purpose: string; observed: { uses: number } }[];
}

describe('the register of risks', () => {
  let h: Houses;
  let orga: string;
  let keeper: TestPersona;
  let legal: TestPersona;
  let support: TestPersona;
  let member: TestPersona;
  let owner: string;

  const path = () => `${API}/${orga}/risks`;
  const list = () => h.call<RegisterJson>(legal, 'GET', path());
  const listening = () => ({
    title: 'How our customers feel',
    purpose: 'sentiment-monitoring',
    functions: ['support'],
    sources: ['posts'],
    retention_days: 30,
    necessity: 'To notice early what annoys them',
    answers: { legalEffect: false, innovative: false, hindersRights: false, minors: false },
    owner,
  });
  const declare = (body: object, status = 201) => h.call<RiskJson>(legal, 'POST', path(), body, status);
  const policy = async (box: object) => {
    await h.app.deps.store.community
      .insertInto('community.policy')
      .values({
        network_id: h.network.id as NetworkId,
        id: h.app.deps.ids.next('policy') as PolicyId,
        actions: null,
        purposes: null,
        object_kinds: null,
        labels: null,
        unless_keys: [],
        valid_from: timestamp(h.app.clock.now().getTime()),
        valid_until: timestamp(Number.POSITIVE_INFINITY),
        ...box,
      })
      .execute();
    await notePoliciesChanged(h.app.deps.store.community, h.network.id as NetworkId);
  };

  before(async () => {
    h = await makeHouses();
    ({ id: orga, keeper } = await h.kept('orga'));
    [legal, support, member] = [await h.person(), await h.person(), await h.person()];
    owner = (await h.seat(keeper, orga, legal, 'legal', 'discipline')).id;
    await h.seat(keeper, orga, support, 'support');
  });

  it('is there for the organisation’s experts alone', async () => {
    const other = await h.kept('other');
    const theirs = await h.person();
    await h.seat(other.keeper, other.id, theirs, 'legal', 'discipline');
    const { id } = await declare(listening());
    for (const who of [member, support, keeper, theirs, h.network.admin]) {
      await h.call(who, 'GET', path(), undefined, 404);
      await h.call(who, 'GET', `${path()}/${id}`, undefined, 404);
      await h.call(who, 'POST', path(), listening(), 404);
      await h.call(who, 'PUT', `${path()}/${id}`, listening(), 404);
      await h.call(who, 'DELETE', `${path()}/${id}`, undefined, 404);
    }
    await h.call(theirs, 'GET', `${API}/${other.id}/risks/${id}`, undefined, 404);
    await h.call(legal, 'DELETE', `${path()}/${id}`, undefined, 204);
    await h.call(legal, 'GET', `${path()}/${id}`, undefined, 404);
    assert.partialDeepStrictEqual(await list(), {
      risks: [],
      undeclared: [],
      budget: { epsilon_spent: '0' },
    });
  });

  it('is answered for by a seat of the organisation, and reviewed by a date', async () => {
    await declare({ ...listening(), owner: orga }, 422);
    await declare({ ...listening(), purpose: 'spying' }, 422);
    const made = await declare({ ...listening(), review_in_days: 1 });
    assert.partialDeepStrictEqual(made, { owner: { name: 'legal' }, overdue: false, seats: 1 });
    h.app.clock.advance(25 * 3_600_000);
    const [risk] = (await list()).risks;
    assert.equal(risk?.overdue, true);
    const anew = await h.call<RiskJson>(legal, 'PUT', `${path()}/${made.id}`, listening());
    assert.equal(anew.overdue, false);
  });

  it('goes by the policies in force', async () => {
    const [open] = (await list()).risks;
    assert.deepEqual(open?.policies, {
      clauses: 0,
      forbidden: false,
      withheld: [],
      hours: false,
      longest_days: null,
    });
    await policy({ actions: ['process'], purposes: ['sentiment-monitoring'] });
    const [shut] = (await list()).risks;
    assert.partialDeepStrictEqual(shut?.policies, { clauses: 1, forbidden: true });
    const forbidden = shut?.claims.find(({ id }) => id === 'forbidden');
    assert.deepEqual(forbidden?.against, 0);
  });

  it('counts what ran, declared or not', async () => {
    const id = h.app.deps.ids.next('use');
    const at = timestamp(h.app.clock.now().getTime());
    await h.app.deps.store.community
      .insertInto('community.data_use')
      .values(
        (['sentiment-monitoring', 'mining'] as const).map((purpose, n) => ({
          network_id: h.network.id as NetworkId,
          id: (n === 0 ? id : h.app.deps.ids.next('use')) as never,
          organisation_id: orga as ActorId,
          function: 'support' as const,
          deed: 'read' as const,
          purpose,
          kinds: [],
          used_at: at,
        })),
      )
      .execute();
    const { risks, undeclared } = await list();
    assert.partialDeepStrictEqual(risks[0]?.claims[0], {
      id: 'no-individual',
      against: 1,
      among: 1,
      kept: false,
    });
    assert.partialDeepStrictEqual(undeclared, [{ purpose: 'mining', observed: { uses: 1 } }]);
    h.app.clock.advance(91 * 24 * 3_600_000);
    const later = await list();
    assert.partialDeepStrictEqual(later.risks[0]?.claims[0], { against: 0, among: 0 });
    assert.deepEqual(later.undeclared, []);
  });

  it('hands out an impact assessment as a file', async () => {
    const [risk] = (await list()).risks;
    const file = await h.call<RiskJson>(legal, 'GET', `${path()}/${risk?.id}/impact-assessment`);
    assert.equal(file.criteria.length, 9);
    assert.equal(file.impact_assessment, true);
  });
});
