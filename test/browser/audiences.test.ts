import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { looks } from './looks.ts';
import { openSite, type Site, steps } from './support.ts';

/** Audiences that are kept, asked about and broken by a draft; tables that are signed and made. */
describe('audiences and tables in the app', { skip: noChromium }, () => {
  let site: Site;
  let network: TestNetwork;
  let organisation: string;
  const people: Record<string, TestPersona> = {};
  const step = steps(() => site);
  const open = async (who: string, path: string): Promise<Page> => {
    const page = await site.person({ cookie: (people[who] as TestPersona).cookie });
    await page.goto(path);
    return page;
  };
  const ask = (who: TestPersona, method: string, path: string, body: unknown) =>
    site.app.request(method, path, { token: who.token, body });
  const seat = async (who: TestPersona, kind: string, name: string): Promise<void> => {
    const path = `/api/organisations/v1/${organisation}/seats`;
    await answerOf(await ask(network.admin, 'POST', path, { persona: who.id, kind, name }), 201);
  };

  before(async () => {
    site = await openSite();
    network = await makeNetwork(site.app, { slug: 'acme' });
    const made = { handle: 'orga', display_name: 'Orga' };
    const answer = await ask(network.admin, 'POST', '/api/privacy/v1/organisations', made);
    organisation = ((await answerOf(answer, 201)) as { id: string }).id;
    for (const name of ['writer', 'it', 'legal', 'risk'] as const) {
      const who = await makePersona(site.app, network, name);
      people[name] = who;
      await seat(who, name === 'writer' ? 'function' : 'discipline', name === 'writer' ? 'marketing' : name);
    }
  });

  after(() => site.close());

  step('keeps an audience, which counts nobody until one asks', async () => {
    const writer = await open('writer', '/organisations');
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
    const writer = await open('writer', `/organisations/${organisation}/audiences`);
    await writer.getByRole('button', { name: 'New table' }).click();
    await writer.getByRole('textbox', { name: 'Name' }).fill('What members like');
    await writer.getByRole('textbox', { name: 'Any of these' }).fill('cats\ndogs');
    await looks(writer, 'a new table', '.sheet');
    await writer.getByRole('button', { name: 'Put before the experts' }).click();
    await writer.getByRole('heading', { name: 'What members like' }).waitFor();
    const matter = writer.url().split('/').at(-1);
    const steps_ = `/api/organisations/v1/${organisation}/matters/${matter}/steps`;
    const took = await ask(people.writer as TestPersona, 'POST', steps_, { step: 'submit' });
    const { hash } = (await answerOf(took, 200)) as { hash: string };
    for (const discipline of ['it', 'legal', 'risk']) {
      const signed = { step: 'approve', discipline, hash };
      await answerOf(await ask(people[discipline] as TestPersona, 'POST', steps_, signed), 200);
    }
    const activate = { step: 'activate' };
    await answerOf(await ask(people.writer as TestPersona, 'POST', steps_, activate), 200);
    await writer.goto(`/organisations/${organisation}/audiences`);
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
    const legal = await open('legal', `/organisations/${organisation}/audiences`);
    await legal.getByRole('textbox', { name: 'Signed from so many members on' }).fill('40');
    await legal.getByRole('button', { name: 'Save' }).click();
    await legal.getByText('Audiences of 40 members and more').waitFor();
    await legal.context().close();
  });

  step('has experts be told less at once, and puts more before them in plain words', async () => {
    const legal = await open('legal', `/organisations/${organisation}/audiences`);
    await legal.getByRole('button', { name: 'Change the terms' }).click();
    await legal.getByRole('textbox', { name: 'Smallest group that is told' }).fill('25');
    await looks(legal, 'terms that tell less', '.sheet');
    await legal.getByRole('button', { name: 'Be told less' }).click();
    await legal.getByText('Fewer than 25 members aren’t told.').waitFor();
    await legal.getByRole('button', { name: 'Change the terms' }).click();
    await legal.getByRole('textbox', { name: 'ε in a quarter' }).fill('4');
    const until = new Date(site.app.clock.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
    await legal.getByLabel('Until').fill(until);
    await looks(legal, 'terms that tell more', '.sheet');
    await legal.getByRole('button', { name: 'Put before the experts' }).click();
    await legal.getByText('In a quarter numbers about members may take ε = 4').waitFor();
    await looks(legal, 'terms that are to be signed');
    await legal.context().close();
  });

  step('had nothing that a browser complains of', () => {
    assert.deepEqual(site.complaints, []);
  });
});
