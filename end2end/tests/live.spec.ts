// The page moves on by itself, whatever stands between it and the server.

import type { Page } from '@playwright/test';
import { expect, hydrated, test } from '../fixtures/test.ts';
import { expectArrival, HEADING, reachAddKey } from '../fixtures/journey.ts';
import { scan } from '../fixtures/qr.ts';

/** The tab goes to the background or comes back, as far as the page can tell. */
async function showTab(page: Page, visible: boolean): Promise<void> {
  await page.evaluate((visible) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (visible ? 'visible' : 'hidden') });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, visible);
}

test('without the stream of events the page asks', async ({ page, server, person, wallet, announce }) => {
  announce(/net::ERR_FAILED/);
  await page.route('**/key/events', (route) => route.abort());
  await reachAddKey(page, server, person);
  await hydrated(page);
  await wallet().add(await scan(page));
  await expectArrival(page, HEADING.added, 6_000);
});

test('a stream that is held back by a proxy does not hold up the button', async ({ page, server, person, wallet }) => {
  await page.route('**/key/events', () => {});
  await reachAddKey(page, server, person);
  await hydrated(page);
  await wallet().add(await scan(page));
  await expectArrival(page, HEADING.added, 6_000);
});

test('a tab that was hidden meanwhile moves on when it is seen again', async ({ page, server, person, wallet, announce }) => {
  announce(/net::ERR_FAILED|net::ERR_INTERNET_DISCONNECTED/);
  await page.route('**/key/events', (route) => route.abort());
  await reachAddKey(page, server, person);
  await hydrated(page);
  const offer = await scan(page);
  await showTab(page, false);
  await page.waitForTimeout(2_500);
  await wallet().add(offer);
  const shown = Date.now();
  await showTab(page, true);
  await expectArrival(page, HEADING.added, 3_000);
  expect(Date.now() - shown).toBeLessThan(3_000);
});

test('a connection that was lost meanwhile', async ({ page, context, server, person, wallet, announce }) => {
  announce(/net::ERR_/);
  await reachAddKey(page, server, person);
  await hydrated(page);
  const offer = await scan(page);
  await context.setOffline(true);
  await wallet().add(offer);
  await page.waitForTimeout(500);
  await context.setOffline(false);
  await expectArrival(page, HEADING.added);
});

test('a server that was restarted meanwhile', async ({ serverWith, pageOf, wallet, announce }) => {
  announce(/net::ERR_/);
  const server = await serverWith({});
  const person = await server.hire();
  const page = await pageOf(server);
  await reachAddKey(page, server, person);
  await hydrated(page);
  const offer = await scan(page);
  await server.restart();
  await wallet().add(offer);
  await expectArrival(page, HEADING.added, 20_000);
});
