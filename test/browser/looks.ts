import type { Page } from 'playwright-core';
import { check } from './axe.ts';

/** Where pictures of screens go, to be looked at; none are taken without it. */
const SHOTS = process.env.WAXSEAL_SHOTS;

/**
 * Has axe look at a screen, and takes its picture in the light, in the dark and on a phone.
 * @param within a selector of the part that is meant
 */
export async function looks(page: Page, what: string, within?: string): Promise<void> {
  await check(page, what, within === undefined ? {} : { within });
  if (SHOTS === undefined) return;
  for (const [scheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    const path = `${SHOTS}/${what.replaceAll(' ', '-')}-${scheme}-${width}.png`;
    await page.screenshot({ path, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Has a screen printed to PDF, to be looked at, where pictures are taken. */
export async function prints(page: Page, what: string): Promise<void> {
  if (SHOTS === undefined) return;
  await page.pdf({ path: `${SHOTS}/${what.replaceAll(' ', '-')}.pdf`, format: 'A4' });
}
