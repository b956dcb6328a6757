import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { membersOfAudience } from '../../src/insight/audiences/members-of-audience.ts';
import { groundOfAll } from '../../src/insight/counting/ground.ts';
import { loadOffer } from '../../src/insight/offers/offer.ts';
import { candidatesFor, matchOf } from '../../src/insight/offers/offers-for-member.ts';
import type { ActorId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { type Offering, offering } from './offering.ts';

/** The same numbers whenever they are asked for. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const INTERESTS = ['moss', 'ferns', 'reeds'];
const BORN = ['1980-05-21', '1980-02-28', '1980-07-07', '2008-12-30', '2012-01-01', undefined];
const LETS = [
  ['offer-targeting', 'suggestions'],
  ['marketing'],
  ['marketing', 'suggestions'],
  ['personalisation'],
  [],
];
const AUDIENCES = [
  { purpose: 'offer-targeting', conditions: [{ kind: 'interest', values: ['moss'] }] },
  { purpose: 'offer-targeting', conditions: [{ kind: 'interest', values: ['ferns', 'moss'] }] },
  { purpose: 'suggestions', conditions: [{ kind: 'interest', values: ['reeds', 'moss'] }] },
  {
    purpose: 'marketing',
    conditions: [
      { kind: 'birth-date', values: ['1980'] },
      { kind: 'interest', values: ['moss', 'ferns', 'reeds'] },
    ],
  },
];

describe('who is shown an offer', () => {
  let o: Offering;
  const people: TestPersona[] = [];
  const offers: string[] = [];

  before(async () => {
    o = await offering();
    const roll = dice(7);
    const to = [
      o.toOrga,
      { kind: 'network' },
      { kind: 'everyone' },
      o.toOrga,
      { kind: 'persona', persona: (await o.person()).id },
    ];
    for (let n = 0; n < 40; n++) {
      const born = BORN[roll(6)];
      const who = await o.member({
        interest: INTERESTS[roll(3)] as string,
        ...(born === undefined ? {} : { born }),
        precision: ['year', 'year', 'exact', 'age-band'][roll(4)] as string,
        to: to[roll(5)],
        lets: [],
      });
      for (const purpose of LETS[roll(5)] ?? []) {
        // Marketing is allowed as a function's purpose, by whoever grants it over what they show.
        const grant = {
          object: { kind: 'attributes', id: who.id },
          actions: ['process'],
          purpose,
          audience: to[roll(5)],
        };
        await o.call(who, 'POST', '/api/privacy/v1/grants', grant, 201);
      }
      if (roll(6) === 0) await o.call(who, 'POST', `/api/v1/accounts/${o.id}/block`);
      if (roll(8) === 0) {
        const path = `/api/privacy/v1/networks/${o.network.slug}/suspensions/${who.id}`;
        await o.call(o.network.admin, 'PUT', path, undefined, 204);
      }
      people.push(who);
    }
    for (const [n, more] of AUDIENCES.entries()) {
      const { id } = await o.write((await o.audience(`audience ${n}`, more)).id);
      offers.push((await o.publish(id)).id);
    }
  });

  it('is who is counted in its audience, one by one', async () => {
    const { network, networkFacts } = await o.viewer();
    const ground = { network, policies: networkFacts.policies };
    const db = o.app.deps.store.community;
    const at = instantOf(o.app.deps);
    let [inside, outside] = [0, 0];
    for (const id of offers) {
      const offer = await loadOffer(db, network, id);
      assert.ok(offer !== null);
      const all = await sql<{ subject: string; grants: string[] }>`${membersOfAudience(
        ground,
        offer.organisation,
        offer,
        at,
      )}`.execute(db);
      // As it is counted: with what admits the organisation found before.
      const counted = await db.transaction().execute(async (trx) => {
        const found = membersOfAudience(
          await groundOfAll(trx, ground, offer.organisation, at),
          offer.organisation,
          offer,
          at,
        );
        return sql<{ subject: string; grants: string[] }>`select f.* from (${found}) f`.execute(trx);
      });
      const inOrder = (rows: typeof all.rows) => [...rows].sort((a, b) => (a.subject < b.subject ? -1 : 1));
      assert.deepEqual(inOrder(counted.rows), inOrder(all.rows));
      const within = new Map(all.rows.map(({ subject, grants }) => [subject, grants]));
      for (const who of people) {
        const member = who.id as ActorId;
        const match = await matchOf(db, ground, offer, member, at);
        assert.deepEqual(match?.grants, within.get(who.id), `${id} ${who.id}`);
        if (match === null) {
          outside++;
          continue;
        }
        inside++;
        for (const { kind, values } of offer.conditions) {
          assert.ok(match.copies.some((copy) => copy.kind === kind && values.includes(copy.value)));
        }
        assert.ok(match.copies.every(({ grants }) => grants.length > 0));
        const candidates = await candidatesFor(db, ground, member, at);
        assert.ok(
          candidates.some((one) => one.id === id),
          'whoever is in it is among those who are asked about',
        );
      }
    }
    assert.ok(inside > 5 && outside > 60, `${inside} ${outside}`);
  });

  it('takes whom nobody is asked about for nobody who is in it', async () => {
    const { network, networkFacts } = await o.viewer();
    const ground = { network, policies: networkFacts.policies };
    const db = o.app.deps.store.community;
    const at = instantOf(o.app.deps);
    let [asked, spared] = [0, 0];
    for (const who of people) {
      const candidates = await candidatesFor(db, ground, who.id as ActorId, at);
      asked += candidates.length;
      spared += offers.length - candidates.length;
    }
    assert.ok(asked > 12 && spared > 60, `the superset leaves most out: ${asked} ${spared}`);
  });
});
