import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { type House, openHouse } from './house.ts';
import { looks } from './looks.ts';
import { steps } from './support.ts';

const LETTER = 'Spring is here, and so is the new kiln.';

/** A campaign, from its draft on the desk to what came of it. */
describe('a campaign in the app', { skip: noChromium }, () => {
  let house: House<'writer' | 'legal' | 'marketing' | 'member'>;
  let desk: Page;
  const step = steps(() => house.site);

  before(async () => {
    house = await openHouse({
      writer: ['function', 'marketing'],
      legal: ['discipline', 'legal'],
      marketing: ['discipline', 'marketing'],
      member: null,
    });
    const { member } = house.people;
    const rule = { anybody: 'yes', preferred: null };
    await house.call(member, 'PUT', '/api/privacy/v1/contact-rules/marketing', rule);
    await house.call(member, 'POST', `/api/v1/accounts/${house.organisation}/follow`, {});
  });

  after(() => house.site.close());

  step('is drafted on the desk in fields, and put before the experts', async () => {
    desk = await house.open('writer', '/desk');
    await desk.getByRole('button', { name: 'Write to many' }).click();
    await desk.getByText('No campaign yet.').waitFor();
    await desk.getByRole('button', { name: 'Draft a campaign' }).click();
    const sheet = desk.getByRole('dialog');
    await sheet.getByRole('textbox', { name: 'Title' }).fill('Spring');
    await sheet.getByRole('textbox', { name: 'The letter' }).fill(LETTER);
    await sheet.getByRole('textbox', { name: 'To how many members' }).fill('1');
    const day = new Date(house.site.app.deps.clock.now().getTime() + 20 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    await sheet.getByLabel('Until').fill(day);
    await looks(desk, 'a campaign as it is drafted', '[role=dialog]');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.getByText(/is two at least/).waitFor();
    await sheet.getByRole('textbox', { name: 'To how many members' }).fill('20');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await desk.getByRole('button', { name: 'Put before the experts' }).click();
    await desk.getByText(/^Marketing writes this letter to 20 members at most/).waitFor();
    await desk.getByText('The text that is signed').click();
    await looks(desk, 'a campaign in review');
  });

  step('is signed, brought into force, and sent as it was signed', async () => {
    for (const name of ['legal', 'marketing'] as const) {
      const expert = await house.open(name, '/sign-off');
      await expert.getByRole('link', { name: 'Spring' }).click();
      await expert.getByRole('button', { name: /^Sign for/ }).click();
      await expert.getByRole('button', { name: /^Sign for/ }).waitFor({ state: 'detached' });
      if (name === 'marketing') {
        await expert.getByRole('button', { name: 'Bring into force' }).click();
        await expert.getByRole('dialog').getByRole('button', { name: 'Bring into force' }).click();
        await expert.getByText('It ends by itself at').waitFor();
      }
      await expert.context().close();
    }
    await desk.goto('/desk');
    await desk.getByRole('button', { name: 'Write to many' }).click();
    await looks(desk, 'the campaigns of a desk', '[role=dialog]');
    await desk.getByRole('button', { name: 'Send Spring' }).click();
    await desk.getByText('20 of 20 that were signed are left.').waitFor();
    await desk.getByRole('button', { name: /^Choose the/ }).click();
    await looks(desk, 'a campaign as it is sent', '[role=dialog]');
    await desk.getByRole('button', { name: 'Send', exact: true }).click();
    await desk.getByText('got it.').waitFor();
    await looks(desk, 'what came of a campaign', '[role=dialog]');
    await desk.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await desk.goto('/sign-off');
    await desk.getByRole('link', { name: 'Spring' }).click();
    await desk.getByText('Sent to one member so far.').waitFor();
    await looks(desk, 'a campaign in force');
    const member = await house.open('member', '/messages');
    await member.getByText(LETTER).first().waitFor();
    await member.context().close();
  });

  step('needs whom the organisation asks besides: experts say so, on a page', async () => {
    const expert = await house.open('legal', '/sign-off');
    await expert.getByRole('link', { name: 'Who must sign' }).click();
    const campaigns = expert.getByRole('group', { name: 'Campaign' });
    const legal = campaigns.getByRole('switch', { name: /^Legal/ });
    const risk = campaigns.getByRole('switch', { name: 'Risk' });
    await legal.waitFor();
    assert.ok(await legal.isDisabled(), 'the floor stands');
    await risk.press('Space');
    await campaigns.locator('label:has-text("Risk")[data-disabled][data-selected]').waitFor();
    assert.ok(await risk.isChecked());
    assert.ok(await risk.isDisabled(), 'to let it off is for its own experts');
    await looks(expert, 'who must sign what');
    await expert.goto('/settings');
    await expert
      .getByRole('switch', { name: 'Mail me when something waits for my signature' })
      .press('Space');
    await looks(expert, 'the mails of an account');
    await expert.context().close();
    assert.deepEqual(house.site.complaints, []);
  });
});
