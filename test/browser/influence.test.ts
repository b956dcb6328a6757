import { after, before, describe } from 'node:test';
import { noChromium } from '../support/chromium.ts';
import { type House, openHouse } from './house.ts';
import { looks } from './looks.ts';
import { steps } from './support.ts';

/** A member lets an organisation know their influence by name, it asks, and the member reads what it was told. */
describe('influence in the app', { skip: noChromium }, () => {
  let house: House<'writer' | 'member'>;
  const step = steps(() => house.site);

  before(async () => {
    house = await openHouse({ writer: ['function', 'marketing'], member: null });
    const { call, people, organisation } = house;
    // Nobody else is told of by name.
    const date = { kind: 'birth-date', value: '1980-05-21' };
    const { id } = await call(people.member, 'POST', '/api/privacy/v1/attributes', date, 201);
    const audience = { kind: 'persona', persona: organisation };
    const shown = `/api/privacy/v1/attributes/${id}/disclosure`;
    await call(people.member, 'PUT', shown, { precision: 'decade', audience });
  });

  after(() => house.site.close());

  step('is let by name apart, only with one’s connections', async () => {
    const page = await house.open('member', '/privacy/processing');
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
    const page = await house.open('writer', '/organisations');
    await page.getByRole('link', { name: 'Influence' }).click();
    await page.getByRole('heading', { name: 'How it is spread' }).waitFor();
    await looks(page, 'influence before it is asked for');
    await page.getByRole('button', { name: 'Ask (takes one question)' }).click();
    await page.getByRole('columnheader', { name: 'Ties' }).waitFor();
    await page.getByText(/^The noise has σ = 503/).waitFor();
    await page.getByText('Communities', { exact: true }).click();
    await page.getByRole('button', { name: 'Ask (takes one question)' }).click();
    await page.getByRole('columnheader', { name: 'Size of the community' }).waitFor();
    await page.getByRole('button', { name: 'Ask for names' }).click();
    await page.getByText('The first 1 of 1 who let it.').waitFor();
    await looks(page, 'influence as it was told');
    await page.context().close();
  });

  step('says how far a question is that takes long, which is stopped and goes on', async () => {
    const { call, people, organisation } = house;
    const page = await house.open('writer', `/organisations/${organisation}/influence`);
    const job = { id: 'a-job', state: 'going', done: 0, total: 1, within: 40, says: null };
    const answer = { organisation, function: 'marketing', measure: 'pagerank', parts: 500 };
    await page.route('**/api/insight/v1/influence', (route) =>
      route.fulfill({ status: 202, json: { job: { ...job, results: [] } } }),
    );
    await page.route('**/api/insight/v1/jobs/**', async (route) => {
      const [, does] = /a-job\/(cancel|resume)$/.exec(route.request().url()) ?? [];
      if (does === 'cancel') return route.fulfill({ json: { ...job, state: 'cancelled', results: [] } });
      if (does === undefined) return route.fulfill({ json: { ...job, results: [] } });
      const told = await call(people.writer, 'POST', '/api/insight/v1/influence', answer);
      return route.fulfill({ json: { ...job, state: 'done', done: 1, within: 0, results: [told] } });
    });
    await page.getByText('PageRank', { exact: true }).click();
    const before = await page.getByText(/more questions can be asked/).textContent();
    await page.getByRole('button', { name: 'Ask (takes one question)' }).click();
    await page.getByText('40%').waitFor();
    await looks(page, 'a question that takes long');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('It was stopped. Going on begins it anew.').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('columnheader', { name: 'PageRank' }).waitFor();
    // What it took is spent only now.
    await page.getByText(before ?? '').waitFor({ state: 'hidden' });
    await page.context().close();
  });

  step('is read by whoever was named', async () => {
    const page = await house.open('member', '/privacy/uses');
    await page.getByText('was told by your name what influence you have').first().waitFor();
    await page.getByText(/^What it was told, among 1 who let it: No\. 1/).waitFor();
    await looks(page, 'what was told of one’s influence');
    await page.context().close();
  });
});
