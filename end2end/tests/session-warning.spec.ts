// The warning before a session ends (WCAG 2.2, success criterion 2.2.1).

import type { Page } from '@playwright/test';
import { expect, hydrated, test } from '../fixtures/test.ts';
import { expectPage, HEADING } from '../fixtures/journey.ts';
import { addKey, logIn } from '../fixtures/log-in.ts';
import { checkPage } from '../fixtures/page-check.ts';

const warning = (page: Page) => page.getByRole('dialog', { name: 'You will be logged out soon' });

/** At a page with the time in the test's hands. */
async function atNotifications(page: Page): Promise<void> {
  await page.clock.install();
  await page.goto('/home/notifications');
  await hydrated(page);
  await expect(warning(page)).toBeHidden();
}

/** The time goes by as on a device that sleeps: what was due meanwhile happens at the end. */
async function pass(page: Page, seconds: number): Promise<void> {
  await page.clock.fastForward(seconds * 1_000);
}

test('it comes two minutes before the end, and Escape begins the time anew', async ({ page, server, key }) => {
  await logIn(page, server, key);
  await atNotifications(page);
  const choice = page.getByRole('radio').first();
  await choice.focus();
  await pass(page, 27.5 * 60);
  await expect(warning(page)).toBeHidden();
  await pass(page, 35);
  await expect(warning(page)).toBeVisible();
  await expect(warning(page)).toContainText(/Time left: 1:\d\d/);
  await expect(warning(page).getByRole('status')).toHaveText(/^You will be logged out in 1[024]0 seconds\.$/);
  const stay = warning(page).getByRole('button', { name: 'Stay logged in' });
  await expect(stay).toBeFocused();
  await page.screenshot({ path: `${import.meta.dirname}/../screenshots-out/computer/session-warning.png` });

  const stayed = page.waitForResponse((response) => new URL(response.url()).pathname === '/home/stay');
  await page.keyboard.press('Escape');
  expect((await stayed).status()).toBe(200);
  await expect(warning(page)).toBeHidden();
  await expect(choice, 'the focus goes back to where it was').toBeFocused();
  // It is not only hidden: the time has begun anew, and ends as before.
  await pass(page, 27.5 * 60);
  await expect(warning(page)).toBeHidden();
  await pass(page, 35);
  await expect(warning(page)).toBeVisible();
  await stay.press('Enter');
  await expect(warning(page)).toBeHidden();
  await expect(choice).toBeFocused();
});

test('a press in one tab counts in the other', async ({ page, server, key }) => {
  await logIn(page, server, key);
  await atNotifications(page);
  const tab = await page.context().newPage();
  await pass(page, 28.2 * 60);
  await expect(warning(page)).toBeVisible();
  await tab.goto('/home');
  await hydrated(tab);
  // The other tab's clock is the real one: by it the session has 30 minutes, which the first does not have yet.
  await page.keyboard.press('Escape');
  await expect(warning(page)).toBeHidden();
  await expect(warning(tab)).toBeHidden();
});

test('the focus stays in the warning, which is readable for everybody', async ({ serverWith, pageOf }) => {
  // All of such a session is its last two minutes.
  const server = await serverWith({ policy: { log_in_idle_seconds: 110 } });
  const person = await server.hire();
  const key = await addKey(await pageOf(server, { javaScriptEnabled: false }), server, person);
  const page = await pageOf(server);
  await logIn(page, server, key);
  await expect(warning(page)).toBeVisible();
  for (let nth = 0; nth < 3; nth += 1) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement?.closest('dialog'));
    expect(outside, 'what is behind it cannot be reached').toBe(false);
  }
  await checkPage(page, 'session-warning-open', HEADING.home);
});

test('who does nothing is logged out, and is told why', async ({ serverWith, pageOf }) => {
  const server = await serverWith({ policy: { log_in_idle_seconds: 4 } });
  const person = await server.hire();
  const key = await addKey(await pageOf(server, { javaScriptEnabled: false }), server, person);
  const page = await pageOf(server);
  await logIn(page, server, key);
  await expectPage(page, HEADING.sessionOver, { timeout: 15_000 });
  await page.getByRole('link', { name: 'Log in' }).click();
  await expectPage(page, HEADING.logIn);
});

test('a service that cannot be reached is said in the warning', async ({ page, server, key, announce }) => {
  announce(/net::ERR_FAILED/);
  await logIn(page, server, key);
  await atNotifications(page);
  await pass(page, 28.2 * 60);
  await page.route('**/home/stay', (route) => route.abort());
  await warning(page).getByRole('button', { name: 'Stay logged in' }).click();
  await expect(warning(page).getByRole('alert')).toContainText('We could not reach the service.');
  await page.unroute('**/home/stay');
  await warning(page).getByRole('button', { name: 'Stay logged in' }).click();
  await expect(warning(page)).toBeHidden();
});
