import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import type { Policy } from '../../src/privacy/facts.ts';
import { FOREVER, type NetworkId, type PolicyId } from '../../src/privacy/words.ts';
import { enactPolicies } from '../../src/store/policies/change-policies.ts';
import { noChromium } from '../support/chromium.ts';
import { makeNetwork, type TestNetwork } from '../support/people.ts';
import { looks } from './looks.ts';
import { openSite, type Site, steps } from './support.ts';

/** What a network's policies rule out, in the words of its privacy label. */
describe('policies in the app', { skip: noChromium }, () => {
  let site: Site;
  let network: TestNetwork;
  let page: Page;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    network = await makeNetwork(site.app);
    const policies: Partial<Policy>[] = [
      {
        actions: ['contact'],
        capacities: ['marketing', 'sales'],
        hours: 0xff | (0x3f << 18),
        clause: 'Quiet hours',
      },
      {
        actions: ['see'],
        capacities: ['support'],
        attributes: ['phone'],
        conversations: ['organisation', 'none'],
        age: { from: 30, until: FOREVER },
      },
      {
        actions: ['process'],
        bases: ['legitimate-interests'],
        retention: { from: 0, until: 31 },
        unless: ['network' as never],
      },
    ];
    const ids = () => site.app.deps.ids.next('policy') as PolicyId;
    const whole = policies.map((one) => ({ id: ids(), unless: [], from: 0, until: FOREVER, ...one }));
    await site.app.deps.store.community
      .transaction()
      .execute((trx) => enactPolicies(trx, network.id as NetworkId, whole));
    page = await site.person({ cookie: network.admin.cookie });
  });

  after(() => site.close());

  step('are said in sentences by the privacy label', async () => {
    await page.goto(`/networks/${network.slug}`);
    await page.getByText('Quiet hours').first().waitFor();
    const said = (await page.locator('main').textContent()) ?? '';
    const sentences = [
      '“Quiet hours”: writing to members is ruled out by marketing or sales at the hours 0 to 8 or 18 to 24 UTC',
      'seeing is ruled out by support of the kind Phone in a conversation that the organisation began or outside a conversation 30 days or longer after it was shown',
      'processing is ruled out on the ground of legitimate interests where it is kept less than 31 days (with exceptions)',
    ];
    for (const sentence of sentences) assert.ok(said.includes(sentence), `${sentence}: ${said}`);
    await looks(page, 'policies in a privacy label');
    assert.deepEqual(site.complaints, []);
  });
});
