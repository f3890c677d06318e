// How an HR officer gets in, stays and leaves: the one-time link, password and authenticator app, recovery codes, the second
// factor once more, the warning before the session ends. With JavaScript, and without.

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { addOfficer, button, enterAppCode, enterPassword, expectNotice, expectProblem, HR, logInOfficer, newOfficer, setUp, startWork } from '../fixtures/console.ts';
import { expectPage } from '../fixtures/journey.ts';
import { checkPage } from '../fixtures/page-check.ts';
import { scan } from '../fixtures/qr.ts';
import { SITE } from '../fixtures/server.ts';

const REFUSED = /the server responded with a status of 4(22|10|04)/;

test('from the one-time link to the list of people', async ({ page, server, announce }) => {
  test.setTimeout(90_000);
  announce(REFUSED);
  const link = await addOfficer(server, 'issuer');
  await page.goto(link.url);
  expect(page.url(), 'the secret is not in the address bar').not.toContain(link.url.split('/').at(-1));
  await checkPage(page, 'hr-set-up', HR.setUp);
  const uri = new URL(await scan(page));
  const typed = await page.getByText('enter this key in the app:').locator('strong').innerText();
  expect(uri.protocol + uri.host).toBe('otpauth:totp');
  expect(uri.searchParams.get('secret'), 'the QR code says what can be typed').toBe(typed.replaceAll(' ', ''));
  expect(uri.searchParams.get('issuer')).toBe(SITE.service);

  await page.getByLabel('New password').fill('short');
  await button(page, 'Set up my log in').click();
  await expectProblem(page, HR.setUp, 'The password must be 12 characters or more', 'Enter the code from your authenticator app');
  await expect(page.getByLabel('New password'), 'a password is never sent back').toHaveValue('');
  await checkPage(page, 'hr-set-up-error', HR.setUp, { error: true });
  const officer = await setUp(page, server, link);
  await checkPage(page, 'hr-codes', HR.codes);
  expect((await server.outbox.about(officer.email, /Your HR log in for .* was set up/)).text).toContain('If this was not you');

  await page.goto(link.url);
  await checkPage(page, 'hr-link-used', HR.linkClosed);
  await expect(page.getByRole('main')).toContainText('It was used.');
  await page.goto(`/hr/set-up/${'A'.repeat(43)}`);
  await checkPage(page, 'hr-link-unknown', HR.linkClosed);

  await page.goto('/hr');
  await checkPage(page, 'hr-log-in', HR.logIn);
  await enterPassword(page, officer.email, 'not my password');
  await expectProblem(page, HR.logIn, 'Email address or password is not correct');
  await expect(page.getByLabel('Email address')).toHaveValue(officer.email);
  await checkPage(page, 'hr-log-in-error', HR.logIn, { error: true });
  await enterPassword(page, 'nobody@hr.riverside.example', officer.password);
  await expectProblem(page, HR.logIn, 'Email address or password is not correct');
  await enterPassword(page, officer.email, officer.password);
  await checkPage(page, 'hr-code', HR.code);
  await enterAppCode(page, officer.app.wrongCode());
  await expectProblem(page, HR.code, 'The code is not correct, or was used before. Wait for the app to show the next one, then enter that');
  await checkPage(page, 'hr-code-error', HR.code, { error: true });
  await page.goto('/hr/staff');
  await expectPage(page, HR.logIn);

  await enterPassword(page, officer.email, officer.password);
  await enterAppCode(page, await officer.app.code());
  await expectPage(page, HR.staff);
  await expect(page.getByRole('banner').getByRole('link', { name: officer.name })).toBeVisible();
  await page.goto('/hr/log-in');
  await expectPage(page, HR.staff);

  const session = (await page.context().cookies()).find(({ name }) => name === 'latchkey-officer');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  await page.getByRole('button', { name: 'Log out' }).click();
  await checkPage(page, 'hr-logged-out', HR.loggedOut);
  // The session is over on the server, too, whoever has kept its cookie.
  await page.context().addCookies([session!]);
  await page.goto('/hr/account');
  await expectPage(page, HR.logIn);
});

test('a recovery code works once in place of the app', async ({ page, server, announce }) => {
  announce(REFUSED);
  const officer = await newOfficer(page, server, 'viewer');
  const [code] = officer.recoveryCodes;
  const withCode = async () => {
    await page.goto('/hr/log-in');
    await enterPassword(page, officer.email, officer.password);
    await page.getByRole('link', { name: 'Use a recovery code instead' }).click();
    await expectPage(page, HR.recovery);
    await page.getByLabel('Recovery code', { exact: true }).fill(code!.toUpperCase());
    await button(page, 'Log in').click();
  };
  await withCode();
  await expectPage(page, HR.account);
  await expectNotice(page, 'You used a recovery code.');
  await checkPage(page, 'hr-account-recovery-used', HR.account);
  expect((await server.outbox.about(officer.email, /recovery code/)).subject).toContain('was used with a recovery code');
  await page.getByRole('button', { name: 'Log out' }).click();
  await withCode();
  await expectProblem(page, HR.recovery, 'The recovery code is not correct, or was used before');
  await checkPage(page, 'hr-recovery-error', HR.recovery, { error: true });
});

test('too many wrong passwords, then not even the right one', { tag: '@once' }, async ({ serverWith, pageOf, announce }) => {
  announce(REFUSED);
  const server = await serverWith({ policy: { officer_tries: 3 } });
  const page = await pageOf(server);
  const officer = await newOfficer(page, server, 'viewer');
  await page.goto('/hr/log-in');
  for (let nth = 0; nth < 3; nth += 1) await enterPassword(page, officer.email, `guess number ${nth}`);
  await enterPassword(page, officer.email, officer.password);
  await expectPage(page, HR.logIn, { error: true });
  await expect(page.getByRole('alert')).toContainText(/Too many tries\. Try again at \d{1,2}:\d{2}[ap]m/);
  await checkPage(page, 'hr-log-in-wait', HR.logIn, { error: true });
});

test('five wrong codes end the log in', { tag: '@once' }, async ({ page, server, announce }) => {
  announce(REFUSED);
  const officer = await newOfficer(page, server, 'viewer');
  await page.goto('/hr/log-in');
  await enterPassword(page, officer.email, officer.password);
  for (let nth = 1; nth < 5; nth += 1) {
    await enterAppCode(page, officer.app.wrongCode());
    await expectPage(page, HR.code, { error: true });
  }
  await enterAppCode(page, officer.app.wrongCode());
  await expect(page.getByRole('main')).toContainText('the code was wrong too many times');
  await checkPage(page, 'hr-codes-wrong', HR.startAgain);
  expect((await server.outbox.about(officer.email, /wrong codes/)).text).toContain('entered wrong codes of the authenticator app too often');
  await page.goto('/hr/log-in/code');
  await expectPage(page, HR.logIn);
  await page.goto('/hr/staff');
  await expectPage(page, HR.logIn);
  // With the password once more there are five tries again.
  await logInOfficer(page, officer);
});

test('the second factor once more, some time after the log in', { tag: '@once' }, async ({ serverWith, pageOf, announce }) => {
  test.setTimeout(120_000);
  announce(REFUSED);
  const server = await serverWith({ policy: { officer_fresh_seconds: 30 } });
  const page = await pageOf(server);
  const officer = await startWork(page, server, 'viewer');
  await page.goto('/hr/account/recovery-codes');
  await expectPage(page, HR.newCodes);
  // From half of the time on, a page is not opened that could not be sent in time.
  await expect(async () => {
    await page.goto('/hr/account/recovery-codes');
    await expectPage(page, HR.confirm, { timeout: 100 });
  }).toPass({ timeout: 30_000, intervals: [1_000] });
  await checkPage(page, 'hr-confirm', HR.confirm);
  await enterAppCode(page, officer.app.wrongCode(), 'Continue');
  await expectPage(page, HR.confirm, { error: true });
  await checkPage(page, 'hr-confirm-error', HR.confirm, { error: true });
  await enterAppCode(page, await officer.app.code(), 'Continue');
  await expectPage(page, HR.newCodes);
  await button(page, 'Get new codes').click();
  await expectPage(page, HR.codes);
  const codes = await page.getByRole('main').locator('code').allInnerTexts();
  expect(codes).toHaveLength(10);
  expect(codes.filter((code) => officer.recoveryCodes.includes(code))).toEqual([]);
});

test('an officer changes password and authenticator app', async ({ page, server, secondBrowser, announce }) => {
  test.setTimeout(150_000);
  announce(REFUSED);
  const officer = await startWork(page, server, 'viewer');
  const other = await secondBrowser();
  await logInOfficer(other, officer);

  await page.getByRole('banner').getByRole('link', { name: officer.name }).click();
  await checkPage(page, 'hr-account', HR.account);
  await page.getByRole('link', { name: 'Change password' }).click();
  await checkPage(page, 'hr-password', HR.password);
  await page.getByLabel('Your password until now').fill('something else');
  await page.getByLabel('New password').fill('passwordpassword1');
  await button(page, 'Change password').click();
  await expectPage(page, HR.password, { error: true });
  await checkPage(page, 'hr-password-error', HR.password, { error: true });
  await page.getByLabel('Your password until now').fill(officer.password);
  const password = 'seven purple lanterns';
  server.mustNotTell(password);
  await page.getByLabel('New password').fill(password);
  await button(page, 'Change password').click();
  await expectPage(page, HR.account);
  await expectNotice(page, 'Your password is changed');
  await other.goto('/hr/account');
  await expectPage(other, HR.logIn);
  await enterPassword(other, officer.email, officer.password);
  await expectPage(other, HR.logIn, { error: true });

  await page.getByRole('link', { name: 'Change authenticator app' }).click();
  await checkPage(page, 'hr-new-app', HR.newApp);
  await page.getByLabel('6-digit code that the app shows').fill(officer.app.wrongCode());
  await button(page, 'Use this app').click();
  await expectPage(page, HR.newApp, { error: true });
  await page.goto('/hr/account/recovery-codes');
  await checkPage(page, 'hr-new-codes', HR.newCodes);
});

const warning = (page: Page) => page.getByRole('dialog', { name: 'You will be logged out soon' });

test('a warning comes two minutes before the session ends', { tag: '@script' }, async ({ page, server }) => {
  await startWork(page, server, 'viewer');
  await page.clock.install();
  await page.goto('/hr/account');
  const link = page.getByRole('link', { name: 'Change password' });
  await link.focus();
  await page.clock.fastForward(12.8 * 60_000);
  await expect(warning(page)).toBeHidden();
  await page.clock.fastForward(20_000);
  await expect(warning(page)).toBeVisible();
  await expect(warning(page)).toContainText(/Time left: 1:\d\d/);
  await expect(warning(page).getByRole('button', { name: 'Stay logged in' })).toBeFocused();
  await page.screenshot({ path: `${import.meta.dirname}/../screenshots-out/computer/hr-session-warning.png` });
  const stayed = page.waitForResponse((response) => new URL(response.url()).pathname === '/hr/stay');
  await page.keyboard.press('Escape');
  expect((await stayed).status()).toBe(200);
  await expect(warning(page)).toBeHidden();
  await expect(link, 'the focus goes back to where it was').toBeFocused();
  await page.clock.fastForward(12.8 * 60_000);
  await expect(warning(page)).toBeHidden();
  await page.clock.fastForward(20_000);
  await expect(warning(page)).toBeVisible();

  // Nobody answers, and the session is over.
  await page.context().clearCookies();
  await page.clock.fastForward(3 * 60_000);
  await expectPage(page, HR.logIn);
  expect(page.url()).toContain('?then=%2Fhr%2Faccount');
});

test('staying in a session that was ended elsewhere leads to the log in page', { tag: '@script' }, async ({ page, server }) => {
  await startWork(page, server, 'viewer');
  await page.clock.install();
  await page.goto('/hr/account');
  await page.clock.fastForward(13.2 * 60_000);
  await expect(warning(page)).toBeVisible();
  await page.context().clearCookies();
  await warning(page).getByRole('button', { name: 'Stay logged in' }).click();
  await expectPage(page, HR.logIn);
  expect(page.url()).toContain('?then=%2Fhr%2Faccount');
});

test('the warning is readable for everybody', { tag: ['@script', '@once'] }, async ({ serverWith, pageOf }) => {
  // All of such a session is its last two minutes.
  const server = await serverWith({ policy: { officer_idle_seconds: 110 } });
  const page = await pageOf(server);
  await startWork(page, server, 'viewer');
  await expect(warning(page)).toBeVisible();
  for (let nth = 0; nth < 3; nth += 1) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement?.closest('dialog'));
    expect(outside, 'what is behind it cannot be reached').toBe(false);
  }
  await checkPage(page, 'hr-session-warning-open', HR.staff);
});

test('without a script the page says when the session ends', async ({ server, secondBrowser }) => {
  const page = await secondBrowser({ javaScriptEnabled: false });
  await startWork(page, server, 'viewer');
  await page.goto('/hr/account');
  await expect(page.getByText(/^You will be logged out at \d{1,2}:\d{2}[ap]m( on \d{1,2} \w+ \d{4})? if you do nothing\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Stay logged in' }).click();
  await expectPage(page, HR.account);
});
