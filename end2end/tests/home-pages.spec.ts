// The pages of log in and of somebody who is logged in, as everybody meets them.

import { expect, hydrated, test } from '../fixtures/test.ts';
import { expectPage, HEADING } from '../fixtures/journey.ts';
import { tabTo } from '../fixtures/keyboard.ts';
import { logIn } from '../fixtures/log-in.ts';
import { checkPage, checkSkipLink } from '../fixtures/page-check.ts';
import { scan } from '../fixtures/qr.ts';

const HOME: [path: string, heading: string][] = [
  ['/home', HEADING.home],
  ['/home/key', HEADING.key],
  ['/home/key/new', HEADING.newKey],
  ['/home/key/lost-phone', HEADING.reportLost],
  ['/home/sessions', HEADING.sessions],
  ['/home/notifications', HEADING.notifications],
];

// Once alive, and once as the server wrote them.
for (const alive of [true, false]) {
  test(`the pages after log in ${alive ? 'with' : 'without'} the bundle`, { tag: alive ? [] : ['@once'] }, async ({ page, server, key, announce }) => {
    test.setTimeout(120_000);
    await logIn(page, server, key);
    if (!alive) {
      announce(/Failed to load resource: net::ERR_FAILED/, /Failed to fetch dynamically imported module/);
      await page.route('**/assets/*.js', (route) => route.abort());
    }
    const name = (path: string) => `${path.slice(1).replaceAll('/', '-')}${alive ? '' : '-plain'}`;
    for (const [path, heading] of HOME) {
      await page.goto(path);
      if (alive) await hydrated(page);
      await checkPage(page, name(path), heading);
      expect(`${await page.title()} ${page.url()}`, 'titles are personal to nobody').not.toMatch(/Amina|Okafor|\+44/);
      if (alive) {
        await page.reload();
        await checkSkipLink(page);
      }
    }
    await page.goto('/home/key/new');
    await page.getByRole('button', { name: 'Ask for a new access key' }).click();
    if (alive) await expect(page.locator('.nhsuk-error-summary')).toBeFocused();
    await checkPage(page, name('/home/key/new/error'), HEADING.newKey, { error: true });
    await page.getByLabel('I have a new phone').check();
    await page.getByRole('button', { name: 'Ask for a new access key' }).click();
    await expect(page.getByRole('alert')).toContainText('We have asked the HR team');
    if (alive) await expect(page.getByRole('alert')).toBeFocused();
    await checkPage(page, name('/home/key/new/asked'), HEADING.newKey);
    await page.goto('/home');
    await expect(page.getByText('They will send you an email.')).toBeVisible();
    await checkPage(page, name('/home/with-banner'), HEADING.home);
    await page.getByRole('button', { name: 'Log out' }).click();
    await checkPage(page, name('/logged-out'), HEADING.loggedOut);
  });
}

test('the log in page', async ({ page, phone, isMobile }) => {
  await page.goto('/login');
  await hydrated(page);
  await expect(isMobile ? page.getByRole('link', { name: /^Open / }) : page.locator('.app-qr')).toBeVisible();
  await checkPage(page, `log-in-${isMobile ? 'button' : 'qr'}`, HEADING.logIn);
  await page.goto(`/login?show=${isMobile ? 'qr' : 'button'}`);
  await hydrated(page);
  await checkPage(page, `log-in-${isMobile ? 'qr' : 'button'}`, HEADING.logIn);
  for (const summary of await page.locator('summary').all()) await summary.click();
  await checkPage(page, 'log-in-help', HEADING.logIn);
  await page.goto('/login?show=qr');
  await phone.look(await scan(page));
  await expect(page.getByRole('status')).toContainText('The request was opened');
  await checkPage(page, 'log-in-opened', HEADING.logIn);
});

test('the log in page as the server wrote it', { tag: '@once' }, async ({ page, announce }) => {
  announce(/Failed to load resource: net::ERR_FAILED/, /Failed to fetch dynamically imported module/);
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto('/login');
  await expect(page.getByRole('status')).toContainText('Choose how you want to log in.');
  await checkPage(page, 'log-in-plain', HEADING.logIn);
  await page.getByRole('button', { name: 'Show a QR code to scan with my phone' }).click();
  await scan(page);
  await checkPage(page, 'log-in-qr-plain', HEADING.logIn);
});

test('everything after log in by keyboard', { tag: '@once' }, async ({ page, server, key }) => {
  await logIn(page, server, key);
  await hydrated(page);
  await tabTo(page, HEADING.key);
  await page.keyboard.press('Enter');
  await expectPage(page, HEADING.key);
  await hydrated(page);
  await tabTo(page, 'Ask HR for a new access key');
  await page.keyboard.press('Enter');
  await expectPage(page, HEADING.newKey);
  await hydrated(page);
  await tabTo(page, 'reason');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('I deleted the key from the app')).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('We have asked the HR team');
  // The focus is on the good news, above which is the way back.
  await expect(page.getByRole('alert')).toBeFocused();
  await tabTo(page, 'Back', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expectPage(page, HEADING.key);
  await page.goto('/home');
  await hydrated(page);
  await tabTo(page, 'Log out');
  await page.keyboard.press('Space');
  await expectPage(page, HEADING.loggedOut);
});
