import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { type House, openHouse } from './house.ts';
import { looks } from './looks.ts';
import { steps } from './support.ts';

/** What members speak about, asked at a press, kept by a name and watched. */
describe('listening in the app', { skip: noChromium }, () => {
  let house: House<'writer'>;
  let page: Page;
  const step = steps(() => house.site);

  before(async () => {
    house = await openHouse({ writer: ['function', 'marketing'] });
    page = await house.open('writer', `/organisations/${house.organisation}/insight`);
  });

  after(() => house.site.close());

  step('is come to from what members let one learn, and asks nothing by itself', async () => {
    await page.getByRole('link', { name: /^Listening/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Listening' }).waitFor();
    await page.getByText('None yet.').waitFor();
    assert.match((await page.getByRole('meter').getAttribute('aria-valuetext')) ?? '', /^ε = 0 of 2$/);
    await looks(page, 'listening before it is asked');
  });

  step('draws members, posts and mood once it is asked', async () => {
    await page.getByRole('button', { name: 'Ask (takes one question)' }).press('Enter');
    for (const name of [/^Members who spoke/, /^What they wrote/, /^How it sounded/]) {
      await page.getByRole('img', { name }).locator('svg').waitFor();
    }
    await page.getByRole('heading', { name: 'Everything, 7 days' }).waitFor();
    assert.doesNotMatch((await page.getByRole('meter').getAttribute('aria-valuetext')) ?? '', /^ε = 0 of 2$/);
    await looks(page, 'listening once it is told');
    await page.getByRole('button', { name: 'Ask for new words (takes one question)' }).press('Enter');
    await page.getByText('No word that so many have begun to use.').waitFor();
  });

  step('says of what it was told, and at its field what is no hashtag', async () => {
    await page.getByRole('button', { name: /To what/ }).click();
    await page.getByRole('option', { name: 'A hashtag' }).click();
    const hashtag = page.getByRole('textbox', { name: 'A hashtag' });
    await hashtag.fill('two words');
    await page.getByRole('button', { name: 'Ask (takes one question)' }).press('Enter');
    await page.getByText('Is no hashtag').waitFor();
    assert.equal(await hashtag.getAttribute('aria-invalid'), 'true');
    await page.getByRole('heading', { name: 'Everything, 7 days' }).waitFor();
    await looks(page, 'a hashtag that is none');
  });

  step('keeps a topic, which is watched and asked about by its name', async () => {
    await page.getByText('New topic', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Shoes');
    await page.getByRole('textbox', { name: 'Hashtags' }).fill('shoes');
    await page.getByRole('textbox', { name: 'Phrases' }).fill('new shoes');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByRole('heading', { name: 'Shoes' }).waitFor();
    await page.getByText('Marketing: #shoes, new shoes').waitFor();
    await page.getByRole('button', { name: 'Watch (takes a question a day) Shoes' }).press('Enter');
    await page.getByText(/^Watched until/).waitFor();
    await looks(page, 'a topic that is watched');
    await page.getByRole('button', { name: 'Stop watching Shoes' }).press('Enter');
    await page.getByRole('button', { name: 'Watch (takes a question a day) Shoes' }).waitFor();
  });

  step('says what has shifted, and why a watch has ended', async () => {
    const { community } = house.site.app.deps.store;
    await sql`update community.listening_watch set ended_because = 'budget'`.execute(community);
    const topic = { id: 'shoes', title: 'Shoes' };
    const shift = { topic, day: '2026-03-09', before_day: '2026-03-02' };
    const alerts = [
      { ...shift, id: 'posts', kind: 'posts', before: 812, now: 2412 },
      { ...shift, id: 'mood', kind: 'mood', before: 22.2, now: -41.5 },
    ];
    await page.route('**/api/insight/v1/alerts?*', (route) => route.fulfill({ json: alerts }));
    await page.reload();
    await page
      .getByText('Shoes: about 2,412 posts on March 9, 2026, and about 812 on March 2, 2026.')
      .waitFor();
    await page.getByText(/it sounded like about -41\.5 on March 9, 2026, and about 22\.2 on/).waitFor();
    await page.getByText('The last watch ended: the budget left it no question.').waitFor();
    await looks(page, 'shifts that were told');
  });

  step('ends a topic once it is asked again', async () => {
    await page.getByRole('button', { name: 'End the topic Shoes' }).press('Enter');
    const asks = page.getByRole('alertdialog', { name: 'End “Shoes”?' });
    await asks.getByText(/What was told stays\.$/).waitFor();
    await asks.getByRole('button', { name: 'End the topic' }).press('Enter');
    await page.getByText('None yet.').waitFor();
  });

  step('had nothing that a browser complains of', () => {
    assert.deepEqual(house.site.complaints, []);
  });
});
