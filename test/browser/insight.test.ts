import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { looks } from './looks.ts';
import { openSite, type Site, steps } from './support.ts';

/** What an organisation may learn, learnt and can't see; and what a member reads of it. */
describe('what members let an organisation learn, in the app', { skip: noChromium }, () => {
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

  before(async () => {
    site = await openSite();
    network = await makeNetwork(site.app, { slug: 'acme' });
    const made = { handle: 'orga', display_name: 'Orga' };
    const answer = await ask(network.admin, 'POST', '/api/privacy/v1/organisations', made);
    organisation = ((await answerOf(answer, 201)) as { id: string }).id;
    const seat = async (who: TestPersona, kind: string, name: string) => {
      const path = `/api/organisations/v1/${organisation}/seats`;
      await answerOf(await ask(network.admin, 'POST', path, { persona: who.id, kind, name }), 201);
    };
    for (const name of ['writer', 'legal', 'ann'] as const) {
      people[name] = await makePersona(site.app, network, name);
    }
    const { writer, legal, ann } = people as Record<'writer' | 'legal' | 'ann', TestPersona>;
    await seat(writer, 'function', 'marketing');
    await seat(legal, 'discipline', 'legal');
    const rules = [{ audience: { kind: 'persona', persona: organisation }, over: ['posts'] }];
    await answerOf(await ask(ann, 'PUT', '/api/privacy/v1/processing-rules/aggregation', { rules }), 200);
  });

  after(() => site.close());

  step('says what it costs before it is asked, and asks nothing by itself', async () => {
    const writer = await open('writer', '/organisations');
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
    const writer = await open('writer', `/organisations/${organisation}/insight`);
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
    const { community } = site.app.deps.store;
    await community
      .insertInto('community.noise_answer')
      .values(
        [210, 187, null, 264, 231, 198].map((released, n) => ({
          network_id: network.id as never,
          organisation_id: organisation as never,
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
    const writer = await open('writer', `/organisations/${organisation}/insight`);
    await writer
      .getByRole('img', { name: /^As it was told, day by day/ })
      .locator('svg')
      .waitFor();
    await writer.getByText(/7 answers so far/).waitFor();
    await looks(writer, 'insight day by day');
    await writer.context().close();
  });

  step('lets experts read what was told, and ask nothing', async () => {
    const legal = await open('legal', `/organisations/${organisation}/insight`);
    await legal.getByText('Whoever sits in the function asks').waitFor();
    assert.equal(await legal.getByRole('button', { name: /^Ask/ }).count(), 0);
    await legal.getByText(/7 answers so far/).waitFor();
    await legal.context().close();
  });

  step('is absent to members, who read what was learnt with theirs', async () => {
    const ann = await open('ann', `/organisations/${organisation}/insight`);
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
    assert.deepEqual(site.complaints, []);
  });
});
