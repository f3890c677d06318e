// Without JavaScript: forms of the browser's own, answered by redirects.

import { expect, test } from '../fixtures/test.ts';
import { askForCode, codeField, continueButton, enterCode, expectPage, HEADING, offerOfButton, openInvitation, reachAddKey, wrong } from '../fixtures/journey.ts';
import { openQr, openButton } from '../fixtures/log-in.ts';
import { scan } from '../fixtures/qr.ts';

test('every press is a form that is answered by a redirect', async ({ page, server, person }) => {
  const posts: string[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST') posts.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  const code = await askForCode(page, server, person, await server.invite(person));
  await enterCode(page, wrong(code));
  await expectPage(page, HEADING.enterCode, { error: true });
  await expect(page.getByRole('alert')).toContainText('That security code is not correct');
  await expect(codeField(page), 'a code is never kept').toHaveValue('');
  await enterCode(page, code);
  await expectPage(page, HEADING.addKey);
  await page.getByRole('button', { name: 'I have added my access key' }).click();
  await expect(page.getByRole('status')).toContainText('We have not heard');
  expect(posts).toEqual(['303 /key/continue', '303 /key/send-code', '303 /key/enter-code', '303 /key/enter-code', '303 /key/add/check']);
});

test('two clicks and a reload send one text', async ({ page, server, person }) => {
  await openInvitation(page, await server.invite(person));
  await continueButton(page).dblclick();
  await expectPage(page, HEADING.enterCode);
  await page.reload();
  await page.goBack();
  await page.waitForTimeout(1_500);
  expect(await server.outbox.count(person.phone)).toBe(1);
});

test('a page that is asked to updates itself', async ({ page, server, person, wallet }) => {
  await reachAddKey(page, server, person);
  await expect(page.getByRole('status')).toContainText('When you have selected Add, select “I have added my access key”');
  await expect(page.locator('noscript meta[http-equiv=refresh], meta[http-equiv=refresh]')).toHaveCount(0);
  await page.getByRole('link', { name: 'Update this page by itself every 10 seconds' }).click();
  await expect(page).toHaveURL(/refresh=10/);
  await expectPage(page, HEADING.addKey);
  await expect(page.getByText('This page updates by itself every 10 seconds.')).toBeVisible();
  await expect(page.getByRole('status')).toContainText('This page will update by itself.');
  const offer = await scan(page);
  await wallet().add(offer);
  await expectPage(page, HEADING.added, { timeout: 15_000 });
});

test('and stops when it is asked to', async ({ page, server, person }) => {
  await reachAddKey(page, server, person);
  await page.getByRole('link', { name: 'I am using this phone instead' }).click();
  await page.getByRole('link', { name: 'Update this page by itself every 10 seconds' }).click();
  expect(await offerOfButton(page), 'the way that was chosen stays').toBeTruthy();
  await page.getByRole('link', { name: 'Stop updating this page' }).click();
  await expect(page.getByRole('link', { name: 'Update this page by itself every 10 seconds' })).toBeVisible();
  await expect(page.locator('meta[http-equiv=refresh]')).toHaveCount(0);
  expect(await offerOfButton(page)).toBeTruthy();
});

test('a new code, asked for by form', async ({ serverWith, pageOf }) => {
  const server = await serverWith({ policy: { send_pause_seconds: 1, sends_per_window: 2 } });
  const person = await server.hire();
  const page = await pageOf(server);
  await askForCode(page, server, person, await server.invite(person));
  await page.waitForTimeout(1_100);
  await page.getByRole('link', { name: 'Get a new code', exact: true }).click();
  await page.getByRole('button', { name: 'Get a new code' }).click();
  await expectPage(page, HEADING.enterCode);
  await expect(page.getByRole('alert')).toContainText('We sent a new code');
  await enterCode(page, await server.outbox.code(person.phone, 1));
  await expectPage(page, HEADING.addKey);
});

test('a new QR code, asked for by form', async ({ serverWith, pageOf, wallet }) => {
  const server = await serverWith({ policy: { offer_renew_seconds: 1, offer_seconds: 6, offer_renewals: 0 } });
  const person = await server.hire();
  const page = await pageOf(server);
  await reachAddKey(page, server, person);
  await page.waitForTimeout(6_100);
  await page.reload();
  await expect(page.getByRole('status')).toContainText('This QR code has expired.');
  await page.getByRole('button', { name: 'Get a new QR code' }).click();
  await wallet().add(await scan(page));
  await page.reload();
  await expectPage(page, HEADING.added);
});

test('every press of a log in is a form that is answered by a redirect', async ({ page, phone }) => {
  const posts: string[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST') posts.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  await page.goto('/login');
  await expect(page.getByRole('status')).toContainText('Choose how you want to log in.');
  const link = await openQr(page);
  const said = page.getByRole('button', { name: 'I have shared my access key' });
  await expect(page.getByRole('status')).toContainText('When you have selected Share, select “I have shared my access key” on this page.');
  await said.click();
  await expect(page.getByRole('status')).toContainText('We have not heard from your wallet app yet');
  await phone.share(link);
  await said.click();
  await expectPage(page, HEADING.home);
  expect(posts).toEqual(['303 /login/begin', '303 /login/finish', '303 /login/finish']);
});

test('a log in page that is asked to updates itself', async ({ page, phone }) => {
  const link = await openQr(page);
  await expect(page.locator('meta[http-equiv=refresh]')).toHaveCount(0);
  await page.getByRole('link', { name: 'Update this page by itself every 10 seconds' }).click();
  await expect(page).toHaveURL(/\/login\?show=qr&refresh=10$/);
  expect(await scan(page), 'the same request').toBe(link);
  await phone.share(link);
  // Nobody is logged in by a page that is only loaded: a press does it.
  await expect(page.getByRole('status')).toContainText('Your access key was shared. Select Continue to log in.', { timeout: 15_000 });
  await continueButton(page).click();
  await expectPage(page, HEADING.home);
});

test('and stops when it is asked to, there too', async ({ page }) => {
  await openButton(page);
  await page.getByRole('link', { name: 'Update this page by itself every 10 seconds' }).click();
  await page.getByRole('link', { name: 'Stop updating this page' }).click();
  await expect(page.getByRole('link', { name: 'Update this page by itself every 10 seconds' })).toBeVisible();
  await expect(page.locator('meta[http-equiv=refresh]')).toHaveCount(0);
});

test('whoever is logged in can go on being so', async ({ page, phone }) => {
  await phone.share(await openQr(page));
  await page.getByRole('button', { name: 'I have shared my access key' }).click();
  await expect(page.getByText(/^You will be logged out at \d{1,2}:\d{2}[ap]m( on \d{1,2} \w+ \d{4})? if you do nothing\.$/)).toBeVisible();
  for (const [path, heading] of [
    ['/home', HEADING.home],
    ['/home/key', HEADING.key],
    ['/home/sessions', HEADING.sessions],
  ] as const) {
    await page.goto(path);
    await page.getByRole('button', { name: 'Stay logged in' }).click();
    await expectPage(page, heading);
  }
});
