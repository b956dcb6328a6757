import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { looks } from './looks.ts';
import { openSite, type Site, steps } from './support.ts';

/** Rows that nobody is, posts to train models with, and lists from outside: signed, and taken. */
describe('what leaves, in the app', { skip: noChromium }, () => {
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
  /** Has what stands before the experts signed by all, and brought into force. */
  const sign = async (page: Page): Promise<void> => {
    const matter = page.url().split('/').at(-1);
    const path = `/api/organisations/v1/${organisation}/matters/${matter}/steps`;
    const took = await ask(people.writer as TestPersona, 'POST', path, { step: 'submit' });
    const { hash } = (await answerOf(took, 200)) as { hash: string };
    for (const discipline of ['it', 'legal', 'risk']) {
      const signed = { step: 'approve', discipline, hash };
      await answerOf(await ask(people[discipline] as TestPersona, 'POST', path, signed), 200);
    }
    await answerOf(await ask(people.writer as TestPersona, 'POST', path, { step: 'activate' }), 200);
    await page.goto(`/organisations/${organisation}/audiences`);
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

  step('drafts rows that nobody is, which are made once they are signed', async () => {
    const writer = await open('writer', `/organisations/${organisation}/audiences`);
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
    const writer = await open('writer', `/organisations/${organisation}/audiences`);
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
    const writer = await open('writer', `/organisations/${organisation}/audiences`);
    const choosing = writer.waitForEvent('filechooser');
    await writer.getByRole('button', { name: 'Count members in a list, for Marketing' }).click();
    const buffer = Buffer.from('email\nann@example.org\nbob@example.org\n');
    await (await choosing).setFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer });
    await writer.getByText('in a list of 2 lines').waitFor();
    await writer.getByText('Lists that you brought').click();
    await writer.getByText('2 lines, by address of e-mail: told').waitFor();
    await looks(writer, 'a list that was counted');
    await writer.goto(`/organisations/${organisation}/processing`);
    await writer.getByText('It brought a list once').waitFor();
    await writer.context().close();
  });

  step('lets a member say by itself that they may be told of', async () => {
    const legal = await open('legal', '/privacy/processing');
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
