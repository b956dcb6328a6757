import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { exportLog } from '../../src/ledger/log/export-log.ts';
import { verifyExported, verifyStored } from '../../src/ledger/log/verify-stored.ts';
import { verifyProofFile } from '../../src/ledger/verify/proof-file.ts';
import type { NetworkId } from '../../src/privacy/words.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';

const LEDGER = '/api/privacy/v1/ledger';

interface LedgerJson {
  key: string;
  checkpoint: string;
  size: number;
}

describe('proofs from the ledger', () => {
  let app: TestApp;
  let network: TestNetwork;
  let ann: TestPersona;
  let bob: TestPersona;
  let folder: string;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
    ann = await makePersona(app, network, 'ann');
    bob = await makePersona(app, network, 'bob');
    folder = await mkdtemp(join(tmpdir(), 'waxseal-ledger-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const beat = async (): Promise<void> => {
    app.clock.advance(600_000);
    const at = app.clock.now().getTime();
    await appendBeat(app.deps, network.id as NetworkId, at, at);
  };
  const get = async <T>(who: TestPersona, path: string, status = 200): Promise<T> =>
    (await answerOf(await app.request('GET', `${LEDGER}${path}`, { token: who.token }), status)) as T;
  const entries = (who: TestPersona) =>
    get<{ place: number; content: string; object: { text: string } }[]>(who, '/entries?limit=200');

  it('begin with the first checkpoint', async () => {
    const none = await get<{ checkpoint: null; size: number }>(ann, '');
    assert.deepEqual([none.checkpoint, none.size], [null, 0]);
    assert.deepEqual(await entries(ann), []);
    await get(ann, '/entries/0', 404);
    await get(ann, '/continuation?size=0', 404);
    await beat();
    assert.equal((await get<LedgerJson>(ann, '')).size, 256);
  });

  it('are of one’s own entries alone, and hold by themselves', async () => {
    const { key } = await get<LedgerJson>(ann, '');
    const own = await entries(ann);
    assert.ok(own.length > 0);
    for (const { place, content, object } of own) {
      assert.equal(JSON.parse(content).owner, ann.id);
      assert.notEqual(object.text, '');
      const text = JSON.stringify(await get(ann, `/entries/${place}`));
      const checked = verifyProofFile(text, key);
      assert.ok(checked.holds, JSON.stringify(checked));
      assert.ok(checked.shows.kind === 'entry' && checked.shows.content === content);
      assert.deepEqual(await get(bob, `/entries/${place}`, 404), await get(bob, '/entries/255999', 404));
    }
    const older = await entries(ann);
    const page = await get<{ place: number }[]>(ann, `/entries?limit=1&before=${older[0]?.place}`);
    assert.equal(page[0]?.place, older[1]?.place);
  });

  it('show that the ledger goes on from a checkpoint', async () => {
    const { key, size } = await get<LedgerJson>(ann, '');
    await beat();
    const text = JSON.stringify(await get(ann, `/continuation?size=${size}`));
    const checked = verifyProofFile(text, key);
    assert.ok(checked.holds && checked.shows.kind === 'continuation');
    assert.deepEqual([checked.shows.older.size, checked.shows.newer.size], [size, 2 * size]);
    await get(ann, `/continuation?size=${size + 1}`, 404);
  });

  it('fail if altered in any part, and name the step', async () => {
    const { key } = await get<LedgerJson>(ann, '');
    const [first] = await entries(ann);
    const text = JSON.stringify(await get(ann, `/entries/${first?.place}`));
    const steps = new Set<string>();
    let altered = 0;
    for (let at = 0; at < text.length; at += 3) {
      if (!/[0-9A-Za-z]/.test(text[at] ?? '')) continue;
      const other = text[at] === '1' ? '2' : '1';
      const checked = verifyProofFile(`${text.slice(0, at)}${other}${text.slice(at + 1)}`, key);
      assert.equal(checked.holds, false, `altered at ${at}: ${text.slice(at - 10, at + 10)}`);
      if (!checked.holds) steps.add(checked.step.replace(/\d+/, 'n'));
      altered++;
    }
    assert.ok(altered >= 100, `${altered} altered`);
    for (const step of ['form', 'key', 'checkpoint', 'root']) assert.ok(steps.has(step), [...steps].join());
    const stranger = (await get<LedgerJson>(ann, '')).key.replace(/\+[^+]+$/, '+AAAA');
    assert.equal(verifyProofFile(text, stranger).holds, false);
    for (const wrong of ['', '[]', 'null', '{"format":"another"}', '{']) {
      assert.equal(verifyProofFile(wrong, null).holds, false);
    }
  });

  it('come from an export as well, and from what is stored', async () => {
    const id = network.id as NetworkId;
    const { checkpoint, key } = await get<LedgerJson>(ann, '');
    await beat();
    assert.equal(await exportLog(app.deps, id, folder), true);
    assert.deepEqual(await verifyExported(folder, key, checkpoint), { holds: true });
    assert.deepEqual(await verifyStored(app.deps, id, checkpoint), { holds: true });
    const names = (await readdir(folder, { recursive: true })).map(String);
    const content = (
      await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1').catch(() => '')))
    ).join('');
    for (const who of [ann, bob]) assert.ok(!content.includes(who.id), 'and says nothing of anybody');
    const tile = names.find((name) => name.endsWith('tile/0/001')) ?? '';
    const bytes = await readFile(join(folder, tile));
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(join(folder, tile), bytes);
    const checked = await verifyExported(folder, key, null);
    assert.ok(!checked.holds && ['root', 'tile'].includes(checked.step));
  });

  it('are found wanting where an entry was changed', async () => {
    const id = network.id as NetworkId;
    const [first] = await entries(ann);
    await app.deps.store.community
      .updateTable('community.ledger_entry')
      .set({ content: String(first?.content).replace('presence', 'attribute') })
      .where('network_id', '=', id)
      .where('place', '=', first?.place ?? -1)
      .execute();
    const checked = await verifyStored(app.deps, id, null);
    assert.ok(!checked.holds && checked.step === 'entry' && checked.says.includes(String(first?.place)));
  });
});
