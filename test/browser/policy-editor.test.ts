import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { makeNetwork, makePersona } from '../support/people.ts';
import { heading, main } from './deeds.ts';
import { looks } from './looks.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

/** Policies are written by sentences or as Cedar, and both are the same text. */
describe('writing a policy', { skip: noChromium }, () => {
  let site: Site;
  let page: Page;
  const step = steps(() => site);
  const area = () => page.getByRole('textbox', { name: 'The policy, as Cedar' });
  const turnTo = (tab: string) => page.getByRole('tab', { name: tab }).press('Enter');

  before(async () => {
    site = await openSite();
    const { cookie } = await makePersona(site.app, await makeNetwork(site.app, { slug: 'work' }), 'heron');
    page = await site.person({ cookie });
    await page.goto('/policies/try');
  });

  after(() => site.close());

  step('begins with nothing', async () => {
    await heading(page, 'Try a policy');
    await main(page).getByText('It forbids nothing yet').waitFor();
  });

  step('adds a sentence by the keyboard, and fills its blanks', async () => {
    await page.getByRole('button', { name: 'Add a sentence' }).press('Enter');
    await page.getByRole('menuitem', { name: '… may not read sentiment in … networks' }).press('Enter');
    const sentence = main(page).getByRole('listitem').first();
    await sentence.getByText('may not read sentiment in').waitFor();
    await sentence.getByRole('button', { name: /Function/ }).press('Enter');
    await page.getByRole('option', { name: 'Sales' }).press('Enter');
    await sentence.getByRole('button', { name: /Sales/ }).waitFor();
    await turnTo('Text');
    await main(page).getByText('Valid: one clause').waitFor();
    assert.match(await area().inputValue(), /Function::"sales"/);
  });

  step('starts from the library, with reasons and laws', async () => {
    await turnTo('Form');
    await page.getByRole('button', { name: /^Start from the library: Employee networks/ }).press('Enter');
    await main(page).getByText('Nobody is promoted, warned or let go').waitFor();
    await looks(page, 'policy form');
  });

  step('shows Cedar that no sentence says, for reading', async () => {
    await turnTo('Text');
    const other = 'forbid (principal, action, resource)\n  when { context.hour < 3 };\n';
    await area().fill(`${other}${await area().inputValue()}`);
    await main(page).getByText('Valid: 8 clauses').waitFor();
    await turnTo('Form');
    await main(page).getByText('No sentence says this.').waitFor();
    await page.getByRole('button', { name: 'Take out clause-1' }).press('Enter');
    await main(page).getByText('No sentence says this.').waitFor({ state: 'detached' });
  });

  step('leads to what is wrong', async () => {
    await turnTo('Text');
    await area().fill(
      '// Ü\nforbid (principal in Function::"moon", action, resource);\npermit (principal, action, resource);',
    );
    await main(page).getByText('There is no Function::"moon"').waitFor();
    await looks(page, 'policy text');
    await page.getByRole('button', { name: 'Line 2, column 22:' }).press('Enter');
    assert.equal(await area().evaluate((one) => 'selectionStart' in one && one.selectionStart), 26);
    await turnTo('Form');
    await main(page).getByText('The text can’t be read').waitFor();
  });

  step('says that a permit has no effect', async () => {
    await goWithin(page, '/policies/try');
    await turnTo('Text');
    await area().fill('permit (principal, action, resource);');
    await main(page).getByText('This permit has no effect').waitFor();
  });
});
