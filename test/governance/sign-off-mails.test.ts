import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { mailSignOffs } from '../../src/community/vault/mail-sign-offs.ts';
import { compileKept } from '../../src/governance/sign-off/compile-kept.ts';
import { sweepMatters } from '../../src/governance/sign-off/sweep-matters.ts';
import { DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import {
  answerOf,
  cookieOf,
  makeAccount,
  makePersona,
  PASSWORD,
  sessionHeaders,
  type TestPersona,
} from '../support/people.ts';
import { NO_SENTIMENT, NO_SENTIMENT_AT_ALL, type SigningHouse, signingHouse } from './signing-house.ts';

const SESSION = '/api/privacy/v1/session';

describe('the mail that something waits for a signature', () => {
  let h: SigningHouse;
  let cookie: string;
  let mine: TestPersona[];

  const mails = (to = 'expert@example.org') =>
    h.app.mails.filter((mail) => mail.to === to && mail.subject !== 'Your code for Waxseal');
  const session = async (method: string, path: string, body?: object, status = 200) =>
    answerOf(
      await h.app.request(method, `${SESSION}${path}`, {
        headers: sessionHeaders(cookie),
        ...(body && { body }),
      }),
      status,
    );
  const mail = (deps: Parameters<typeof mailSignOffs>[0] = h.app.deps) =>
    mailSignOffs(deps, instantOf(h.app.deps));
  const sweep = async () => {
    await sweepMatters({ ...h.app.deps, compile: compileKept }, instantOf(h.app.deps));
    await mail();
  };
  /** Day by day, as the housekeeping does, more than once on each. */
  const pass = async (days: number) => {
    for (let n = 0; n < days; n++) {
      h.app.clock.advance(DAY_MS);
      await sweep();
      await sweep();
    }
  };
  const inReview = async (text: string) => {
    const { id } = await h.draft(text);
    await h.step(h.author, id, { step: 'submit' });
    return id;
  };

  before(async () => {
    h = await signingHouse();
    cookie = await makeAccount(h.app, 'expert@example.org');
    mine = [];
    for (const name of ['day', 'night']) {
      const one = await makePersona(h.app, h.network, name, { cookie });
      await h.seat(one, name === 'day' ? 'legal' : 'compliance');
      mine.push(one);
    }
  });

  it('goes to nobody whose address isn’t known to be theirs', async () => {
    const id = await inReview(NO_SENTIMENT);
    await pass(3);
    assert.deepEqual(mails(), []);
    assert.equal(h.app.mails.length, 0);
    await h.step(h.author, id, { step: 'retire' });
    await session('POST', '/email-code', undefined, 202);
    const code = /Your code is (\S+)/.exec(h.app.mails.at(-1)?.text ?? '')?.[1];
    await session('POST', '/email-confirmation', { code });
  });

  it('goes once a week for each matter, whichever of an account’s personas is asked, and says nothing of it', async () => {
    const ids = [await inReview(NO_SENTIMENT), await inReview(NO_SENTIMENT_AT_ALL)];
    await pass(1);
    assert.equal(mails().length, 0, 'not at once');
    await pass(1);
    assert.equal(mails().length, 2, 'one for each matter');
    await pass(6);
    assert.equal(mails().length, 2);
    await pass(3);
    assert.equal(mails().length, 4);
    for (const { subject, text } of mails()) {
      assert.deepEqual({ subject, text }, { subject: mails()[0]?.subject, text: mails()[0]?.text });
      for (const word of ['sentiment', 'Orga', 'legal', 'day', 'night', 'acme', ...ids]) {
        assert.ok(!`${subject} ${text}`.toLowerCase().includes(word.toLowerCase()), word);
      }
      assert.match(text, /\/sign-off\n/);
    }
    for (const id of ids) await h.step(h.author, id, { step: 'retire' });
    await pass(20);
    assert.equal(mails().length, 4, 'nothing waits any more');
  });

  it('can be turned off; the app tells all the same', async () => {
    const count = mails().length;
    // The session of before is over by now.
    const signIn = { body: { email: 'expert@example.org', password: PASSWORD } };
    cookie = cookieOf(await h.app.request('POST', SESSION, signIn));
    assert.deepEqual(await session('GET', '/sign-off-mail'), { wanted: true });
    assert.deepEqual(await session('PUT', '/sign-off-mail', { wanted: false }), { wanted: false });
    assert.deepEqual(await session('GET', '/check-up-mail'), { wanted: true });
    const id = await inReview(NO_SENTIMENT);
    await pass(3);
    assert.equal(mails().length, count);
    await h.drain();
    const path = '/api/v1/notifications?types[]=sign_off';
    assert.equal((await h.call<unknown[]>(mine[0] as TestPersona, 'GET', path)).length, 1);
    await session('PUT', '/sign-off-mail', { wanted: true });
    await h.step(h.author, id, { step: 'retire' });
  });

  it('is tried again where the mail server is away, and isn’t sent twice where two sweep', async () => {
    const count = mails().length;
    const id = await inReview(NO_SENTIMENT);
    h.app.clock.advance(2 * DAY_MS);
    await sweepMatters({ ...h.app.deps, compile: compileKept }, instantOf(h.app.deps));
    const away = {
      send: async () => {
        throw new Error('the mail server is away');
      },
    };
    await mail({ ...h.app.deps, mailer: away });
    assert.equal(mails().length, count);
    await Promise.all([mail(), mail()]);
    assert.equal(mails().length, count + 1);
    await h.step(h.author, id, { step: 'retire' });
  });

  it('comes once more, two days before an emergency ends unconfirmed', async () => {
    const count = mails().length;
    const id = await inReview(NO_SENTIMENT);
    await h.approve('marketing', id);
    await h.step(h.experts.marketing, id, { step: 'activate', emergency: true });
    await pass(4);
    assert.equal(mails().length, count + 1, 'as ever');
    await pass(1);
    assert.equal(mails().length, count + 2, 'it ends in two days');
    await pass(1);
    assert.equal(mails().length, count + 2);
    await pass(1);
    assert.equal((await h.read(id)).emergency, null);
    assert.equal(mails().length, count + 2);
  });
});
