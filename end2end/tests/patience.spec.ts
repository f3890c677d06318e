// "Nothing happens when I select Continue": every press is answered on the screen at once and ends within 10 seconds in a
// page or an error that says what to do.

import type { Page } from '@playwright/test';
import { expect, hydrated, test } from '../fixtures/test.ts';
import { askForCode, codeField, continueButton, expectArrival, HEADING, expectPage } from '../fixtures/journey.ts';

/** Presses the form's button; the answer is the milliseconds until it says that it is busy. */
async function pressAndMeasure(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const button = document.querySelector<HTMLButtonElement>('form button[type=submit]');
        if (!button) return reject(new Error('no button'));
        const started = performance.now();
        const look = () => {
          const busy = button.getAttribute('aria-disabled') === 'true' && button.textContent === 'Checking…';
          if (busy) requestAnimationFrame(() => resolve(performance.now() - started));
          return busy;
        };
        new MutationObserver(look).observe(button, { attributes: true, childList: true, characterData: true, subtree: true });
        button.focus();
        button.click();
        look();
      }),
  );
}

/** An error with the focus, the typed text kept, and a button that can be pressed again. */
async function expectFailure(page: Page, message: RegExp, typed: string): Promise<void> {
  await expect(page.locator('.nhsuk-error-summary')).toBeFocused({ timeout: 12_000 });
  await expect(page.getByRole('alert')).toContainText(message);
  await expectPage(page, HEADING.enterCode, { error: true });
  await expect(codeField(page)).toHaveValue(typed);
  await expect(continueButton(page)).not.toHaveAttribute('aria-disabled');
}

test('a server that does not answer', async ({ page, server, person }) => {
  const code = await askForCode(page, server, person, await server.invite(person));
  await hydrated(page);
  await codeField(page).fill(code);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let requests = 0;
  await page.route('**/key/enter-code', async (route) => {
    requests += 1;
    await held;
    await route.abort().catch(() => {});
  });
  const started = Date.now();
  expect(await pressAndMeasure(page), '"Checking…" within 100 ms').toBeLessThan(100);
  // The button keeps the focus; more presses change nothing; whoever cannot see it hears it after a second.
  const busy = page.getByRole('button', { name: 'Checking…' });
  await expect(busy).toBeFocused();
  await busy.click({ force: true });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Still checking', { timeout: 2_000 });
  await expectFailure(page, /We could not reach the service/, code);
  expect(Date.now() - started, 'after 10 seconds').toBeGreaterThan(9_000);
  expect(Date.now() - started).toBeLessThan(12_000);
  expect(requests).toBe(1);
  await expect(page.getByRole('status')).not.toContainText('Still checking');

  // Nothing was lost: the same code passes.
  release();
  await page.unroute('**/key/enter-code');
  await continueButton(page).click();
  await expectArrival(page, HEADING.addKey);
});

test('no connection', async ({ page, server, person, announce }) => {
  announce(/net::ERR_INTERNET_DISCONNECTED/);
  const code = await askForCode(page, server, person, await server.invite(person));
  await hydrated(page);
  await codeField(page).fill(code);
  await page.context().setOffline(true);
  await continueButton(page).click();
  await expectFailure(page, /We could not reach the service/, code);
  // A second failure takes the focus again.
  await continueButton(page).click();
  await expectFailure(page, /We could not reach the service/, code);
  await page.context().setOffline(false);
  await continueButton(page).click();
  await expectArrival(page, HEADING.addKey);
});

test('a service that fails', async ({ page, server, person, announce }) => {
  announce(/the server responded with a status of 503/);
  const code = await askForCode(page, server, person, await server.invite(person));
  await hydrated(page);
  await codeField(page).fill(code);
  await page.route('**/key/enter-code', (route) => route.fulfill({ status: 503, body: 'busy' }));
  await continueButton(page).click();
  await expectFailure(page, /The service has a problem/, code);
});

test('what was typed before the page came to life stays', async ({ page, server, person }) => {
  const code = await askForCode(page, server, person, await server.invite(person));
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*_bg.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await codeField(page).fill(code.slice(0, 4));
  expect(await page.evaluate(() => 'latchkeyIsReady' in globalThis)).toBe(false);
  release();
  await hydrated(page);
  await expect(codeField(page)).toHaveValue(code.slice(0, 4));
  await expect(codeField(page)).toBeFocused();
  await codeField(page).pressSequentially(code.slice(4));
  await continueButton(page).click();
  await expectArrival(page, HEADING.addKey);
});

test('a form that is sent before the page came to life works all the same', async ({ page, server, person }) => {
  const code = await askForCode(page, server, person, await server.invite(person));
  await page.route('**/*_bg.wasm', () => {});
  await page.reload({ waitUntil: 'commit' });
  await codeField(page).fill(code);
  await continueButton(page).click();
  await expectPage(page, HEADING.addKey);
});
