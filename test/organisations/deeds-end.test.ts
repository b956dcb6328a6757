import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { type ActorId, DAY_MS } from '../../src/privacy/words.ts';
import { answerOf, type TestPersona } from '../support/people.ts';
import { API, type Houses, makeHouses, type SeatJson } from './houses.ts';
import { OTHER_FUNCTIONS, waysToEnd } from './ways-to-end.ts';
import { NO_LISTENING } from './whole-house.ts';

const PRIVACY = '/api/privacy/v1';
const DESK = `${API}/desk`;

type Deed = readonly [method: string, path: string, body?: object];

describe('what is done in a seat ends with it, at once', () => {
  let h: Houses;
  let orga: string;
  let keeper: TestPersona;
  let ann: TestPersona;
  let legal: TestPersona;

  before(async () => {
    h = await makeHouses();
    ({ id: orga, keeper } = await h.kept('orga'));
    [ann, legal] = [await h.person(), await h.person()];
    await h.seat(keeper, orga, legal, 'legal', 'discipline');
  });

  /** A matter in review that the legal expert lets somebody else sign. */
  const delegated = async (to: TestPersona): Promise<Deed> => {
    const matters = `${API}/${orga}/matters`;
    const draft = { kind: 'policy', title: 'No listening', text: NO_LISTENING };
    const { id } = await h.call<{ id: string }>(legal, 'POST', matters, draft, 201);
    const steps = `${matters}/${id}/steps`;
    const { hash } = await h.call<{ hash: string }>(legal, 'POST', steps, { step: 'submit' });
    const until = new Date(h.app.clock.now().getTime() + 5 * DAY_MS).toISOString();
    await h.call(legal, 'POST', steps, { step: 'delegate', discipline: 'legal', to: to.id, until });
    return ['POST', steps, { step: 'approve', discipline: 'legal', hash }];
  };
  const media = (
    who: TestPersona,
    seat: SeatJson | null,
    body: FormData | ReadableStream<Uint8Array>,
    type?: string,
  ) =>
    h.app.router.request('/api/v1/media', {
      method: 'POST',
      headers: {
        host: 'localhost:8080',
        authorization: `Bearer ${who.token}`,
        ...(seat === null ? {} : { 'acting-seat': seat.id }),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      body,
      duplex: 'half',
    } as RequestInit);
  /** A picture that somebody shows to the staff in support, by the link that one of these has to it. */
  const picture = async (who: TestPersona): Promise<string> => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c80' } })
      .png()
      .toBuffer();
    const form = new FormData();
    form.set('file', new File([bytes], 'wax.png', { type: 'image/png' }));
    const { id } = (await answerOf(await media(ann, null, form), 200)) as { id: string };
    const audience = { kind: 'staff', organisation: orga, in: 'support' };
    const post = await h.call<{ id: string }>(ann, 'POST', '/api/v1/statuses', {
      status: 'Look',
      audience,
      media_ids: [id],
    });
    const read = await h.call<{ media_attachments: { url: string }[] }>(
      who,
      'GET',
      `/api/v1/statuses/${post.id}`,
    );
    return new URL(read.media_attachments[0]?.url ?? '').pathname;
  };
  /** An upload as the organisation, of which the rest comes when it is asked for. */
  const uploading = (who: TestPersona, seat: SeatJson) => {
    let finish = () => {};
    const rest = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const text = (words: string) => new TextEncoder().encode(words);
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(
          text('--wax\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nfirst '),
        );
        await rest;
        controller.enqueue(text('last\r\n--wax--\r\n'));
        controller.close();
      },
    });
    const answer = media(who, seat, body, 'multipart/form-data; boundary=wax');
    return { answer, finish: () => finish() };
  };

  /** How many files were sent for it. */
  const files = async () => {
    const found = await h.app.deps.store.community
      .selectFrom('community.attachment')
      .select('id')
      .where('owner_id', '=', orga as ActorId)
      .execute();
    return found.length;
  };

  for (const [name, end] of Object.entries(waysToEnd(() => ({ h, orga, keeper })))) {
    it(name, async () => {
      const who = await h.person();
      const seat = await h.seat(keeper, orga, who, 'support');
      const begun = { organisation: orga, function: 'support', text: 'It is broken' };
      const { id } = await h.call<{ id: string }>(ann, 'POST', `${PRIVACY}/conversations`, begun, 201);
      const asked = { function: 'support', purpose: 'mining', what: 'posts' };
      const at = `organisation=${orga}&function=support`;
      const inFunction: Deed[] = [
        ['GET', `${DESK}/conversations?${at}`],
        ['GET', `${DESK}/conversations/${id}`],
        ['GET', `${DESK}/figures?${at}`],
        ['GET', `${DESK}/recipients?${at}`],
        ['PUT', `${DESK}/conversations/${id}/assignment`, { seat: null }],
        ['PUT', `${DESK}/desks/${orga}/support`, { idle_days: 9 }],
        ['POST', `${PRIVACY}/conversations/${id}/messages`, { text: 'We look' }],
        ['POST', `${API}/${orga}/contacts`, { persona: ann.id, function: 'support' }],
        ['POST', '/api/insight/v1/counts', { organisation: orga, ...asked }],
      ];
      const inHouse: Deed[] = [
        ['POST', `${API}/${orga}/simulations/counts`, { text: NO_LISTENING, ...asked }],
        ['GET', `/api/insight/v1/budget?organisation=${orga}`],
        ['GET', `${API}/${orga}/receipts`],
        ['GET', `${API}/${orga}/matters`],
        ['GET', `${API}/${orga}/sign-off-rules`],
        ['POST', `${API}/${orga}/simulations`, { text: NO_LISTENING }],
        ['POST', `${API}/${orga}/matters`, { kind: 'policy', title: 'Mine', text: NO_LISTENING }],
        ['POST', `${PRIVACY}/resources`, { kind: 'page', title: 'A', text: 'Words', owner: orga }],
      ];
      const [first, second] = [await delegated(who), await delegated(who)];
      const link = await picture(who);
      for (const [method, path, body] of [...inFunction, ...inHouse, first]) {
        const done = await h.ask(who, method, path, body);
        assert.ok(done.status < 300, `${method} ${path}: ${done.status} ${await done.text()}`);
      }
      assert.equal((await h.app.request('GET', link)).status, 200);
      const kept = await files();
      const upload = uploading(who, seat);
      const whole = uploading(who, seat);
      whole.finish();
      const { id: loose } = (await answerOf(await whole.answer, 200)) as { id: string };

      await end({ who, seat });

      upload.finish();
      assert.ok((await upload.answer).status >= 400, 'an upload that goes on');
      const ended = name === OTHER_FUNCTIONS ? inFunction : [...inFunction, ...inHouse, second];
      for (const [method, path, body] of ended) {
        const { status } = await h.ask(who, method, path, body);
        assert.ok(status >= 400, `${method} ${path}: ${status}`);
      }
      assert.equal((await h.app.request('GET', link)).status, 404);
      const publish = { status: 'Late', visibility: 'public', media_ids: [loose] };
      assert.ok((await h.act(who, seat, 'POST', '/api/v1/statuses', publish)).status >= 400);
      assert.ok(
        (await h.ask(who, 'POST', '/api/v1/statuses', publish)).status >= 400,
        'nor are its files one’s own',
      );
      assert.equal(await files(), 1 + kept, 'nothing of what came late is kept');
    });
  }
});
