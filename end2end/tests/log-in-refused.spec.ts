// Answers of wallets that log nobody in: each is refused, and the page says why and what to do.

import { sign } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, hydrated, test } from '../fixtures/test.ts';
import { expectPage, HEADING } from '../fixtures/journey.ts';
import { addKey, expectNobody, logIn, openButton, openQr, phoneWith } from '../fixtures/log-in.ts';
import { checkPage } from '../fixtures/page-check.ts';
import { SITE, type Server } from '../fixtures/server.ts';
import type { AddedKey } from '../fixtures/wallet.ts';

const NEW_BROWSER = /^Log in from a new browser/;

/** The page says that nobody was logged in and why; where the keyboard was does not change by itself. */
async function expectRefusal(page: Page, name: string, why: string, what: RegExp): Promise<void> {
  await expect(page.getByRole('alert')).toContainText(why);
  await expect(page.getByRole('main')).toContainText(what);
  expect(await page.evaluate(() => document.activeElement === document.body), 'nothing takes the focus').toBe(true);
  await checkPage(page, `log-in-${name}`, HEADING.logIn, { error: true });
  await expectNobody(page);
}

/** The key as the issuer itself would have signed it with other claims: what only years could bring about otherwise. */
async function signedAgain(key: AddedKey, server: Server, change: object): Promise<AddedKey> {
  const [jwt = '', ...disclosures] = key.compact.split('~');
  const [header, payload = ''] = jwt.split('.');
  const claims = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), ...change };
  const input = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  const signature = sign('sha256', Buffer.from(input), { key: await server.issuerKey(), dsaEncoding: 'ieee-p1363' });
  return { ...key, compact: [`${input}.${signature.toString('base64url')}`, ...disclosures].join('~') };
}

test('the wallet declines, and shares after all', async ({ page, phone }) => {
  const link = await openQr(page);
  await hydrated(page);
  expect(await phone.decline(link)).toMatchObject({ status: 200, redirectUri: undefined });
  await expectRefusal(page, 'declined', 'Your access key was not shared', /Try again, and select Share\./);
  // The same page goes on.
  await phone.share(await openQr(page));
  await expectPage(page, HEADING.home);
});

test('a key that was revoked', async ({ page, phone, server, person }) => {
  await server.revoke(person, 'You have left the hospital.');
  const told = await phone.share(await openQr(page));
  expect(told).toMatchObject({ status: 400, body: { error: 'access_denied' } });
  await expectRefusal(page, 'revoked', 'Your access key does not work any more', /If not, contact the HR team\./);
});

test('a key that was revoked after it was shared', async ({ page, phone, server, person }) => {
  const told = await phone.share(await openButton(page));
  expect(told.status).toBe(200);
  await server.revoke(person, 'You have left the hospital.');
  await page.goto(told.redirectUri ?? '');
  await expectPage(page, HEADING.logIn, { error: true });
  await expect(page.getByRole('alert')).toContainText('Your access key does not work any more');
  await expectNobody(page);
});

test('a key that has expired', async ({ page, server, key }) => {
  const exp = Math.floor(Date.now() / 1000) - 3_600;
  const expired = await signedAgain(key, server, { exp });
  const told = await phoneWith(expired, server).share(await openQr(page));
  expect(told).toMatchObject({ status: 400, redirectUri: undefined });
  await expectRefusal(page, 'expired', 'Your access key has expired', /Ask the HR team for a new access key\./);
  // It is only its age: signed again as it was, it opens the door.
  const same = await signedAgain(key, server, {});
  await phoneWith(same, server).share(await openQr(page));
  await expectPage(page, HEADING.home);
});

test('a key of another employer', async ({ page, server, serverWith, pageOf }) => {
  const elsewhere = await serverWith({});
  const stranger = await elsewhere.hire();
  const key = await addKey(await pageOf(elsewhere, { javaScriptEnabled: false }), elsewhere, stranger);
  const told = await phoneWith(key, server).share(await openQr(page));
  expect(told).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  await expectRefusal(page, 'not-our-key', 'That is not an access key of Riverside Hospital', /choose the access key that shows the name of Riverside Hospital/);
});

test('an answer that is posted a second time', async ({ page, server, person, key, secondBrowser }) => {
  const posts: [string, RequestInit][] = [];
  const overheard: typeof fetch = async (input, init) => {
    if (init?.method === 'POST' && String(input).endsWith('/openid4vp/response')) posts.push([String(input), init]);
    return server.fetch(input, init);
  };
  await phoneWith(key, server, { fetch: overheard }).share(await openQr(page));
  await expectPage(page, HEADING.home);
  await server.outbox.about(person.email, NEW_BROWSER);
  const mails = await server.outbox.count(person.email);

  const other = await secondBrowser();
  await openQr(other);
  expect(posts).toHaveLength(1);
  for (const [url, init] of posts) {
    const again = await server.fetch(url, init);
    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({ error: 'invalid_request' });
  }
  await expect(other.getByRole('alert')).toHaveCount(0);
  await expectNobody(other);
  await page.reload();
  await expectPage(page, HEADING.home);
  expect(await server.outbox.count(person.email), 'nobody is told of anything').toBe(mails);
});

// Somebody shows the QR code of their own browser to the holder of a key. Protocols cannot tell the two browsers apart: the
// page says whose code to scan, the holder is told, and one press ends what was begun.
test('a QR code that was passed on: the page warns, the holder is told and ends it', async ({ page, server, person, phone, secondBrowser }) => {
  await openQr(page);
  const { hostname: host } = new URL(server.url);
  await expect(page.getByText(`Only scan a code that you opened yourself at ${host}.`)).toBeVisible();
  await phone.share(await openQr(page));
  await expectPage(page, HEADING.home);

  const mail = await server.outbox.about(person.email, NEW_BROWSER);
  expect(mail.text).toContain('If this was not you, open this link and tell us:');
  const link = await server.outbox.reportLink(person.email, NEW_BROWSER);
  const own = await secondBrowser();
  await own.goto(link);
  expect(own.url(), 'no token is left in the address bar').toMatch(/\/report\?from=link$/);
  await checkPage(own, 'report-not-me', HEADING.notMe);
  await page.reload();
  await expectPage(page, HEADING.home);

  await own.getByRole('button', { name: 'It was not me' }).click();
  await checkPage(own, 'report-not-me-done', HEADING.notMeDone);
  await page.reload();
  await checkPage(page, 'session-over', HEADING.sessionOver);
  const told = await server.outbox.about(SITE.hrEmail, new RegExp(`Log in by somebody else: staff number ${person.staffNumber}`));
  expect(told.text).toContain('The access key still works.');
  await page.goto('/login');
  await expectPage(page, HEADING.logIn);
});

test('a button that was passed on logs nobody in anywhere', async ({ page, server, person, phone, secondBrowser }) => {
  const told = await phone.share(await openButton(page));
  expect(told.status).toBe(200);
  const own = await secondBrowser();
  await own.goto(told.redirectUri ?? '');
  await hydrated(own);
  await expect(own.getByRole('status')).toContainText('Go back to the browser that you started in.');
  await checkPage(own, 'log-in-other-browser', HEADING.logIn);
  await expect(own.getByRole('button', { name: 'Log in here instead' })).toBeVisible();
  await expectNobody(own);

  // Nor does whoever made the request get in by waiting or by pressing.
  await hydrated(page);
  await page.getByRole('button', { name: 'I have shared my access key' }).click();
  await expect(page.getByRole('status')).toHaveText(/^The request was opened in your wallet app\.\s*$/);
  await expectNobody(page);
  expect((await server.outbox.to(person.email)).filter(({ subject }) => NEW_BROWSER.test(subject ?? ''))).toEqual([]);
});

test('the holder of a key may start again in the browser that the wallet opened', async ({ page, phone, secondBrowser }) => {
  const told = await phone.share(await openButton(page));
  const own = await secondBrowser();
  await own.goto(told.redirectUri ?? '');
  await hydrated(own);
  await own.getByRole('button', { name: 'Log in here instead' }).click();
  await expect(own.getByRole('status')).not.toContainText('Go back to the browser');
  const next = await phone.share(await openButton(own));
  await own.goto(next.redirectUri ?? '');
  await expectPage(own, HEADING.home);
});

test('the QR code can be turned off', async ({ serverWith, pageOf }) => {
  const server = await serverWith({ settings: { LOG_IN__BY_QR: 'false' } });
  const person = await server.hire();
  const page = await pageOf(server);
  const key = await addKey(await pageOf(server, { javaScriptEnabled: false }), server, person);
  const told = await phoneWith(key, server).share(await openButton(page));
  await expect(page.locator('.app-qr')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Show the QR code to scan with another device' })).toHaveCount(0);
  await page.goto(told.redirectUri ?? '');
  await expectPage(page, HEADING.home);
  await page.goto('/login?show=qr');
  await expectPage(page, HEADING.home);
});

test('coming back too late', async ({ serverWith, pageOf }) => {
  const server = await serverWith({ policy: { response_code_seconds: 5 } });
  const person = await server.hire();
  const page = await pageOf(server);
  const key = await addKey(await pageOf(server, { javaScriptEnabled: false }), server, person);
  const told = await phoneWith(key, server).share(await openButton(page));
  await expect(page.getByRole('alert')).toContainText('You came back from your wallet app too late', { timeout: 15_000 });
  await page.goto(told.redirectUri ?? '');
  await expectRefusal(page, 'too-late', 'You came back from your wallet app too late', /Try again\./);
});

test('requests that have expired give way to a button', async ({ serverWith, pageOf }) => {
  const server = await serverWith({ policy: { log_in_cross_device_seconds: 10, log_in_renewals: 0 } });
  const person = await server.hire();
  const page = await pageOf(server);
  const key = await addKey(await pageOf(server, { javaScriptEnabled: false }), server, person);
  const link = await openQr(page);
  await hydrated(page);
  await expect(page.getByRole('status')).toContainText('This QR code has expired.', { timeout: 15_000 });
  await expect(page.locator('.app-qr')).toHaveCount(0);
  await checkPage(page, 'log-in-expired', HEADING.logIn);
  await expect(phoneWith(key, server).share(link)).rejects.toThrow();
  await page.getByRole('button', { name: 'Get a new QR code' }).click();
  await expect(page.locator('.app-qr')).toBeVisible();
  await logIn(page, server, key);
});
