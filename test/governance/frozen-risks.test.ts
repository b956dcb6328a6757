import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { compileKept } from '../../src/governance/sign-off/compile-kept.ts';
import { sweepMatters } from '../../src/governance/sign-off/sweep-matters.ts';
import type { ActorId, NetworkId, SeatId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { timestamp } from '../../src/store/time.ts';
import { NO_SENTIMENT, type SigningHouse, signingHouse } from './signing-house.ts';

describe('the risk that is frozen with what is signed', () => {
  let h: SigningHouse;

  before(async () => {
    h = await signingHouse();
  });
  const declare = (title: string, purpose: 'sentiment-monitoring' | 'mining') => {
    const now = timestamp(instantOf(h.app.deps));
    return h.app.deps.store.community
      .insertInto('community.processing')
      .values({
        network_id: h.network.id as NetworkId,
        id: h.app.deps.ids.next('processing'),
        organisation_id: h.id as ActorId,
        title,
        purpose,
        functions: ['marketing'],
        kinds: [],
        sources: ['posts'],
        retention_days: 30,
        basis: 'consent',
        necessity: 'It is needed',
        answers: '{}',
        owner_seat_id: h.app.deps.ids.next('seat') as SeatId,
        review_by: now,
        declared_at: now,
        changed_at: now,
        ended_at: null,
      })
      .execute();
  };
  const risksOf = async (matter: string) => {
    const { facts } = await h.read(matter);
    return (facts as { risks: { title: string; residual: string; threats: object[] }[] } | null)?.risks ?? [];
  };
  const sweep = () => sweepMatters({ ...h.app.deps, compile: compileKept }, instantOf(h.app.deps));

  it('is of the processing of which the text speaks, and isn’t changed by what it brings into force', async () => {
    await declare('How members feel', 'sentiment-monitoring');
    await declare('Patterns', 'mining');
    const { id } = await h.inForce(NO_SENTIMENT);
    const [risk, ...others] = await risksOf(id);
    assert.deepEqual(others, []);
    assert.equal(risk?.title, 'How members feel');
    assert.ok((risk?.threats.length ?? 0) > 5);
    await sweep();
    assert.equal((await h.read(id)).state, 'in-force');
  });

  it('opens the review again where it drifts', async () => {
    const { id } = await h.draft();
    await h.step(h.author, id, { step: 'submit' });
    await declare('How members feel in private', 'sentiment-monitoring');
    await sweep();
    const drifted = await h.read(id);
    assert.equal(drifted.timeline.at(-1)?.did, 'drifted');
    assert.equal((await risksOf(id)).length, 2);
  });
});
