import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { noChromium } from '../support/chromium.ts';
import { type House, openHouse } from './house.ts';
import { looks } from './looks.ts';
import { steps } from './support.ts';

/** What an organisation may learn, learnt and can't see; and what a member reads of it. */
describe('what members let an organisation learn, in the app', { skip: noChromium }, () => {
  let house: House<'writer' | 'legal' | 'ann'>;
  const step = steps(() => house.site);

  before(async () => {
    house = await openHouse({
      writer: ['function', 'marketing'],
      legal: ['discipline', 'legal'],
      ann: null,
    });
    const rules = [{ audience: { kind: 'persona', persona: house.organisation }, over: ['posts'] }];
    await house.call(house.people.ann, 'PUT', '/api/privacy/v1/processing-rules/aggregation', { rules });
  });

  after(() => house.site.close());

  step('says what it costs before it is asked, and asks nothing by itself', async () => {
    const writer = await house.open('writer', '/organisations');
    await writer.getByRole('link', { name: 'What members let us learn' }).click();
    await writer.getByRole('heading', { level: 1, name: 'What members let Orga learn' }).waitFor();
    await writer.getByText('Nothing was asked yet').waitFor();
    await writer.getByText(/^You can find \d+ other members/).waitFor();
    const meter = writer.getByRole('meter');
    assert.match((await meter.getAttribute('aria-valuetext')) ?? '', /^ε = 0 of 2$/);
    // To choose costs nothing.
    await writer.getByRole('button', { name: 'Posts Of members’' }).press('Enter');
    await writer.getByRole('option', { name: 'Connections' }).press('Enter');
    await writer.getByRole('button', { name: 'Connections Of members’' }).press('Enter');
    await writer.getByRole('option', { name: 'Posts' }).press('Enter');
    assert.match((await meter.getAttribute('aria-valuetext')) ?? '', /^ε = 0 of 2$/);
    await looks(writer, 'insight before it is asked');
    await writer.context().close();
  });

  step('asks at a press, draws what was told, and has it as a table and as files', async () => {
    const writer = await house.open('writer', `/organisations/${house.organisation}/insight`);
    await writer.getByText(/^You can find \d+ other members/).waitFor();
    await writer.getByRole('button', { name: 'Ask (takes one question)' }).press('Enter');
    await writer.getByRole('button', { name: 'Told today' }).waitFor();
    await writer
      .getByRole('img', { name: /^Of the members whom you can find/ })
      .locator('svg')
      .waitFor();
    const meter = writer.getByRole('meter');
    assert.doesNotMatch((await meter.getAttribute('aria-valuetext')) ?? '', /^ε = 0 of 2$/);
    const question = 'How many members let us use their posts, for aggregation, in marketing';
    await writer.getByRole('heading', { name: question }).waitFor();
    await looks(writer, 'insight once it is told');
    await writer.getByRole('button', { name: 'Show as a table Of the members' }).press('Space');
    await writer.getByRole('rowheader', { name: 'Don’t, at least' }).waitFor();
    await looks(writer, 'insight as a table');
    for (const [name, file] of [
      ['Save as CSV', /^answer-posts-.*\.csv$/],
      ['Save as JSON', /^answer-posts-.*\.json$/],
    ] as const) {
      const saving = writer.waitForEvent('download');
      await writer.getByRole('button', { name: `${name} ${question}` }).press('Enter');
      assert.match((await saving).suggestedFilename(), file);
    }
    await writer.context().close();
  });

  step('shows days beside each other, and a table with its rows', async () => {
    // Of days before today, as if they had been asked then.
    const { community } = house.site.app.deps.store;
    await community
      .insertInto('community.noise_answer')
      .values(
        [210, 187, null, 264, 231, 198].map((released, n) => ({
          network_id: house.network.id as never,
          organisation_id: house.organisation as never,
          epoch: `2026-01-${String(n + 10)}`,
          question: '{"count":"posts","for":"aggregation","in":"marketing"}',
          id: `019b0000-0000-7000-8000-00000000000${n}`,
          function: 'marketing' as const,
          purpose: 'aggregation' as const,
          what: 'posts',
          released,
          variances: [4154],
          part_cells: [1],
          minimum: 10,
          charge: 120369284,
          asked_at: `2026-01-${String(n + 10)}T10:00:00Z`,
        })),
      )
      .execute();
    const writer = await house.open('writer', `/organisations/${house.organisation}/insight`);
    await writer
      .getByRole('img', { name: /^As it was told, day by day/ })
      .locator('svg')
      .waitFor();
    await writer.getByText(/7 answers so far/).waitFor();
    await looks(writer, 'insight day by day');
    await writer.context().close();
  });

  step('lets experts read what was told, and ask nothing', async () => {
    const legal = await house.open('legal', `/organisations/${house.organisation}/insight`);
    await legal.getByText('Whoever sits in the function asks').waitFor();
    assert.equal(await legal.getByRole('button', { name: /^Ask/ }).count(), 0);
    await legal.getByText(/7 answers so far/).waitFor();
    await legal.context().close();
  });

  step('is absent to members, who read what was learnt with theirs', async () => {
    const ann = await house.open('ann', `/organisations/${house.organisation}/insight`);
    await ann.getByText('What members let us learn').first().waitFor();
    assert.equal(await ann.getByRole('meter').count(), 0);
    await ann.goto('/privacy');
    await ann.getByRole('link', { name: 'What was learnt with my data' }).click();
    await ann.getByText('You were counted once.').waitFor();
    await ann.getByText(/^Marketing asked how many members let it use their posts/).waitFor();
    await ann.getByText('Nothing was used one by one').waitFor();
    await ann.getByText(/can’t be called back/).waitFor();
    await looks(ann, 'what was learnt');
    await ann.getByRole('link', { name: 'See or end it' }).first().press('Enter');
    await ann.getByRole('heading', { level: 1, name: 'What you granted' }).waitFor();
    await ann.context().close();
  });

  step('had nothing that a browser complains of', () => {
    assert.deepEqual(house.site.complaints, []);
  });
});
