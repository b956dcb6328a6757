import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { check } from './axe.ts';
import { makeSample, type Sample } from './sample.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

const layer = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** Every sheet, menu and question that opens over a screen. */
describe('what axe finds in what opens over a screen', { skip: noChromium }, () => {
  let site: Site;
  let sample: Sample;
  let page: Page;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    sample = await makeSample(site.app);
    page = await site.person({ cookie: sample.boss.cookie });
    await page.goto('/');
  });

  after(() => site.close());

  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const choose = (name: string) => page.getByRole('menuitem', { name, exact: true }).click();
  const sees = (text: string) => page.getByText(text).first().waitFor();

  /** Opens it on that screen, looks at it, and closes it again. */
  const over = (path: () => string, opens: Record<string, () => Promise<void>>) => async () => {
    await goWithin(page, path());
    for (const [what, open] of Object.entries(opens)) {
      await open();
      await page.locator(layer).first().waitFor();
      await check(page, what, { within: layer });
      await page.keyboard.press('Escape');
      await page.locator(layer).first().waitFor({ state: 'detached' });
    }
  };
  const ofPost = (text: string, deed: string) => async () => {
    const post = page.getByRole('article').filter({ hasText: text });
    await post.getByRole('button', { name: 'More about this post' }).click();
    await choose(deed);
  };

  step(
    'the home feed',
    over(() => '/', {
      'the personas': () => press(/^Speaking as/),
      'the audience picker': async () => {
        await press(/^Who may see it/);
        await page.getByRole('checkbox', { name: 'Book club' }).first().press('Space');
        await page.getByText('Leave someone out').click();
        await sees('2 people:');
      },
      'a new post': async () => {
        await press('Write a post');
        await sees('2 people:');
      },
      'what a new post gives away': async () => {
        await press('Write a post');
        await page.getByRole('dialog').getByText('2 people:').waitFor();
        await page.getByRole('dialog').getByLabel('Your post').fill('Call +31 6 12345678, I live in Ghent.');
        await sees('This gives 2 things away.');
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^Post to/ })
          .click();
        await sees('which you keep from those who will see this');
      },
      'a reply': async () => {
        await press('Reply');
        await sees('In reply to');
      },
      'the menu of a post': () => press('More about this post'),
      'editing a post': ofPost('Minutes of Monday.', 'Edit'),
      'changing who sees a post': ofPost('Minutes of Monday.', 'Change audience'),
      'deleting a post': ofPost('Minutes of Monday.', 'Delete'),
    }),
  );

  step(
    'a post',
    over(() => `/posts/${sample.post}`, {
      'who can see it, and why': async () => {
        await press(/Who can see this, and why$/);
        await press(/^Why\? /);
        await sees('Can see it');
      },
      'who could see it then': async () => {
        await press(/Who can see this, and why$/);
        await sees('How this changed');
        await press(/^Who could then/);
        await sees('Who could see it then');
        await press(/^Why\? /);
        await sees('Could see it');
      },
      "who can't, and why": async () => {
        await press(/Who can see this, and why$/);
        await page.getByRole('combobox', { name: 'Person' }).fill('cleo');
        await page.getByRole('option', { name: /cleo/ }).click();
        await sees("Can't see it");
      },
    }),
  );

  step(
    'attributes',
    over(() => '/attributes', {
      'adding one': () => press('Add'),
      'the menu of one': () => press('More about Job title'),
      'changing its value': async () => {
        await press('More about Job title');
        await choose('Change the value');
      },
      'deleting it': async () => {
        await press('More about Job title');
        await choose('Delete');
      },
      'showing it': async () => {
        await press('Change who sees it Job title');
        await sees('How precisely');
      },
      'who can see it': async () => {
        await press('Who can see this, and why');
        await press(/^Why\? /);
        await sees('Can see it');
      },
    }),
  );
  step(
    'visibility',
    over(() => '/privacy/visibility', {
      'who may find me': () => press(/^Change Who may find you in the directory/),
    }),
  );

  step(
    'a circle',
    over(() => `/circles/${sample.circle}`, {
      'renaming a circle': () => press('Rename'),
      'deleting a circle': () => press('Delete'),
      'finding somebody for it': async () => {
        await page.getByRole('combobox', { name: 'Add someone' }).fill('cleo');
        await page.getByRole('option', { name: /cleo/ }).waitFor();
      },
    }),
  );
  step(
    'spaces',
    over(() => '/spaces', { 'a new space': () => press('New space') }),
  );
  step(
    'a space',
    over(() => `/spaces/${sample.space}`, {
      'its members': () => press(/1 member/),
      'leaving it': () => press('Leave'),
    }),
  );
  step(
    'connections',
    over(() => '/connections', {
      'ending one': () => press(/^End/),
      'how it ends': () => press(/^More Persona/),
    }),
  );

  step(
    'messages',
    over(() => '/messages', {
      'a new message': () => press('New message'),
      'their settings': () => press('Message settings'),
    }),
  );
  step(
    'a conversation of several',
    over(() => `/messages/${sample.group}`, {
      'who is in it': () => press('People'),
      'what one can do with it': () => press('More about this conversation'),
      'giving it a title': async () => {
        await press('More about this conversation');
        await choose('Change the title');
      },
      'leaving it': async () => {
        await press('More about this conversation');
        await choose('Leave');
      },
      'deleting a message': async () => {
        await press('More about this message');
        await choose('Delete for everybody');
      },
    }),
  );
  step(
    'a conversation with an organisation',
    over(() => `/messages/${sample.service}`, {
      'showing something': async () => {
        await press('Show something about you');
        await sees('How precisely');
      },
    }),
  );

  step(
    'people',
    over(() => `/people/${sample.ben.id}`, {
      'the menu of a person': () => press('More about Persona ben'),
      'their circles': async () => {
        await press('More about Persona ben');
        await choose('Circles…');
      },
      'blocking them': async () => {
        await press('More about Persona ben');
        await choose('Block');
      },
    }),
  );
  step(
    'a profile',
    over(() => '/profile', {
      'editing it': () => press('Edit profile'),
      followers: () => press('2 followers'),
    }),
  );
  step(
    'grants',
    over(() => '/grants', { 'withdrawing one': () => press(/^Withdraw/) }),
  );
  step(
    'processing',
    over(() => '/privacy/processing', { 'allowing something': () => press('Allow Mining') }),
  );
  step(
    'connecting',
    over(() => '/privacy/connecting', {
      'a rule for who may ask': () => press('Add a rule Who may ask'),
    }),
  );
  step(
    'settings',
    over(() => '/settings', {
      'signing out everywhere': () => press('Sign out everywhere'),
      'leaving the network': () => press('Leave Network acme'),
    }),
  );
});
