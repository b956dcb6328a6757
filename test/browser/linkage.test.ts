import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { makeNetwork, makePersona, type TestPersona } from '../support/people.ts';
import { heading, main } from './deeds.ts';
import { looks } from './looks.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

/** What ties personas together: told before something is said or shown, and on a page of its own. */
describe('what ties personas together', { skip: noChromium }, () => {
  let site: Site;
  let heron: TestPersona;
  let quill: TestPersona;
  let page: Page;
  const step = steps(() => site);
  const NETWORK = { kind: 'network' };

  const call = async ({ token }: TestPersona, method: string, path: string, body: unknown) => {
    const answer = await site.app.request(method, path, { token, body });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  };

  before(async () => {
    site = await openSite();
    const network = await makeNetwork(site.app, { slug: 'work' });
    const presence = { see: NETWORK, find: NETWORK };
    heron = await makePersona(site.app, network, 'heron', { display_name: 'Ingrid Aas', presence });
    const { cookie } = heron;
    quill = await makePersona(site.app, network, 'quill', { cookie, display_name: 'Nightowl', presence });
    await call(quill, 'POST', '/api/v1/statuses', {
      status: 'Last night the kettle sang like a drunken bishop.',
      audience: NETWORK,
    });
    const title = await call(heron, 'POST', '/api/privacy/v1/attributes', {
      kind: 'job-title',
      value: 'Falconer',
    });
    await call(quill, 'PUT', `/api/privacy/v1/attributes/${title}/disclosure`, { audience: NETWORK });
    page = await site.person({ cookie });
    await page.goto('/');
    await page.getByText('Ingrid Aas').first().waitFor();
  });

  after(() => site.close());

  step('are told to be apart where nothing ties them', async () => {
    await goWithin(page, '/privacy/linkage');
    await heading(page, 'What ties your personas together');
    await main(page).getByText('Nothing that we look for ties them').waitFor();
  });

  step('are told before a post goes out, which nothing holds back', async () => {
    await goWithin(page, '/');
    const area = page.getByRole('textbox', { name: 'Your post' });
    await area.fill('In here the kettle sang like a drunken bishop again.');
    await area.press('Control+Enter');
    const told = page.getByRole('status').filter({ hasText: 'This ties you to another of your personas.' });
    await told.getByText('kettle sang like a drunken bishop', { exact: false }).waitFor();
    await told.getByText('Ties to Nightowl on Network work').waitFor();
    await looks(page, 'linkage of a draft');
    await page.getByRole('button', { name: 'Post anyway' }).press('Enter');
    await page.getByRole('article').filter({ hasText: 'In here the kettle' }).first().waitFor();
  });

  step('are told before an attribute is shown', async () => {
    await goWithin(page, '/attributes');
    await page.getByRole('button', { name: 'Show it Job title' }).click();
    const sheet = page.getByRole('dialog', { name: 'Show: Job title' });
    await sheet.getByRole('checkbox', { name: /^Members of/ }).press('Space');
    await sheet.getByText('Job title, the same').waitFor();
    await looks(page, 'linkage of an attribute', '[role=dialog]');
    await sheet.getByRole('button', { name: 'Show it' }).click();
    await sheet.waitFor({ state: 'detached' });
  });

  step('are listed with what ties them, and how to cut it', async () => {
    await goWithin(page, '/privacy/linkage');
    const listed = main(page).getByRole('listitem');
    await listed.filter({ hasText: 'The same words in a row' }).getByText('Say it in other words.').waitFor();
    await listed.filter({ hasText: 'Job title, the same' }).getByText('strong', { exact: true }).waitFor();
    await looks(page, 'linkage');
    await listed.getByRole('link', { name: /^Post 1/ }).press('Enter');
    await heading(page, 'Post');
    await page.getByText('In here the kettle').first().waitFor();
  });
});
