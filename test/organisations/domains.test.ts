import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { renewProofs } from '../../src/community/organisations/prove-domain.ts';
import { DAY_MS } from '../../src/privacy/words.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { API, type Houses, makeHouses } from './houses.ts';

interface Proof {
  domain: string;
  record: { type: string; name: string; value: string };
  verified: boolean;
}

interface Profile {
  domains: string[];
  host: boolean;
  elsewhere: { network: { slug: string }; handle: string }[];
}

describe('domains that an organisation proves', () => {
  let h: Houses;
  let orga: string;
  let keeper: TestPersona;
  let ann: TestPersona;
  let globex: TestNetwork;
  let other: TestPersona;
  /** What stands in the DNS; null where nobody answers. */
  const dns = new Map<string, string[] | null>();
  let asked = 0;

  before(async () => {
    h = await makeHouses({
      txt: async (name) => {
        asked++;
        const found = dns.get(name);
        return found === undefined ? [] : found;
      },
    });
    ({ id: orga, keeper } = await h.kept('orga'));
    ann = await h.person();
    // Now, since sessions end within the weeks that pass.
    globex = await makeNetwork(h.app, { slug: 'globex', admin: 'gus' });
    other = await makePersona(h.app, globex, 'otto');
  });
  const begin = (domain: string, status = 201) =>
    h.call<Proof>(keeper, 'POST', `${API}/${orga}/domains`, { domain }, status);
  const look = (domain: string, status = 200) =>
    h.call<Proof>(keeper, 'POST', `${API}/${orga}/domains/${domain}/look`, undefined, status);
  const shown = (id = orga, who = ann) => h.call<Profile>(who, 'GET', `${API}/${id}/profile`);

  it('are its own once the record is there', async () => {
    for (const domain of [
      'orga.local',
      'gmail.com',
      'localhost',
      '127.0.0.1',
      'printer.lan',
      'a'.repeat(300),
    ]) {
      await begin(domain, 422);
    }
    const { record } = await begin('orga.org');
    assert.deepEqual([record.type, record.name], ['TXT', '_waxseal.orga.org']);
    assert.match(record.value, /^waxseal-domain-verification=[\w-]{32}$/);
    assert.deepEqual((await begin('orga.org')).record, record, 'the same again');
    assert.equal((await look('orga.org')).verified, false);
    assert.deepEqual((await shown()).domains, []);
    dns.set('_waxseal.orga.org', ['v=spf1 -all', record.value]);
    assert.equal((await look('orga.org')).verified, true);
    assert.deepEqual((await shown()).domains, ['orga.org']);
    await look('elsewhere.org', 404);
  });

  it('are looked for again each week, and are gone when they are twice', async () => {
    const week = async () => {
      h.app.clock.advance(7 * DAY_MS + 1000);
      const before = asked;
      await renewProofs(h.app.deps, h.app.clock.now().getTime());
      await renewProofs(h.app.deps, h.app.clock.now().getTime());
      assert.equal(asked - before, 1);
      return (await shown()).domains;
    };
    const record = dns.get('_waxseal.orga.org') as string[];
    assert.deepEqual(await week(), ['orga.org']);
    dns.set('_waxseal.orga.org', null);
    for (let n = 0; n < 3; n++)
      assert.deepEqual(await week(), ['orga.org'], 'that nobody answers says nothing');
    dns.set('_waxseal.orga.org', []);
    assert.deepEqual(await week(), ['orga.org']);
    dns.set('_waxseal.orga.org', record);
    assert.deepEqual(await week(), ['orga.org'], 'once is no twice');
    dns.set('_waxseal.orga.org', []);
    assert.deepEqual(await week(), ['orga.org']);
    assert.deepEqual(await week(), []);
    dns.set('_waxseal.orga.org', record);
    assert.equal((await look('orga.org')).verified, true);
  });

  it('are not looked for without end, also by giving them up', async () => {
    h.app.clock.advance(DAY_MS);
    const before = asked;
    let refused = false;
    for (let n = 0; n < 80 && !refused; n++) {
      const domain = `d${n % 15}.org`;
      await begin(domain);
      const answer = await h.ask(keeper, 'POST', `${API}/${orga}/domains/${domain}/look`);
      refused = answer.status === 409;
      await h.call(keeper, 'DELETE', `${API}/${orga}/domains/${domain}`, undefined, 204);
    }
    assert.deepEqual([refused, asked - before], [true, 50]);
    h.app.clock.advance(DAY_MS);
    await look('orga.org');
  });

  it('tell on which networks it is, where it lets that be told on both', async () => {
    const call = async <T>(who: TestPersona, method: string, path: string, body?: unknown, status = 200) =>
      (await answerOf(
        await h.app.request(method, path, { token: who.token, ...(body === undefined ? {} : { body }) }),
        status,
      )) as T;
    const made = { handle: 'orga-too', display_name: 'Orga too' };
    const { id } = await call<{ id: string }>(
      globex.admin,
      'POST',
      '/api/privacy/v1/organisations',
      made,
      201,
    );
    await call(globex.admin, 'PUT', `${API}/${id}/keepers/${other.id}`, undefined, 204);
    const { record } = await call<Proof>(other, 'POST', `${API}/${id}/domains`, { domain: 'orga.org' }, 201);
    dns.set('_waxseal.orga.org', [...(dns.get('_waxseal.orga.org') ?? []), record.value]);
    await call(other, 'POST', `${API}/${id}/domains/orga.org/look`);
    const both = async () => {
      const [here, there] = [await shown(), await shown(id, other)];
      return [here.elsewhere.map(({ handle }) => handle), there.elsewhere.map(({ handle }) => handle)];
    };
    assert.deepEqual(await both(), [[], []], 'by default it isn’t told');
    await call(other, 'PUT', `${API}/${id}/elsewhere`, undefined, 204);
    assert.deepEqual(await both(), [[], []], 'nor by one of the two');
    await call(keeper, 'PUT', `${API}/${orga}/elsewhere`, undefined, 204);
    assert.deepEqual(await both(), [['orga-too'], ['orga']]);
    for (const [house, who] of [
      [orga, keeper],
      [id, other],
    ] as const) {
      assert.deepEqual(await call(who, 'GET', `${API}/${house}/elsewhere`), { told: true });
    }
    for (const who of [ann, h.network.admin])
      await call(who, 'GET', `${API}/${orga}/elsewhere`, undefined, 404);
    await call(other, 'DELETE', `${API}/${id}/domains/orga.org`, undefined, 204);
    assert.deepEqual(await both(), [[], []], 'it stands on the domain');
  });

  it('a network has one host, whom its administrators name', async () => {
    const second = await h.organisation('second');
    await h.call(keeper, 'PUT', `${API}/${orga}/host`, undefined, 403);
    await h.call(h.network.admin, 'PUT', `${API}/${orga}/host`, undefined, 204);
    assert.equal((await shown()).host, true);
    // Whoever may join reads who hosts it, where that one shows itself to everybody.
    const named = async () => {
      const path = `/api/privacy/v1/networks/${h.network.slug}/privacy-label`;
      const label = await h.call<{
        run_by: { organisation: { id: string } | null; administrators: object[] };
      }>(null, 'GET', path);
      assert.deepEqual(label.run_by.administrators, []);
      return label.run_by.organisation?.id ?? null;
    };
    assert.equal(await named(), null);
    const presence = {
      object: { kind: 'presence', id: orga },
      actions: ['see'],
      audience: { kind: 'everyone' },
    };
    const grants = `${API}/${orga}/grants`;
    const { id } = await h.call<{ id: string }>(keeper, 'POST', grants, presence, 201);
    assert.equal(await named(), orga);
    await h.call(keeper, 'DELETE', `${grants}/${id}`);
    assert.equal(await named(), null);
    await h.call(h.network.admin, 'PUT', `${API}/${second}/host`, undefined, 204);
    assert.deepEqual([(await shown()).host, (await shown(second)).host], [false, true]);
    await h.call(h.network.admin, 'DELETE', `${API}/${second}/host`, undefined, 204);
    assert.equal((await shown(second)).host, false);
  });
});
