import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { BASE, type ConversationJson } from '../messages/talkers.ts';
import type { TestPersona } from '../support/people.ts';
import { DESK, type DeskWorld, makeDeskWorld } from './desk-world.ts';

const DAY = 86_400_000;

interface Outbound {
  persona: string;
  outcome: string;
  conversation: string | null;
  preferred: string | null;
}

describe('letters that an organisation writes of its own accord', () => {
  let w: DeskWorld;
  let orga: string;
  let mia: TestPersona;
  let people: TestPersona[];

  before(async () => {
    w = await makeDeskWorld();
    mia = await w.person();
    orga = await w.organisation();
    await w.seat(orga, mia, ['marketing', 'sales']);
    people = [];
    for (let n = 0; n < 5; n++) people.push(await w.person());
  });
  const send = (whom: readonly (TestPersona | string)[], fn = 'marketing', status = 200, text = 'An offer') =>
    w.call<Outbound[]>(
      mia,
      'POST',
      `${DESK}/outbound`,
      {
        organisation: orga,
        function: fn,
        personas: whom.map((one) => (typeof one === 'string' ? one : one.id)),
        text,
      },
      status,
    );
  const outcomes = async (...given: Parameters<typeof send>) =>
    (await send(...given)).map(({ outcome }) => outcome);
  const rule = (who: TestPersona, fn: string, anybody: string, preferred: object | null = null) =>
    w.call(who, 'PUT', `/api/privacy/v1/contact-rules/${fn}`, { anybody, preferred });
  const inbox = async (who: TestPersona) =>
    (await w.call<ConversationJson[]>(who, 'GET', BASE)).map(({ last_message: last }) => last?.text);
  const figures = async (fn = 'marketing') =>
    (
      await w.call<{ outbound: Record<string, number> }>(
        mia,
        'GET',
        `${DESK}/figures?organisation=${orga}&function=${fn}`,
      )
    ).outbound;

  it('reach those who let it; the others are told apart by what may be told', async () => {
    const [yes, asks, no, blocks] = people as [TestPersona, TestPersona, TestPersona, TestPersona];
    await rule(yes, 'marketing', 'yes');
    await rule(asks, 'marketing', 'ask');
    await rule(no, 'marketing', 'no', { place: 'By post', told: true });
    await rule(blocks, 'marketing', 'yes');
    await w.call(blocks, 'POST', `/api/v1/accounts/${orga}/block`);
    const nobody = '019cbdb6-6e00-7bad-8bad-bad0bad0bad0';
    const sent = await send([yes, asks, no, blocks, nobody]);
    assert.deepEqual(
      sent.map(({ outcome, preferred }) => [outcome, preferred]),
      [
        ['sent', null],
        ['asked', null],
        ['no', 'By post'],
        ['absent', null],
        ['absent', null],
      ],
    );
    assert.deepEqual(await inbox(yes), ['An offer']);
    for (const who of [asks, no, blocks]) assert.deepEqual(await inbox(who), []);
    assert.deepEqual(await figures(), { sent: 1, asked: 1, no: 1, capped: 0, absent: 2, unsigned: 0 });
    const uses = await w.call<{ deed: string }[]>(yes, 'GET', '/api/privacy/v1/uses');
    assert.deepEqual(
      uses.map(({ deed }) => deed),
      ['wrote'],
    );
    assert.deepEqual(await w.call(no, 'GET', '/api/privacy/v1/uses'), []);
    const csv = await w.app.request('GET', `${DESK}/figures/csv?organisation=${orga}&function=marketing`, {
      token: mia.token,
    });
    assert.match(await csv.text(), /\r\noutbound_sent,1\r\n/);
  });

  it('are one letter until they are answered', async () => {
    const [yes] = people as [TestPersona];
    const [{ id } = { id: '' }] = await w.call<ConversationJson[]>(yes, 'GET', BASE);
    await w.call(mia, 'POST', `${BASE}/${id}/messages`, { text: 'Did you see it?' }, 409);
    await w.call(mia, 'POST', `${DESK}/conversations/${id}/handover`, { to: 'sales' }, 409);
    await w.say(yes, id, 'I did');
    await w.say(mia, id, 'And?');
  });

  it('are as few as a member takes, marketing and sales together, also when two are sent at once', async () => {
    const who = people[4] as TestPersona;
    for (const fn of ['marketing', 'sales', 'support']) await rule(who, fn, 'yes');
    const both = await Promise.all([1, 2, 3].map(() => send([who])));
    assert.deepEqual(both.map(([one]) => one?.outcome).sort(), ['capped', 'sent', 'sent']);
    assert.deepEqual(await outcomes([who], 'sales'), ['capped']);
    w.app.clock.advance(31 * DAY);
    const cap = (most: number, status = 200) =>
      w.call(who, 'PUT', `/api/privacy/v1/contact-caps/${orga}`, { most }, status);
    await cap(3, 422);
    await cap(1);
    assert.deepEqual(await w.call(who, 'GET', '/api/privacy/v1/contact-caps'), {
      usual: 2,
      organisations: [{ organisation: orga, most: 1 }],
    });
    assert.deepEqual(await outcomes([who]), ['sent']);
    assert.deepEqual(await outcomes([who]), ['capped']);
    await cap(2);
    assert.deepEqual(await outcomes([who], 'sales'), ['sent']);
    assert.equal((await inbox(who)).length, 4);
    // What is asked of a member one by one counts as well.
    const single = { persona: who.id, function: 'marketing', text: 'Once more' };
    const answer = await w.call(mia, 'POST', `/api/organisations/v1/${orga}/contacts`, single);
    assert.partialDeepStrictEqual(answer, { answer: 'capped', conversation: null });
  });

  it('to more than ten at once are a campaign, and refused', async () => {
    const many = Array.from({ length: 11 }, (_, n) => `019cbdb6-6e00-7bad-8bad-bad0bad0ba${10 + n}`);
    const before = await figures();
    const refused = await send(many, 'marketing', 422);
    assert.match(JSON.stringify(refused), /signed campaign/);
    assert.deepEqual(await figures(), before);
    await send(many.slice(1), 'marketing', 200, 'Nobody gets it');
  });

  it('are written by whoever has a seat in the function', async () => {
    await send([people[0] as TestPersona], 'communications', 404);
  });

  it('are thought of for whom the desk knows: of its conversations, and followers who show themselves', async () => {
    const [talks, follows, hides] = [await w.person(), await w.person(), await w.person()];
    await w.begin(talks, orga, 'A question', 'sales');
    for (const who of [follows, hides]) await w.call(who, 'POST', `/api/v1/accounts/${orga}/follow`);
    const list = async () =>
      (
        await w.call<{ account: { id: string }; from: string }[]>(
          mia,
          'GET',
          `${DESK}/recipients?organisation=${orga}&function=sales`,
        )
      ).map(({ account, from }) => [account.id, from]);
    const found = await list();
    assert.ok(found.some(([id, from]) => id === talks.id && from === 'conversation'));
    assert.ok(found.some(([id, from]) => id === follows.id && from === 'follower'));
    await w.call(hides, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'nobody' } });
    await w.call(talks, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'nobody' } });
    assert.ok(!(await list()).some(([id]) => id === talks.id || id === hides.id));
  });
});
