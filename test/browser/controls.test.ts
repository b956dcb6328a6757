import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { makePersona } from '../support/people.ts';
import { check } from './axe.ts';
import { findPerson, heading, main, to } from './deeds.ts';
import { makeSample, type Sample } from './sample.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

/** What members decide in the privacy centre, and what others meet of it. */
describe('the privacy centre', { skip: noChromium }, () => {
  let site: Site;
  let sample: Sample;
  let boss: Page;
  let cleo: Page;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    sample = await makeSample(site.app);
    const body = { handle: 'umbrella', display_name: 'Umbrella Works' };
    const token = sample.boss.token;
    const made = await site.app.request('POST', '/api/privacy/v1/organisations', { token, body });
    assert.equal(made.status, 201);
    boss = await site.person({ cookie: sample.boss.cookie });
    cleo = await site.person({ cookie: sample.cleo.cookie });
  });

  after(() => site.close());

  const saved = (page: Page) => page.getByText('Saved. It holds from now on.').first().waitFor();

  step('lists the seven, each with how it stands', async () => {
    await boss.goto('/');
    await to(boss, 'Privacy');
    const seven = main(boss).getByRole('listitem');
    await main(boss).getByText('Nothing. All of it is off.').waitFor();
    assert.equal(await seven.count(), 7);
    await main(boss).getByText('None may write to you.').waitFor();
  });

  step('asks whoever would connect a question, and shows the answer', async () => {
    await main(boss)
      .getByRole('link', { name: /Who may connect with you/ })
      .click();
    await heading(boss, 'Who may connect with you, and how');
    await boss.getByLabel('A question').fill('Where did we meet?');
    await boss.getByLabel('Requests a day').fill('5');
    await main(boss).getByRole('button', { name: 'Save' }).click();
    await saved(boss);
    const { token } = sample.cleo;
    const asked = await site.app.request('GET', '/api/privacy/v1/connections/requests', { token });
    const [request] = (await asked.json()) as { id: string }[];
    await site.app.request('DELETE', `/api/privacy/v1/connections/requests/${request?.id}`, { token });

    await cleo.goto(`/people/${sample.boss.id}`);
    await cleo.getByRole('button', { name: 'Connect', exact: true }).click();
    const sheet = cleo.getByRole('dialog', { name: 'Persona boss asks you first' });
    await sheet.getByLabel('Where did we meet?').fill('At the fair in spring');
    // The button says so before the server has: whoever was told of her before isn't told again.
    const sent = cleo.waitForResponse(
      (response) =>
        response.request().method() === 'POST' && response.url().endsWith('/connections/requests'),
    );
    await sheet.getByRole('button', { name: 'Connect' }).click();
    await sent;
    await cleo.getByRole('button', { name: 'Asked' }).waitFor();
    await goWithin(boss, '/connections');
    await boss.getByText('“At the fair in spring”').waitFor();
  });

  step('adds a rule for who may ask, with a condition', async () => {
    await goWithin(boss, '/privacy/connecting');
    await boss.getByRole('button', { name: 'Add a rule Who may ask' }).click();
    const sheet = boss.getByRole('dialog', { name: 'Who may ask' });
    await sheet.getByLabel('Connections in common').fill('2');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await boss.getByText('with 2 connections in common').waitFor();
  });

  step('lets one business write for one function', async () => {
    await goWithin(boss, '/privacy/contact');
    const sales = boss.getByRole('region', { name: 'Sales' });
    await findIn(boss, sales.getByRole('combobox', { name: 'Otherwise for a business' }), 'Umbrella');
    await sales.getByText('Umbrella Works', { exact: true }).waitFor();
    await sales.getByLabel('Where you would rather be reached').fill('By letter');
    await sales.getByRole('button', { name: 'Save Sales' }).click();
    await saved(boss);
    await goWithin(boss, '/privacy');
    await boss.getByText('Open for 1 function.').waitFor();
  });

  step('allows one business one purpose, and takes it back', async () => {
    await goWithin(boss, '/privacy/processing');
    await boss.getByRole('button', { name: 'Allow Mining' }).click();
    const sheet = boss.getByRole('dialog', { name: 'Mining' });
    await findPerson(boss, 'Which business', 'Umbrella');
    await sheet.getByText('your posts').click();
    await sheet.getByRole('button', { name: 'Allow' }).click();
    const mining = boss.getByRole('region', { name: 'Mining' });
    await mining.getByText('Umbrella Works').waitFor();
    await mining.getByRole('button', { name: 'Withdraw Mining' }).click();
    await mining.getByText('Off. Nobody may.').waitFor();
  });

  step('finds what was granted by its words', async () => {
    await goWithin(boss, '/grants');
    await boss.getByRole('searchbox', { name: 'Search what you granted' }).fill('umbrella sales');
    await boss.getByText('For sales').waitFor();
    assert.equal(await main(boss).getByRole('article').count(), 1);
    await boss.getByRole('searchbox', { name: 'Search what you granted' }).fill('no such thing');
    await boss.getByText('Nothing you granted fits.').waitFor();
  });

  step('says how a connection ends', async () => {
    await goWithin(boss, '/connections');
    await boss.getByRole('button', { name: 'More Persona ben' }).click();
    const sheet = boss.getByRole('dialog', { name: 'You and Persona ben' });
    await sheet.getByLabel('Ends on').fill('2090-01-31');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await saved(boss);
    await boss.getByRole('button', { name: 'More Persona ben' }).click();
    await boss.waitForFunction('document.querySelector("input[type=date]")?.value === "2090-01-31"');
  });

  step('maps what is for whom, and what others can learn', async () => {
    await goWithin(boss, '/privacy/exposure');
    await heading(boss, 'Exposure map');
    await boss.getByRole('rowheader', { name: 'Posts' }).waitFor();
    await boss.getByRole('heading', { name: 'A stranger' }).waitFor();
    await boss
      .getByText(/May write to you for sales/)
      .or(boss.getByText(/May not write to you/))
      .first()
      .waitFor();
    await boss.getByText('No organisation here has you on its staff.').waitFor();
    await pictured(boss, 'exposure');
  });

  step('changes many posts after a look at who gains and loses, and undoes it', async () => {
    await goWithin(boss, '/privacy/bulk');
    await heading(boss, 'Change many posts');
    await boss.getByRole('button', { name: 'See what would change' }).click();
    const effect = boss.getByRole('region', { name: 'What would change' });
    await effect.getByText(/posts? would change/).waitFor();
    await pictured(boss, 'bulk');
    await effect.getByRole('button', { name: /^Change \d+ posts?$/ }).click();
    await effect.getByText(/^Done\./).waitFor();
    await goWithin(boss, '/privacy/decisions');
    await heading(boss, 'What you decided');
    const newest = main(boss).getByRole('listitem').first();
    await newest.getByText('Whom many posts are for').first().waitFor();
    await pictured(boss, 'decisions');
    await newest.getByRole('button', { name: 'Undo Whom many posts are for' }).click();
    await boss.getByRole('alertdialog').getByRole('button', { name: 'Undo' }).click();
    await main(boss).getByText('You undid something').first().waitFor();
  });

  step('lets a decision be undone where it was made', async () => {
    await goWithin(boss, '/privacy/contact');
    const support = boss.getByRole('region', { name: 'Support', exact: true });
    for (const old of await boss.locator('.toast').getByRole('button', { name: 'Dismiss' }).all()) {
      await old.click().catch(() => undefined);
    }
    await boss.locator('.toast').first().waitFor({ state: 'detached' });
    await support.getByLabel('Where you would rather be reached').fill('By telephone');
    await support.getByRole('button', { name: 'Save Support' }).click();
    const toast = boss.locator('.toast', { hasText: 'Saved.' }).last();
    await toast.getByRole('button', { name: 'Undo' }).click();
    await boss.getByText('Undone. It holds from now on.').waitFor();
    // Read anew, the field is as it was.
    await goWithin(boss, '/privacy');
    await goWithin(boss, '/privacy/contact');
    await support.getByLabel('Where you would rather be reached').waitFor();
    assert.equal(await support.getByLabel('Where you would rather be reached').inputValue(), '');
  });

  step('keeps strangers out with one touch, and lets them in again', async () => {
    await goWithin(boss, '/privacy');
    const dina = await makePersona(site.app, 'acme', 'dina', {
      attributes: [{ kind: 'department', value: 'Design' }],
    });
    const status = async () =>
      (await site.app.request('GET', `/api/v1/accounts/${sample.boss.id}`, { token: dina.token })).status;
    assert.equal(await status(), 200);
    const lockdown = main(boss).getByRole('region', { name: 'Keep strangers out for a while' });
    await lockdown.getByText('Choose whom, and for how long').click();
    await lockdown.getByText('1 day', { exact: true }).click();
    await lockdown.getByRole('button', { name: 'Keep them out for 1 day' }).click();
    const holds = main(boss).getByRole('region', { name: 'You keep strangers out' });
    await holds.getByText(/^Until .* you are as good as not here for personas that have been/).waitFor();
    await check(boss, 'a lockdown that holds');
    assert.equal(await status(), 404);
    await holds.getByRole('button', { name: 'Let them in again' }).press('Enter');
    await lockdown.waitFor();
    assert.equal(await status(), 200);
    // As every decision, it can be undone where it was made.
    const ended = boss.locator('.toast', { hasText: 'It is over.' });
    await ended.last().getByRole('button', { name: 'Undo' }).click();
    await holds.waitFor();
    assert.equal(await status(), 404);
    await holds.getByRole('button', { name: 'Let them in again' }).press('Enter');
    await lockdown.waitFor();
  });

  step('lets staff write first for their organisation, as the member decides', async () => {
    const { token } = sample.boss;
    const found = await site.app.request('GET', '/api/v1/accounts/lookup?acct=umbrella', { token });
    const { id } = (await found.json()) as { id: string };
    const seat = `/api/privacy/v1/organisations/${id}/staff/${sample.cleo.id}`;
    await site.app.request('PUT', seat, { token, body: { functions: ['sales', 'marketing'] } });
    await cleo.goto(`/people/${sample.boss.id}`);
    const write = async (as: string, text: string): Promise<void> => {
      await cleo.getByRole('button', { name: 'More about Persona boss' }).click();
      await cleo.getByRole('menuitem', { name: 'Write for an organisation' }).click();
      const sheet = cleo.getByRole('dialog', { name: 'Write to Persona boss for an organisation' });
      await sheet.getByRole('button', { name: /As/ }).click();
      await cleo.getByRole('option', { name: as }).click();
      await sheet.getByLabel('Message').fill(text);
      await sheet.getByRole('button', { name: 'Send' }).click();
    };
    await write('Umbrella Works · Marketing', 'Have you seen our new umbrellas?');
    await cleo.getByText('doesn’t want to be contacted here for that').waitFor();
    await check(cleo, 'writing for an organisation');
    await cleo.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await write('Umbrella Works · Sales', 'Your order is ready.');
    await cleo.getByText(/^Sent\./).waitFor();
    await cleo.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await goWithin(boss, '/messages');
    await boss.getByText('Your order is ready.').first().waitFor();
  });

  step('complains of nothing', () => {
    assert.deepEqual(site.complaints, []);
  });
});

/** Pictures for people to look at, where they ask for them. */
async function pictured(page: Page, name: string): Promise<void> {
  const folder = process.env.WAXSEAL_TEST_PICTURES;
  if (folder === undefined) return;
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `${folder}/${name}-dark-phone.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function findIn(page: Page, box: ReturnType<Page['getByRole']>, name: string): Promise<void> {
  await box.fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
}
