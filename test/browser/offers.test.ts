import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { askAudienceSize } from '../../src/insight/audiences/audience-size.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { noiseBetween } from '../insight/noise-of.ts';
import { noChromium } from '../support/chromium.ts';
import { type House, openAs, openHouse } from './house.ts';
import { looks } from './looks.ts';
import { steps } from './support.ts';

const API = '/api/privacy/v1';

/** An offer that is written, published, shown to a member, accepted, and withdrawn; a hashtag that is marked. */
describe('offers in the app', { skip: noChromium }, () => {
  let house: House<'writer' | 'member'>;
  const step = steps(() => house.site);

  before(async () => {
    house = await openHouse({ writer: ['function', 'marketing'], member: null });
    const { network, organisation, call } = house;
    const { writer, member } = house.people;
    const audience = { kind: 'persona', persona: organisation };
    for (const [kind, value, precision] of [
      ['interest', 'gardens', 'exact'],
      ['birth-date', '1980-05-21', 'year'],
    ]) {
      const { id } = await call(member, 'POST', `${API}/attributes`, { kind, value }, 201);
      await call(member, 'PUT', `${API}/attributes/${id}/disclosure`, { precision, audience });
    }
    await call(member, 'PUT', `${API}/processing-rules/offer-targeting`, {
      rules: [{ audience, over: ['attributes'] }],
    });
    const said = {
      organisation,
      title: 'Gardeners',
      function: 'marketing',
      purpose: 'offer-targeting',
      conditions: [{ kind: 'interest', values: ['gardens'] }],
    };
    const { id } = await call(writer, 'POST', '/api/insight/v1/audiences', said, 201);
    const viewer = await loadViewer(house.site.app.deps.store, network.id as NetworkId, writer.id as ActorId);
    assert.ok(viewer !== null);
    const deps = { ...house.site.app.deps, random: noiseBetween(20, 60) };
    assert.ok((await askAudienceSize(deps, viewer, id, instantOf(deps))).ok);
  });

  after(() => house.site.close());

  step('writes a draft, publishes it, and asks what came of it', async () => {
    const page = await house.open('writer', '/organisations');
    await page.getByRole('link', { name: 'Offers', exact: true }).click();
    await page.getByText('No offers yet').waitFor();
    await looks(page, 'no offers');
    await page.getByRole('button', { name: 'New offer' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Ten bulbs for five');
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('In our shop.');
    await page.getByRole('textbox', { name: 'Link, if there is one' }).fill('https://shop.example/bulbs');
    await looks(page, 'a new offer', '.sheet');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Interest: gardens').waitFor();
    await page.getByRole('button', { name: 'Publish Ten bulbs for five' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Ask what came of it Ten bulbs for five' }).click();
    await page.getByRole('rowheader', { name: 'Were shown it' }).waitFor();
    await looks(page, 'an offer that was asked about');
    await page.context().close();
  });

  step('shows it to the member, says why, and is gone once it is withdrawn', async () => {
    const page = await house.open('member', '/');
    const card = page.getByRole('article', { name: 'Offer: Ten bulbs for five' });
    await card.waitFor();
    await looks(page, 'an offer in the feed');
    await card.getByRole('button', { name: 'Accept' }).click();
    await card.getByText('You accepted it.').waitFor();
    await page.goto('/privacy/offers');
    await card.getByRole('button', { name: 'Why do I see this?' }).click();
    await page.getByText('You show it your interest: gardens').waitFor();
    await page.getByText('You are of age by your date of birth: 1980').waitFor();
    await looks(page, 'why an offer is shown', '.sheet');
    await page.getByText(/Numbers that were told before can’t be called back\.$/).waitFor();
    await page.getByRole('button', { name: /^Withdraw .*may use all attributes/ }).click();
    await page.getByText('No offers', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'What businesses may make of me' }).waitFor();
    await looks(page, 'one’s own offers');
    const asked = page.waitForResponse((answer) => answer.url().endsWith('/offers/next'));
    await page.goto('/');
    assert.deepEqual(await (await asked).json(), { offer: null });
    await page.getByText('Your feed is quiet').waitFor();
    assert.equal(await card.count(), 0);
    await page.context().close();
  });

  step('has a network mark a hashtag as sensitive', async () => {
    const page = await openAs(house.site, house.network.admin, '/administration');
    await page.getByRole('textbox', { name: 'Hashtag' }).fill('vintagedolls');
    await page.getByRole('button', { name: 'Mark as sensitive' }).click();
    const unmark = page.getByRole('button', { name: 'No longer #vintagedolls' });
    await unmark.waitFor();
    await looks(page, 'sensitive hashtags');
    await unmark.click();
    await unmark.waitFor({ state: 'detached' });
    await page.context().close();
  });
});
