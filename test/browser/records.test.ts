import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { heading, main } from './deeds.ts';
import { looks, prints } from './looks.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

/** What organisations account for: to their experts, and to members. */
describe('records', { skip: noChromium }, () => {
  let site: Site;
  let network: TestNetwork;
  let organisation: string;
  let lea: TestPersona;
  let ann: TestPersona;
  let ofLea: Page;
  let ofAnn: Page;
  const step = steps(() => site);
  const base = '/api/privacy/v1';

  const call = async ({ token }: TestPersona, method: string, path: string, body: unknown) => {
    const answer = await site.app.request(method, path, { token, body });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    const text = await answer.text();
    return text === '' ? '' : (JSON.parse(text) as { id: string }).id;
  };

  before(async () => {
    site = await openSite();
    network = await makeNetwork(site.app, { slug: 'town', kind: 'customer' });
    const presence = { see: { kind: 'network' }, find: { kind: 'network' } };
    lea = await makePersona(site.app, network, 'lea', { display_name: 'Lea Counsel', presence });
    ann = await makePersona(site.app, network, 'ann', { display_name: 'Ann Buyer', presence });
    const sam = await makePersona(site.app, network, 'sam', { display_name: 'Sam Seller', presence });
    const made = { handle: 'canteen', display_name: 'Canteen' };
    organisation = await call(network.admin, 'POST', `${base}/organisations`, made);
    const seat = `${base}/organisations/${organisation}/staff/${sam.id}`;
    await call(network.admin, 'PUT', seat, { functions: ['support'] });
    const house = { persona: lea.id, kind: 'discipline', name: 'legal' };
    await call(network.admin, 'POST', `/api/organisations/v1/${organisation}/seats`, house);
    await call(ann, 'PUT', `${base}/contact-rules/support`, { anybody: 'yes' });
    const contact = { persona: ann.id, function: 'support' };
    await call(sam, 'POST', `/api/organisations/v1/${organisation}/contacts`, contact);
    await call(sam, 'POST', `/api/organisations/v1/${organisation}/contacts`, {
      ...contact,
      text: 'Better now?',
    });
    const count = { organisation, function: 'support', purpose: 'mining', what: 'posts' };
    await call(sam, 'POST', '/api/insight/v1/counts', count);
    ofLea = await site.person({ cookie: lea.cookie });
    ofAnn = await site.person({ cookie: ann.cookie });
    await ofLea.goto('/privacy');
    await ofAnn.goto('/privacy');
  });

  after(() => site.close());

  step('lead an expert to what the organisation did', async () => {
    await ofLea.getByRole('link', { name: 'Records' }).click();
    await heading(ofLea, 'Records');
    await main(ofLea).getByRole('heading', { name: 'Canteen' }).waitFor();
    await looks(ofLea, 'records');
    await ofLea.getByRole('link', { name: 'Record of processing' }).click();
    await main(ofLea).getByRole('heading', { name: 'Support: wrote to members' }).waitFor();
    await main(ofLea).getByRole('heading', { name: 'Support: counted members, with noise' }).waitFor();
    await ofLea.getByRole('button', { name: 'Say who answers' }).click();
    const sheet = ofLea.getByRole('dialog', { name: 'Who answers' });
    await sheet.getByLabel('Controller', { exact: true }).fill('Canteen Ltd, privacy@canteen.example');
    await looks(ofLea, 'who answers', '[role=dialog]');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.waitFor({ state: 'detached' });
    await main(ofLea).getByText('Canteen Ltd', { exact: false }).waitFor();
    await looks(ofLea, 'record of processing');
    await ofLea.getByLabel('What for').fill('For the audit');
    await ofLea.getByRole('button', { name: 'Save as it stands' }).click();
    await main(ofLea).getByRole('link', { name: 'For the audit' }).click();
    await heading(ofLea, 'For the audit');
    await main(ofLea).getByText('SHA-256', { exact: false }).waitFor();
    await looks(ofLea, 'saved record');
    await prints(ofLea, 'saved record');
  });

  step('are summed up with a chart, a table and the budget', async () => {
    await goWithin(ofLea, `/records/${organisation}/report`);
    await main(ofLea).getByRole('row', { name: 'Support wrote to members · For support 1' }).waitFor();
    await main(ofLea).getByRole('meter', { name: 'Learnt about members' }).waitFor();
    await looks(ofLea, 'report');
    await ofLea.getByRole('button', { name: 'Beside' }).click();
    await ofLea.getByRole('option').nth(2).click();
    await main(ofLea).getByRole('row', { name: 'Support wrote to members · For support 1 0' }).waitFor();
    await looks(ofLea, 'report beside another');
    await prints(ofLea, 'report');
    const saved = ofLea.waitForEvent('download');
    await ofLea.getByRole('button', { name: 'Save as CSV' }).click();
    await saved;
  });

  step('tell a member what was done with their own, and let them ask', async () => {
    await goWithin(ofAnn, `/organisations/${organisation}/processing`);
    await main(ofAnn).getByText('Support wrote to members: once', { exact: false }).waitFor();
    await main(ofAnn).getByText('Support asked how many let it use their posts', { exact: false }).waitFor();
    await looks(ofAnn, 'notice');
    await ofAnn.getByRole('link', { name: 'Ask Canteen about your data' }).click();
    const sheet = ofAnn.getByRole('dialog', { name: 'New request' });
    await sheet.getByText('Canteen', { exact: true }).waitFor();
    await looks(ofAnn, 'new request', '[role=dialog]');
    await sheet.getByRole('textbox', { name: 'In your words' }).fill('Please tell me what you keep.');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await sheet.waitFor({ state: 'detached' });
    await main(ofAnn).getByText('to be answered by', { exact: false }).waitFor();
    await looks(ofAnn, 'own requests');
  });

  step('bring the request to the expert, and the answer back', async () => {
    await goWithin(ofLea, `/records/${organisation}/requests`);
    await main(ofLea).getByText('Ann Buyer (@ann)', { exact: false }).waitFor();
    await looks(ofLea, 'requests to an organisation');
    await ofLea.getByRole('button', { name: 'With' }).click();
    await ofLea.getByRole('option', { name: 'Legal 1', exact: false }).click();
    await main(ofLea).getByText('Somebody is looking into it').waitFor();
    await ofLea.getByRole('textbox', { name: 'Words to the member' }).fill('Nothing but our messages.');
    await ofLea.getByRole('button', { name: 'Answer', exact: true }).click();
    await main(ofLea).getByText('Answered').first().waitFor();
    await ofAnn.goto('/privacy/requests');
    await main(ofAnn).getByText('Nothing but our messages.').waitFor();
  });

  step('have the system tell those affected by a breach', async () => {
    await goWithin(ofLea, `/records/${organisation}/breaches`);
    await heading(ofLea, 'Notebook of breaches');
    await ofLea.getByRole('button', { name: 'Open a breach' }).click();
    const sheet = ofLea.getByRole('dialog', { name: 'Open a breach' });
    await sheet.getByLabel('What happened').fill('A lost laptop');
    const local = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 16);
    await sheet.getByLabel('From').fill(local(-86_400_000));
    await sheet.getByLabel('Until').fill(local(86_400_000));
    await sheet.getByLabel('When did you come to know?').fill(local(-3_600_000));
    await sheet.getByText('Narrow it down').click();
    await sheet.getByText('Support 1', { exact: true }).click();
    await looks(ofLea, 'new breach', '[role=dialog]');
    await sheet.getByRole('button', { name: 'Open', exact: true }).click();
    await sheet.waitFor({ state: 'detached' });
    await main(ofLea).getByRole('heading', { name: 'A lost laptop' }).waitFor();
    await ofLea.getByRole('button', { name: 'About how many are affected?' }).click();
    await main(ofLea)
      .getByText(/^(About|Fewer than) \d+/)
      .waitFor();
    await ofLea.getByLabel('What happened, or was done').fill('A laptop was lost; it was locked at once.');
    await ofLea.getByLabel('What those affected can do').fill('Change your password.');
    await looks(ofLea, 'about to tell');
    await ofLea.getByRole('button', { name: 'Tell those affected' }).click();
    await main(ofLea).getByText('Those affected were told').waitFor();
    await looks(ofLea, 'breaches');
    await ofAnn.goto('/privacy/requests');
    await main(ofAnn).getByText('A laptop was lost; it was locked at once.').waitFor();
    await main(ofAnn).getByText('What you can do: Change your password.').waitFor();
    await looks(ofAnn, 'told of a breach');
  });

  step('complain of nothing', () => {
    if (site.complaints.length > 0) throw new Error(site.complaints.join('\n'));
  });
});
