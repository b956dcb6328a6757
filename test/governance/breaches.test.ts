import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { entriesAbout } from '../../src/ledger/log/read-log.ts';
import { verifyStored } from '../../src/ledger/log/verify-stored.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { type Members, members } from '../support/members.ts';
import type { TestPersona } from '../support/people.ts';
import { expert, organisationOf, seat, showPhone } from './experts.ts';

const API = '/api/privacy/v1';
const RECORDS = '/api/organisations/v1/records';

interface BreachJson {
  id: string;
  seats: string[];
  functions: string[];
  entries: { kind: string; words: string; scope: object | null }[];
}

interface SeatJson {
  id: string;
  kind: string;
  name: string;
  number: number;
  until: string | null;
}

/** A breach narrowed to what it is about, and its steps in the ledger. */
describe('whom a breach affects', () => {
  let m: Members;
  let orga: string;
  let network: NetworkId;
  let [sam, tim, lea, ann, bob, cid] = [] as unknown as TestPersona[];

  before(async () => {
    m = await members();
    network = m.network.id as NetworkId;
    [sam, tim, lea] = [await m.person(), await m.person(), await m.person()];
    [ann, bob, cid] = [await m.person(), await m.person(), await m.person()];
    orga = await organisationOf(m);
    await seat(m, orga, sam as TestPersona, 'support');
    await seat(m, orga, tim as TestPersona, 'support');
    await expert(m, orga, lea as TestPersona, 'it');
    for (const who of [ann, bob, cid] as TestPersona[]) {
      await m.call(who, 'PUT', `${API}/contact-rules/support`, { anybody: 'yes' });
    }
  });

  const path = () => `${RECORDS}/${orga}/breaches`;
  const reach = (by: TestPersona, who: TestPersona) =>
    m.call(by, 'POST', `/api/organisations/v1/${orga}/contacts`, { persona: who.id, function: 'support' });
  const span = { from: '2026-03-01T00:00:00Z', until: '2026-03-02T00:00:00Z' };
  const open = (more: object = {}, status = 201) =>
    m.call<BreachJson>(
      lea as TestPersona,
      'POST',
      path(),
      {
        title: 'A lost laptop',
        ...span,
        known_at: new Date(m.app.clock.now()).toISOString(),
        ...more,
      },
      status,
    );
  const enter = (id: string, body: object, status = 200) =>
    m.call<BreachJson>(lea as TestPersona, 'POST', `${path()}/${id}/entries`, body, status);
  const tell = (id: string, words: string) =>
    enter(id, { kind: 'told', words, advice: 'Ask us to call back.' });
  const told = async (who: TestPersona) =>
    (await m.call<{ words: string; advice: string }[]>(who, 'GET', `${API}/breach-notices`)).map(
      ({ words, advice }) => `${words} ${advice}`,
    );
  const seatsOf = (who = lea as TestPersona, status = 200) =>
    m.call<SeatJson[]>(who, 'GET', `${RECORDS}/${orga}/seats`, undefined, status);

  it('is found by single seats, functions, purposes, kinds of data and time', async () => {
    await reach(sam as TestPersona, ann as TestPersona);
    await reach(tim as TestPersona, bob as TestPersona);
    const shown = await showPhone(m, orga, cid as TestPersona);
    await m.call(tim as TestPersona, 'GET', shown);
    const functions = (await seatsOf()).filter(({ kind }) => kind === 'function');
    const [first, second] = functions as [SeatJson, SeatJson];
    const cases: readonly [object, readonly boolean[]][] = [
      [{}, [true, true, true]],
      [{ seats: [first.id] }, [true, false, false]],
      [{ seats: [second.id] }, [false, true, true]],
      [{ seats: [second.id], kinds: ['phone'] }, [false, false, true]],
      [{ seats: [first.id], kinds: ['phone'] }, [false, false, false]],
      [{ kinds: ['email'] }, [false, false, false]],
      [{ functions: ['sales', 'support'] }, [true, true, true]],
      [{ functions: ['sales'] }, [false, false, false]],
      [{ purposes: ['support'] }, [true, true, true]],
      [{ purposes: ['marketing'] }, [false, false, false]],
      [{ from: '2026-03-01T12:00:00Z' }, [false, false, false]],
    ];
    for (const [n, [scope, expected]] of cases.entries()) {
      await tell((await open(scope)).id, `Case ${n}.`);
      for (const [turn, who] of ([ann, bob, cid] as TestPersona[]).entries()) {
        const isTold = (await told(who)).includes(`Case ${n}. Ask us to call back.`);
        assert.equal(isTold, expected[turn], `${JSON.stringify(scope)}, person ${turn}`);
      }
    }
  });

  it('leaves out nobody whose use may have been in the seat', async () => {
    const [first] = (await seatsOf()).filter(({ kind }) => kind === 'function');
    const { community } = m.app.deps.store;
    await sql`update community.data_use set seat_id = null where network_id = ${network}
      and id in (select use_id from community.data_use_participant where subject_id = ${bob?.id})`.execute(
      community,
    );
    await tell((await open({ seats: [first?.id] })).id, 'Whoever it was.');
    assert.ok((await told(bob as TestPersona)).some((words) => words.startsWith('Whoever')));
    assert.ok(!(await told(cid as TestPersona)).some((words) => words.startsWith('Whoever')));
  });

  it('can be changed, with what was said before left standing', async () => {
    const { id } = await open({ functions: ['sales'] });
    await tell(id, 'Of sales.');
    const scope = { ...span, functions: ['support'] };
    const changed = await enter(id, { kind: 'changed', words: 'It was support.', scope });
    assert.deepEqual(changed.functions, ['support']);
    await tell(id, 'Of support.');
    assert.ok((await told(ann as TestPersona)).includes('Of support. Ask us to call back.'));
    assert.ok(!(await told(ann as TestPersona)).some((words) => words.startsWith('Of sales')));
    const [kept] = await m.call<BreachJson[]>(lea as TestPersona, 'GET', path());
    assert.deepEqual(
      kept?.entries.map(({ kind }) => kind),
      ['told', 'changed', 'told'],
    );
  });

  it('is counted anew for another scope, and once for the same in two breaches', async () => {
    const count = (id: string) =>
      m.call<object>(lea as TestPersona, 'POST', `${path()}/${id}/count`, undefined);
    const one = await count((await open({ functions: ['support', 'sales'] })).id);
    const same = await count((await open({ functions: ['sales', 'support'] })).id);
    assert.deepEqual(same, one);
    const other = await open({ functions: ['marketing'] });
    assert.notDeepEqual(await count(other.id), one);
    const { epsilon_spent: before } = await budget();
    const scope = { ...span, functions: ['communications'] };
    await enter(other.id, { kind: 'changed', words: 'It was another.', scope });
    await count(other.id);
    assert.notEqual((await budget()).epsilon_spent, before);
  });
  const budget = () =>
    m.call<{ epsilon_spent: string }>(
      lea as TestPersona,
      'GET',
      `/api/insight/v1/budget?organisation=${orga}`,
    );

  it('refuses what can’t be', async () => {
    const stranger = await organisationOf(m);
    await seat(m, stranger, cid as TestPersona, 'sales');
    const rival = await m.person();
    await expert(m, stranger, rival, 'it');
    const [theirs] = await m.call<SeatJson[]>(rival, 'GET', `${RECORDS}/${stranger}/seats`);
    for (const wrong of [
      { seats: [theirs?.id] },
      { seats: ['x'] },
      { functions: ['spying'] },
      { kinds: ['mood'] },
      { purposes: ['fun'] },
      { until: span.from },
      { function: 'sales' },
    ]) {
      await open(wrong, 422);
    }
    const { id } = await open();
    for (const wrong of [
      { kind: 'told', words: 'No advice.' },
      { kind: 'told', words: 'No advice.', advice: ' ' },
      { kind: 'changed', words: 'No scope.' },
      { kind: 'changed', words: 'Never.', scope: { from: span.until, until: span.from } },
      { kind: 'changed', words: 'Theirs.', scope: { ...span, seats: [theirs?.id] } },
      { kind: 'note', words: 'x', advice: 'y' },
      { kind: 'rumour', words: 'x' },
      { words: 'x' },
    ]) {
      await enter(id, wrong, 422);
    }
    for (const who of [sam, ann, rival, m.network.admin] as TestPersona[]) await seatsOf(who, 404);
    const entry = { kind: 'note', words: 'Mine.' };
    await m.call(rival, 'POST', `${path()}/${id}/entries`, entry, 404);
    await m.call(rival, 'POST', `${RECORDS}/${stranger}/breaches/${id}/entries`, entry, 404);
  });

  it('enters each step into the ledger, about the organisation and naming nobody', async () => {
    const { id } = await open({ title: 'The yellow laptop' });
    await enter(id, {
      kind: 'changed',
      words: 'It was support.',
      scope: { ...span, functions: ['support'] },
    });
    await tell(id, 'A laptop was lost.');
    await enter(id, { kind: 'closed', words: 'Found.' });
    const beat = async () => {
      m.app.clock.advance(600_000);
      await appendBeat(m.app.deps, network, instantOf(m.app.deps), instantOf(m.app.deps));
    };
    await beat();
    const entries = (await entriesAbout(m.app.deps, network, orga as ActorId, { limit: 500, before: null }))
      .map(({ content }) => JSON.parse(content) as Record<string, string>)
      .filter((entry) => entry.entry === 'breach' && entry.breach === id)
      .toSorted((one, other) => Number(one.step) - Number(other.step));
    assert.deepEqual(
      entries.map(({ did }) => did),
      ['opened', 'changed', 'told', 'closed'],
    );
    const said = JSON.stringify(entries);
    for (const who of [sam, lea, ann, bob, cid] as TestPersona[]) {
      assert.ok(!said.includes(who.id) && !said.includes(who.handle));
    }
    assert.ok(!said.includes('laptop'));
    assert.equal(
      (await entriesAbout(m.app.deps, network, ann?.id as ActorId, { limit: 500, before: null })).filter(
        ({ content }) => content.includes('"breach"'),
      ).length,
      0,
    );
    assert.deepEqual(await verifyStored(m.app.deps, network, null), { holds: true });
    const { community } = m.app.deps.store;
    const change = (words: string) =>
      sql`update community.breach_entry set words = ${words} where breach_id = ${id} and n = 1`.execute(
        community,
      );
    await change('Nothing happened.');
    assert.partialDeepStrictEqual(await verifyStored(m.app.deps, network, null), {
      holds: false,
      step: 'record',
    });
    await change('A laptop was lost.');
    assert.deepEqual(await verifyStored(m.app.deps, network, null), { holds: true });
  });
});
