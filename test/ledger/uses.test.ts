import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { verifyStored } from '../../src/ledger/log/verify-stored.ts';
import { verifyProofFile } from '../../src/ledger/verify/proof-file.ts';
import {
  type ActorId,
  type BusinessFunction,
  FOREVER,
  type GrantId,
  type NetworkId,
  type PolicyId,
} from '../../src/privacy/words.ts';
import { noteUse } from '../../src/store/data-uses.ts';
import { instantOf } from '../../src/store/deps.ts';
import { enactPolicies, endPolicies } from '../../src/store/policies/change-policies.ts';
import { type Members, members } from '../support/members.ts';
import { sessionHeaders, type TestPersona } from '../support/people.ts';

const API = '/api/privacy/v1';

interface UseJson {
  id: string;
  organisation: { id: string; display_name: string };
  function: string;
  deed: string;
  purpose: string;
  kinds: string[];
  grants: { object: { text: string }; audience_text: string; until: string | null }[];
  place: number | null;
}

describe('uses of members’ data by organisations', () => {
  let m: Members;
  let network: NetworkId;
  let orga: string;
  let sam: TestPersona;
  let key: string;

  before(async () => {
    m = await members();
    network = m.network.id as NetworkId;
    sam = await m.person();
    const made = { handle: 'orga', display_name: 'Orga' };
    orga = (await m.call<{ id: string }>(m.network.admin, 'POST', `${API}/organisations`, made, 201)).id;
    const seats = { functions: ['support', 'sales'] };
    await m.call(m.network.admin, 'PUT', `${API}/organisations/${orga}/staff/${sam.id}`, seats, 204);
    key = (await m.call<{ key: string }>(sam, 'GET', `${API}/ledger`)).key;
  });

  const beat = async (): Promise<void> => {
    m.app.clock.advance(600_000);
    await appendBeat(m.app.deps, network, instantOf(m.app.deps), instantOf(m.app.deps));
  };
  const uses = (who: TestPersona) => m.call<UseJson[]>(who, 'GET', `${API}/uses`);
  const allow = (who: TestPersona, fn: BusinessFunction, anybody: 'yes' | 'ask' | 'no') =>
    m.call(who, 'PUT', `${API}/contact-rules/${fn}`, { anybody });
  const contact = (who: TestPersona, fn: BusinessFunction, text?: string) => {
    const body = { persona: who.id, function: fn, ...(text === undefined ? {} : { text }) };
    return m.call<{ answer: string; conversation: string | null }>(
      sam,
      'POST',
      `/api/organisations/v1/${orga}/contacts`,
      body,
    );
  };
  const proofOf = async (who: TestPersona, use: string): Promise<string> =>
    JSON.stringify(await m.call(who, 'GET', `${API}/uses/${use}/proof`));

  it('are told to the member one by one: who, for what, and under which grant', async () => {
    const ann = await m.person();
    assert.equal((await contact(ann, 'support')).answer, 'no');
    assert.deepEqual(await uses(ann), [], 'what was refused used nothing');
    await allow(ann, 'sales', 'ask');
    await allow(ann, 'support', 'yes');
    await contact(ann, 'support');
    await contact(ann, 'support', 'Can we help?');
    await contact(ann, 'sales');
    await contact(ann, 'sales');
    const said = await uses(ann);
    assert.deepEqual(
      said.map(({ deed, purpose }) => `${deed} ${purpose}`),
      ['asked sales', 'wrote support', 'checked support'],
    );
    for (const use of said) {
      assert.deepEqual(use.organisation, { id: orga, display_name: 'Orga' });
      assert.equal(use.place, null);
      assert.equal(use.grants[0]?.object.text, 'how others meet you');
      assert.equal(use.grants.length, 1);
    }
    assert.deepEqual(await uses(sam), [], 'and to nobody else');
  });

  it('are told of what staff read of what is shown to them, once for each reading', async () => {
    const ann = await m.person();
    const phone = { kind: 'phone', value: '+31 20 123 4567' };
    const { id: attribute } = await m.call<{ id: string }>(ann, 'POST', `${API}/attributes`, phone, 201);
    const begun = { organisation: orga, function: 'support', text: 'It is broken' };
    const { id } = await m.call<{ id: string }>(ann, 'POST', `${API}/conversations`, begun, 201);
    const shown = `${API}/conversations/${id}/attributes`;
    await m.call(sam, 'GET', shown);
    assert.deepEqual(await uses(ann), [], 'nothing was shown');
    await m.call(ann, 'POST', shown, { attribute, precision: 'exact' }, 201);
    await m.call(ann, 'GET', shown);
    assert.deepEqual(await uses(ann), [], 'one’s own reading is none');
    await m.call(sam, 'GET', shown);
    await m.call(sam, 'GET', shown);
    const [use, ...others] = await uses(ann);
    assert.deepEqual(others, []);
    assert.partialDeepStrictEqual(use, { deed: 'read', function: 'support', kinds: ['phone'] });
    assert.equal(use?.grants[0]?.object.text, 'your phone');
    m.app.clock.advance(600_000);
    await m.call(sam, 'GET', shown);
    assert.equal((await uses(ann)).length, 2, 'later it is another');
    const copies = await m.call<{ id: string }[]>(ann, 'GET', shown);
    await m.call(ann, 'DELETE', `${shown}/${copies[0]?.id}`);
    const [after] = await uses(ann);
    assert.equal(after?.grants[0]?.object.text, 'something that you no longer show');
    assert.notEqual(after?.grants[0]?.until, null);
  });

  it('are entered, and each participant of one over many proves to be in it, and learns of no other', async () => {
    const crowd = [await m.person(), await m.person(), await m.person()];
    const grants = await Promise.all(
      crowd.map(async (who) => {
        await allow(who, 'support', 'yes');
        const all = await m.call<{ id: string; purpose: string }[]>(who, 'GET', `${API}/grants`);
        return all.filter(({ purpose }) => purpose === 'support').map(({ id }) => id as GrantId);
      }),
    );
    const participants = crowd.map((who, n) => ({ subject: who.id as ActorId, grants: grants[n] ?? [] }));
    const use = {
      organisation: orga as ActorId,
      function: null,
      by: null,
      deed: 'read',
      purpose: 'support',
      kinds: [],
    } as const;
    await noteUse(
      m.app.deps.store.community,
      m.app.deps,
      network,
      { ...use, participants },
      instantOf(m.app.deps),
    );
    const [pending] = await uses(crowd[0] as TestPersona);
    await m.call(crowd[0] as TestPersona, 'GET', `${API}/uses/${pending?.id}/proof`, undefined, 404);
    await beat();
    const proofs = [];
    for (const who of crowd) {
      const [own] = await uses(who);
      assert.equal(typeof own?.place, 'number');
      const proof = await proofOf(who, own?.id ?? '');
      const checked = verifyProofFile(proof, key);
      assert.ok(checked.holds && checked.shows.kind === 'use', JSON.stringify(checked));
      assert.equal(JSON.parse(checked.shows.participation).subject, who.id);
      for (const other of crowd) if (other !== who) assert.ok(!proof.includes(other.id));
      proofs.push(JSON.parse(proof));
      await m.call(sam, 'GET', `${API}/uses/${own?.id}/proof`, undefined, 404);
    }
    const fields = ['format', 'key', 'checkpoint', 'place', 'salt', 'content', 'hashes'].toSorted();
    for (const { participant, ...proof } of proofs) {
      assert.deepEqual(Object.keys(proof).toSorted(), fields);
      assert.deepEqual(Object.keys(participant).toSorted(), ['content', 'hashes', 'place', 'salt']);
    }
    // Its length tells nothing of how many there were.
    assert.deepEqual(new Set(proofs.map((one) => one.participant.hashes.length)), new Set([24]));
    const mixed = JSON.stringify({
      ...proofs[0],
      participant: { ...proofs[1].participant, content: proofs[0].participant.content },
    });
    const refused = verifyProofFile(mixed, key);
    assert.ok(!refused.holds && refused.step === 'participant: root', JSON.stringify(refused));
    assert.deepEqual(await verifyStored(m.app.deps, network, null), { holds: true });
  });

  it('are found wanting where whose data it was is changed', async () => {
    const { community } = m.app.deps.store;
    const [row] = await community
      .selectFrom('community.data_use_participant')
      .selectAll()
      .where('place', 'is not', null)
      .limit(1)
      .execute();
    assert.ok(row !== undefined);
    const set = (grants: readonly GrantId[] | null) =>
      community
        .updateTable('community.data_use_participant')
        .set({ grant_ids: grants === null ? null : [...grants] })
        .where('use_id', '=', row.use_id)
        .where('n', '=', row.n)
        .execute();
    await set([]);
    const checked = await verifyStored(m.app.deps, network, null);
    assert.ok(!checked.holds && checked.step === 'participants');
    await set(row.grant_ids);
    assert.deepEqual(await verifyStored(m.app.deps, network, null), { holds: true });
  });

  it('are not proved by a file that was altered in any part, or is of another use', async () => {
    const ann = await m.person();
    await allow(ann, 'support', 'yes');
    await contact(ann, 'support');
    await contact(ann, 'support', 'Hello');
    await beat();
    const [one, other] = await uses(ann);
    const [text, second] = [await proofOf(ann, one?.id ?? ''), await proofOf(ann, other?.id ?? '')];
    assert.ok(verifyProofFile(text, key).holds);
    const [file, another] = [JSON.parse(text), JSON.parse(second)];
    const swapped = verifyProofFile(JSON.stringify({ ...file, participant: another.participant }), key);
    assert.ok(!swapped.holds && swapped.step === 'participant: root');
    const steps = new Set<string>();
    let altered = 0;
    for (let at = 0; at < text.length; at += 3) {
      if (!/[0-9A-Za-z]/.test(text[at] ?? '')) continue;
      const digit = text[at] === '1' ? '2' : '1';
      const checked = verifyProofFile(`${text.slice(0, at)}${digit}${text.slice(at + 1)}`, key);
      assert.equal(checked.holds, false, `altered at ${at}: ${text.slice(at - 10, at + 10)}`);
      if (!checked.holds) steps.add(checked.step);
      altered++;
    }
    assert.ok(altered >= 100, `${altered} altered`);
    for (const step of ['checkpoint', 'root', 'participant: root', 'participant: form']) {
      assert.ok(steps.has(step), [...steps].join());
    }
  });

  it('are forgotten of whoever leaves, and go on to be proved by the others', async () => {
    const [ann, bob] = [await m.person(), await m.person()];
    const participants = [ann, bob].map((who) => ({ subject: who.id as ActorId, grants: [] }));
    const use = {
      organisation: orga as ActorId,
      function: null,
      by: null,
      deed: 'read',
      purpose: 'support',
      kinds: [],
    } as const;
    const note = () =>
      noteUse(
        m.app.deps.store.community,
        m.app.deps,
        network,
        { ...use, participants },
        instantOf(m.app.deps),
      );
    await note();
    await beat();
    await note();
    const left = await m.app.request('DELETE', `${API}/personas/${ann.id}`, {
      headers: sessionHeaders(ann.cookie),
    });
    assert.ok(left.ok);
    await beat();
    const { community } = m.app.deps.store;
    const rows = await community.selectFrom('community.data_use_participant').selectAll().execute();
    assert.ok(!JSON.stringify(rows).includes(ann.id));
    const own = await uses(bob);
    assert.equal(own.length, 2);
    for (const { id } of own) {
      const checked = verifyProofFile(await proofOf(bob, id), key);
      assert.ok(checked.holds, JSON.stringify(checked));
    }
  });

  it('stand beside the policies, which every member can have proved', async () => {
    const ann = await m.person();
    const id = m.app.deps.ids.next('policy') as PolicyId;
    const db = m.app.deps.store.community;
    await enactPolicies(db, network, [
      {
        id,
        purposes: ['sentiment-monitoring'],
        hours: 0xff,
        unless: [],
        from: instantOf(m.app.deps),
        until: FOREVER,
      },
    ]);
    await beat();
    await endPolicies(db, network, { ids: [id] }, instantOf(m.app.deps));
    await beat();
    const entries = await m.call<{ entry: string; place: number; content: string }[]>(
      ann,
      'GET',
      `${API}/ledger/entries?about=network`,
    );
    assert.deepEqual(
      entries.map(({ entry }) => entry),
      ['policy ended', 'policy'],
    );
    const { hours, source } = JSON.parse(entries[1]?.content ?? '');
    assert.deepEqual({ hours, source }, { hours: 0xff, source: null });
    for (const { place, content } of entries) {
      assert.equal(JSON.parse(content).policy, id);
      const text = JSON.stringify(await m.call(ann, 'GET', `${API}/ledger/entries/${place}`));
      assert.ok(verifyProofFile(text, key).holds);
    }
    await m.call(ann, 'GET', `${API}/ledger/entries?about=others`, undefined, 422);
  });
});
