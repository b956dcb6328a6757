import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { TestPersona } from '../support/people.ts';
import { API, type Houses, makeHouses, type SeatJson } from './houses.ts';

interface Named {
  function: string;
  number: number;
  account: { id: string } | null;
}

interface Status {
  id: string;
  account: { id: string };
  waxseal: { seat?: Named };
}

const CONVERSATIONS = '/api/privacy/v1/conversations';

describe('acting as an organisation', () => {
  let h: Houses;
  let orga: string;
  let other: string;
  let keeper: TestPersona;
  let sam: TestPersona;
  let ann: TestPersona;
  let seat: SeatJson;

  before(async () => {
    h = await makeHouses();
    ({ id: orga, keeper } = await h.kept('orga'));
    other = await h.organisation('other');
    [sam, ann] = [await h.person(), await h.person()];
    seat = await h.seat(keeper, orga, sam, 'support');
  });
  const publish = (status = 'We are open', who = sam, as = seat) =>
    h.acted<Status>(who, as, 'POST', '/api/v1/statuses', { status, visibility: 'public' });
  const seen = (who: TestPersona | null, id: string) =>
    h.call<Status>(who, 'GET', `/api/v1/statuses/${id}${who === null ? `?network=${h.network.slug}` : ''}`);
  const shows = (shows_person: boolean) => h.call(sam, 'PUT', `${API}/seats/${seat.id}`, { shows_person });

  it('is the organisation’s word, and names the seat, not the person', async () => {
    const post = await publish();
    assert.equal(post.account.id, orga);
    assert.deepEqual(post.waxseal.seat, { function: 'support', number: 1, account: null });
    for (const who of [ann, keeper, null]) {
      const whole = JSON.stringify(await seen(who, post.id));
      assert.ok(whole.includes('"seat":{"function":"support","number":1,"account":null}'), whole);
      assert.ok(!whole.includes(sam.id) && !whole.includes(seat.id));
    }
    // By somebody else of the staff as well, in a seat.
    const mark = await h.person();
    const theirs = await h.seat(keeper, orga, mark, 'marketing');
    const edited = { status: 'We are open again' };
    await h.call(mark, 'PUT', `/api/v1/statuses/${post.id}`, edited, 404);
    await h.acted(mark, theirs, 'PUT', `/api/v1/statuses/${post.id}`, edited);
    assert.deepEqual(
      (await seen(ann, post.id)).waxseal.seat,
      { function: 'marketing', number: 1, account: null },
      'the words are of who wrote them last',
    );
    await h.acted(mark, theirs, 'PUT', `/api/privacy/v1/posts/${post.id}/audience`, {
      audience: { kind: 'everyone' },
    });
    assert.equal((await seen(ann, post.id)).waxseal.seat?.function, 'marketing');
    assert.equal((await h.act(mark, theirs, 'DELETE', `/api/v1/statuses/${post.id}`)).status, 200);
    await h.call(ann, 'GET', `/api/v1/statuses/${post.id}`, undefined, 404);
  });

  it('shows who it is where they say so, to whoever may see them', async () => {
    const post = await publish();
    await shows(true);
    assert.equal((await seen(ann, post.id)).waxseal.seat?.account?.id, sam.id);
    assert.equal((await seen(null, post.id)).waxseal.seat?.account, null, 'a visitor may not see them');
    await h.call(sam, 'POST', `/api/v1/accounts/${ann.id}/block`);
    assert.equal((await seen(ann, post.id)).waxseal.seat?.account, null);
    await h.call(sam, 'POST', `/api/v1/accounts/${ann.id}/unblock`);
    await shows(false);
    assert.equal((await seen(ann, post.id)).waxseal.seat?.account, null);
  });

  it('in the feeds of those who follow it, with its files, for whom it is', async () => {
    const timeline = '/api/v1/timelines/home';
    await h.call(ann, 'POST', `/api/v1/accounts/${orga}/follow`);
    const file = new File(['words'], 'words.txt', { type: 'text/plain' });
    const form = new FormData();
    form.set('file', file);
    const sent = await h.app.router.request('/api/v1/media', {
      method: 'POST',
      headers: { host: 'localhost:8080', authorization: `Bearer ${sam.token}`, 'acting-seat': seat.id },
      body: form,
    });
    assert.equal(sent.status, 200, await sent.clone().text());
    const media = (await sent.json()) as { id: string };
    const body = { status: 'To those who follow', visibility: 'private', media_ids: [media.id] };
    // A file that was sent for the organisation isn't the person's.
    await h.call(sam, 'POST', '/api/v1/statuses', body, 422);
    const post = await h.acted<Status>(sam, seat, 'POST', '/api/v1/statuses', body);
    assert.ok((await h.call<Status[]>(ann, 'GET', timeline)).some(({ id }) => id === post.id));
    await h.call(keeper, 'GET', `/api/v1/statuses/${post.id}`, undefined, 404);
    const path = `/api/privacy/v1/posts/${post.id}/audience`;
    const shown = await h.acted<{ audience: unknown }>(sam, seat, 'GET', path);
    assert.deepEqual(shown.audience, { kind: 'followers' });
    await h.acted(sam, seat, 'PUT', path, { audience: { kind: 'network' } });
    await seen(keeper, post.id);
  });

  it('needs the seat, held now, in a function, and a deed that can be done in one', async () => {
    const expert = await h.seat(keeper, orga, sam, 'legal', 'discipline');
    const said = { status: 'Not mine to say', visibility: 'public' };
    const refusals = new Set<string>();
    const refused = async (who: TestPersona, as: SeatJson) => {
      const answer = await h.act(who, as, 'POST', '/api/v1/statuses', said);
      assert.equal(answer.status, 403);
      refusals.add(await answer.text());
    };
    await refused(ann, seat);
    await refused(keeper, seat);
    await refused(sam, expert);
    await refused(sam, { ...seat, id: '019cbdb6-6e00-7000-8000-000000000000' });
    await refused(sam, { ...seat, id: 'marketing' });
    const suspension = (who: string) => `/api/privacy/v1/networks/${h.network.slug}/suspensions/${who}`;
    for (const who of [sam.id, orga]) {
      await h.ask(h.network.admin, 'PUT', suspension(who));
      await refused(sam, seat);
      await h.ask(h.network.admin, 'DELETE', suspension(who));
    }
    const ended = await h.seat(keeper, orga, ann, 'sales');
    await h.call(keeper, 'DELETE', `${API}/${orga}/seats/${ended.id}`, undefined, 204);
    await refused(ann, ended);
    assert.equal(refusals.size, 1, 'why is not told');
    // Whoever takes it for said in the organisation's name is not to have said it in their own.
    const post = await publish();
    const elsewhere: [string, string][] = [
      ['POST', `/api/v1/statuses/${post.id}/favourite`],
      ['GET', '/api/v1/timelines/home'],
      ['GET', CONVERSATIONS],
      ['GET', '/api/privacy/v1/grants'],
      ['POST', `/api/v1/accounts/${ann.id}/block`],
    ];
    for (const [method, path] of elsewhere) {
      assert.equal((await h.act(sam, seat, method, path)).status, 422, path);
    }
  });

  it('follows and connects with organisations, and answers whoever asks', async () => {
    const second = await h.kept('second');
    const bob = await h.person();
    const theirs = await h.seat(second.keeper, second.id, bob, 'sales');
    const REQUESTS = '/api/privacy/v1/connections/requests';
    await h.acted(sam, seat, 'POST', `/api/v1/accounts/${second.id}/follow`);
    await h.acted(sam, seat, 'POST', `/api/v1/accounts/${ann.id}/follow`, undefined, 422);
    await h.acted(sam, seat, 'POST', REQUESTS, { to: ann.id }, 422);
    await h.acted(sam, seat, 'POST', REQUESTS, { to: second.id }, 201);
    const asked = await h.acted<{ id: string }[]>(bob, theirs, 'GET', REQUESTS);
    assert.deepEqual(await h.call(bob, 'GET', REQUESTS), [], 'it isn’t theirs');
    await h.acted(bob, theirs, 'POST', `${REQUESTS}/${asked[0]?.id}/approve`);
    const connected = async (who: TestPersona, as: SeatJson) =>
      (await h.acted<{ id: string }[]>(who, as, 'GET', '/api/privacy/v1/connections')).map(({ id }) => id);
    assert.deepEqual(await connected(sam, seat), [second.id]);
    await h.call(ann, 'POST', REQUESTS, { to: orga }, 201);
    const [mine] = await h.acted<{ id: string; from: { id: string } }[]>(sam, seat, 'GET', REQUESTS);
    assert.equal(mine?.from.id, ann.id);
    await h.acted(sam, seat, 'POST', `${REQUESTS}/${mine?.id}/approve`);
    assert.deepEqual((await connected(sam, seat)).sort(), [ann.id, second.id].sort());
    // Whom it works with is its own: neither a member nor a partner reads the others.
    const of = async (who: TestPersona) =>
      (await h.call<{ id: string }[]>(who, 'GET', `/api/v1/accounts/${orga}/following`)).map(({ id }) => id);
    assert.deepEqual([await of(ann), await of(bob), await of(keeper)], [[ann.id], [], []]);
    await h.acted(sam, seat, 'DELETE', `/api/privacy/v1/connections/${second.id}`);
    assert.deepEqual(await connected(bob, theirs), []);
  });

  it('makes things that are the organisation’s, and names the seat', async () => {
    const RESOURCES = '/api/privacy/v1/resources';
    const made = await h.acted<{ id: string; owner: { id: string } }>(
      sam,
      seat,
      'POST',
      RESOURCES,
      { kind: 'link', title: 'Opening hours', url: 'https://example.org/' },
      201,
    );
    assert.equal(made.owner.id, orga);
    const grant = { actions: ['see'], audience: { kind: 'network' } };
    await h.call(sam, 'POST', `${RESOURCES}/${made.id}/grants`, grant, 201);
    const shown = await h.call<{ seat: Named }>(ann, 'GET', `${RESOURCES}/${made.id}`);
    assert.deepEqual(shown.seat, { function: 'support', number: 1, account: null });
    assert.ok(!JSON.stringify(shown).includes(sam.id));
    const { id } = await h.call<{ id: string }>(
      sam,
      'POST',
      RESOURCES,
      { kind: 'link', title: 'Mine', url: 'https://example.org/mine' },
      201,
    );
    assert.equal((await h.call<{ seat: unknown }>(sam, 'GET', `${RESOURCES}/${id}`)).seat, null);
  });

  it('names the seat in conversations, whoever begins them', async () => {
    const begun = { organisation: orga, function: 'support', text: 'It is broken' };
    const { id } = await h.call<{ id: string }>(ann, 'POST', CONVERSATIONS, begun, 201);
    await h.call(sam, 'POST', `${CONVERSATIONS}/${id}/messages`, { text: 'We look into it' }, 201);
    const [said, asked] = await h.call<{ seat: Named | null; sender: { id: string } }[]>(
      ann,
      'GET',
      `${CONVERSATIONS}/${id}/messages`,
    );
    assert.deepEqual(said?.seat, { function: 'support', number: 1, account: null });
    assert.deepEqual([said?.sender.id, asked?.seat], [orga, null]);
    await shows(true);
    const shown = await h.call<{ last_message: { seat: Named } }>(ann, 'GET', `${CONVERSATIONS}/${id}`);
    assert.equal(shown.last_message.seat.account?.id, sam.id);
    await shows(false);
    await h.call(ann, 'PUT', '/api/privacy/v1/contact-rules/support', { anybody: 'yes' });
    const contact = { persona: ann.id, function: 'support', text: 'It is mended' };
    const { conversation } = await h.call<{ conversation: string }>(
      sam,
      'POST',
      `${API}/${orga}/contacts`,
      contact,
    );
    const [first] = await h.call<{ seat: Named }[]>(ann, 'GET', `${CONVERSATIONS}/${conversation}/messages`);
    assert.deepEqual(first?.seat, { function: 'support', number: 1, account: null });
  });

  it('in one organisation is nothing in another', async () => {
    const body = { status: 'As the other', visibility: 'public' };
    const post = await publish();
    const bob = await h.person();
    const theirs = await h.seat(h.network.admin, other, bob, 'support');
    assert.equal((await h.act(bob, seat, 'POST', '/api/v1/statuses', body)).status, 403);
    for (const [method, path, said] of [
      ['PUT', `/api/v1/statuses/${post.id}`, { status: 'Changed' }],
      ['DELETE', `/api/v1/statuses/${post.id}`, undefined],
      ['GET', `/api/privacy/v1/posts/${post.id}/audience`, undefined],
    ] as const) {
      assert.equal((await h.act(bob, theirs, method, path, said)).status, 404, path);
    }
    const sealed = { status: 'For us', audience: { kind: 'staff', organisation: orga } };
    const inner = await h.acted<Status>(sam, seat, 'POST', '/api/v1/statuses', sealed);
    assert.equal((await h.act(bob, theirs, 'GET', `/api/v1/statuses/${inner.id}`)).status, 404);
  });
});
