import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { workOneStep } from '../../src/insight/jobs/work-jobs.ts';
import { JOB_KINDS } from '../../src/job-keeper.ts';
import { noChromium } from '../support/chromium.ts';
import { type House, openHouse } from './house.ts';
import { looks } from './looks.ts';
import { steps } from './support.ts';

const TEXT = `@id("no-sentiment")
forbid (principal in Function::"marketing", action in [Action::"listen"], resource);

@id("no-matching")
forbid (principal in Function::"marketing", action == Action::"resolve-entities", resource);`;

/** What experts sign, from a draft to what members are told. */
describe('the sign-off in the app', { skip: noChromium }, () => {
  let house: House<'writer' | 'legal' | 'compliance' | 'marketing' | 'risk' | 'member'>;
  const step = steps(() => house.site);

  before(async () => {
    house = await openHouse({
      writer: ['function', 'marketing'],
      legal: ['discipline', 'legal'],
      compliance: ['discipline', 'compliance'],
      marketing: ['discipline', 'marketing'],
      risk: ['discipline', 'risk'],
      member: null,
    });
    const rules = [{ audience: { kind: 'persona', persona: house.organisation }, over: ['posts'] }];
    const path = '/api/privacy/v1/processing-rules/sentiment-monitoring';
    await house.call(house.people.member, 'PUT', path, { rules });
  });

  after(() => house.site.close());

  step('takes a draft, says where it is wrong, and puts it before the experts', async () => {
    const writer = await house.open('writer', '/sign-off');
    await writer
      .getByRole('heading', { name: 'Nothing to sign yet' })
      .or(writer.getByText('Nothing to sign yet'))
      .first()
      .waitFor();
    await looks(writer, 'nothing to sign');
    await writer.getByRole('button', { name: 'New draft' }).click();
    await writer.getByRole('textbox', { name: 'Title' }).fill('No sentiment, no matching');
    await writer.getByRole('tab', { name: 'Text' }).press('Enter');
    const cedar = writer.getByRole('textbox', { name: 'The policy, as Cedar' });
    await cedar.fill('forbid (principal');
    await writer.getByText(/line 1, column/i).waitFor();
    await looks(writer, 'a draft', '.sheet');
    await cedar.fill(TEXT);
    await writer.getByText(/^Valid:/).waitFor();
    await writer.getByRole('button', { name: 'Save' }).click();
    await writer.getByRole('button', { name: 'Put before the experts' }).click();
    await writer.getByText('Hasn’t signed yet').first().waitFor();
    await looks(writer, 'a matter in review');
    await writer.context().close();
  });

  step('is tried, and counted question by question, to be stopped and gone on with', async () => {
    const writer = await house.open('writer', '/sign-off');
    await writer.getByRole('link', { name: 'No sentiment, no matching' }).click();
    const complain = (error: unknown) => assert.fail(String(error));
    const work = () => workOneStep(house.site.app.deps, JOB_KINDS, complain);
    await writer.getByRole('button', { name: 'Try this draft' }).click();
    await writer.getByText('To have all of this counted takes 6 of the').waitFor();
    await writer.getByRole('button', { name: 'Count all 6' }).click();
    const bar = writer.getByRole('progressbar', { name: 'Counting members' });
    await bar.getByText('0 of 6').waitFor();
    for (let n = 0; n < 2; n++) await work();
    await bar.getByText('2 of 6').waitFor();
    await looks(writer, 'a trial that counts');
    // Whoever leaves the page loses nothing, and finds it as far as it is.
    await writer.reload();
    await work();
    await writer.getByRole('button', { name: 'Try this draft' }).click();
    await bar.getByText('3 of 6').waitFor();
    await writer.getByRole('button', { name: 'Stop' }).click();
    await writer.getByText('It was stopped.').waitFor();
    assert.equal(await work(), false, 'nothing more is counted');
    await writer.getByText('To have all of this counted takes 3 of the').waitFor();
    await looks(writer, 'a trial that was stopped');
    await writer.getByRole('button', { name: 'Go on' }).click();
    await writer.getByRole('button', { name: 'Stop' }).waitFor();
    while (await work());
    await bar.waitFor({ state: 'detached' });
    await writer.getByText('To have all of this counted takes').waitFor({ state: 'detached' });
    await looks(writer, 'a trial');
    await writer.reload();
    await writer.getByRole('button', { name: 'Try this draft' }).click();
    await writer.getByText('Would reach').first().waitFor();
    await writer.getByRole('button', { name: 'Count', exact: true }).waitFor({ state: 'detached' });
    await writer.context().close();
  });

  step('is commented on by clause, signed by all, and brought into force', async () => {
    for (const name of ['legal', 'compliance', 'marketing', 'risk'] as const) {
      const expert = await house.open(name, '/sign-off');
      await expert.getByRole('link', { name: 'No sentiment, no matching' }).click();
      if (name === 'legal') {
        await expert.getByText('Marketing may not listen to').waitFor();
        await expert.getByRole('button', { name: 'Comment on clause 1' }).click();
        await expert.getByRole('textbox', { name: 'What you have to say' }).fill('Article 22, rightly.');
        await expert.getByRole('button', { name: 'Save' }).click();
        await expert.getByText('Article 22, rightly.').first().waitFor();
      }
      await expert.getByRole('button', { name: /^Sign for/ }).click();
      await expert.getByRole('button', { name: /^Sign for/ }).waitFor({ state: 'detached' });
      if (name === 'risk') {
        await expert.getByRole('button', { name: 'Bring into force' }).click();
        await looks(expert, 'bringing it into force', '.sheet');
        await expert.getByRole('dialog').getByRole('button', { name: 'Bring into force' }).click();
        await expert.getByText('Version 1 is in force since').waitFor();
        await looks(expert, 'a matter in force');
      }
      await expert.context().close();
    }
  });

  step('tells members what is in force, and whom it concerns what changed', async () => {
    const member = await house.open('member', '/policies');
    await member.getByRole('heading', { name: 'What changed for you' }).waitFor();
    await member
      .getByText(
        'Orga’s marketing may no longer use your posts for monitoring sentiment, though you had allowed it.',
      )
      .waitFor();
    await member.getByText('The text').click();
    await looks(member, 'policies in force');
    await member.goto('/notifications');
    await member.getByRole('link', { name: 'See what changed' }).waitFor();
    await member.context().close();
  });
});
