import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { networksDue } from '../../src/ledger/log/read-log.ts';
import type { TestApp } from '../support/app.ts';
import { noChromium } from '../support/chromium.ts';
import { answerOf, type TestPersona } from '../support/people.ts';
import { check } from './axe.ts';
import { main, to } from './deeds.ts';
import { makeSample, type Sample } from './sample.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

/** What the ledger says of one, receipts of consents, and both verified on the device. */
describe('the ledger and receipts in the app', { skip: noChromium }, () => {
  let site: Site;
  let sample: Sample;
  let boss: Page;
  let proof: string;
  let useProof: string;
  let key: string;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    sample = await makeSample(site.app);
    await makeUse();
    const at = site.app.clock.now().getTime();
    for (const network of await networksDue(site.app.deps, at))
      await appendBeat(site.app.deps, network, at, at);
    boss = await site.person({ cookie: sample.boss.cookie });
  });

  after(() => site.close());

  /** The organisation of the sample finds out whether it may write to the boss, who allowed it. */
  const makeUse = async (): Promise<void> => {
    const call = async <T>(who: TestPersona, method: string, path: string, body: object, status = 200) =>
      (await answerOf(await site.app.request(method, path, { token: who.token, body }), status)) as T;
    const base = '/api/privacy/v1/organisations';
    const made = { handle: 'printers', display_name: 'Printers' };
    const { id } = await call<{ id: string }>(sample.boss, 'POST', base, made, 201);
    await call(sample.boss, 'PUT', `${base}/${id}/staff/${sample.ben.id}`, { functions: ['support'] }, 204);
    await call(sample.boss, 'PUT', '/api/privacy/v1/contact-rules/support', { anybody: 'yes' });
    const asked = { persona: sample.boss.id, function: 'support' };
    await call(sample.ben, 'POST', `/api/organisations/v1/${id}/contacts`, asked);
  };

  step('lists what was entered, and gives the proof of each', async () => {
    await boss.goto('/');
    await to(boss, 'Privacy');
    await boss.getByRole('link', { name: 'What the ledger says of you' }).click();
    const first = main(boss).getByRole('listitem').first();
    await first.getByText('You allowed').waitFor();
    const saved = boss.waitForEvent('download');
    await first.getByRole('button', { name: /Download the proof/ }).click();
    proof = await (await saved).path();
    key = (await main(boss).locator('code').textContent()) ?? '';
    assert.equal(JSON.parse(await readFile(proof, 'utf8')).key, key);
    await check(boss, 'the ledger');
  });

  step('verifies a proof on the device, without any request', async () => {
    await boss.getByRole('link', { name: 'Verify a proof' }).click();
    const file = boss.getByLabel('The file of a proof or receipt');
    await file.waitFor();
    await boss.getByLabel('The key, if you know it').fill(key);
    const asked: string[] = [];
    boss.on('request', (request) => asked.push(request.url()));
    await file.setInputFiles(proof);
    await boss.getByRole('heading', { name: 'The proof holds.' }).waitFor();
    await check(boss, 'a proof that holds');
    const whole = JSON.parse(await readFile(proof, 'utf8')) as { content: string };
    const forged = { ...whole, content: whole.content.replace('"until":', '"Until":') };
    await file.setInputFiles({
      name: 'forged.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(forged)),
    });
    await boss.getByRole('heading', { name: 'The proof does not hold.' }).waitFor();
    await boss.getByText('It fails at: root').waitFor();
    assert.deepEqual(
      asked.filter((url) => url.startsWith('http') && !url.includes('/stream')),
      [],
    );
  });

  step('shows who used one’s data, and proves it', async () => {
    await goWithin(boss, '/privacy/uses');
    const use = main(boss).getByRole('listitem').filter({ hasText: 'Printers, Support,' });
    await use.getByText('found out that it may write to you').first().waitFor();
    await use.getByText(/You allowed this on/).waitFor();
    await check(boss, 'who used my data');
    const saved = boss.waitForEvent('download');
    await use.getByRole('button', { name: /Download the proof/ }).click();
    useProof = await (await saved).path();
    await boss.getByRole('link', { name: 'Verify a proof' }).click();
    await boss.getByLabel('The key, if you know it').fill(key);
    await boss.getByLabel('The file of a proof or receipt').setInputFiles(useProof);
    await boss.getByText('Among those whose data it was:').waitFor();
    await boss.getByRole('heading', { name: 'The proof holds.' }).waitFor();
  });

  step('verifies in a page that was saved, without any server', async () => {
    const saved = boss.waitForEvent('download');
    await boss.getByRole('link', { name: 'Save this page to verify without any server' }).click();
    const folder = await mkdtemp(join(tmpdir(), 'waxseal-verifier-'));
    const kept = join(folder, 'verify.html');
    await (await saved).saveAs(kept);
    const alone = await site.person({ offline: true });
    await alone.goto(`file://${kept}`);
    await alone.getByLabel('The key, if you know it').fill(key);
    for (const file of [proof, useProof]) {
      await alone.getByLabel('The file of a proof or receipt').setInputFiles(file);
      await alone.getByRole('heading', { name: 'The proof holds.' }).waitFor();
    }
    await check(alone, 'the verifier by itself');
    await alone.getByLabel('The key, if you know it').fill(`${key}x`);
    await alone.getByRole('heading', { name: 'The proof does not hold.' }).waitFor();
    await alone.close();
    await rm(folder, { recursive: true });
    assert.deepEqual(site.complaints, []);
  });

  step('lists receipts in plain words, and what acts by each', async () => {
    const { organisation } = await consents(site.app, sample);
    await boss.goto('/');
    await to(boss, 'Privacy');
    await boss.getByRole('link', { name: 'Receipts', exact: true }).click();
    const lines = main(boss).getByRole('listitem').filter({ hasText: 'Download the receipt' });
    await lines.filter({ hasText: 'Processing all your posts: any organisation on Network acme' }).waitFor();
    const taken = lines.filter({ hasText: 'You took back' }).filter({ hasText: 'Writing to you: @canteen' });
    await taken.getByText('What acts by it').click();
    await taken.getByText('The rule that decides who may: since').waitFor();
    await taken.getByText('The ledger: at the next full ten minutes.').waitFor();
    await check(boss, 'receipts', { otherwise: true });
    key = (await main(boss).locator('code').textContent()) ?? '';
    const saved = boss.waitForEvent('download');
    await taken.getByRole('button', { name: /Download the receipt/ }).click();
    proof = await (await saved).path();
    await boss.getByRole('link', { name: 'Receipts that Canteen holds' }).click();
    await main(boss).getByText('Persona ben allows').waitFor();
    await main(boss).getByText('Writing to them').first().waitFor();
    await check(boss, 'receipts of an organisation');
    assert.ok(boss.url().endsWith(`/organisations/${organisation}/receipts`));
  });

  step('verifies a receipt on the device', async () => {
    await boss.getByRole('link', { name: 'Verify a receipt' }).click();
    const file = boss.getByLabel('The file of a proof or receipt');
    await boss.getByLabel('The key, if you know it').fill(key);
    await file.setInputFiles(proof);
    await boss.getByRole('heading', { name: 'The receipt holds.' }).waitFor();
    await boss.getByText('A consent was taken back at').waitFor();
    await check(boss, 'a receipt that holds');
    const text = (await readFile(proof, 'utf8')).replaceAll('dpv:ConsentWithdrawn', 'dpv:ConsentExpired');
    await file.setInputFiles({
      name: 'forged.jsonld',
      mimeType: 'application/ld+json',
      buffer: Buffer.from(text),
    });
    await boss.getByRole('heading', { name: 'The receipt does not hold.' }).waitFor();
    await boss.getByText('It fails at: signature').waitFor();
  });
});

/** The boss allows, takes back and refuses, and acts for an organisation that somebody else allows to write. */
async function consents(app: TestApp, { boss, ben }: Sample): Promise<{ organisation: string }> {
  const call = async (method: string, path: string, body: unknown, { token } = boss) => {
    const response = await app.request(method, `/api${path}`, { token, body });
    assert.ok(response.ok, `${path}: ${await response.clone().text()}`);
    return response.status === 204 ? null : response.json();
  };
  const seen = (await call('GET', '/v1/accounts/lookup?acct=canteen', undefined)) as { id: string };
  const organisation = seen.id;
  await call('PUT', `/privacy/v1/organisations/${organisation}/staff/${boss.id}`, { functions: ['support'] });
  const named = { anybody: 'no', organisations: [{ organisation, answer: 'yes' }] };
  await call('PUT', '/privacy/v1/contact-rules/support', named);
  await call('PUT', '/privacy/v1/contact-rules/support', named, ben);
  await call('PUT', '/privacy/v1/contact-rules/support', { anybody: 'no' });
  const rules = [{ audience: { kind: 'network' }, over: ['posts'], until: '2100-01-01T00:00:00Z' }];
  await call('PUT', '/privacy/v1/processing-rules/mining', { rules });
  return { organisation };
}
