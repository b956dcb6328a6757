import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Purpose } from '../../src/privacy/purposes.ts';
import type { NetworkId, PolicyId } from '../../src/privacy/words.ts';
import { FOREVER } from '../../src/privacy/words.ts';
import { enactPolicies } from '../../src/store/policies/change-policies.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, type TestNetwork } from '../support/people.ts';

interface Label {
  network: { slug: string };
  run_by: { host: string; administrators: { id: string }[] };
  highest_label: string;
  contact: { function: string; standing: string }[];
  processing: { purpose: string; standing: string }[];
  policies: { purposes: string[] | null; has_exceptions: boolean }[];
  exporters: string[];
}

describe('the privacy label of a network', () => {
  let app: TestApp;
  let network: TestNetwork;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app, { kind: 'employee' });
  });

  const label = async (slug = network.slug): Promise<Label> =>
    (await answerOf(
      await app.request('GET', `/api/privacy/v1/networks/${slug}/privacy-label`, {}),
      200,
    )) as Label;

  const forbid = (id: string, unless: string[], purposes: Purpose[]) =>
    app.deps.store.community.transaction().execute((trx) =>
      enactPolicies(trx, network.id as NetworkId, [
        {
          id: id as PolicyId,
          actions: ['process'],
          purposes,
          unless: unless as never,
          from: app.clock.now().getTime() - 1,
          until: FOREVER,
        },
      ]),
    );

  it('says what is in force, to anybody', async () => {
    const said = await label();
    assert.equal(said.network.slug, network.slug);
    assert.equal(said.run_by.host, new URL(app.deps.publicUrl).host);
    assert.deepEqual(said.exporters, []);
    assert.ok(said.contact.every(({ standing }) => standing === 'by-grant'));
    assert.ok(said.processing.every(({ standing }) => standing === 'by-grant'));
    assert.deepEqual(said.policies, []);
    const missing = await app.request('GET', '/api/privacy/v1/networks/nowhere/privacy-label', {});
    assert.equal(missing.status, 404);
  });

  it('names administrators only where they show themselves to everybody', async () => {
    assert.deepEqual((await label()).run_by.administrators, []);
    const body = { see: { kind: 'everyone' } };
    const { token } = network.admin;
    await answerOf(await app.request('PUT', '/api/privacy/v1/presence', { token, body }), 200);
    assert.deepEqual(
      (await label()).run_by.administrators.map(({ id }) => id),
      [network.admin.id],
    );
  });

  it('says what policies rule out, and that they have exceptions, never for whom', async () => {
    await forbid('0190a000-0000-7000-8000-000000000001', [], ['mining']);
    await forbid('0190a000-0000-7000-8000-000000000002', ['circle:wombat'], ['aggregation']);
    const said = await label();
    const ruledOut = said.processing.filter(({ standing }) => standing === 'forbidden');
    assert.deepEqual(
      ruledOut.map(({ purpose }) => purpose),
      ['mining'],
    );
    assert.deepEqual(
      said.policies.map(({ has_exceptions }) => has_exceptions),
      [false, true],
    );
    assert.ok(!JSON.stringify(said).includes('wombat'));
  });
});
