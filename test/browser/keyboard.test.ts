import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { makeNetwork, makePersona } from '../support/people.ts';
import { openSite, type Site, steps } from './support.ts';

/** No mouse at all: what one reaches, in which order, and where the focus is afterwards. */
describe('with the keyboard alone', { skip: noChromium }, () => {
  let site: Site;
  let page: Page;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    const network = await makeNetwork(site.app);
    await makePersona(site.app, network, 'ben');
    const circle = await site.app.request('POST', '/api/privacy/v1/circles', {
      token: network.admin.token,
      body: { title: 'Book club' },
    });
    assert.ok(circle.ok);
    page = await site.person({ cookie: network.admin.cookie });
    await page.goto('/');
    await page.getByText('Your feed is quiet').waitFor();
  });

  after(() => site.close());

  step('skips to the content', async () => {
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Skip to content');
    await page.keyboard.press('Enter');
    await tabTo(page, /^Who may see it/);
  });

  step('chooses an audience', async () => {
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Who may see it' });
    await sheet.waitFor();
    await tabTo(page, 'Members of Network acme');
    await page.keyboard.press('Space');
    await tabTo(page, 'Book club');
    await page.keyboard.press('Space');
    await sheet.getByText('Nobody but you.').waitFor();
    await tabTo(page, 'Only you', 'back');
    await page.keyboard.press('Space');
    assert.equal(await sheet.getByRole('checkbox', { name: 'Book club' }).first().isChecked(), false);
    await tabTo(page, 'Members of Network acme', 'back');
    await page.keyboard.press('Space');
    await sheet.getByText('1 person: Persona ben').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  step('comes back to where it was, writes and sends', async () => {
    await page.locator('button:focus', { hasText: 'Who may see it' }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Your post');
    await page.keyboard.type('Written without a mouse.');
    await page.getByRole('button', { name: 'Post to 1 person' }).waitFor();
    await tabTo(page, 'Post to 1 person');
    await page.keyboard.press('Enter');
    await page.getByRole('article').filter({ hasText: 'Written without a mouse.' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await tabTo(page, 'Your post', 'back');
    await page.keyboard.type('And with a shortcut.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article').filter({ hasText: 'And with a shortcut.' }).waitFor();
  });

  step('moves the focus to the heading of the next screen', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Circles' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Circles' }).waitFor();
    await page.locator('h1:focus', { hasText: 'Circles' }).waitFor();
    assert.equal(await page.title(), 'Circles · Waxseal');
  });

  step('finds somebody, and gives it up', async () => {
    await page
      .getByRole('main')
      .getByRole('link', { name: /Book club/ })
      .focus();
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: 'Book club' }).waitFor();
    await tabTo(page, 'Add someone');
    await page.keyboard.type('ben');
    await page.getByRole('option', { name: /ben/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await page.keyboard.type('ben');
    await page.getByRole('option', { name: /ben/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page
      .getByRole('list', { name: 'In this circle' })
      .getByRole('link', { name: 'Persona ben' })
      .waitFor();
  });

  step('opens the personas, and closes them again', async () => {
    const switcher = page.getByRole('button', { name: /^Speaking as Persona boss/ });
    await switcher.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'Speaking as' }).waitFor();
  });

  step('had nothing that a browser complains of', () => {
    assert.deepEqual(site.complaints, []);
  });
});

/** The name of what has the focus; told in the page, as text, since tests know no DOM. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const element = document.activeElement;
    const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
    return name.trim();
  })()`);

/** Presses Tab until it has the focus; whoever needs more than forty presses would give up as well. */
async function tabTo(page: Page, name: string | RegExp, way: 'on' | 'back' = 'on'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab');
    const now = await focused(page);
    if (typeof name === 'string' ? now === name : name.test(now)) return;
    passed.push(now);
  }
  assert.fail(`${name} was not reached, only ${passed.join(', ')}`);
}
