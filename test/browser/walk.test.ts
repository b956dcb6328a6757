import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { chooseAudience, findPerson, heading, main, post, postMenu, signIn, to, write } from './deeds.ts';
import { openSite, type Site, steps } from './support.ts';

/** Three people walk through the app, from the first run on; what one does shows at the others', or doesn't. */
describe('a walk through the app', { skip: noChromium }, () => {
  let site: Site;
  let ada: Page;
  let ben: Page;
  let cleo: Page;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    [ada, ben, cleo] = await Promise.all([site.person(), site.person(), site.person()]);
  });

  after(() => site.close());

  step('begins with the first account, network and persona', async () => {
    await ada.goto('/');
    await heading(ada, 'Welcome to Waxseal');
    await ada.getByLabel('E-mail address').fill('ada@example.org');
    await ada.getByLabel('Password').fill('three quiet words');
    await ada.getByLabel('Name of the network').fill('Acme colleagues');
    assert.equal(await ada.getByLabel('Short name').inputValue(), 'acme-colleagues');
    await ada.getByLabel('Name', { exact: true }).fill('Ada Quill');
    await ada.getByLabel('Handle').fill('ada');
    await ada.getByRole('button', { name: 'Begin' }).click();
    await heading(ada, 'Home');
    await ada.getByRole('button', { name: /^Speaking as Ada Quill Acme colleagues/ }).waitFor();
    await ada.getByText('Your feed is quiet').waitFor();
  });

  step('has others sign up, read what the network asks, and join', async () => {
    await join(ben, 'Ben Marrow', 'ben');
    await join(cleo, 'Cleo Vance', 'cleo');
  });

  step('says what is wrong at the field', async () => {
    const other = await site.person();
    await other.goto('/sign-in');
    await signIn(other, 'ada@example.org', 'not the right words');
    await other.getByRole('alert').waitFor();
    await other.context().close();
  });

  step('finds people in the directory, and follows them with their consent', async () => {
    for (const page of [ben, cleo]) {
      await to(page, 'Directory');
      await page.getByRole('link', { name: 'Ada Quill' }).click();
      await page.getByRole('button', { name: 'Follow', exact: true }).click();
      await page.getByRole('button', { name: /Asked to follow|Following/ }).waitFor();
      await to(page, 'Home');
    }
    await to(ada, 'Connections');
    for (const name of ['Ben Marrow', 'Cleo Vance']) {
      const approve = ada.getByRole('button', { name: `Approve ${name}` });
      await approve.click();
      await approve.waitFor({ state: 'detached' });
    }
  });

  step('keeps a circle', async () => {
    await to(ada, 'Circles');
    await ada.getByLabel('Name of a new circle').fill('Book club');
    await ada.getByRole('button', { name: 'Make circle' }).click();
    await main(ada)
      .getByRole('link', { name: /Book club/ })
      .click();
    await heading(ada, 'Book club');
    await findPerson(ada, 'Add someone', 'Ben');
    await ada
      .getByRole('list', { name: 'In this circle' })
      .getByRole('link', { name: 'Ben Marrow' })
      .waitFor();
  });

  step('posts to the circle, and says first whom it reaches', async () => {
    // So that Ben's feed isn't empty, and what comes in has to wait for him.
    await write(ben, 'My first words here.', /^Post to \d+ people$/);
    await to(ada, 'Home');
    await ada.getByRole('textbox', { name: 'Your post' }).fill('Shall we read the long one?');
    await chooseAudience(ada, 'Book club');
    await ada.getByText('1 person: Ben Marrow').waitFor();
    await ada.getByRole('button', { name: 'Post to 1 person' }).click();
    await post(ada, 'Shall we read the long one?').waitFor();
  });

  step('shows it to the circle without a reload, and to nobody else', async () => {
    await ben.getByRole('button', { name: '1 new post' }).click();
    await post(ben, 'Shall we read the long one?').waitFor();
    await write(ada, 'Lunch is ready, all of you.', 'Post to 2 people');
    await post(cleo, 'Lunch is ready, all of you.').waitFor();
    assert.equal(await post(cleo, 'Shall we read the long one?').count(), 0);
    await ben.getByRole('button', { name: '1 new post' }).click();
    await post(ben, 'Lunch is ready, all of you.').waitFor();
  });

  step('likes and replies, and the thread follows', async () => {
    const there = post(ben, 'Shall we read the long one?');
    await there.getByRole('button', { name: 'Like' }).click();
    await there.getByRole('button', { name: 'Like, 1 so far', pressed: true }).waitFor();
    await there.getByRole('button', { name: 'Reply' }).click();
    const sheet = ben.getByRole('dialog', { name: 'Your reply' });
    await sheet.getByRole('heading', { name: 'Reply as Ben Marrow Acme colleagues' }).waitFor();
    await sheet.getByRole('textbox', { name: 'Your reply' }).fill('Gladly, it is on my desk.');
    await sheet.getByRole('button', { name: /^Post to/ }).click();
    await sheet.waitFor({ state: 'detached' });
    await ada.getByRole('link', { name: 'Notifications' }).first().click();
    await ada.getByText('likes your post').waitFor();
    await ada.getByRole('link', { name: 'Gladly, it is on my desk.' }).click();
    await heading(ada, 'Post');
    await post(ada, 'Shall we read the long one?').waitFor();
    await to(ada, 'Home');
  });

  step('edits a post', async () => {
    await postMenu(ada, 'Lunch is ready, all of you.', 'Edit');
    const sheet = ada.getByRole('dialog', { name: 'Edit' });
    await sheet.getByLabel('Your post').fill('Lunch is ready, bring a spoon.');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.waitFor({ state: 'detached' });
    await post(ada, 'Lunch is ready, bring a spoon.').waitFor();
    await post(cleo, 'Lunch is ready, bring a spoon.').waitFor();
  });

  step('says what a post gives away, asks once, and blocks nothing', async () => {
    const text = ada.getByRole('textbox', { name: 'Your post' });
    await text.fill('Ring +31 6 12345678 or write to ada@example.org, both work.');
    await ada.getByText('This gives 2 things away.').waitFor();
    await ada.getByRole('button', { name: 'Take it out Phone number' }).click();
    assert.equal(await text.inputValue(), 'Ring or write to ada@example.org, both work.');
    await ada.getByRole('button', { name: /^Post to \d+ people$/ }).click();
    await ada.getByText('Take it out, or go on').waitFor();
    assert.equal(await post(ada, 'both work').count(), 0);
    await ada.getByRole('button', { name: 'Post anyway' }).click();
    await post(ada, 'Ring or write to ada@example.org, both work.').waitFor();
    await postMenu(ada, 'both work', 'Edit');
    const sheet = ada.getByRole('dialog', { name: 'Edit' });
    await sheet.getByRole('button', { name: 'Leave it in E-mail address' }).click();
    await sheet.getByText('gives something away').waitFor({ state: 'detached' });
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.waitFor({ state: 'detached' });
  });

  step('narrows a post, which goes from every open feed at once', async () => {
    await postMenu(ada, 'Lunch is ready', 'Change audience');
    const sheet = ada.getByRole('dialog', { name: 'Change audience' });
    await sheet.getByRole('checkbox', { name: 'Book club', exact: true }).press('Space');
    await sheet.getByRole('checkbox', { name: 'Members of Acme colleagues' }).press('Space');
    await sheet.getByText('1 person: Ben Marrow').waitFor();
    await sheet.getByRole('button', { name: 'Save' }).click();
    await post(cleo, 'Lunch is ready').waitFor({ state: 'detached' });
    await post(ben, 'Lunch is ready').waitFor();
  });

  step('says who can see a post, and why', async () => {
    await post(ada, 'Lunch is ready')
      .getByRole('button', { name: /Book club.*Who can see this/ })
      .click();
    const sheet = ada.getByRole('dialog', { name: 'Who can see this, and why' });
    await sheet.getByRole('link', { name: 'Ben Marrow' }).waitFor();
    await sheet.getByRole('button', { name: 'Why? Ben Marrow' }).click();
    await sheet.getByText('Can see it', { exact: true }).waitFor();
    await findPerson(ada, 'Person', 'Cleo');
    await sheet.getByText("Can't see it", { exact: true }).waitFor();
    await sheet.getByRole('button', { name: 'Close' }).click();
  });

  step('shows an attribute to a circle, at a precision', async () => {
    await to(ada, 'About you');
    await ada.getByRole('button', { name: 'Add', exact: true }).click();
    const adding = ada.getByRole('dialog', { name: 'Add' });
    await adding.getByRole('button', { name: /What/ }).click();
    await ada.getByRole('option', { name: 'Date of birth' }).click();
    await adding.getByLabel('Exactly').fill('1984-05-17');
    await adding.getByRole('button', { name: 'Save' }).click();
    await ada.getByText('Sealed: nobody sees it.').waitFor();
    await ada.getByRole('button', { name: 'Show it Date of birth' }).click();
    const showing = ada.getByRole('dialog', { name: 'Show: Date of birth' });
    await showing.getByRole('radio', { name: 'year' }).press('Space');
    await showing.getByRole('checkbox', { name: 'Book club', exact: true }).press('Space');
    await showing.getByRole('button', { name: 'Show it' }).click();
    await showing.waitFor({ state: 'detached' });
    const card = ada.getByRole('article', { name: 'Date of birth' });
    await card.getByText('1984', { exact: true }).waitFor();

    await visit(ben, 'Ada Quill');
    await shown(ben, '1984').waitFor();
    await visit(cleo, 'Ada Quill');
    assert.equal(await cleo.getByText('1984').count(), 0);
  });

  step('says who can see an attribute, and why', async () => {
    await ada.getByRole('button', { name: 'More about Date of birth' }).click();
    await ada.getByRole('menuitem', { name: 'Who can see this, and why' }).click();
    const sheet = ada.getByRole('dialog', { name: 'Who can see this, and why' });
    await sheet.getByRole('link', { name: 'Ben Marrow' }).waitFor();
    assert.equal(await sheet.getByRole('link', { name: 'Cleo Vance' }).count(), 0);
    await sheet.getByRole('button', { name: 'Why? Ben Marrow' }).click();
    await sheet.getByText('Can see it', { exact: true }).waitFor();
    await findPerson(ada, 'Person', 'Cleo');
    await sheet.getByText("Can't see it", { exact: true }).waitFor();
    await sheet.getByRole('button', { name: 'Close' }).click();
  });

  step('changes an attribute, and what is shown of it', async () => {
    await changeBirthDate(ada, '1985-05-17');
    await visit(ben, 'Ada Quill');
    await shown(ben, '1985').waitFor();
  });

  step("looks at oneself through others' eyes", async () => {
    await to(ada, 'View as');
    const nobody = ada.getByRole('region', { name: 'Seen by: The public.' });
    await nobody.getByText("They don't meet your profile").waitFor();
    await nobody.getByText('None of your posts.').waitFor();
    await ada.getByRole('radio', { name: /A stranger/ }).press('Space');
    const stranger = ada.getByRole('region', { name: 'Seen by: A stranger.' });
    await stranger.getByText('Ada Quill').first().waitFor();
    assert.equal(await stranger.getByText('Shall we read the long one?').count(), 0);
    await ada.getByRole('radio', { name: /A person/ }).press('Space');
    await findPerson(ada, 'Who', 'Ben');
    const friend = ada.getByRole('region', { name: 'Seen by: Ben Marrow.' });
    await friend.getByText('Shall we read').waitFor();
    await friend.getByRole('definition').getByText('1985', { exact: true }).waitFor();
  });

  step('asks to talk, and hears the answer as it is written', async () => {
    await visit(cleo, 'Ada Quill');
    await cleo.getByRole('button', { name: 'Message', exact: true }).click();
    const sheet = cleo.getByRole('dialog', { name: 'New message' });
    await sheet.getByRole('textbox', { name: 'Message' }).fill('May I join the book club?');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await heading(cleo, 'Ada Quill');
    await cleo.getByText('Ada Quill has not answered yet.').waitFor();
    await ada.getByRole('link', { name: 'Messages 1 new' }).click();
    await ada.getByRole('tab', { name: /^Requests/ }).click();
    await ada.getByRole('link', { name: /^Cleo Vance/ }).click();
    await ada.getByRole('button', { name: 'Accept' }).click();
    const box = ada.getByRole('textbox', { name: 'Write a message' });
    await box.fill('Gladly. It meets on Fridays.');
    await box.press('Enter');
    await cleo.getByText('Gladly. It meets on Fridays.').waitFor();
    await cleo.getByRole('textbox', { name: 'Write a message' }).waitFor();
  });

  step('takes words back from everybody', async () => {
    const words = ada.getByRole('article').filter({ hasText: 'It meets on Fridays.' });
    await words.getByRole('button', { name: 'More about this message' }).click();
    await ada.getByRole('menuitem', { name: 'Delete for everybody' }).click();
    await ada.getByRole('alertdialog').getByRole('button', { name: 'Delete for everybody' }).click();
    await cleo.getByText('Message deleted').waitFor();
    assert.equal(await cleo.getByText('It meets on Fridays.').count(), 0);
  });

  step('meets in a closed space', async () => {
    await to(ada, 'Spaces');
    await ada.getByRole('button', { name: 'New space' }).click();
    const sheet = ada.getByRole('dialog', { name: 'New space' });
    await sheet.getByLabel('Name').fill('Works council');
    await sheet.getByRole('radio', { name: /Closed/ }).press('Space');
    await sheet.getByRole('button', { name: 'Create the space' }).click();
    await ada.getByRole('heading', { name: 'Works council' }).waitFor();
    await write(ada, 'Minutes of Monday.', /^Post to/);

    await to(ben, 'Spaces');
    await main(ben)
      .getByRole('link', { name: /Works council/ })
      .click();
    await ben.getByRole('button', { name: 'Ask to join' }).click();
    await ben.getByRole('button', { name: 'Take the request back' }).waitFor();
    assert.equal(await ben.getByText('Minutes of Monday.').count(), 0);

    await ada.getByRole('button', { name: /1 member/ }).click();
    await ada.getByRole('button', { name: 'Approve Ben Marrow' }).click();
    await ada.getByRole('list', { name: 'Members' }).getByRole('link', { name: 'Ben Marrow' }).waitFor();
    await ada.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await to(ben, 'Home');
    await to(ben, 'Spaces');
    await main(ben)
      .getByRole('link', { name: /Works council/ })
      .click();
    await post(ben, 'Minutes of Monday.').waitFor();
  });

  step('lets a member out of the directory', async () => {
    await to(cleo, 'Privacy');
    await main(cleo)
      .getByRole('link', { name: /Where you are visible/ })
      .click();
    await cleo.getByRole('button', { name: /Change Who may find you in the directory/ }).click();
    const sheet = cleo.getByRole('dialog', { name: /Who may find you in the directory/ });
    await sheet.getByRole('checkbox', { name: 'Only you' }).press('Space');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.waitFor({ state: 'detached' });
    await ben.reload();
    await to(ben, 'Directory');
    await main(ben).getByRole('link', { name: 'Ada Quill' }).waitFor();
    assert.equal(await main(ben).getByRole('link', { name: 'Cleo Vance' }).count(), 0);
  });

  step('searches what one may see, and nothing else', async () => {
    for (const [page, finds] of [
      [ben, true],
      [cleo, false],
    ] as const) {
      await to(page, 'Search');
      await page.getByRole('searchbox').fill('long one');
      if (finds) await post(page, 'Shall we read the long one?').waitFor();
      else await page.getByText('Nothing found that you may see').waitFor();
    }
  });

  step('founds a second network, and changes from one persona to another', async () => {
    await ada.goto('/networks');
    await ada.getByRole('link', { name: 'New network' }).click();
    await ada.getByLabel('Name of the network').fill('City bees');
    await ada.getByLabel('Name', { exact: true }).fill('Queenless');
    await ada.getByLabel('Handle').fill('queenless');
    await ada.getByRole('button', { name: 'Create the network' }).click();
    await ada.getByRole('button', { name: /^Speaking as Queenless City bees/ }).waitFor();
    await ada.getByText('Your feed is quiet').waitFor();
    assert.equal(await ada.getByText('Shall we read the long one?').count(), 0);
    await to(ada, 'About you');
    await changeBirthDate(ada, '1986-05-17');
    await to(ada, 'Home');
    const queenless = await composerHue(ada, 'Queenless City bees');
    await ada.getByRole('button', { name: /^Speaking as/ }).click();
    assert.equal(await hueOf(ada.getByRole('menuitem', { name: /Queenless/ })), queenless);
    const quill = await hueOf(ada.getByRole('menuitem', { name: /Ada Quill/ }));
    await ada.getByRole('menuitem', { name: /Ada Quill/ }).click();
    await ada.getByRole('button', { name: /^Speaking as Ada Quill/ }).waitFor();
    await post(ada, 'Shall we read the long one?').waitFor();
    assert.equal(await composerHue(ada, 'Ada Quill Acme colleagues'), quill);
  });

  step('says when the copy of a persona is old, and renews it', async () => {
    await to(ada, 'About you');
    await ada.getByText('They still see the older copy.').waitFor();
    await visit(ben, 'Ada Quill');
    await shown(ben, '1985').waitFor();
    await ada.getByRole('button', { name: 'Renew' }).click();
    await ada.getByText('They still see the older copy.').waitFor({ state: 'detached' });
    await visit(ben, 'Ada Quill');
    await shown(ben, '1986').waitFor();
  });

  step('seals an attribute again', async () => {
    const card = ada.getByRole('article', { name: 'Date of birth' });
    await card.getByRole('button', { name: 'Seal it Date of birth' }).click();
    await card.getByText('Sealed: nobody sees it.').waitFor();
    await visit(ben, 'Ada Quill');
    await shown(ben, '1986').waitFor({ state: 'detached' });
  });

  step('withdraws a grant', async () => {
    await to(ada, 'What you granted');
    const ofPosts = ada.getByRole('button', { name: /^Withdraw Your post/ });
    await ofPosts.first().waitFor();
    const before = await ofPosts.count();
    await ofPosts.first().click();
    await ada.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
    await ada.getByText('Withdrawn.').waitFor();
    assert.equal(await ofPosts.count(), before - 1);
  });

  step('deletes a post, everywhere', async () => {
    await to(ben, 'Home');
    await post(ben, 'Shall we read the long one?').waitFor();
    await to(ada, 'Home');
    await postMenu(ada, 'Shall we read the long one?', 'Delete');
    await ada.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await post(ada, 'Shall we read the long one?').waitFor({ state: 'detached' });
    await post(ben, 'Shall we read the long one?').waitFor({ state: 'detached' });
  });

  step('says the same of what is absent and what is sealed', async () => {
    await cleo.goto('/posts/01a20ca2-4e5b-787f-936c-14e44236522a');
    await cleo.getByText('There is nothing here that you may see').waitFor();
    await cleo.goto('/no/such/place');
    await cleo.getByText('There is nothing here that you may see').waitFor();
  });

  step('says so when there is no network, and goes on when there is', async () => {
    await cleo.getByRole('link', { name: 'Go to your home feed' }).click();
    await heading(cleo, 'Home');
    await cleo.context().setOffline(true);
    await cleo.getByText('You are offline.').waitFor();
    await cleo.context().setOffline(false);
    await cleo.getByText('You are offline.').waitFor({ state: 'detached' });
  });

  step('signs out everywhere', async () => {
    await to(ben, 'Settings');
    await ben.getByRole('button', { name: 'Sign out everywhere' }).click();
    await ben.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await heading(ben, 'Sign in');
    await ben.goto('/');
    await heading(ben, 'Sign in');
    await signIn(ben, 'ben@example.org', 'three quiet words');
    await heading(ben, 'Home');
  });

  step('had nothing that a browser complains of', () => {
    assert.deepEqual(site.complaints, []);
  });
});

async function join(page: Page, name: string, handle: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('E-mail address').fill(`${handle}@example.org`);
  await page.getByLabel('Password').fill('three quiet words');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await heading(page, 'Networks');
  await page.getByText('It asks for nothing about you.').waitFor();
  await page.getByRole('link', { name: 'Join Acme colleagues' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Handle').fill(handle);
  await page.getByRole('button', { name: 'Join' }).click();
  await heading(page, 'Home');
}

async function visit(page: Page, name: string): Promise<void> {
  await to(page, 'Directory');
  await main(page).getByRole('link', { name }).click();
  await page.getByText('@ada').first().waitFor();
}

async function changeBirthDate(page: Page, date: string): Promise<void> {
  await page.getByRole('button', { name: 'More about Date of birth' }).click();
  await page.getByRole('menuitem', { name: 'Change the value' }).click();
  const sheet = page.getByRole('dialog', { name: 'Change the value' });
  await sheet.getByLabel('Exactly').fill(date);
  await sheet.getByRole('button', { name: 'Save' }).click();
  await sheet.waitFor({ state: 'detached' });
}

/** An attribute on a profile. */
const shown = (page: Page, value: string) => page.getByRole('definition').getByText(value, { exact: true });

async function hueOf(persona: Locator): Promise<string> {
  const hue = /--hue: ([\d.]+)/.exec((await persona.getAttribute('style')) ?? '')?.[1];
  assert.ok(hue, 'it has a hue');
  return hue;
}

/** The hue in which the composer stands, and is seen to stand. */
async function composerHue(page: Page, who: string): Promise<string> {
  const hue = await hueOf(page.getByRole('region', { name: `Write as ${who}` }));
  const edge = await page.evaluate(
    `getComputedStyle(document.querySelector('.composer')).borderInlineStartColor`,
  );
  assert.match(String(edge), new RegExp(` ${hue}\\)$`));
  return hue;
}
