import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { sweepFiles } from '../../src/community/uploads/sweep-files.ts';
import type { Label, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { grant, share } from '../resources/support.ts';
import { answerOf, connect, type TestPersona } from '../support/people.ts';
import { BASE, type ConversationJson, type MessageJson, makeTalkers, type Talkers } from './talkers.ts';

const DAY_MS = 24 * 3600_000;

interface Attached {
  readonly id: string;
  readonly type: string;
  readonly url: string;
  readonly preview_url: string | null;
  readonly description: string | null;
  readonly waxseal: { readonly name: string; readonly bytes: number };
}
type WithFiles = MessageJson & { readonly attachments: readonly Attached[]; readonly label: string };

describe('files in messages', () => {
  let t: Talkers;
  let ann: TestPersona;
  let ben: TestPersona;
  let cleo: TestPersona;

  before(async () => {
    t = await makeTalkers();
    [ann, ben, cleo] = [await t.person(), await t.person(), await t.person()];
    await connect(t.app, ann, ben);
    await connect(t.app, ann, cleo);
  });

  const upload = async (who: TestPersona, name: string, bytes: string | Uint8Array): Promise<string> => {
    const form = new FormData();
    form.set('file', new File([bytes as string], name));
    const answer = await t.app.router.request('/api/v2/media', {
      method: 'POST',
      headers: { host: 'localhost:8080', authorization: `Bearer ${who.token}` },
      body: form,
    });
    return ((await answerOf(answer, 200)) as { id: string }).id;
  };
  const send = (who: TestPersona, id: string, body: object, status = 201) =>
    t.call<WithFiles>(who, 'POST', `${BASE}/${id}/messages`, body, status);
  const messages = (who: TestPersona, id: string) =>
    t.call<WithFiles[]>(who, 'GET', `${BASE}/${id}/messages`);
  const download = (who: TestPersona | null, id: string) =>
    t.app.request(
      'GET',
      `/api/privacy/v1/attachments/${id}/download`,
      who === null ? {} : { token: who.token },
    );
  const statusOf = async (who: TestPersona | null, id: string) => (await download(who, id)).status;
  const follow = (url: string) => t.app.request('GET', new URL(url).pathname);
  const admit = (highest_label: Label) =>
    t.app.deps.store.community
      .updateTable('community.network')
      .set({ highest_label })
      .where('id', '=', t.network.id as NetworkId)
      .execute();
  const direct = () => t.write(ann, [ben], 'Here they come') as Promise<ConversationJson>;

  it('go to those who are in the conversation, in their order, and to nobody else', async () => {
    const { id } = await direct();
    const [one, two] = [await upload(ann, 'plan.txt', 'The plan'), await upload(ann, 'b.txt', 'B')];
    assert.equal(await statusOf(ben, one), 404, 'while it waits it is its owner’s alone');
    const sent = await send(ann, id, { text: 'Both', attachments: [two, one] });
    assert.deepEqual(
      sent.attachments.map(({ id: of, waxseal }) => [of, waxseal.name]),
      [
        [two, 'b.txt'],
        [one, 'plan.txt'],
      ],
    );
    const [seen] = await messages(ben, id);
    assert.deepEqual(
      seen?.attachments.map(({ id: of }) => of),
      [two, one],
    );
    assert.equal(await (await download(ben, one)).text(), 'The plan');
    assert.equal(await statusOf(ann, one), 200);
    for (const other of [cleo, t.network.admin, null]) assert.equal(await statusOf(other, one), 404);
    const alone = await send(ann, id, { attachments: [await upload(ann, 'c.txt', 'C')] });
    assert.equal(alone.text, '');
    const last = (await t.folder(ben))[0]?.last_message as WithFiles | undefined;
    assert.equal(last?.attachments.length, 1);
  });

  it('are pictures with links of their viewer’s, rid of what they tell besides themselves', async () => {
    const { id } = await direct();
    const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#c80' } })
      .withExif({ IFD0: { Artist: 'Amber Authorson' } })
      .jpeg()
      .toBuffer();
    const file = await upload(ann, 'amber.jpg', bytes);
    await t.call(ann, 'PUT', `/api/v1/media/${file}`, { description: 'Amber' });
    await send(ann, id, { text: '', attachments: [file] });
    const [seen] = await messages(ben, id);
    const picture = seen?.attachments[0];
    assert.deepEqual([picture?.type, picture?.description], ['image', 'Amber']);
    const shown = await follow(picture?.url ?? '');
    assert.equal(shown.headers.get('content-type'), 'image/jpeg');
    assert.ok(!Buffer.from(await shown.arrayBuffer()).includes('Amber Authorson'));
    assert.equal((await follow(picture?.preview_url ?? '')).status, 200);
    await t.call(ben, 'POST', `${BASE}/${id}/leave`);
    assert.equal((await follow(picture?.url ?? '')).status, 404, 'dead with the leaving');
    assert.equal(await statusOf(ben, file), 404);
    assert.equal(await statusOf(ann, file), 200);
  });

  it('are refused where they are none of the sender’s that wait', async () => {
    const { id } = await direct();
    const [mine, theirs] = [await upload(ann, 'm.txt', 'M'), await upload(ben, 't.txt', 'T')];
    for (const attachments of [
      [theirs],
      [mine, theirs],
      ['00000000-0000-7000-8000-000000000000'],
      ['no id'],
      Array.from({ length: 9 }, () => mine),
    ]) {
      await send(ann, id, { text: 'No', attachments }, 422);
    }
    await send(ann, id, { text: ' ' }, 422);
    await send(ann, id, { text: 'Yes', attachments: [mine] });
    await send(ann, id, { text: 'Again', attachments: [mine] }, 422);
    await t.call(ann, 'POST', '/api/v1/statuses', { status: 'And here', media_ids: [mine] }, 422);
    const twice = await upload(ann, 'w.txt', 'W');
    const answers = await Promise.all(
      [1, 2, 3].map((n) =>
        t.app.request('POST', `${BASE}/${id}/messages`, {
          token: ann.token,
          body: { text: `At once ${n}`, attachments: [twice] },
        }),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422, 422]);
  });

  it('are gone for everybody, with their bytes, where the message is deleted for all', async () => {
    const { id } = await direct();
    const word = 'amber-in-the-attic';
    const file = await upload(ann, 'long.bin', `${word}\n${'x'.repeat(8 * 1024 ** 2)}`);
    const sent = await send(ann, id, { text: 'Look', attachments: [file] });
    const reader = (await download(ben, file)).body?.getReader();
    assert.ok(reader);
    await reader.read();
    await t.call(ann, 'DELETE', `${BASE}/${id}/messages/${sent.id}?for=all`);
    await assert.rejects(async () => {
      for (let n = 0; n < 100; n++) if ((await reader.read()).done) return;
    }, 'a download that runs breaks off');
    assert.equal(await statusOf(ben, file), 404);
    assert.equal(await statusOf(ann, file), 404);
    const [seen] = await messages(ben, id);
    assert.deepEqual([seen?.deleted, seen?.attachments], [true, []]);
    const left = readdirSync(t.app.filesFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .some((entry) => readFileSync(`${entry.parentPath}/${entry.name}`).includes(word));
    assert.equal(left, false);
  });

  it('are gone for whoever deletes the message for themselves, and stay for the others', async () => {
    const { id } = await direct();
    const file = await upload(ann, 'h.txt', 'H');
    const sent = await send(ann, id, { text: 'Keep it', attachments: [file] });
    await t.call(ben, 'DELETE', `${BASE}/${id}/messages/${sent.id}`);
    assert.equal(await statusOf(ben, file), 404);
    assert.equal(await statusOf(ann, file), 200);
  });

  it('stay within their chapter, and break off for whoever leaves or is blocked', async () => {
    const { id } = await t.write(ann, [ben], 'We two', 'A group');
    await t.call(ben, 'POST', `${BASE}/${id}/answer`, { answer: 'accept' });
    const early = await upload(ann, 'early.txt', 'E');
    await send(ann, id, { text: 'Before you came', attachments: [early] });
    await t.call(ann, 'POST', `${BASE}/${id}/people`, { personas: [cleo.id] });
    await t.call(cleo, 'POST', `${BASE}/${id}/answer`, { answer: 'accept' });
    const late = await upload(ann, 'late.bin', 'y'.repeat(8 * 1024 ** 2));
    await send(ann, id, { text: 'To all', attachments: [late] });
    assert.deepEqual([await statusOf(cleo, early), await statusOf(cleo, late)], [404, 200]);
    const reader = (await download(ben, late)).body?.getReader();
    assert.ok(reader);
    await reader.read();
    await t.call(ben, 'POST', `${BASE}/${id}/leave`);
    await assert.rejects(async () => {
      for (let n = 0; n < 100; n++) if ((await reader.read()).done) return;
    });
    assert.deepEqual([await statusOf(ben, early), await statusOf(ben, late)], [404, 404]);
    await t.call(cleo, 'POST', `/api/v1/accounts/${ann.id}/block`);
    assert.equal(await statusOf(cleo, late), 404);
    await t.call(cleo, 'POST', `/api/v1/accounts/${ann.id}/unblock`);
  });

  it('keep the label of the message, and go nowhere where that is not admitted', async () => {
    const [dora, emil] = [await t.person(), await t.person()];
    await connect(t.app, dora, emil);
    await admit('confidential');
    const { id } = await t.write(dora, [emil], 'Labels');
    const secret = 'seven brown bears were seen beside the old mill yesterday';
    const page = await share(t.app, dora, { kind: 'page', title: 'Bears', text: secret, label: 'internal' });
    await grant(t.app, dora, page.id, ['see'], { kind: 'persona', persona: emil.id });
    const file = await upload(emil, 'bears.txt', `Read: ${secret}.`);
    for (const body of [{ text: secret }, { text: 'See this', attachments: [file] }]) {
      const refused = JSON.stringify(await send(emil, id, body, 422));
      assert.match(refused, /label: this repeats words of “Bears”, which is labelled internal/);
    }
    await t.call(emil, 'POST', BASE, { with: [dora.id], text: secret }, 422);
    await t.call(emil, 'POST', '/api/v1/statuses', { status: 'As a post', media_ids: [file] }, 422);
    const above = JSON.stringify(await send(emil, id, { text: 'Top', label: 'trade-secret' }, 422));
    assert.match(above, /label: this network does not admit that label/);
    const sent = await send(emil, id, { text: 'See this', attachments: [file], label: 'internal' });
    assert.equal(sent.label, 'internal');
    assert.equal(await statusOf(dora, file), 200);
    await admit('public');
    assert.equal(await statusOf(dora, file), 404, 'the rule asks for the label of the message');
    assert.deepEqual(
      (await messages(dora, id)).map(({ text }) => text),
      ['Labels'],
    );
  });

  it('that staff sent are the organisation’s: who of them it was is not kept', async () => {
    const { admin } = t.network;
    const orga = await t.call<{ id: string }>(
      admin,
      'POST',
      '/api/privacy/v1/organisations',
      { handle: 'orga', display_name: 'Orga' },
      201,
    );
    const staff = `/api/privacy/v1/organisations/${orga.id}/staff`;
    await t.call(admin, 'PUT', `${staff}/${cleo.id}`, { functions: ['support'] }, 204);
    const body = { organisation: orga.id, function: 'support', text: 'It broke' };
    const { id } = await t.call<ConversationJson>(ben, 'POST', BASE, body, 201);
    const file = await upload(cleo, 'manual.txt', 'Turn it off and on');
    await send(cleo, id, { text: 'Read this', attachments: [file] });
    assert.equal(await (await download(ben, file)).text(), 'Turn it off and on');
    const rows = await t.app.deps.store.community.selectFrom('community.attachment').selectAll().execute();
    assert.equal(rows.find(({ id: of }) => of === file)?.owner_id, orga.id);
    assert.ok(!JSON.stringify(await messages(ben, id)).includes(cleo.id));
    await t.call(admin, 'DELETE', `${staff}/${cleo.id}`, undefined, 204);
    assert.equal(await statusOf(cleo, file), 404, 'the seat that ends takes it away');
    assert.equal(await statusOf(ben, file), 200);
  });

  it('that were sent are not swept away, those that wait for a day are', async () => {
    const { id } = await direct();
    const [sent, waiting] = [await upload(ann, 's.txt', 'S'), await upload(ann, 'w.txt', 'W')];
    await send(ann, id, { text: 'Kept', attachments: [sent] });
    t.app.clock.advance(DAY_MS + 1000);
    await sweepFiles(t.app.deps, instantOf(t.app.deps));
    assert.equal(await statusOf(ben, sent), 200);
    assert.equal(await statusOf(ann, waiting), 404);
  });
});
