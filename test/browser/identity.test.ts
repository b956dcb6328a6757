import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { findPerson, heading, main } from './deeds.ts';
import { looks } from './looks.ts';
import { makeSample, type Sample } from './sample.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

/** Who one is here: a handle, a badge, and sets of attributes; each as its owner and as others meet it. */
describe('how one is called, and what one tells', { skip: noChromium }, () => {
  let site: Site;
  let sample: Sample;
  let boss: Page;
  let ben: Page;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    sample = await makeSample(site.app);
    boss = await site.person({ cookie: sample.boss.cookie });
    ben = await site.person({ cookie: sample.ben.cookie });
    await boss.goto('/');
    await ben.goto('/');
  });

  after(() => site.close());

  step('confirms the domain of an organisation', async () => {
    await goWithin(boss, '/administration');
    await findPerson(boss, 'Which organisation', 'Canteen');
    const sheet = boss.getByRole('dialog', { name: 'Canteen' });
    await sheet.getByLabel('E-mail domains of organisations').fill('canteen.example');
    await looks(boss, 'domains', '[role=dialog]');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.waitFor({ state: 'detached' });
  });

  step('confirms an address there by a code', async () => {
    await goWithin(ben, '/settings');
    await ben.getByLabel('Add an address').fill('ben@canteen.example');
    const addresses = ben.getByRole('region', { name: 'Further addresses' });
    await addresses.getByRole('button', { name: 'Mail me a code' }).last().click();
    await addresses.getByLabel('Code').waitFor();
    await looks(ben, 'addresses');
    const code = /code is (\w+)/.exec(site.app.mails.at(-1)?.text ?? '')?.[1] ?? '';
    await addresses.getByLabel('Code').fill(code);
    await addresses.getByRole('button', { name: 'Confirm', exact: true }).click();
    await addresses.getByText(/^Confirmed until/).waitFor();
  });

  step('shows where one works, and nobody the address', async () => {
    await goWithin(ben, '/privacy/identity');
    await heading(ben, 'How you are called');
    await ben.getByRole('button', { name: 'Show it Canteen' }).click();
    const sheet = ben.getByRole('dialog', { name: 'Show: Works at' });
    await sheet.getByRole('checkbox', { name: /^Members of/ }).press('Space');
    await looks(ben, 'showing a badge', '[role=dialog]');
    await sheet.getByRole('button', { name: 'Show it' }).click();
    await ben.getByText(/^Shown to (?!nobody)/).waitFor();
    await goWithin(boss, `/people/${sample.ben.id}`);
    const badge = main(boss).getByRole('definition').filter({ hasText: 'Canteen' });
    await badge.getByText('Confirmed').waitFor();
    assert.ok(!(await main(boss).textContent())?.includes('canteen.example'));
    await looks(boss, 'a profile with a badge');
  });

  step('changes the handle, which leads whoever knew it', async () => {
    await ben.getByLabel('New handle').fill('benjamin');
    await ben.getByRole('button', { name: 'Change the handle' }).click();
    await ben.getByText('You are @benjamin now.').first().waitFor();
    await ben.getByText('@ben', { exact: true }).waitFor();
    await looks(ben, 'identity');
    await goWithin(boss, '/n/acme/@ben');
    await boss.getByText('@benjamin', { exact: true }).first().waitFor();
  });

  step('says for what an attribute is shown', async () => {
    await goWithin(boss, '/attributes');
    await boss.getByRole('button', { name: 'Show it Phone' }).click();
    const sheet = boss.getByRole('dialog', { name: 'Show: Phone' });
    await sheet.getByRole('checkbox', { name: /^Members of/ }).press('Space');
    await sheet.getByRole('button', { name: /For what/ }).click();
    await boss.getByRole('option', { name: 'Human resources' }).click();
    await sheet.getByText('For that work alone.').waitFor();
    await sheet.getByRole('button', { name: 'Show it' }).click();
    await boss.getByText(/· Human resources/).waitFor();
  });

  step('makes a set, looks at what it changes, and applies it', async () => {
    await goWithin(boss, '/attributes/sets');
    await heading(boss, 'Sets of attributes');
    await looks(boss, 'sets');
    await boss.getByRole('button', { name: 'Make a set' }).click();
    const editor = boss.getByRole('dialog', { name: 'Make a set' });
    await editor.getByLabel('Name of the set').fill('For friends');
    await editor.getByRole('button', { name: /Add something to it/ }).click();
    await boss.getByRole('option', { name: 'Phone' }).click();
    await editor.getByRole('button', { name: /To whom/ }).click();
    await boss.getByRole('option', { name: 'Your connections' }).click();
    await looks(boss, 'making a set', '[role=dialog]');
    await editor.getByRole('button', { name: 'Save' }).click();
    await boss.getByRole('button', { name: 'Look at what it changes For friends' }).click();
    const sheet = boss.getByRole('dialog', { name: 'For friends' });
    await sheet.getByText('Withdrawn').first().waitFor();
    await looks(boss, 'what a set changes', '[role=dialog]');
    await sheet.getByRole('button', { name: /^Apply it on/ }).click();
    await sheet.waitFor({ state: 'detached' });
    await goWithin(boss, '/attributes');
    const title = main(boss).getByRole('article', { name: 'Job title' });
    await title.getByText('Sealed: nobody sees it.').waitFor();
    await goWithin(ben, `/people/${sample.boss.id}`);
    await main(ben).getByText('+31 6 12345678').waitFor();
  });

  step('complains of nothing', () => {
    assert.deepEqual(site.complaints, []);
  });
});
