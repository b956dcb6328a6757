import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { noChromium } from '../support/chromium.ts';
import { makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { check } from './axe.ts';
import { openSite, type Site, steps } from './support.ts';

const phone = { width: 390, height: 844 };

/** Somebody shares a file from a folder, and somebody else comes to have it, until it is sealed again. */
describe('files', { skip: noChromium }, () => {
  let site: Site;
  let network: TestNetwork;
  let other: TestPersona;
  let ada: Page;
  let ben: Page;
  const step = steps(() => site);
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  before(async () => {
    site = await openSite();
    network = await makeNetwork(site.app, {
      kind: 'employee',
      rules: { least_presence: { see: 'network', find: 'network' } },
    });
    other = await makePersona(site.app, network, 'ben');
    ada = await site.person({ cookie: network.admin.cookie });
    ben = await site.person({ cookie: other.cookie, viewport: phone });
  });

  after(() => site.close());

  step('makes a folder and uploads into it', async () => {
    await ada.goto('/files');
    await press(ada, 'New folder');
    await ada.getByLabel('Name').fill('Recipes');
    await press(ada, 'Make it');
    await ada.getByRole('link', { name: /Recipes/ }).click();
    await ada.getByRole('heading', { level: 1, name: 'Recipes' }).waitFor();
    const [chooser] = await Promise.all([ada.waitForEvent('filechooser'), press(ada, 'Upload')]);
    await chooser.setFiles({
      name: 'wax.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Melt it slowly.'),
    });
    await ada.getByRole('link', { name: /wax\.txt/ }).waitFor();
    await check(ada, 'a folder');
  });

  step('shares the folder, by keyboard alone', async () => {
    await ada.getByRole('button', { name: 'Share', exact: true }).focus();
    await ada.keyboard.press('Enter');
    const sheet = ada.getByRole('dialog');
    await sheet.getByText('Sealed: nobody but its owner sees it.').waitFor();
    await check(ada, 'the sheet of sharing');
    await sheet.getByRole('checkbox', { name: /Network acme/ }).focus();
    await ada.keyboard.press('Space');
    await sheet.getByRole('button', { name: 'Share', exact: true }).focus();
    await ada.keyboard.press('Enter');
    await sheet.getByRole('list', { name: 'Who may do what' }).waitFor();
    await ada.keyboard.press('Escape');
  });

  step('is there for the other, on a phone, who downloads it', async () => {
    await ben.goto('/files');
    await ben.getByRole('button', { name: /Whose/ }).click();
    await ben.getByRole('option', { name: 'Shared with you' }).click();
    await ben.getByRole('link', { name: /Recipes/ }).click();
    await ben.getByRole('link', { name: /wax\.txt/ }).click();
    await check(ben, 'a file');
    await ben.setViewportSize(phone);
    const [saved] = await Promise.all([ben.waitForEvent('download'), press(ben, 'Download')]);
    assert.equal(saved.suggestedFilename(), 'wax.txt');
  });

  step('is commented on, quoted and passed on as far as that is allowed', async () => {
    const file = ada.getByRole('link', { name: /wax\.txt/ });
    await file.click();
    await ben.reload();
    await ben.getByRole('heading', { level: 2, name: 'Comments' }).waitFor();
    assert.equal(await ben.getByRole('button', { name: 'Pass it on' }).count(), 0, 'it isn’t allowed');
    await ben.getByRole('textbox', { name: 'Your reply' }).fill('How slowly?');
    await ben.getByRole('button', { name: /^Post/ }).last().click();
    await ben.getByRole('article').getByText('How slowly?').waitFor();
    await check(ben, 'comments on a phone');
    await ben.setViewportSize(phone);
    await ada.reload();
    await ada.getByRole('article').getByText('How slowly?').waitFor();
    await press(ada, 'Pass it on');
    await ada.getByRole('button', { name: 'Take it back', exact: true }).waitFor();
    await press(ada, 'Quote it');
    const sheet = ada.getByRole('dialog');
    await sheet.getByRole('link', { name: /wax\.txt/ }).waitFor();
    await sheet.getByRole('textbox', { name: 'Your post' }).fill('All about it');
    await check(ada, 'a quote that is written');
    await sheet.getByRole('button', { name: /^Post/ }).last().click();
    await ada.goto('/');
    await ada
      .getByRole('article')
      .getByRole('link', { name: /wax\.txt/ })
      .first()
      .waitFor();
    await check(ada, 'a feed with a quote and something passed on');
  });

  step('moves into another folder and back', async () => {
    await ada.goto('/files');
    await press(ada, 'New folder');
    await ada.getByLabel('Name').fill('Archive');
    await press(ada, 'Make it');
    await ada.getByRole('link', { name: /Recipes/ }).click();
    await ada.getByRole('link', { name: /wax\.txt/ }).click();
    await press(ada, 'Move');
    const sheet = ada.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Archive' }).press('Enter');
    await check(ada, 'the sheet of moving');
    await sheet.getByRole('button', { name: 'Move to “Archive”' }).press('Enter');
    await ada.getByRole('navigation', { name: 'Folders' }).getByText('Archive').waitFor();
    await ben.reload();
    await ben.getByText('There is nothing here that you may see').waitFor();
    await press(ada, 'Move');
    await sheet.getByRole('button', { name: 'Recipes' }).click();
    await sheet.getByRole('button', { name: 'Move to “Recipes”' }).click();
    await ada.getByRole('navigation', { name: 'Folders' }).getByText('Recipes').click();
    await ada.getByRole('heading', { level: 1, name: 'Recipes' }).waitFor();
    await ben.reload();
    await ben.getByRole('heading', { level: 2, name: 'Comments' }).waitFor();
  });

  step('is gone for the other once it is ended', async () => {
    await press(ada, 'Share');
    await ada.getByRole('button', { name: /^End: / }).click();
    await ada.getByText('Sealed: nobody but its owner sees it.').waitFor();
    await ben.reload();
    await ben.getByText('There is nothing here that you may see').waitFor();
  });

  step('attaches a file to a post', async () => {
    await ada.goto('/');
    await ada.getByRole('textbox', { name: 'Your post' }).click();
    const [chooser] = await Promise.all([ada.waitForEvent('filechooser'), press(ada, 'Attach a file')]);
    await chooser.setFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('Wax, wick') });
    await ada.getByRole('list', { name: 'Attached files' }).getByText('list.txt').waitFor();
    await ada.getByRole('button', { name: /^Post/ }).last().click();
    await ada.getByRole('article').getByRole('button', { name: 'list.txt' }).waitFor();
  });

  step('sends a file and a picture in a conversation, by keyboard, and takes them back', async () => {
    const { token } = network.admin;
    const talk = { with: [other.id], text: 'About the wax' };
    const begun = await site.app.request('POST', '/api/privacy/v1/conversations', { token, body: talk });
    const { id } = (await begun.json()) as { id: string };
    await site.app.request('POST', `/api/privacy/v1/conversations/${id}/answer`, {
      token: other.token,
      body: { answer: 'accept' },
    });
    const amber = { create: { width: 300, height: 200, channels: 3, background: '#c80' } } as const;
    const png = await sharp(amber).png().toBuffer();
    const files = [
      { name: 'melting.txt', mimeType: 'text/plain', buffer: Buffer.from('At sixty degrees.') },
      { name: 'amber.png', mimeType: 'image/png', buffer: png },
    ];
    await ada.goto(`/messages/${id}`);
    for (const one of files) {
      const attach = ada.getByRole('button', { name: 'Attach a file' });
      await attach.and(ada.locator(':enabled')).waitFor();
      const [chooser] = await Promise.all([ada.waitForEvent('filechooser'), attach.press('Enter')]);
      await chooser.setFiles(one);
      await ada.getByRole('button', { name: `Take ${one.name} out` }).waitFor();
    }
    await check(ada, 'a message with files that is written');
    await ada.getByRole('textbox', { name: 'Write a message' }).press('Enter');
    await ada.locator('.messages').getByRole('list', { name: 'Attached files' }).waitFor();
    await check(ada, 'a conversation with files');
    await ben.goto(`/messages/${id}`);
    await ben.getByRole('img', { name: 'Picture without a description' }).waitFor();
    await check(ben, 'a conversation with files on a phone');
    await ben.setViewportSize(phone);
    const [saved] = await Promise.all([
      ben.waitForEvent('download'),
      ben.getByRole('button', { name: /melting\.txt/ }).click(),
    ]);
    assert.equal(saved.suggestedFilename(), 'melting.txt');
    await ada.getByRole('button', { name: 'More about this message' }).last().click();
    await ada.getByRole('menuitem', { name: 'Delete for everybody' }).click();
    await ada.getByRole('alertdialog').getByRole('button', { name: 'Delete for everybody' }).click();
    await ben.getByRole('img', { name: 'Picture without a description' }).waitFor({ state: 'detached' });
  });

  step('had nothing that a browser complains of', () => assert.deepEqual(site.complaints, []));
});
