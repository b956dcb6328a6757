import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { PASSWORD } from '../support/people.ts';
import { chooseAudience, findPerson, heading, main, post, signIn, to } from './deeds.ts';
import { makeSample, type Sample } from './sample.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

const size = { width: 390, height: 844 };

/** By touch, on a screen where everything has to fit. */
describe('on a phone', { skip: noChromium }, () => {
  let site: Site;
  let sample: Sample;
  let page: Page;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    sample = await makeSample(site.app);
    page = await site.person({ viewport: size, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });
  });

  after(() => site.close());

  step('signs in, and names the persona', async () => {
    await page.goto('/');
    await heading(page, 'Sign in');
    await fits(page);
    await signIn(page, 'founder@example.org', PASSWORD);
    await heading(page, 'Home');
    await page.getByRole('button', { name: /^Speaking as Persona boss Network acme/ }).waitFor();
  });

  step('reaches every place by the bar below', async () => {
    for (const place of ['Network', 'Messages', 'Notifications', 'Home']) {
      await to(page, place);
      await fits(page);
    }
    await to(page, 'More');
    const places = await main(page).getByRole('link').allTextContents();
    assert.equal(places.length, 15);
    for (const place of places) {
      await main(page).getByRole('link', { name: place, exact: true }).tap();
      await page.getByRole('heading', { level: 1, name: place, exact: true }).waitFor({ state: 'attached' });
      await page.locator('.skeletons').first().waitFor({ state: 'detached' });
      await fits(page);
      await to(page, 'More');
    }
  });

  step('decides in the privacy centre', async () => {
    for (const part of [
      'visibility',
      'contact',
      'processing',
      'connecting',
      'exposure',
      'decisions',
      'bulk',
    ]) {
      await goWithin(page, `/privacy/${part}`);
      await page.locator('.skeletons').first().waitFor({ state: 'detached' });
      await fits(page);
    }
  });

  step('writes, and says first whom it reaches', async () => {
    await to(page, 'Home');
    await page.getByRole('button', { name: 'Write a post' }).tap();
    const sheet = page.getByRole('dialog', { name: 'Write a post' });
    await sheet.getByRole('heading', { name: 'Write as Persona boss Network acme' }).waitFor();
    await sheet.getByRole('textbox', { name: 'Your post' }).fill('Written with a thumb.');
    await sheet.getByText('2 people: Persona ben, Persona cleo').waitFor();
    await fits(page);
    await chooseAudience(page, 'Book club', sheet);
    await sheet.getByText('1 person: Persona ben').waitFor();
    await sheet.getByRole('button', { name: 'Post to 1 person' }).tap();
    await sheet.waitFor({ state: 'detached' });
    await post(page, 'Written with a thumb.').waitFor();
  });

  step('follows live', async () => {
    const status = { status: 'From somewhere else.', audience: { kind: 'network' } };
    await site.app.request('POST', '/api/v1/statuses', { token: sample.ben.token, body: status });
    await page.getByRole('button', { name: '1 new post' }).tap();
    await post(page, 'From somewhere else.').waitFor();
    await fits(page);
  });

  step('says who can see a post, and why', async () => {
    await post(page, 'Written with a thumb.')
      .getByRole('button', { name: /Book club.*Who can see this/ })
      .tap();
    const sheet = page.getByRole('dialog', { name: 'Who can see this, and why' });
    await sheet.getByRole('button', { name: 'Why? Persona ben' }).tap();
    await sheet.getByText('Can see it', { exact: true }).waitFor();
    await findPerson(page, 'Person', 'cleo');
    await sheet.getByText("Can't see it", { exact: true }).waitFor();
    await fits(page);
    const box = await sheet.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= size.width, 'the sheet fits');
    await sheet.getByRole('button', { name: 'Close' }).tap();
  });

  step("looks at oneself through another's eyes", async () => {
    await to(page, 'More');
    await main(page).getByRole('link', { name: 'View as' }).tap();
    await page.getByRole('radio', { name: /A person/ }).press('Space');
    await findPerson(page, 'Who', 'cleo');
    const seen = page.getByRole('region', { name: 'Seen by: Persona cleo.' });
    await seen.getByText('Joiner').waitFor();
    assert.equal(await seen.getByText('Written with a thumb.').count(), 0);
    await fits(page);
  });

  step('had nothing that a browser complains of', () => {
    assert.deepEqual(site.complaints, []);
  });
});

/** Nothing is wider than the screen, so that it can't be pushed sideways. */
async function fits(page: Page): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth');
  assert.equal(width, size.width, new URL(page.url()).pathname);
}
