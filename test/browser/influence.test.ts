import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { looks } from './looks.ts';
import { openSite, type Site, steps } from './support.ts';

/** A member lets an organisation know their influence by name, it asks, and the member reads what it was told. */
describe('influence in the app', { skip: noChromium }, () => {
  let site: Site;
  let network: TestNetwork;
  let organisation: string;
  let writer: TestPersona;
  let member: TestPersona;
  const step = steps(() => site);
  const open = async (who: TestPersona, path: string): Promise<Page> => {
    const page = await site.person({ cookie: who.cookie });
    await page.goto(path);
    return page;
  };

  before(async () => {
    site = await openSite();
    network = await makeNetwork(site.app, { slug: 'acme' });
    const ask = (path: string, body: unknown) =>
      site.app.request('POST', path, { token: network.admin.token, body });
    const made = { handle: 'orga', display_name: 'Orga' };
    organisation = ((await answerOf(await ask('/api/privacy/v1/organisations', made), 201)) as { id: string })
      .id;
    writer = await makePersona(site.app, network, 'writer');
    member = await makePersona(site.app, network, 'member');
    const seat = { persona: writer.id, kind: 'function', name: 'marketing' };
    await answerOf(await ask(`/api/organisations/v1/${organisation}/seats`, seat), 201);
  });

  after(() => site.close());

  step('is let by name apart, only with one’s connections', async () => {
    const page = await open(member, '/privacy/processing');
    await page.getByRole('button', { name: 'Allow Measuring influence' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('radio', { name: 'Any business on this network' }).click({ force: true });
    const named = sheet.getByRole('switch', { name: 'Tell it my influence by my name' });
    if (await named.isEnabled()) throw new Error('it can be had without connections');
    await sheet.getByText('your connections', { exact: true }).click();
    await sheet.getByText('Tell it my influence by my name').click();
    await looks(page, 'letting influence be told by name', '.sheet');
    await sheet.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('your connections and you by name').waitFor();
    await page.context().close();
  });

  step('is asked for by buttons, in numbers and by name', async () => {
    const page = await open(writer, '/organisations');
    await page.getByRole('link', { name: 'Influence' }).click();
    await page.getByRole('heading', { name: 'How it is spread' }).waitFor();
    await looks(page, 'influence before it is asked for');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Ties' }).waitFor();
    await page.getByText(/^The noise has σ = 503/).waitFor();
    await page.getByText('Communities', { exact: true }).click();
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Size of the community' }).waitFor();
    await page.getByRole('button', { name: 'Ask for names' }).click();
    await page.getByText('The first 1 of 1 who let it.').waitFor();
    await looks(page, 'influence as it was told');
    await page.context().close();
  });

  step('is read by whoever was named', async () => {
    const page = await open(member, '/privacy/uses');
    await page.getByText('was told by your name what influence you have').first().waitFor();
    await page.getByText(/^What it was told, among 1 who let it: No\. 1/).waitFor();
    await looks(page, 'what was told of one’s influence');
    await page.context().close();
  });
});
