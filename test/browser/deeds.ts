import type { Locator, Page } from 'playwright-core';

/** What people do again and again, by the words on the screen. */
export const main = (page: Page): Locator => page.getByRole('main');

export const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

export const post = (page: Page, text: string): Locator =>
  page.getByRole('article').filter({ hasText: text });

/** Goes by the bar beside the page, or below it on a phone; also where something new is counted there. */
export async function to(page: Page, place: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: new RegExp(`^${place}( \\d+ new)?$`) })
    .click();
  await heading(page, place);
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function write(page: Page, text: string, button: string | RegExp): Promise<void> {
  await page.getByRole('textbox', { name: 'Your post' }).fill(text);
  await page.getByRole('button', { name: button }).click();
  await post(page, text).waitFor();
}

/**
 * Chooses one set instead of the usual one.
 * @param composer what holds the composer, where there are several
 */
export async function chooseAudience(
  page: Page,
  name: string,
  composer: Page | Locator = page,
): Promise<void> {
  await composer.getByRole('button', { name: /^Who may see it/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Who may see it' });
  await sheet.getByRole('checkbox', { name, exact: true }).press('Space');
  await sheet.getByRole('checkbox', { name: /^Members of/ }).press('Space');
  await sheet.getByRole('button', { name: 'Done' }).click();
}

export async function findPerson(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(name);
  // On a phone the list is clipped away until the keyboard has had time to come up.
  const list = page.locator('.popover:not([style*="clip-path"])');
  await list.getByRole('option', { name: new RegExp(name) }).click();
}

export async function postMenu(page: Page, text: string, deed: string): Promise<void> {
  await post(page, text).getByRole('button', { name: 'More about this post' }).click();
  await page.getByRole('menuitem', { name: deed }).click();
}
