import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { type AudienceJson, INSIGHT, type Targeting, targeting } from './targeting.ts';

const API = '/api/privacy/v1';

describe('who of the staff used members’ data', () => {
  let t: Targeting;
  let tim: TestPersona;
  let ann: TestPersona;

  before(async () => {
    t = await targeting();
    tim = await t.person();
    const staff = `${API}/organisations/${t.id}/staff/${tim.id}`;
    await t.call(t.network.admin, 'PUT', staff, { functions: ['marketing'] }, 204);
    ann = await t.member({
      interest: 'gardens',
      born: '1980-05-21',
      precision: 'exact',
      lets: ['offer-targeting', 'aggregation'],
    });
    await t.show(ann, 'skill', 'baking', 'exact', t.toOrga);
    await t.show(ann, 'email', 'ann@example.org', 'exact', t.toOrga);
    for (const [purpose, over] of [
      ['entity-resolution', ['attributes', 'named']],
      ['influence-measurement', ['ties', 'named']],
      ['model-training', ['posts']],
      ['sentiment-monitoring', ['posts']],
      ['mining', ['posts']],
    ] as const) {
      const rules = [{ audience: t.toOrga, over }];
      await t.call(ann, 'PUT', `${API}/processing-rules/${purpose}`, { rules });
    }
    await t.call(ann, 'POST', '/api/v1/statuses', { status: 'The oven is warm', visibility: 'public' });
  });

  const dayIn = (days: number) => new Date(instantOf(t.app.deps) + days * DAY_MS).toISOString().slice(0, 10);
  const own = { function: 'marketing' };
  const signed = async (more: object) => {
    const definition = { ...own, ...more, until: dayIn(30) };
    await t.sign('export', JSON.stringify(definition));
    return definition;
  };
  const asked = (path: string, body: object) => t.call(t.sam, 'POST', `${INSIGHT}/${path}`, body);
  const taken = async (path: string, more: object) => {
    const definition = await signed(more);
    const answer = await t.ask(t.sam, 'POST', `${INSIGHT}/${path}`, { organisation: t.id, definition });
    assert.equal(answer.status, 200);
    await answer.text();
  };
  const house = () => ({ organisation: t.id, ...own });

  /** How each use comes about, by the deeds that it notes. */
  const WAYS: readonly (readonly [deeds: string, does: () => Promise<unknown>])[] = [
    ['counted', () => asked('counts', { ...house(), purpose: 'mining', what: 'posts' })],
    [
      'counted',
      async () => {
        const conditions = [{ kind: 'interest', values: ['gardens'] }];
        const body = { ...house(), title: 'Gardeners', purpose: 'offer-targeting', conditions };
        const { id } = await t.call<AudienceJson>(t.sam, 'POST', `${INSIGHT}/audiences`, body, 201);
        await asked(`audiences/${id}/size`, {});
      },
    ],
    ['counted', () => asked('influence', { ...house(), measure: 'ties' })],
    ['named', () => asked('influence/names', house())],
    ['listened', () => asked('listening', { ...house(), topic: { kind: 'everything' }, span: DAYS })],
    ['listened', () => asked('emerging-terms', house())],
    [
      'exported',
      () => taken('exports', { purpose: 'aggregation', attribute: 'interest', values: ['gardens'] }),
    ],
    [
      'exported',
      () =>
        taken('synthetic-tables', {
          purpose: 'aggregation',
          synthetic: [
            { kind: 'interest', values: ['gardens'] },
            { kind: 'skill', values: ['baking'] },
          ],
        }),
    ],
    [
      'trained',
      () =>
        taken('training-data', {
          purpose: 'model-training',
          training: { for: 'Sorting', from: dayIn(-2), before: dayIn(2), tags: [] },
        }),
    ],
    [
      'compared matched',
      async () => {
        const { until } = await signed({ purpose: 'entity-resolution', resolution: ['email'] });
        const path = `${INSIGHT}/resolutions?organisation=${t.id}&function=marketing&individually_until=${until}`;
        const answer = await t.app.request('POST', path, {
          token: t.sam.token,
          body: 'email\nann@example.org\n',
          headers: { 'content-type': 'text/csv' },
        });
        assert.equal(answer.status, 200);
      },
    ],
  ];
  const DAYS = { unit: 'day', buckets: 1 };

  for (const [n, [deeds, does]] of WAYS.entries()) {
    it(`is kept with what is ${deeds}, way ${n}, so that a breach of the seat has it`, async () => {
      const { community } = t.app.deps.store;
      t.app.clock.advance(1000);
      const from = instantOf(t.app.deps);
      await does();
      const { rows } = await sql<{ deed: string; seats: number; sams: number }>`
        select u.deed, count(*)::int as seats, count(*) filter (where s.actor_id = ${t.sam.id})::int as sams
        from community.data_use u left join community.seat s on s.network_id = u.network_id and s.id = u.seat_id
        where u.organisation_id = ${t.id} and u.used_at >= ${new Date(from).toISOString()}::timestamptz
        group by u.deed order by u.deed`.execute(community);
      assert.deepEqual(
        rows.map(({ deed }) => deed),
        deeds.split(' '),
      );
      for (const { deed, seats, sams } of rows) assert.equal(sams, seats, deed);
    });
  }
});
