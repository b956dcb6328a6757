import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ActorId, DAY_MS, type NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { requireSignOff } from '../../src/store/sign-offs.ts';
import { sessionHeaders } from '../support/people.ts';
import { signingHouse } from './signing-house.ts';

describe('what needs a sign-off before it begins', () => {
  it('is a network, where an organisation governs the server', async () => {
    const h = await signingHouse('orga', { governedBy: { network: 'acme', handle: 'orga' } });
    const found = (slug: string, kind = 'partner') =>
      h.app.request('POST', '/api/privacy/v1/networks', {
        headers: sessionHeaders(h.network.admin.cookie),
        body: {
          slug,
          title: 'Partners',
          kind,
          rules: {},
          persona: { handle: 'boss2', display_name: 'Boss' },
        },
      });
    const refused = await found('partners');
    assert.equal(refused.status, 403);
    assert.match(await refused.text(), /signed/);
    const plan = JSON.stringify({ slug: 'partners', kind: 'partner' });
    const { id } = await h.draft(plan, { kind: 'network', title: 'A network for partners' });
    const { required } = await h.step(h.author, id, { step: 'submit' });
    assert.deepEqual(required, ['legal', 'it', 'risk']);
    const risk = await h.person();
    await h.seat(risk, 'risk');
    await h.approve('legal', id);
    await h.approve('it', id);
    assert.equal((await found('partners')).status, 403, 'not all have signed');
    const { hash } = await h.read(id);
    await h.step(risk, id, { step: 'approve', discipline: 'risk', hash });
    assert.equal((await found('partners')).status, 403, 'it is signed and not in force');
    const from = new Date(instantOf(h.app.deps) + DAY_MS).toISOString();
    await h.step(h.author, id, { step: 'activate', from });
    assert.equal((await found('partners')).status, 403, 'not yet');
    h.app.clock.advance(DAY_MS);
    assert.equal((await found('partners', 'customer')).status, 403, 'another kind was signed');
    assert.equal((await found('others')).status, 403, 'another name was signed');
    assert.equal((await found('partners')).status, 201);
  });

  it('is whatever calls the gate: exactly what was signed, of the organisation that signed', async () => {
    const h = await signingHouse();
    const what = { function: 'marketing', text: 'Spring is here' };
    const until = new Date(instantOf(h.app.deps) + 30 * DAY_MS).toISOString();
    // The order of names says nothing.
    const plan = { until, text: what.text, most: 500, function: what.function };
    const { id } = await h.draft(JSON.stringify(plan), { kind: 'campaign', title: 'Spring' });
    const { required } = await h.step(h.author, id, { step: 'submit' });
    assert.deepEqual(required, ['legal', 'marketing']);
    await h.step(h.experts.legal, id, { step: 'activate', emergency: true }, 409);
    for (const one of required) await h.approve(one as 'legal', id);
    await h.step(h.author, id, { step: 'activate' });
    const db = h.app.deps.store.community;
    const ask = async (asked: unknown, organisation = h.id, kind = 'campaign' as const) =>
      (
        await requireSignOff(
          db,
          h.network.id as NetworkId,
          { kind, organisation: organisation as ActorId, what: asked },
          instantOf(h.app.deps),
        )
      ).ok;
    assert.ok(await ask(what));
    assert.ok(!(await ask({ ...what, text: 'Spring is near' })));
    assert.ok(!(await ask(plan)));
    assert.ok(!(await ask(what, h.network.id)));
    await h.draft('[]', { kind: 'campaign', title: 'No object' }).then(
      () => assert.fail('it was kept'),
      (error: Error) => assert.match(error.message, /422|JSON/),
    );
    // To end it only narrows: whoever had to sign it may.
    await h.step(h.experts.it, id, { step: 'retire' }, 403);
    await h.step(h.experts.legal, id, { step: 'retire' });
    assert.ok(!(await ask(what)));
  });
});
