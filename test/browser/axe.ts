import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const desktop = { width: 1280, height: 900, colorScheme: 'light' } as const;
const phone = { width: 390, height: 844, colorScheme: 'dark' } as const;

/**
 * Fails where axe finds a violation in what the page shows now, or where that is wider than the window: on a desktop in
 * light, and on a phone in dark. `otherwise` adds the other two, for what is on one of the two alone.
 * @param within a selector; the rest of the page is not looked at
 */
export async function check(
  page: Page,
  what: string,
  { within, otherwise = false }: { within?: string; otherwise?: boolean } = {},
): Promise<void> {
  await page.locator('.skeletons').first().waitFor({ state: 'detached' });
  const others = [
    { ...phone, colorScheme: 'light' },
    { ...desktop, colorScheme: 'dark' },
  ] as const;
  for (const { colorScheme, ...size } of [desktop, phone, ...(otherwise ? others : [])]) {
    const where = `${what}, ${size.width} px, ${colorScheme}`;
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    const width = await widthOf(page);
    assert.ok(width <= size.width, `${where}: it is ${width} px wide`);
    assert.deepEqual(await violations(page, within), [], where);
  }
  await page.setViewportSize(desktop);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** In pixels. What is placed by script, such as a list of names, follows a change of the window some frames later. */
async function widthOf(page: Page): Promise<number> {
  const width = await page.evaluate(`(async () => {
    const { documentElement: root } = document;
    for (const start = performance.now(); root.scrollWidth > innerWidth && performance.now() < start + 5000; ) {
      await new Promise(requestAnimationFrame);
    }
    return root.scrollWidth;
  })()`);
  return Number(width);
}

/**
 * Where the components say aloud what has happened, they keep a word for some seconds, also when what it was about is gone
 * from the page: that place is theirs and isn't looked at.
 *
 * Axe's builder brings its script into the page, once for each document; asked directly, it takes half the time.
 */
async function violations(page: Page, within = ':root'): Promise<unknown> {
  if (!(await page.evaluate(`'axe' in window`))) {
    await new AxeBuilder({ page }).setLegacyMode().withRules(['document-title']).analyze();
  }
  return page.evaluate(`(async () => {
    // What still fades in has other colours than it will have.
    const passing = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity);
    const passed = Promise.all(passing.map((one) => one.finished.catch(() => undefined)));
    await Promise.race([passed, new Promise((done) => setTimeout(done, 2000))]);
    const where = { include: [${JSON.stringify(within)}], exclude: ['[data-live-announcer]'] };
    const { violations } = await axe.run(where, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary),
    }));
  })()`);
}
