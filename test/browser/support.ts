import { tmpdir } from 'node:os';
import { it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { builtWebFolder } from '../../src/cli/web-build.ts';
import { startOutbox } from '../../src/community/outbox/worker.ts';
import { listen } from '../../src/http/listen.ts';
import { type TestApp, type TestClock, testApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';

/** The whole product: a server on a fresh database, the built web app, and a browser. */
export interface Site {
  readonly app: TestApp;
  readonly url: string;
  /** A page of a person of their own: nothing is shared with other pages. */
  person(options?: BrowserContextOptions & { cookie?: string }): Promise<Page>;
  /** What a browser complained of, over all pages: errors of scripts, and what the content policy refused. */
  readonly complaints: readonly string[];
  /** What every page shows, to be told with a failure. */
  pages(): Promise<string>;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const webFolder = await builtWebFolder(tmpdir(), () => undefined);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const closing = new AbortController();
  const complaints: string[] = [];
  const app = await testApp({ clock: presentClock, publicUrl: url, webFolder, closing: closing.signal });
  const stopOutbox = await startOutbox(app.deps, (error) => complaints.push(String(error)));
  const server = await listen(app.router, { port, host: 'localhost' });
  const browser: Browser = await launchChromium();
  return {
    app,
    url,
    complaints,
    async person({ cookie, ...options } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        reducedMotion: 'reduce',
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      context.setDefaultTimeout(60_000);
      if (cookie !== undefined) await context.addCookies([{ name: 'waxseal_session', value: cookie, url }]);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // Refusals are answers as well; the browser reports each of them as a resource that failed. So it does what
        // is asked for while a test has taken the network away.
        const isExpected = /status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text());
        if (message.type() !== 'error' || isExpected) return;
        complaints.push(message.text());
      });
      return page;
    },
    async pages() {
      const pages = browser.contexts().flatMap((context) => context.pages());
      const texts = await Promise.all(pages.map((page) => page.locator('body').textContent().catch(String)));
      return texts
        .map((text, i) => `page ${i + 1}: ${(text ?? '').replaceAll(/\s+/g, ' ').slice(0, 1500)}`)
        .join('\n');
    },
    async close() {
      await browser.close();
      closing.abort();
      await server.close();
      await stopOutbox();
    },
  };
}

/**
 * Goes to another screen of the app that the page has open already, as a link would, and waits until it is shown: the one before
 * stands until then, with buttons of the same names.
 */
export async function goWithin(page: Page, path: string): Promise<void> {
  // In the page, since the content policy lets nothing be evaluated there later.
  await page.evaluate(`new Promise((shown, failed) => {
    history.pushState(null, '', ${JSON.stringify(path)});
    const late = Date.now() + 60_000;
    const look = () => {
      const { status, resolvedLocation } = self.__TSR_ROUTER__?.state ?? {};
      if (status === 'idle' && resolvedLocation?.pathname === location.pathname) shown();
      else if (Date.now() > late) failed(new Error('is not shown: ' + location.pathname));
      else setTimeout(look, 10);
    };
    look();
  })`);
}

/** Tests that go on from one another: once one has failed, the rest are skipped and don't wait in vain. */
export function steps(site: () => Site): (name: string, step: () => Promise<void> | void) => void {
  let failed = false;
  return (name, step) => {
    it(name, async (t) => {
      if (failed) return t.skip('an earlier step failed');
      try {
        await step();
      } catch (error) {
        failed = true;
        t.diagnostic([await site().pages(), ...site().complaints].join('\n'));
        throw error;
      }
    });
  };
}

/** The browser's own time is the present, so the server's has to be. */
const presentClock: TestClock = {
  now: () => new Date(),
  set: () => undefined,
  advance: () => undefined,
};
