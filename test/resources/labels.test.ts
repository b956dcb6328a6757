import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestPersona } from '../support/people.ts';
import { append, begin, file, grant, RESOURCES, share } from './support.ts';

let app: TestApp;
let ada: TestPersona;
let ben: TestPersona;
let cleo: TestPersona;

const SECRET = 'Heat the wax to sixty two degrees, then add the amber slowly.';
const QUOTE = 'They HEAT the wax — to sixty two degrees; then they rest.';

const BREW = 'Malt the barley, mash it warm, and let the brewer’s yeast work for nine days.';

const post = (who: TestPersona, status: string, more: object = {}) =>
  app.request('POST', '/api/v1/statuses', {
    token: who.token,
    body: { status, visibility: 'public', ...more },
  });

before(async () => {
  app = await testApp();
  const network = await makeNetwork(app, { kind: 'partner' });
  ada = await makePersona(app, network, 'ada');
  ben = await makePersona(app, network, 'ben');
  cleo = await makePersona(app, network, 'cleo');
});

test('a network admits no label above its highest', async () => {
  const body = { kind: 'page', title: 'Recipe', text: SECRET, label: 'trade-secret' };
  const refused = await app.request('POST', RESOURCES, { token: ada.token, body });
  assert.match(JSON.stringify(await answerOf(refused, 422)), /label: this network does not admit/);
});

test('who may read a labelled page repeats it under no lower label; who may not is told nothing', async () => {
  const page = await share(app, ada, { kind: 'page', title: 'Recipe', text: SECRET, label: 'confidential' });
  await grant(app, ada, page.id, ['see'], { kind: 'persona', persona: ben.id });
  for (const author of [ada, ben]) {
    const refused = JSON.stringify(await answerOf(await post(author, QUOTE), 422));
    assert.match(refused, /label: this repeats words of “Recipe”, which is labelled confidential/);
    await answerOf(await post(author, QUOTE, { label: 'internal' }), 422);
    await answerOf(await post(author, QUOTE, { label: 'confidential' }), 200);
    await answerOf(await post(author, 'Heat the wax to sixty two degrees, then stop'), 422);
    await answerOf(await post(author, 'Heat the wax to sixty two and more'), 200);
  }
  await answerOf(await post(cleo, QUOTE), 200);

  const own = (await answerOf(await post(ben, 'Something else'), 200)) as { id: string };
  await answerOf(
    await app.request('PUT', `/api/v1/statuses/${own.id}`, { token: ben.token, body: { status: QUOTE } }),
    422,
  );
  await answerOf(
    await app.request('POST', RESOURCES, {
      token: ben.token,
      body: { kind: 'page', title: 'Mine', text: QUOTE, label: 'internal' },
    }),
    422,
  );

  await answerOf(
    await app.request('PATCH', `${RESOURCES}/${page.id}`, { token: ada.token, body: { label: 'public' } }),
    200,
  );
  await answerOf(await post(ben, QUOTE), 200);
});

test('a draft is told beforehand where it repeats what is labelled, if its author may read that', async () => {
  const page = await share(app, ada, { kind: 'page', title: 'Brew', text: BREW, label: 'internal' });
  await grant(app, ada, page.id, ['see'], { kind: 'persona', persona: ben.id });
  const check = async (who: TestPersona, status: string, more: object = {}) => {
    const body = { status, ...more };
    const answer = await app.request('POST', '/api/privacy/v1/drafts/check', { token: who.token, body });
    const { findings } = (await answerOf(answer, 200)) as {
      findings: { in: string; kind: string; start: number; end: number; labelled: object | null }[];
    };
    return findings.map(({ kind, start, end, labelled }) => ({
      kind,
      piece: status.slice(start, end),
      labelled,
    }));
  };
  const labelled = { title: 'Brew', label: 'internal' };
  const draft = `Listen: ${BREW.toUpperCase()} And call +31 6 12345678.`;
  for (const author of [ada, ben]) {
    assert.deepEqual(await check(author, draft), [
      { kind: 'labelled', piece: BREW.toUpperCase().slice(0, -1), labelled },
      { kind: 'phone', piece: '+31 6 12345678', labelled: null },
    ]);
    await answerOf(await post(author, draft), 422);
    const split = BREW.replaceAll('-', '\u00ad').replace('brewer’s', 'brewers');
    const [piece] = await check(author, split);
    assert.equal(piece?.kind, 'labelled');
  }
  assert.deepEqual(await check(ada, draft, { label: 'internal' }), (await check(cleo, draft)).slice());
  assert.deepEqual(
    (await check(cleo, draft)).map(({ kind }) => kind),
    ['phone'],
    'who may not read it is told nothing',
  );
  const begun = await app.request('POST', '/api/privacy/v1/conversations', {
    token: ada.token,
    body: { with: [ben.id], text: 'A word' },
  });
  const { id } = (await answerOf(begun, 201)) as { id: string };
  assert.equal((await check(ada, draft, { conversation: id }))[0]?.kind, 'labelled');
  const foreign = { status: draft, conversation: id };
  await answerOf(
    await app.request('POST', '/api/privacy/v1/drafts/check', { token: cleo.token, body: foreign }),
    404,
  );
});

test('the words of a text file are held to be repeated too, also when its label is raised later', async () => {
  const words = 'seven brown bears were seen beside the old mill yesterday';
  const made = await file(app, ada, 'bears.txt', Buffer.from(words));
  await answerOf(await post(ada, words), 200);
  await answerOf(
    await app.request('PATCH', `${RESOURCES}/${made.id}`, { token: ada.token, body: { label: 'internal' } }),
    200,
  );
  await answerOf(await post(ada, words), 422);
  const upload = await begin(app, ada, 'again.txt', words.length);
  await answerOf(await append(app, ada, upload, 0, Buffer.from(words)), 204);
  const copy = { kind: 'file', title: 'again.txt', upload };
  await answerOf(await app.request('POST', RESOURCES, { token: ada.token, body: copy }), 422);
  await answerOf(await app.request('DELETE', `${RESOURCES}/${made.id}`, { token: ada.token }), 200);
  await answerOf(await post(ada, words), 200);
});

/** Text of so many bytes in which no eight words in a row come again. */
const filler = (bytes: number): string => {
  let text = '';
  for (let n = 0; text.length < bytes; n++) text += `word${n.toString(36)} `;
  return text;
};

test('a long text is compared to its end, in a file of one’s own and in one that goes with a post', async () => {
  const words = 'nine grey geese were heard above the frozen lake tonight';
  const long = Buffer.from(`${filler(1.1 * 1024 ** 2)} ${words} and ${filler(1000)}`);
  const made = await file(app, ada, 'geese.txt', long, { label: 'internal' });
  await answerOf(await post(ada, words), 422);
  await answerOf(await app.request('DELETE', `${RESOURCES}/${made.id}`, { token: ada.token }), 200);
  await answerOf(await post(ada, words), 200);

  const short = await share(app, ada, { kind: 'page', title: 'Geese', text: words, label: 'internal' });
  const upload = await begin(app, ada, 'again.txt', long.length);
  await answerOf(await append(app, ada, upload, 0, long), 204);
  const copy = { kind: 'file', title: 'again.txt', upload };
  const refused = await app.request('POST', RESOURCES, { token: ada.token, body: copy });
  assert.match(JSON.stringify(await answerOf(refused, 422)), /repeats words of “Geese”/);
  const form = new FormData();
  form.append('file', new File([long], 'long.txt', { type: 'text/plain' }));
  const sent = await app.router.request('/api/v2/media', {
    method: 'POST',
    headers: { host: 'localhost:8080', authorization: `Bearer ${ada.token}` },
    body: form,
  });
  const { id } = (await answerOf(sent, 200)) as { id: string };
  await answerOf(await post(ada, 'Have a look', { media_ids: [id] }), 422);
  await answerOf(await post(ada, 'Have a look', { media_ids: [id], label: 'internal' }), 200);
  await answerOf(await app.request('DELETE', `${RESOURCES}/${short.id}`, { token: ada.token }), 200);
});
