import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { countAttempts } from '../../src/community/vault/attempts.ts';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  connect,
  makeNetwork,
  makePersona,
  sessionHeaders,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

interface SignalJson {
  kind: string;
  of: string | null;
  what: string;
  strength: string;
  times: number;
  also: number | null;
  posts: string[];
  other_posts: string[];
  cut: string;
}

interface LinkageJson {
  personas: number;
  linkages: { persona: string; other: string; strength: string; signals: SignalJson[] }[];
}

const LINKAGE = '/api/privacy/v1/session/linkage';
const NETWORK = { kind: 'network' };
const EVERYONE = { kind: 'everyone' };
const NOBODY = { kind: 'nobody' };

describe('what ties the personas of an account', () => {
  let app: TestApp;
  let work: TestNetwork;
  let club: TestNetwork;
  let heron: TestPersona;
  let quill: TestPersona;
  let moss: TestPersona;

  const ask = (who: TestPersona, method: string, path: string, body?: unknown) => {
    app.clock.advance(1000);
    return app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
  };
  const call = async <T>(who: TestPersona, method: string, path: string, body?: unknown, status = 200) =>
    (await answerOf(await ask(who, method, path, body), status)) as T;
  const bySession = async (cookie: string, body?: unknown, status = 200): Promise<LinkageJson> => {
    app.clock.advance(5000);
    const headers = sessionHeaders(cookie);
    const answer =
      body === undefined
        ? await app.request('GET', LINKAGE, { headers })
        : await app.request('POST', `${LINKAGE}/draft`, { headers, body });
    return (await answerOf(answer, status)) as LinkageJson;
  };
  const between = ({ linkages }: LinkageJson, one: TestPersona, other: TestPersona): SignalJson[] => {
    const ids = [one.id, other.id].sort();
    const found = linkages.find((linkage) => [linkage.persona, linkage.other].sort().join() === ids.join());
    return found?.signals ?? [];
  };
  const now = async (one = heron, other = quill) => between(await bySession(heron.cookie), one, other);
  const kinds = (signals: readonly SignalJson[]) => signals.map(({ kind }) => kind);
  const publish = async (who: TestPersona, status: string, audience: unknown = NETWORK, more = {}) =>
    (await call<{ id: string }>(who, 'POST', '/api/v1/statuses', { status, audience, ...more })).id;
  const erase = (who: TestPersona, id: string) => call(who, 'DELETE', `/api/v1/statuses/${id}`);
  const draft = (body: Record<string, unknown>, who = heron) =>
    bySession(who.cookie, { persona: who.id, ...body });
  const keep = async (who: TestPersona, kind: string, value: string) =>
    (await call<{ id: string }>(who, 'POST', '/api/privacy/v1/attributes', { kind, value }, 201)).id;
  const show = (who: TestPersona, id: string, audience: unknown, precision = 'exact') =>
    call(who, 'PUT', `/api/privacy/v1/attributes/${id}/disclosure`, { audience, precision });
  const withdraw = (who: TestPersona, id: string) =>
    call(who, 'DELETE', `/api/privacy/v1/attributes/${id}/disclosure`, undefined, 204);

  before(async () => {
    app = await testApp();
    work = await makeNetwork(app, { slug: 'work' });
    club = await makeNetwork(app, { slug: 'club', admin: 'chair' });
    const presence = { see: NETWORK, find: NETWORK };
    heron = await makePersona(app, work, 'heron', { display_name: 'Ingrid Aas', presence });
    const { cookie } = heron;
    quill = await makePersona(app, work, 'quill', { cookie, display_name: 'Nightowl', presence });
    moss = await makePersona(app, club, 'moss', { cookie, display_name: 'Mo', presence });
  });

  it('says nothing where nothing does', async () => {
    assert.deepEqual(await bySession(heron.cookie), { upper_bound: true, personas: 3, linkages: [] });
  });

  it('names a phrase that nobody else uses, where it stands, and no longer when it is gone', async () => {
    const phrase = 'the kettle sings like a drunken bishop';
    const here = await publish(heron, `In our kitchen ${phrase}!`);
    const there = await publish(quill, `Here too ${phrase}, says my aunt.`);
    const [signal, ...more] = await now();
    assert.deepEqual(more, []);
    assert.deepEqual(
      [signal?.kind, signal?.what, signal?.also, signal?.posts, signal?.other_posts, signal?.cut],
      ['phrase', phrase, 0, [signal?.posts[0]], [signal?.other_posts[0]], 'reword'],
    );
    assert.deepEqual([signal?.posts[0], signal?.other_posts[0]].sort(), [here, there].sort());
    await erase(quill, there);
    assert.deepEqual(await now(), []);
    await erase(heron, here);
  });

  it('finds a phrase common that others use, as far as the member may see them', async () => {
    const phrase = 'please remember to water the office plants';
    const posts = [await publish(heron, phrase), await publish(quill, `Yes, ${phrase}`)];
    const others: TestPersona[] = [];
    for (let n = 0; n < 10; n++) others.push(await makePersona(app, work, `other${n}`));
    for (const other of others) await publish(other, `Note: ${phrase}`, NOBODY);
    assert.equal((await now())[0]?.also, 0, 'what others keep to themselves is not counted');
    for (const other of others.slice(0, 4)) await publish(other, `Note: ${phrase}`, NETWORK);
    assert.equal((await now())[0]?.also, 4);
    for (const other of others) await publish(other, `Note: ${phrase}`, NETWORK);
    assert.deepEqual(await now(), []);
    await erase(heron, posts[0] as string);
    await erase(quill, posts[1] as string);
  });

  it('looks at what outsiders see, and at nothing else', async () => {
    const status = 'My number is +31 20 794 0800, call whenever the ferries are late';
    const open = await publish(heron, status);
    const closed = await publish(quill, status, { kind: 'connections' });
    assert.deepEqual(await now(), []);
    await call(quill, 'PUT', `/api/privacy/v1/posts/${closed}/audience`, { audience: NETWORK });
    const [first] = await now();
    assert.deepEqual([first?.kind, first?.of, first?.strength], ['contact-data', 'phone', 'certain']);
    await erase(heron, open);
    await erase(quill, closed);
  });

  it('counts who else shows a value, and is cut by showing less', async () => {
    const id = await keep(heron, 'job-title', 'Falconer');
    await show(heron, id, NETWORK);
    await show(quill, id, { kind: 'connections' });
    assert.deepEqual(await now(), []);
    await show(quill, id, NETWORK);
    const [signal] = await now();
    assert.deepEqual(
      [signal?.kind, signal?.of, signal?.what, signal?.also, signal?.strength, signal?.cut],
      ['attribute', 'job-title', 'Falconer', 0, 'strong', 'hide-attribute'],
    );
    const other = await makePersona(app, work, 'falconer');
    await show(other, await keep(other, 'job-title', 'falconer'), NETWORK);
    assert.deepEqual([(await now())[0]?.also, (await now())[0]?.strength], [1, 'weak']);
    await withdraw(quill, id);
    assert.deepEqual(await now(), []);
    await withdraw(heron, id);
  });

  it('compares across networks', async () => {
    const link = 'https://hollow-oak.example/diary/77?utm_source=x';
    const here = await publish(heron, `See ${link}`, EVERYONE);
    const there = await publish(moss, 'See https://www.hollow-oak.example/diary/77/', NETWORK);
    const [signal] = await now(heron, moss);
    assert.deepEqual(
      [signal?.kind, signal?.what, signal?.strength, signal?.cut],
      ['link', 'hollow-oak.example/diary/77', 'strong', 'take-out'],
    );
    const reader = await makePersona(app, work, 'reader');
    await publish(reader, `I read ${link} as well`);
    assert.deepEqual(
      (await now(heron, moss)).map(({ also, strength }) => [also, strength]),
      [[1, 'weak']],
    );
    await erase(heron, here);
    assert.deepEqual(await now(heron, moss), []);
    await erase(moss, there);
  });

  it('finds contacts in common where both show them', async () => {
    const friends = [
      await makePersona(app, work, 'ada'),
      await makePersona(app, work, 'bea'),
      await makePersona(app, work, 'cem'),
    ];
    const presence = { see: NETWORK, find: NETWORK, ties: NETWORK };
    for (const friend of friends) {
      await connect(app, heron, friend);
      await connect(app, quill, friend);
    }
    await call(heron, 'PUT', '/api/privacy/v1/presence', presence);
    assert.deepEqual(await now(), []);
    await call(quill, 'PUT', '/api/privacy/v1/presence', presence);
    const [signal] = await now();
    assert.deepEqual(
      [signal?.kind, signal?.of, signal?.times, signal?.strength, signal?.cut],
      ['contacts', 'in-common', 3, 'strong', 'hide-ties'],
    );
    await call(quill, 'PUT', '/api/privacy/v1/presence', { ...presence, ties: NOBODY });
    assert.deepEqual(await now(), []);
  });

  it('sees pictures that look alike, whatever their size', async () => {
    const upload = async (who: TestPersona, bytes: Buffer, name: string) => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)]), name);
      const answer = await app.router.request('/api/v2/media', {
        method: 'POST',
        headers: { authorization: `Bearer ${who.token}` },
        body: form,
      });
      return ((await answerOf(answer, 200)) as { id: string }).id;
    };
    const dots = (seed: number) =>
      Array.from({ length: 40 }, (_, n) => {
        const at = (n * 7919 + seed * 104_729) % 90_000;
        return `<circle cx="${at % 300}" cy="${Math.floor(at / 300)}" r="${10 + (at % 23)}" fill="hsl(${at % 360} 70% ${at % 90}%)"/>`;
      }).join('');
    const drawn = (seed: number) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="300" height="300" fill="#888"/>${dots(seed)}</svg>`,
        ),
      );
    const big = await drawn(1).resize(900, 900).png().toBuffer();
    const small = await drawn(1).resize(320, 320).jpeg({ quality: 60 }).toBuffer();
    const another = await drawn(2).png().toBuffer();
    const here = await publish(heron, '', NETWORK, { media_ids: [await upload(heron, big, 'a.png')] });
    const third = await publish(quill, '', NETWORK, { media_ids: [await upload(quill, another, 'c.png')] });
    assert.deepEqual(await now(), []);
    const there = await publish(quill, '', NETWORK, { media_ids: [await upload(quill, small, 'b.jpg')] });
    const [signal] = await now();
    assert.deepEqual([signal?.kind, signal?.strength, signal?.cut], ['picture', 'strong', 'other-picture']);
    assert.deepEqual([...(signal?.posts ?? []), ...(signal?.other_posts ?? [])].sort(), [here, there].sort());
    for (const id of [there, third]) await erase(quill, id);
    await erase(heron, here);
  });

  it('says before something is said what it would tie', async () => {
    const there = await publish(quill, 'Write to owl.post@night.example if the moon is out', NETWORK);
    const said = { text: 'owl.post (at) night (dot) example reaches me', audience: NETWORK };
    const found = between(await draft(said), heron, quill);
    assert.deepEqual(kinds(found), ['contact-data']);
    assert.deepEqual([found[0]?.posts, found[0]?.other_posts], [[], [there]]);
    assert.deepEqual((await draft({ ...said, audience: { kind: 'connections' } })).linkages, []);
    assert.deepEqual((await draft({ ...said, text: 'Nothing of the sort' })).linkages, []);
    const here = await publish(heron, said.text);
    assert.deepEqual((await draft(said)).linkages, [], 'it is no news');
    await erase(heron, here);
    await erase(quill, there);
  });

  it('says before one is called otherwise what that would tie', async () => {
    const called = { display_name: 'Nightowl', audience: NETWORK };
    const [signal] = between(await draft(called), heron, quill);
    assert.deepEqual([signal?.kind, signal?.what, signal?.cut], ['name', 'Nightowl', 'rename']);
    assert.deepEqual((await draft({ ...called, display_name: 'Ingrid' })).linkages, []);
  });

  it('says before an attribute is shown what it would tie, at which precision', async () => {
    const id = await keep(heron, 'birth-date', '1987-03-04');
    await show(quill, id, NETWORK, 'year');
    const about = (precision: string) => ({ attribute: { id, precision }, audience: NETWORK });
    const [exact] = between(await draft(about('exact')), heron, quill);
    assert.deepEqual([exact?.kind, exact?.of, exact?.strength], ['attribute', 'birth-date', 'weak']);
    assert.deepEqual((await draft(about('age-band'))).linkages, []);
    const none = { ...about('exact'), audience: NOBODY };
    assert.deepEqual((await draft(none)).linkages, []);
    await withdraw(quill, id);
  });

  it('is told to the account alone', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const { token } = heron;
    const byToken = await app.request('GET', LINKAGE, { token, headers });
    const revealing = { persona: heron.id, text: 'x' };
    const draftByToken = await app.request('POST', `${LINKAGE}/draft`, { token, headers, body: revealing });
    assert.deepEqual([byToken.status, draftByToken.status], [401, 401]);
    const { cookie } = await makePersona(app, work, 'stranger');
    assert.deepEqual(await bySession(cookie), { upper_bound: true, personas: 1, linkages: [] });
    const another = await bySession(cookie, { persona: heron.id, text: 'x', audience: NETWORK }, 404);
    const absent = '00000000-0000-7000-8000-000000000000';
    const nobody = await bySession(cookie, { persona: absent, text: 'x', audience: NETWORK }, 404);
    assert.deepEqual(another, nobody);
    const id = await keep(heron, 'skill', 'Falconry');
    const stranger = await makePersona(app, work, 'stranger2', { cookie });
    const body = { persona: stranger.id, attribute: { id, precision: 'exact' }, audience: NETWORK };
    assert.deepEqual(await bySession(cookie, body, 404), nobody);
  });

  it('forgets a persona that has left', async () => {
    const said = 'seven grey geese above the frozen weir';
    const here = await publish(heron, said);
    await publish(moss, `There go ${said}`);
    assert.deepEqual(kinds(await now(heron, moss)), ['phrase']);
    const headers = sessionHeaders(moss.cookie);
    const left = await app.request('DELETE', `/api/privacy/v1/personas/${moss.id}`, { headers });
    assert.equal(left.status, 204);
    assert.deepEqual(await now(heron, moss), []);
    await erase(heron, here);
  });

  it('leaves out a persona that is suspended: nobody sees anything of it', async () => {
    const said = 'a lantern in the third window from the left';
    await publish(heron, said);
    await publish(quill, `Look: ${said}`);
    assert.deepEqual(kinds(await now()), ['phrase']);
    await call(
      work.admin,
      'PUT',
      `/api/privacy/v1/networks/work/suspensions/${quill.id}`,
      { reason: 'x' },
      204,
    );
    assert.deepEqual(await now(), []);
  });

  it('compares so often and no oftener', async () => {
    const { cookie } = await makePersona(app, work, 'hasty');
    await bySession(cookie);
    const attempt = { kind: 'linkage', at: cookie.split('.')[0] ?? '' } as const;
    for (let n = 1; n < 300; n++) await countAttempts(app.deps, [attempt], app.clock.now().getTime());
    await bySession(cookie, undefined, 429);
    app.clock.advance(15 * 60_000);
    await bySession(cookie);
  });
});
