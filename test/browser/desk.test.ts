import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { answerOf, makePersona, type TestPersona } from '../support/people.ts';
import { main } from './deeds.ts';
import { looks } from './looks.ts';
import { makeSample, type Sample } from './sample.ts';
import { openSite, type Site, steps } from './support.ts';

const BASE = '/api/privacy/v1';

/** A desk, at which one works with the keyboard, and what its member sees of it. */
describe('the desk in the app', { skip: noChromium }, () => {
  let site: Site;
  let sample: Sample;
  let staff: Page;
  let member: Page;
  let conversation: string;
  const step = steps(() => site);

  const call = async <T>(who: TestPersona, method: string, path: string, body?: object, status = 200) =>
    (await answerOf(
      await site.app.request(method, path, { token: who.token, ...(body && { body }) }),
      status,
    )) as T;

  before(async () => {
    site = await openSite();
    sample = await makeSample(site.app);
    const { boss, ben, cleo } = sample;
    const kelly = await makePersona(site.app, 'acme', 'kelly', {
      attributes: [{ kind: 'department', value: 'Service' }],
    });
    const made = { handle: 'kiln', display_name: 'Kiln & Co' };
    const { id: kiln } = await call<{ id: string }>(boss, 'POST', `${BASE}/organisations`, made, 201);
    for (const who of [kelly, cleo]) {
      const seat = { functions: ['support', 'marketing'] };
      await call(boss, 'PUT', `${BASE}/organisations/${kiln}/staff/${who.id}`, seat, 204);
    }
    const begin = async (who: TestPersona, text: string) => {
      const body = { organisation: kiln, function: 'support', text };
      return (await call<{ id: string }>(who, 'POST', `${BASE}/conversations`, body, 201)).id;
    };
    conversation = await begin(ben, 'The oven that came is not the one that I ordered.');
    await begin(boss, 'When do you open on Saturday?');
    const phone = { kind: 'phone', value: '+44 20 7946 0000' };
    const { id: attribute } = await call<{ id: string }>(ben, 'POST', `${BASE}/attributes`, phone, 201);
    const shown = `${BASE}/conversations/${conversation}/attributes`;
    await call(ben, 'POST', shown, { attribute, precision: 'exact' }, 201);
    staff = await site.person({ cookie: kelly.cookie });
    member = await site.person({ cookie: ben.cookie });
  });

  after(() => site.close());

  step('lists who waits, the longest first, and opens one by the keyboard', async () => {
    await staff.goto('/');
    // Its heading says the desk as soon as that is known.
    await staff.getByRole('link', { name: 'Desk', exact: true }).first().click();
    await main(staff).getByRole('heading', { level: 1, name: /Kiln/ }).waitFor();
    await main(staff)
      .getByRole('button', { name: /Persona ben showed something/ })
      .waitFor();
    await looks(staff, 'the desk');
    await staff.getByRole('heading', { level: 1 }).focus();
    await staff.keyboard.press('j');
    await staff.getByText('+44 20 7946 0000').waitFor();
    await looks(staff, 'a conversation on the desk');
  });

  step('takes it, tags it, answers and solves it by the keyboard', async () => {
    await staff.getByRole('heading', { level: 1 }).focus();
    await staff.keyboard.press('a');
    await main(staff).getByText('You have it').first().waitFor();
    await staff.keyboard.press('t');
    await staff.getByLabel('Another tag').fill('Delivery');
    await looks(staff, 'the tags of a conversation');
    await staff.keyboard.press('Enter');
    await main(staff).locator('.desk-tag').first().waitFor();
    await staff.getByRole('textbox', { name: 'Write a message' }).fill('We are sorry, and swap it.');
    await staff.keyboard.press('Enter');
    await main(staff).getByText('We are sorry, and swap it.').last().waitFor();
  });

  step('shows its member what is kept, who wrote, and asks before it goes elsewhere', async () => {
    await staff.getByRole('button', { name: 'Hand it to another function' }).click();
    await staff.getByRole('button', { name: 'Ask them' }).click();
    await staff.getByText('They have been asked.').waitFor();
    await member.goto(`/messages/${conversation}`);
    await member.getByText('Kiln & Co has filed this under: Delivery.').waitFor();
    await member
      .getByText(/Support 1/)
      .first()
      .waitFor();
    await member.getByRole('button', { name: /^Yes, hand it to/ }).waitFor();
    await looks(member, 'a conversation with a desk');
    await member
      .getByRole('region', { name: 'A question for you' })
      .getByRole('button', { name: 'No' })
      .click();
    await member.getByRole('button', { name: /^Yes, hand it to/ }).waitFor({ state: 'hidden' });
    await staff.getByRole('heading', { level: 1 }).focus();
    await staff.keyboard.press('e');
    await staff.getByRole('button', { name: 'Solved' }).last().click();
    await staff.getByText('Solved.', { exact: true }).waitFor();
    await member
      .getByText(/What was shown here has been deleted: Phone/)
      .first()
      .waitFor();
    await looks(member, 'a solved conversation');
  });

  step('writes to those who let it, and tells what came of it', async () => {
    await staff.getByRole('button', { name: 'Write to members' }).click();
    const sheet = staff.getByRole('dialog');
    await sheet.getByRole('switch', { name: /Persona ben/ }).press('Space');
    await sheet.getByRole('textbox', { name: 'Message' }).fill('A word from us');
    await looks(staff, 'a letter of the desk', '[role=dialog]');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await sheet.getByText('doesn’t let you write for this.').waitFor();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await staff.getByRole('button', { name: 'Figures' }).click();
    await staff.getByText('Half were answered within').waitFor();
    await looks(staff, 'the figures of a desk', '[role=dialog]');
    await staff.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });

  step('lets its member take fewer letters', async () => {
    await member.goto('/privacy/contact');
    const caps = member.getByRole('region', { name: 'How often marketing and sales may write' });
    await caps.waitFor();
    await looks(member, 'how often businesses may write');
    assert.deepEqual(site.complaints, []);
  });
});
