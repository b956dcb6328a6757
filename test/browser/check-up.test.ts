import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { answerOf, type TestPersona } from '../support/people.ts';
import { check } from './axe.ts';
import { main, to } from './deeds.ts';
import { makeSample, type Sample } from './sample.ts';
import { openSite, type Site, steps } from './support.ts';

const DAY = 86_400_000;
const TEN = 10;

/** Looking again at what one decided, by keyboard alone. */
describe('the check-up in the app', { skip: noChromium }, () => {
  let site: Site;
  let sample: Sample;
  let boss: Page;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    sample = await makeSample(site.app);
    await makeDue();
    boss = await site.person({ cookie: sample.boss.cookie });
  });

  after(() => site.close());

  const call = async <T>(who: TestPersona, method: string, path: string, body?: object, status = 200) =>
    (await answerOf(
      await site.app.request(method, path, { token: who.token, ...(body && { body }) }),
      status,
    )) as T;

  /** Ten decisions, each for a circle of its own, that are to be looked at within ten days. */
  const makeDue = async (): Promise<void> => {
    const soon = new Date(Date.now() + 10 * DAY).toISOString();
    for (let n = 0; n < TEN; n++) {
      const made = { title: `Circle ${n + 1}` };
      const { id: circle } = await call<{ id: string }>(
        sample.boss,
        'POST',
        '/api/privacy/v1/circles',
        made,
        201,
      );
      const grant = {
        object: { kind: 'post', id: sample.post },
        actions: ['quote'],
        audience: { kind: 'circle', circle },
        review_by: soon,
      };
      await call(sample.boss, 'POST', '/api/privacy/v1/grants', grant, 201);
      if (n > 0) continue;
      // By now it is for more people than it was.
      const personas = [sample.ben.id];
      await call(sample.boss, 'POST', `/api/privacy/v1/circles/${circle}/members`, { personas });
    }
  };

  step('says in the privacy centre how much is due', async () => {
    await boss.goto('/');
    await to(boss, 'Privacy');
    await boss.getByText('10 of your decisions are due to be looked at again.').waitFor();
    await check(boss, 'the privacy centre with a check-up');
    await boss.getByRole('link', { name: 'Look at it' }).click();
    await boss.getByRole('heading', { name: '10 decisions are due' }).waitFor();
    await check(boss, 'the check-up', { otherwise: true });
  });

  // Fewer presses than fit into a minute at a calm pace.
  step('is done by keyboard in fewer than forty presses for ten decisions', async () => {
    let presses = 0;
    const press = async (key: string): Promise<void> => {
      presses += 1;
      await boss.keyboard.press(key);
    };
    await boss.getByRole('heading', { level: 1 }).focus();
    const isInRow = () => boss.evaluate(`document.activeElement?.closest('.check-row') !== null`);
    while (!(await isInRow())) {
      assert.ok(presses < 10, 'the first decision is a few steps away');
      await press('Tab');
    }
    // One after the other: seven go on, two end, one goes on until a day.
    for (const key of ['k', 'k', 'k', 'e', 'k', 'k', 'e', 'k', 'k']) {
      await press(key);
      await boss.waitForTimeout(40);
    }
    await press('d');
    await boss.getByLabel('It ends after').waitFor();
    await boss.getByText('7 carried forward · 1 until a day · 2 ended').waitFor();
    await check(boss, 'a check-up that is answered');
    const isApply = () => boss.evaluate(`document.activeElement?.textContent === 'Apply'`);
    while (!(await isApply())) {
      assert.ok(presses < 40, 'what makes it hold is a few steps away');
      await press('Tab');
    }
    await press('Enter');
    await boss.getByText('Nothing to look at').waitFor();
    assert.ok(presses < 40, `${presses} presses`);
  });

  step('shows what became of it, and lets it be undone', async () => {
    const lately = boss.getByRole('region', { name: 'What became of it lately' });
    await lately.getByRole('strong').getByText('You did a check-up').waitFor();
    await check(boss, 'a check-up that is done');
    await lately.getByRole('button', { name: /^Undo/ }).click();
    await boss.getByRole('alertdialog').getByRole('button', { name: 'Undo' }).click();
    await boss.getByRole('heading', { name: '10 decisions are due' }).waitFor();
  });

  step('keeps all at once', async () => {
    await main(boss).getByRole('button', { name: 'Keep all that is due' }).click();
    await boss.getByText('10 carried forward').waitFor();
    await main(boss).getByRole('button', { name: 'Apply' }).click();
    await boss.getByText('Nothing to look at').waitFor();
  });

  step('turns its mail off in the settings', async () => {
    await boss.goto('/settings');
    const mail = boss.getByRole('switch', { name: 'Mail me what is due' });
    await mail.waitFor();
    assert.equal(await mail.isChecked(), true);
    await boss.getByText('Mail me what is due').click();
    await boss.reload();
    await mail.waitFor();
    assert.equal(await mail.isChecked(), false);
    assert.deepEqual(site.complaints, []);
  });
});
