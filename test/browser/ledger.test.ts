import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { networksDue } from '../../src/ledger/log/read-log.ts';
import { noChromium } from '../support/chromium.ts';
import { check } from './axe.ts';
import { main, to } from './deeds.ts';
import { makeSample, type Sample } from './sample.ts';
import { openSite, type Site, steps } from './support.ts';

/** What the ledger says of one, and proofs that are verified on the device. */
describe('the ledger in the app', { skip: noChromium }, () => {
  let site: Site;
  let sample: Sample;
  let boss: Page;
  let proof: string;
  let key: string;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    sample = await makeSample(site.app);
    const at = site.app.clock.now().getTime();
    for (const network of await networksDue(site.app.deps, at))
      await appendBeat(site.app.deps, network, at, at);
    boss = await site.person({ cookie: sample.boss.cookie });
  });

  after(() => site.close());

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
    const file = boss.getByLabel('The proof’s file');
    await file.waitFor();
    await boss.getByLabel('The ledger’s key, if you know it').fill(key);
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
});
