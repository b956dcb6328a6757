import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { noChromium } from '../support/chromium.ts';
import { check } from './axe.ts';
import { makeSample, type Sample } from './sample.ts';
import { goWithin, openSite, type Site, steps } from './support.ts';

/** Every screen. What opens over them is in `axe-sheets.test.ts`. */
describe('what axe finds in screens', { skip: noChromium }, () => {
  let site: Site;
  let sample: Sample;
  let member: Page;
  let stranger: Page;
  const step = steps(() => site);

  before(async () => {
    site = await openSite();
    stranger = await site.person();
  });

  after(() => site.close());

  step('on the first run', async () => {
    await stranger.goto('/');
    await stranger.getByRole('heading', { level: 1, name: 'Welcome to Waxseal' }).waitFor();
    await check(stranger, 'the first run');
  });

  step('at the threshold', async () => {
    sample = await makeSample(site.app);
    await stranger.goto('/sign-in');
    await look(stranger, [
      ['/sign-in', 'Sign in', 'New here?'],
      ['/sign-up', 'Make an account', 'Kept sealed.'],
      ['/networks', 'Networks', 'Network acme'],
    ]);
  });

  step('of a member', async () => {
    const { boss, circle, space, folder } = sample;
    member = await site.person({ cookie: boss.cookie });
    await member.goto('/');
    await member.getByText('Shall we read the long one?').waitFor();
    await check(member, '/', { otherwise: true });
    await look(member, [
      ['/network', 'Network', 'Shall we read the long one?'],
      ['/notifications', 'Notifications', 'likes your post'],
      ['/search', 'Search', 'What are you looking for?'],
      ['/directory', 'Directory', 'Persona ben'],
      ['/spaces', 'Spaces', 'Works council'],
      [`/spaces/${space}`, 'Space', 'Minutes of Monday.'],
      ['/connections', 'Connections', 'Persona cleo'],
      ['/circles', 'Circles', 'Book club'],
      [`/circles/${circle}`, 'Book club', 'Persona ben'],
      ['/files', 'Files', 'Minutes'],
      [`/files/${folder}`, 'Minutes', 'House rules'],
      ['/bookmarks', 'Bookmarks', 'Shall we read the long one?'],
    ]);
  });

  step('about oneself and others', async () => {
    const { ben, post, group, service } = sample;
    await look(member, [
      ['/profile', 'Profile', 'Minutes of Monday.'],
      [`/people/${ben.id}`, 'Profile', 'Gladly.'],
      [`/posts/${post}`, 'Post', 'Gladly.'],
      ['/tags/minutes', '#minutes', 'Minutes of Monday.'],
      ['/messages', 'Messages', 'Friday reading'],
      [`/messages/${group}`, 'Friday reading', 'Fine with me.'],
      [`/messages/${service}`, 'Canteen · Support', 'The oven is cold.'],
      ['/attributes', 'About you', 'sealed with a key of its own'],
      ['/privacy', 'Privacy', 'All of it is off'],
      ['/privacy/visibility', 'Where you are visible', 'Who may find you'],
      ['/privacy/contact', 'Which businesses may write to you, for what', 'Support'],
      ['/privacy/processing', 'What businesses may make of you', 'Screening for a job'],
      ['/privacy/connecting', 'Who may connect with you, and how', 'Requests a day'],
      ['/privacy/exposure', 'Exposure map', 'A stranger'],
      ['/privacy/uses', 'Who used my data', 'Nobody has'],
      ['/privacy/ledger', 'What the ledger says of you', 'Keep this'],
      ['/privacy/linkage', 'What ties your personas together', 'You have one persona'],
      ['/privacy/decisions', 'What you decided', 'The newest first'],
      ['/privacy/bulk', 'Change many posts', 'Written before'],
      ['/view-as', 'View as', 'None of your posts.'],
      ['/grants', 'What you granted', 'Works council'],
      ['/settings', 'Settings', 'Ask me before somebody follows me'],
      ['/administration', 'Administration', 'Nobody waits'],
      [await consent(site), 'Reader asks to come in', 'It learns nothing of the others'],
      ['/more', 'More', 'Bookmarks'],
      ['/nowhere', 'Nothing here', 'There is nothing here that you may see'],
      ['/networks', 'Networks', 'You are here as'],
      ['/networks/acme', 'Join Network acme', 'There is no function for it'],
      ['/networks/compare?one=acme&other=acme', 'Compare two networks', 'There is no function for it'],
      ['/networks/new', 'New network', 'For whom'],
    ]);
  });
});

/** Looks at each screen once its heading is there, and a text that comes from the server or last. */
async function look(page: Page, screens: [path: string, heading: string, text: string][]): Promise<void> {
  for (const [path, name, text] of screens) {
    await goWithin(page, path);
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor({ state: 'attached' });
    await page.getByRole('main').getByText(text).first().waitFor();
    await check(page, path);
  }
}

/** The path at which a freshly registered app asks to be let in. */
async function consent({ app }: Site): Promise<string> {
  const redirect_uri = 'urn:ietf:wg:oauth:2.0:oob';
  const body = { client_name: 'Reader', redirect_uris: redirect_uri, scopes: 'read' };
  const response = await app.request('POST', '/api/v1/apps', { body });
  const { client_id } = (await response.json()) as { client_id: string };
  const asked = { response_type: 'code', client_id, redirect_uri, scope: 'read' };
  return `/oauth/authorize?${new URLSearchParams(asked)}`;
}
