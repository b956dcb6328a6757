import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { sendOutbound } from '../../src/community/desk/send-outbound.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { expert } from '../governance/experts.ts';
import { BASE, type ConversationJson } from '../messages/talkers.ts';
import type { TestPersona } from '../support/people.ts';
import { type CampaignHouse, type CampaignWords, campaignWords, type Outbound } from './campaigns.ts';
import { DESK, type DeskWorld, makeDeskWorld } from './desk-world.ts';

const DAY = 86_400_000;
const THIRTEEN = 13;

describe('a campaign', () => {
  let w: DeskWorld;
  let c: CampaignWords;
  let orga: CampaignHouse;
  let people: TestPersona[];

  const house = async (): Promise<CampaignHouse> => {
    const id = await w.organisation();
    const [desk, legal, marketing] = [await w.person(), await w.person(), await w.person()];
    await w.seat(id, desk, ['marketing', 'sales', 'support']);
    await expert(w, id, legal, 'legal');
    await expert(w, id, marketing, 'marketing');
    return { id, desk, experts: { legal, marketing } };
  };
  const says = async (response: Promise<Response>, status = 422) => {
    const answer = await response;
    const text = await answer.text();
    assert.equal(answer.status, status, text);
    return text;
  };
  /** Of many sendings at once, what came of each letter. */
  const atOnce = async (text: string, key?: string) => {
    const answers = await Promise.all(
      people.map((one) => c.send(orga, [one], key === undefined ? { text } : { text, key })),
    );
    const all = await Promise.all(
      answers.map(async (one) => (one.status === 200 ? ((await one.json()) as Outbound[]) : [])),
    );
    return all.flat().map(({ outcome }) => outcome);
  };
  const inbox = async (who: TestPersona) =>
    (await w.call<ConversationJson[]>(who, 'GET', BASE)).map(({ last_message: last }) => last?.text);
  const figures = async () =>
    (
      await w.call<{ outbound: Record<string, number> }>(
        orga.desk,
        'GET',
        `${DESK}/figures?organisation=${orga.id}&function=marketing`,
      )
    ).outbound;
  const aMonth = () => w.app.clock.advance(31 * DAY);

  before(async () => {
    w = await makeDeskWorld();
    c = campaignWords(w);
    orga = await house();
    people = [];
    for (let n = 0; n < THIRTEEN; n++) {
      const one = await w.person();
      for (const fn of ['marketing', 'sales', 'support']) {
        await w.call(one, 'PUT', `/api/privacy/v1/contact-rules/${fn}`, { anybody: 'yes', preferred: null });
      }
      people.push(one);
    }
  });

  it('is whatever reaches more than ten members in thirty days, also in parts, also with another comma', async () => {
    assert.match(await says(c.send(orga, people.slice(0, 11), { text: 'An offer' })), /Draft one/);
    await c.outcomes(orga, people.slice(0, 6), { text: 'An offer' });
    assert.match(await says(c.send(orga, people.slice(6, 11), { text: 'An offer' })), /4 are left/);
    assert.deepEqual(
      await c.outcomes(orga, people.slice(6, 10), { text: 'An – OFFER!' }),
      Array(4).fill('sent'),
    );
    await says(c.send(orga, people.slice(10, 11), { text: 'An offer' }));
    await says(c.send(orga, people.slice(10, 11), { text: 'an, offer', function: 'sales' }));
    assert.match(
      await says(c.send(orga, people.slice(10, 11), { text: 'An offer', function: 'support' })),
      /only marketing and sales/,
    );
    const single = { persona: people[10]?.id, function: 'marketing', text: 'An offer' };
    const answer = await w.call(orga.desk, 'POST', `/api/organisations/v1/${orga.id}/contacts`, single);
    assert.partialDeepStrictEqual(answer, { answer: 'unsigned', conversation: null });
    assert.deepEqual(await inbox(people[10] as TestPersona), []);
    assert.deepEqual(await c.outcomes(orga, people.slice(10, 11), { text: 'Another one' }), ['sent']);
    assert.partialDeepStrictEqual(await figures(), { sent: 11, unsigned: 1 });
    aMonth();
    await c.outcomes(orga, people.slice(10, 11), { text: 'An offer' });
  });

  it('begins with ten also where eleven are sent at once', async () => {
    aMonth();
    const sent = (await atOnce('At once')).filter((outcome) => outcome === 'sent');
    assert.equal(sent.length, 10);
  });

  it('reaches as many as were signed, once it is in force, with that text, in that function', async () => {
    aMonth();
    const text = 'Spring is here. 20 % off!';
    const { id } = await c.signed(orga, { text, most: 15 });
    await says(c.send(orga, people, { text }));
    const { state, sent } = await c.step(orga, id, { step: 'activate' });
    assert.deepEqual([state, sent], ['in-force', 0]);
    await says(c.send(orga, people, { text: 'Spring is here. 20 % off' }));
    await says(c.send(orga, people, { text: `${text} Hurry.` }));
    await says(c.send(orga, people, { text, function: 'sales' }));
    assert.deepEqual(await c.outcomes(orga, people, { text }), Array(THIRTEEN).fill('sent'));
    assert.equal((await c.read(orga, id)).sent, THIRTEEN);
    assert.match(await says(c.send(orga, people.slice(0, 3), { text })), /15 members; 2 are left/);
    assert.deepEqual(await c.outcomes(orga, people.slice(0, 2), { text }), ['sent', 'sent']);
    await says(c.send(orga, people.slice(2, 3), { text }));
    assert.equal((await c.read(orga, id)).sent, 15);
    // Another organisation has nothing of it.
    const other = await house();
    await says(c.send(other, people, { text }));
    await w.call(other.desk, 'GET', `/api/organisations/v1/${orga.id}/matters/${id}`, undefined, 404);
  });

  it('is decided letter by letter, as ever: what refuses it isn’t counted', async () => {
    aMonth();
    const [no, asks, blocks] = [await w.person(), await w.person(), await w.person()];
    await w.call(no, 'PUT', '/api/privacy/v1/contact-rules/marketing', { anybody: 'no', preferred: null });
    await w.call(asks, 'PUT', '/api/privacy/v1/contact-rules/marketing', { anybody: 'ask', preferred: null });
    await w.call(blocks, 'POST', `/api/v1/accounts/${orga.id}/block`);
    const { id } = await c.inForce(orga, { text: 'One by one' });
    const whom = [...people, no, asks, blocks];
    const came = await c.outcomes(orga, whom, { text: 'One by one' });
    assert.deepEqual(came.slice(THIRTEEN), ['no', 'asked', 'absent']);
    assert.deepEqual(await inbox(no), []);
    assert.equal((await c.read(orga, id)).sent, THIRTEEN + 1);
    const twice = await c.outcomes(orga, people.slice(0, 2), { text: 'One by one' });
    assert.deepEqual(twice, ['sent', 'sent']);
    assert.deepEqual(await c.outcomes(orga, people.slice(0, 2), { text: 'Else' }), ['capped', 'capped']);
  });

  it('is never overrun by what is sent at once', async () => {
    aMonth();
    const { id } = await c.inForce(orga, { text: 'A race', most: 5 });
    const came = await atOnce('A race');
    assert.equal(came.filter((outcome) => outcome === 'sent').length, 5);
    assert.equal((await c.read(orga, id)).sent, 5);
    assert.equal((await Promise.all(people.map(inbox))).flat().filter((said) => said === 'A race').length, 5);
  });

  it('is over when it says so, and nothing of it goes on', async () => {
    aMonth();
    const { id, in_force: force } = await c.inForce(orga, { text: 'Soon over' });
    assert.ok(force?.until);
    await c.outcomes(orga, people.slice(0, 11), { text: 'Soon over' });
    w.app.clock.set(Date.parse(force.until));
    await says(c.send(orga, people.slice(11), { text: 'Soon over' }));
    const { state, in_force: then, sent } = await c.read(orga, id);
    assert.deepEqual([state, then, sent], ['retired', null, 11]);
    await c.step(orga, id, { step: 'activate' }, 409);
  });

  it('ends with its retirement, also in the middle of a sending', async () => {
    aMonth();
    const { id } = await c.inForce(orga, { text: 'Stop it' });
    const { store, ids } = w.app.deps;
    const network = w.network.id as NetworkId;
    let letters = 0;
    let ended: Promise<unknown> | null = null;
    const next = (label: string) => {
      if (label.startsWith('letter ') && ++letters === 4) {
        // Waits until the fourth letter is sent.
        ended =
          sql`update community.sign_off set valid_until = ${w.app.clock.now().toISOString()}::timestamptz
          where network_id = ${network} and matter_id = ${id}`.execute(store.community);
      }
      return ids.next(label);
    };
    const viewer = await loadViewer(store, network, orga.desk.id as ActorId);
    assert.ok(viewer);
    const letter = { personas: people.map((one) => one.id as ActorId), text: 'Stop it' };
    const name = { organisation: orga.id as ActorId, function: 'marketing' } as const;
    const deps = { ...w.app.deps, ids: { ...ids, next } };
    const sent = await sendOutbound(deps, viewer, name, letter, null, instantOf(w.app.deps));
    await ended;
    assert.ok(sent.ok);
    const outcomes = sent.value.map(({ outcome }) => outcome);
    // What is left may go without a campaign: ten in all.
    assert.deepEqual(outcomes.slice(0, 4), Array(4).fill('sent'));
    assert.deepEqual(outcomes.slice(10), Array(3).fill('unsigned'));
    assert.equal((await c.read(orga, id)).sent, 4);
  });

  it('is stopped by any who had to sign it, at once', async () => {
    aMonth();
    const { id } = await c.inForce(orga, { text: 'Stopped' });
    const steps = `/api/organisations/v1/${orga.id}/matters/${id}/steps`;
    const from = new Date(w.app.clock.now().getTime() + 86_400_000).toISOString();
    await w.call(orga.experts.legal, 'POST', steps, { step: 'retire', from }, 422);
    const stopped = await w.call<{ state: string }>(orga.experts.legal, 'POST', steps, { step: 'retire' });
    assert.equal(stopped.state, 'retired');
    await says(c.send(orga, people, { text: 'Stopped' }));
  });

  it('is stopped before it begins, and by nobody who had no part in it', async () => {
    aMonth();
    const { id } = await c.signed(orga, { text: 'To come' });
    const from = new Date(w.app.clock.now().getTime() + 86_400_000).toISOString();
    await c.step(orga, id, { step: 'activate', from });
    const finance = await w.person();
    const steps = `/api/organisations/v1/${orga.id}/matters/${id}/steps`;
    await w.call(
      w.network.admin,
      'POST',
      `/api/organisations/v1/${orga.id}/seats`,
      { persona: finance.id, kind: 'discipline', name: 'finance' },
      201,
    );
    await w.call(finance, 'POST', steps, { step: 'retire' }, 403);
    await c.step(orga, id, { step: 'retire' });
    w.app.clock.advance(2 * 86_400_000);
    await says(c.send(orga, people, { text: 'To come' }));
  });

  it('is nobody’s whose organisation is suspended', async () => {
    const other = await house();
    await c.inForce(other, { text: 'Suspended' });
    const suspension = `/api/privacy/v1/networks/${w.network.slug}/suspensions/${other.id}`;
    await w.call(w.network.admin, 'PUT', suspension, undefined, 204);
    await says(c.send(other, people, { text: 'Suspended' }), 404);
    assert.ok(!(await inbox(people[0] as TestPersona)).includes('Suspended'));
    await w.call(w.network.admin, 'DELETE', suspension, undefined, 204);
  });

  it('is sent once for a key, however often it is asked for', async () => {
    aMonth();
    const asks = await w.person();
    await w.call(asks, 'PUT', '/api/privacy/v1/contact-rules/marketing', { anybody: 'ask', preferred: null });
    const { id } = await c.inForce(orga, { text: 'Once', most: THIRTEEN + 1 });
    const before_ = await figures();
    const letter = { text: 'Once', key: 'k1' };
    const first = await (await c.send(orga, [...people, asks], letter)).json();
    assert.deepEqual(await (await c.send(orga, [...people, asks], letter)).json(), first);
    assert.equal((await c.read(orga, id)).sent, THIRTEEN + 1);
    assert.equal((await figures()).sent, (before_.sent ?? 0) + THIRTEEN);
    await says(c.send(orga, people, { text: 'Once', key: 'k2' }));
    aMonth();
    await c.inForce(orga, { text: 'Twice at once' });
    const [one] = people as [TestPersona];
    const both = await Promise.all(
      [1, 2].map(() => c.outcomes(orga, [one], { text: 'Twice at once', key: 'k3' })),
    );
    assert.deepEqual(both, [['sent'], ['sent']]);
    assert.equal((await inbox(one)).filter((said) => said === 'Twice at once').length, 1);
    await says(c.send(orga, people, { text: 'Once', key: 'k'.repeat(201) }));
  });

  it('says what is to be signed, and nothing else', async () => {
    const now = w.app.clock.now().getTime();
    const time = (days: number) => new Date(now + days * DAY).toISOString();
    for (const plan of [
      { function: 'support' },
      { most: 1 },
      { most: 501 },
      { most: 2.5 },
      { text: ' An offer' },
      { text: '' },
      { text: 'x'.repeat(5001) },
      { until: 'tomorrow' },
      { until: time(91) },
      { until: time(-1) },
      { to: 'everybody' },
    ]) {
      await c.draft(orga, plan, 422);
    }
    // What may begin now mayn't begin after its end.
    const { id } = await c.signed(orga, { text: 'Late', until: time(5) });
    await c.step(orga, id, { step: 'activate', from: time(6) }, 409);
    await c.step(orga, id, { step: 'activate', emergency: true }, 409);
  });
});
