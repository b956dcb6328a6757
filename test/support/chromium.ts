import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The browser's program: the environment's `CHROMIUM`, or where Debian puts it; undefined when absent. */
const chromiumPath = [process.env.CHROMIUM, '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

/** For `{ skip: noChromium }`: false where there is a browser, otherwise the words how to get one. */
export const noChromium = chromiumPath ? false : 'no browser here: apt-get install chromium';

/** Starts a browser that talks to nobody but the page under test. */
export async function launchChromium(): Promise<Browser> {
  if (!chromiumPath) throw new Error('no browser here: apt-get install chromium');
  return chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
