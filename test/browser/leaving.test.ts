import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { type House, openHouse, signAll } from './house.ts';
import { looks } from './looks.ts';
import { steps } from './support.ts';

/** Rows that nobody is, posts to train models with, and lists from outside: signed, and taken. */
describe('what leaves, in the app', { skip: noChromium }, () => {
  let house: House<'writer' | 'it' | 'legal' | 'risk'>;
  let screen: string;
  const step = steps(() => house.site);
  const sign = async (page: Page): Promise<void> => {
    await signAll(house, page);
    await page.goto(screen);
  };

  before(async () => {
    house = await openHouse({
      writer: ['function', 'marketing'],
      it: ['discipline', 'it'],
      legal: ['discipline', 'legal'],
      risk: ['discipline', 'risk'],
    });
    screen = `/organisations/${house.organisation}/audiences`;
  });

  after(() => house.site.close());

  step('drafts rows that nobody is, which are made once they are signed', async () => {
    const writer = await house.open('writer', screen);
    await writer.getByRole('button', { name: 'New synthetic rows' }).click();
    await writer.getByRole('textbox', { name: 'Name' }).fill('Likes and skills');
    await writer.getByRole('textbox', { name: 'Any of these' }).first().fill('cats\ndogs');
    await writer.getByRole('textbox', { name: 'Any of these' }).last().fill('baking');
    await looks(writer, 'new synthetic rows', '.sheet');
    await writer.getByRole('button', { name: 'Put before the experts' }).click();
    await writer.getByText('synthetic rows by Interest (cats, dogs) and Skill (baking)').waitFor();
    await looks(writer, 'synthetic rows that are to be signed');
    await sign(writer);
    await writer.getByRole('button', { name: 'Make the rows Likes and skills' }).click();
    await writer.getByText('Members who are like no other').waitFor();
    await looks(writer, 'synthetic rows');
    await writer.context().close();
  });

  step('drafts posts to train a model with, which are taken with their card', async () => {
    const writer = await house.open('writer', screen);
    await writer.getByRole('button', { name: 'New training data' }).click();
    await writer.getByRole('textbox', { name: 'Name' }).fill('Questions');
    await writer.getByRole('textbox', { name: 'What is trained' }).fill('A model that sorts questions');
    await looks(writer, 'new training data', '.sheet');
    await writer.getByRole('button', { name: 'Put before the experts' }).click();
    await writer.getByText('For: A model that sorts questions.').waitFor();
    await sign(writer);
    await writer.getByRole('button', { name: 'Take the posts and their card Questions' }).click();
    await writer.getByText(/0 posts\. For: A model that sorts questions/).waitFor();
    await writer.context().close();
  });

  step('counts members in a list, and says how often lists were brought', async () => {
    const writer = await house.open('writer', screen);
    const choosing = writer.waitForEvent('filechooser');
    await writer.getByRole('button', { name: 'Count members in a list, for Marketing' }).click();
    const buffer = Buffer.from('email\nann@example.org\nbob@example.org\n');
    await (await choosing).setFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer });
    await writer.getByText(/^In a list of 2 lines: /).waitFor();
    await writer.getByText('Lists that you brought').click();
    await writer.getByText('2 lines, by address of e-mail: told').waitFor();
    await looks(writer, 'a list that was counted');
    await writer.goto(`/organisations/${house.organisation}/processing`);
    await writer.getByText('It brought a list once').waitFor();
    await writer.context().close();
  });

  step('lets a member say by itself that they may be told of', async () => {
    const legal = await house.open('legal', '/privacy/processing');
    await legal.getByRole('button', { name: 'Allow Telling who you are' }).click();
    await legal.getByText('Any business on this network').click();
    await legal.getByText('what you show about yourself', { exact: true }).click();
    await legal.getByText('They may also be told that it is you').click();
    await looks(legal, 'who may be told', '.sheet');
    await legal.locator('.sheet').getByRole('button', { name: /Allow/ }).click();
    await legal.getByText('what you show about yourself and you by name').waitFor();
    await legal.context().close();
  });
});
