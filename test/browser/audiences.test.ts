import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { noChromium } from '../support/chromium.ts';
import { type House, openHouse, signAll } from './house.ts';
import { looks } from './looks.ts';
import { steps } from './support.ts';

/** Audiences that are kept, asked about and broken by a draft; tables that are signed and made. */
describe('audiences and tables in the app', { skip: noChromium }, () => {
  let house: House<'writer' | 'it' | 'legal' | 'risk'>;
  let screen: string;
  const step = steps(() => house.site);

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

  step('keeps an audience, which counts nobody until one asks', async () => {
    const writer = await house.open('writer', '/organisations');
    await writer.getByRole('link', { name: 'Audiences and tables' }).click();
    await writer.getByText('No audiences yet').waitFor();
    await looks(writer, 'no audiences');
    await writer.getByRole('button', { name: 'New audience' }).click();
    await writer.getByRole('textbox', { name: 'Name' }).fill('Gardeners');
    await writer.getByRole('textbox', { name: 'Any of these' }).fill('gardens\nplants');
    await looks(writer, 'a new audience', '.sheet');
    await writer.getByRole('button', { name: 'Save' }).click();
    await writer.getByText('Interest: gardens or plants').waitFor();
    await writer.getByText('ask how many they are.').waitFor();
    await writer.getByRole('button', { name: 'Ask how many Gardeners' }).click();
    await writer.getByText(/^Told on/).waitFor();
    await looks(writer, 'an audience that was asked about');
    await writer.context().close();
  });

  step('drafts a table, which is made once it is signed', async () => {
    const writer = await house.open('writer', screen);
    await writer.getByRole('button', { name: 'New table' }).click();
    await writer.getByRole('textbox', { name: 'Name' }).fill('What members like');
    await writer.getByRole('textbox', { name: 'Any of these' }).fill('cats\ndogs');
    await looks(writer, 'a new table', '.sheet');
    await writer.getByRole('button', { name: 'Put before the experts' }).click();
    await writer.getByRole('heading', { name: 'What members like' }).waitFor();
    await signAll(house, writer);
    await writer.goto(screen);
    await writer.getByRole('button', { name: 'Make the table What members like' }).click();
    await writer
      .getByRole('img', { name: /^What members like/ })
      .locator('svg')
      .waitFor();
    await writer.getByRole('button', { name: 'Save as CSV' }).waitFor();
    await looks(writer, 'a chart of a table');
    await writer.getByRole('button', { name: 'Show as a table What members like' }).press('Space');
    await writer.getByRole('rowheader', { name: 'Any other' }).waitFor();
    await looks(writer, 'a table');
    await writer.context().close();
  });

  step('has experts say from how many on they sign', async () => {
    const legal = await house.open('legal', screen);
    await legal.getByRole('textbox', { name: 'Signed from so many members on' }).fill('40');
    await legal.getByRole('button', { name: 'Save' }).click();
    await legal.getByText('Audiences of 40 members and more').waitFor();
    await legal.context().close();
  });

  step('has experts be told less at once, and puts more before them in plain words', async () => {
    const legal = await house.open('legal', screen);
    await legal.getByRole('button', { name: 'Change the terms' }).click();
    await legal.getByRole('textbox', { name: 'Smallest group that is told' }).fill('25');
    await looks(legal, 'terms that tell less', '.sheet');
    await legal.getByRole('button', { name: 'Be told less' }).click();
    await legal.getByText('Fewer than 25 members aren’t told.').waitFor();
    await legal.getByRole('button', { name: 'Change the terms' }).click();
    await legal.getByRole('textbox', { name: 'ε in a quarter' }).fill('4');
    const until = new Date(house.site.app.clock.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
    await legal.getByLabel('Until').fill(until);
    await looks(legal, 'terms that tell more', '.sheet');
    await legal.getByRole('button', { name: 'Put before the experts' }).click();
    await legal.getByText('In a quarter numbers about members may take ε = 4').waitFor();
    await looks(legal, 'terms that are to be signed');
    await legal.context().close();
  });

  step('had nothing that a browser complains of', () => {
    assert.deepEqual(house.site.complaints, []);
  });
});
