import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { makeNetwork, makePersona, type TestPersona } from '../support/people.ts';
import { heading, main } from './deeds.ts';
import { looks } from './looks.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

/** An organisation that keeps its own house, and somebody who acts for it. */
describe('organisations', { skip: noChromium }, () => {
  let site: Site;
  let orga: string;
  let keeper: TestPersona;
  let admin: TestPersona;
  let sam: TestPersona;
  let page: Page;
  let other: Page;
  const step = steps(() => site);
  const NETWORK = { kind: 'network' };

  const call = async ({ token }: TestPersona, method: string, path: string, body: unknown = {}) => {
    const answer = await site.app.request(method, path, { token, body });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    const text = await answer.text();
    return text === '' ? '' : (JSON.parse(text) as { id: string }).id;
  };

  before(async () => {
    site = await openSite();
    const network = await makeNetwork(site.app, { slug: 'work' });
    admin = network.admin;
    const presence = { see: NETWORK, find: NETWORK };
    keeper = await makePersona(site.app, network, 'keeper', { display_name: 'Petra Keller', presence });
    sam = await makePersona(site.app, network, 'sam', { display_name: 'Sam Ortega', presence });
    const made = { handle: 'northwind', display_name: 'Northwind' };
    orga = await call(network.admin, 'POST', '/api/privacy/v1/organisations', made);
    await call(network.admin, 'PUT', `/api/organisations/v1/${orga}/keepers/${keeper.id}`);
    page = await site.person({ cookie: keeper.cookie });
    await page.goto('/');
    await page.getByText('Petra Keller').first().waitFor();
    other = await site.person({ cookie: sam.cookie });
  });

  after(() => site.close());

  step('give their seats themselves', async () => {
    await goWithin(page, '/organisations');
    await page.getByRole('link', { name: /Keep its house/ }).click();
    await heading(page, 'Northwind');
    const search = page.getByRole('combobox', { name: 'To whom' });
    await search.fill('Sam');
    await page.getByRole('option', { name: 'Sam Ortega' }).click();
    await main(page).getByText('Support 1').first().waitFor();
    await page
      .getByRole('button', { name: /Support/ })
      .last()
      .waitFor();
  });

  step('say of themselves what they show, and prove their domains', async () => {
    await page.getByRole('textbox', { name: 'About it' }).fill('We sell tea.');
    await page.getByRole('textbox', { name: 'Legal name' }).fill('Northwind Traders Ltd');
    await page.getByRole('textbox', { name: 'Contact for data protection' }).fill('privacy@northwind.org');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('switch', { name: 'Tell on which other networks it is' }).press('Space');
    await page.getByRole('switch', { name: 'Tell on which other networks it is', checked: true }).waitFor();
    await page.getByRole('textbox', { name: 'Domain', exact: true }).fill('northwind.org');
    await page.getByRole('button', { name: 'Prove a domain' }).click();
    await main(page).getByText('_waxseal.northwind.org').waitFor();
  });

  step('open what is their own', async () => {
    await page.getByRole('button', { name: 'Open The list of its seats' }).click();
    const sheet = page.getByRole('dialog', { name: 'The list of its seats' });
    await sheet.getByRole('checkbox', { name: /^Members of/ }).press('Space');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.waitFor({ state: 'detached' });
    await main(page).getByText('to be looked at by', { exact: false }).first().waitFor();
    await looks(page, 'house of an organisation');
  });

  step('are spoken for in a seat, visibly, until one is oneself again', async () => {
    await other.goto('/organisations');
    await other.getByText('Support 1').first().waitFor();
    await looks(other, 'own seats');
    await other.getByRole('button', { name: /^Act in it/ }).click();
    const band = other.getByText('You act as Northwind · Support');
    await band.waitFor();
    await goWithin(other, '/network');
    await band.waitFor();
    await goWithin(other, '/');
    const area = other.getByRole('textbox', { name: 'Your post' });
    await area.fill('We are open on Sundays.');
    await looks(other, 'acting for an organisation');
    await area.press('Control+Enter');
    await goWithin(other, '/network');
    const post = other.getByRole('article').filter({ hasText: 'open on Sundays' }).first();
    await post.getByText('Support 1').waitFor();
    assert.ok(!((await post.textContent()) ?? '').includes('Sam Ortega'));
    await looks(other, 'post of a seat', '[role=article], article');
  });

  step('have their posts put right and taken back in a seat, by nobody else', async () => {
    const post = (words: string) => other.getByRole('article').filter({ hasText: words }).first();
    const choose = async (words: string, deed: string) => {
      await post(words).getByRole('button', { name: 'More about this post' }).click();
      await other.getByRole('menuitem', { name: deed, exact: true }).click();
    };
    await choose('open on Sundays', 'Edit');
    const sheet = other.getByRole('dialog', { name: 'Edit' });
    await sheet.getByRole('textbox', { name: 'Your post' }).fill('We are open on Mondays.');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.waitFor({ state: 'detached' });
    await post('open on Mondays').getByText('Support 1').waitFor();
    await choose('open on Mondays', 'Change audience');
    const audience = other.getByRole('dialog', { name: 'Change audience' });
    await audience.waitFor();
    assert.equal(
      await audience.getByText('At most', { exact: false }).count(),
      0,
      'it isn’t theirs to count',
    );
    await looks(other, 'audience of a post of an organisation', '[role=dialog]');
    await audience.getByRole('checkbox', { name: 'Everyone', exact: true }).press('Space');
    await audience.getByRole('button', { name: 'Save' }).click();
    await audience.waitFor({ state: 'detached' });
    await other.getByRole('button', { name: 'Be yourself again' }).click();
    await other.getByText('You act as Northwind').waitFor({ state: 'detached' });
    await post('open on Mondays').getByRole('button', { name: 'More about this post' }).click();
    await other.getByRole('menuitem').first().waitFor();
    assert.equal(await other.getByRole('menuitem', { name: 'Edit', exact: true }).count(), 0);
    await other.keyboard.press('Escape');
    await goWithin(other, '/organisations');
    await other.getByRole('button', { name: /^Act in it/ }).click();
    await goWithin(other, '/network');
    await choose('open on Mondays', 'Delete');
    await other.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await post('open on Mondays').waitFor({ state: 'detached' });
    await other.getByRole('button', { name: 'Be yourself again' }).click();
    await other.getByText('You act as Northwind').waitFor({ state: 'detached' });
  });

  step('host a network where its administrator says so', async () => {
    const boss = await site.person({ cookie: admin.cookie });
    await boss.goto(`/organisations/${orga}`);
    await boss.getByRole('switch', { name: /^It hosts/ }).press('Space');
    await boss.getByRole('switch', { name: /^It hosts/, checked: true }).waitFor();
    await looks(boss, 'house for an administrator');
    await goWithin(boss, `/people/${orga}`);
    await boss.getByText(/^Hosts /).waitFor();
  });

  step('are met with what they proved and say', async () => {
    await goWithin(other, `/people/${orga}`);
    await other.getByText('Northwind Traders Ltd').first().waitFor();
    await other.getByText('We sell tea.').first().waitFor();
    await looks(other, 'profile of an organisation');
    await goWithin(page, '/organisations');
    await page.getByRole('link', { name: /Keep its house/ }).click();
    await page.getByRole('button', { name: /^End Support 1/ }).click();
    await page.getByText('The seat has ended', { exact: false }).first().waitFor();
    await other.reload();
    await goWithin(other, '/organisations');
    await other.getByText('You have no seat').waitFor();
  });
});
