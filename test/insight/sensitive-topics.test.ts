import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { isSensitiveTopic } from '../../src/store/sensitive-marks.ts';
import type { TestPersona } from '../support/people.ts';
import { type Offering, offering } from './offering.ts';
import { type AudienceJson, INSIGHT } from './targeting.ts';

const API = '/api/privacy/v1';

describe('what is nobody’s business', () => {
  let o: Offering;

  before(async () => {
    o = await offering();
  });

  const tagPath = (tag: string) =>
    `${API}/networks/${o.network.slug}/sensitive-tags/${encodeURIComponent(tag)}`;
  const mark = (tag: string, sensitive: boolean, who: TestPersona = o.network.admin, status = 200) =>
    o.call<{ tags: string[] }>(who, 'PUT', tagPath(tag), { sensitive }, status);
  const save = (interest: string, status = 201) =>
    o.call<AudienceJson>(
      o.sam,
      'POST',
      `${INSIGHT}/audiences`,
      {
        organisation: o.id,
        title: interest,
        function: 'marketing',
        purpose: 'offer-targeting',
        conditions: [{ kind: 'interest', values: [interest] }],
      },
      status,
    );
  const isSensitive = (kind: 'tag' | 'space', topic: string) =>
    isSensitiveTopic(
      o.app.deps.store.community,
      o.network.id as NetworkId,
      { kind, topic },
      instantOf(o.app.deps),
    );

  it('is no condition and no row of a table: words that tell of special categories', async () => {
    for (const interest of [
      'Catholic choirs',
      'diabetes',
      'Trade Unions',
      'LGBTQ film',
      'Kurdish music',
      'politics',
    ]) {
      await save(interest, 422);
      const definition = {
        function: 'marketing',
        purpose: 'aggregation',
        attribute: 'interest',
        values: [interest],
        until: '2026-05-01',
      };
      await o.call(o.sam, 'POST', `${INSIGHT}/exports`, { organisation: o.id, definition }, 422);
    }
    assert.deepEqual([await isSensitive('tag', 'ramadan'), await isSensitive('tag', 'cake')], [true, false]);
  });

  it('is what a network’s administrators mark, however it is written', async () => {
    const { tags } = await mark('VintageDolls', true);
    assert.deepEqual(tags, ['vintagedolls']);
    await mark('cake', true, o.sam, 403);
    await mark('cake', true, await o.person(), 403);
    for (const interest of ['vintagedolls', 'Vintage dolls', 'VINTAGE-DOLLS', 'old vintagedolls']) {
      await save(interest, 422);
    }
    // Some of them within others, and however they are kept apart.
    await mark('model_trains', true);
    for (const interest of ['old vintage dolls', 'ModelTrains', 'model trains in gardens', 'model-trains']) {
      await save(interest, 422);
    }
    assert.equal(await isSensitive('tag', 'modeltrains'), true);
    await mark('model_trains', false);
    await save('dolls');
    assert.equal(await isSensitive('tag', 'vintagedolls'), true);
    const path = `${API}/networks/${o.network.slug}/sensitive-tags`;
    assert.deepEqual(await o.call(o.sam, 'GET', path), { tags: ['vintagedolls'] });
    await mark('vintagedolls', false);
    assert.equal(await isSensitive('tag', 'vintagedolls'), false);
    await save('vintage dolls');
    const { rows } = await sql<{ ended: boolean }>`select valid_until < 'infinity' as ended
      from community.sensitive_mark where topic = 'vintagedolls'`.execute(o.app.deps.store.community);
    assert.deepEqual(rows, [{ ended: true }], 'the mark has ended, and is still known of then');
  });

  it('ends what goes by a word as soon as it is marked', async () => {
    const who = await o.member({ interest: 'tarot', born: '1980-05-21' });
    const { id, audience } = await o.offer('tarot');
    assert.equal((await o.next(who))?.id, id);
    await mark('tarot', true);
    assert.deepEqual([await o.next(who), await o.own(who)], [null, []]);
    assert.equal((await o.shownAs(id)).hindrance, 'sensitive');
    const read = await o.call<AudienceJson>(o.sam, 'GET', `${INSIGHT}/audiences/${audience}`);
    assert.deepEqual([read.usable, read.hindrance], [false, 'sensitive']);
    const { counts_left: left } = await budget();
    await o.call(o.sam, 'POST', `${INSIGHT}/audiences/${audience}/size`, undefined, 409);
    await o.call(o.sam, 'POST', `${INSIGHT}/offers/${id}/outcomes`, undefined, 409);
    assert.equal((await budget()).counts_left, left, 'nobody is counted by it, and nothing is charged');
    const definition = {
      function: 'marketing',
      purpose: 'aggregation',
      attribute: 'interest',
      values: ['Tarot'],
      until: new Date(instantOf(o.app.deps) + 40 * 86_400_000).toISOString().slice(0, 10),
    };
    const table = await o.ask(o.sam, 'POST', `${INSIGHT}/exports`, { organisation: o.id, definition });
    assert.match(await table.text(), /nobody is picked or counted/);
    await mark('tarot', false);
    assert.equal((await o.own(who)).length, 1);
  });

  it('is a space, for its administrators or the network’s, each of whom takes back their own mark', async () => {
    const [quinn, member, stranger] = [await o.person(), await o.person(), await o.person()];
    const made = { handle: 'listeners', title: 'Listeners', note: '', openness: 'closed' };
    const { id } = await o.call<{ id: string }>(quinn, 'POST', `${API}/spaces`, made, 201);
    await o.call(quinn, 'POST', `${API}/spaces/${id}/members`, { persona: member.id });
    const path = `${API}/spaces/${id}/sensitive`;
    const set = (who: TestPersona, sensitive: boolean, status = 200) =>
      o.call(who, 'PUT', path, { sensitive }, status);
    await set(member, true, 403);
    await set(stranger, true, 403);
    await o.call(stranger, 'GET', path, undefined, 404);
    assert.equal(await isSensitive('space', id), false);
    assert.deepEqual(await set(quinn, true), { sensitive: true, by_space: true, by_network: false });
    assert.deepEqual(await set(o.network.admin, true), { sensitive: true, by_space: true, by_network: true });
    assert.deepEqual(await set(quinn, false), { sensitive: true, by_space: false, by_network: true });
    assert.equal(await isSensitive('space', id), true);
    assert.deepEqual(await o.call(member, 'GET', path), {
      sensitive: true,
      by_space: false,
      by_network: true,
    });
    assert.deepEqual(await set(o.network.admin, false), {
      sensitive: false,
      by_space: false,
      by_network: false,
    });
    assert.equal(await isSensitive('space', id), false);
    const secret = { handle: 'cellar', title: 'Cellar', note: '', openness: 'secret' };
    const hidden = await o.call<{ id: string }>(quinn, 'POST', `${API}/spaces`, secret, 201);
    await o.call(o.network.admin, 'PUT', `${API}/spaces/${hidden.id}/sensitive`, { sensitive: true }, 404);
  });

  const budget = () =>
    o.call<{ counts_left: number }>(o.sam, 'GET', `${INSIGHT}/budget?organisation=${o.id}`);
});
