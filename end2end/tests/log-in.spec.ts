// The whole way from the email to being logged in, and logging in in every way of doing it.

import { expect, hydrated, test } from '../fixtures/test.ts';
import { askForCode, enterCode, expectPage, HEADING, offerOfButton } from '../fixtures/journey.ts';
import { comeBack, openButton, openQr, phoneWith, requestOfButton, saySo } from '../fixtures/log-in.ts';
import { look, scan } from '../fixtures/qr.ts';

test('from the email to being logged in', async ({ page, server, person, wallet, isMobile, javaScriptEnabled }) => {
  const link = await server.invite(person);
  await enterCode(page, await askForCode(page, server, person, link));
  await expectPage(page, HEADING.addKey);
  const key = await wallet().add(isMobile ? await offerOfButton(page) : await scan(page));
  if (javaScriptEnabled === false) await page.getByRole('button', { name: 'I have added my access key' }).click();
  await expectPage(page, HEADING.added);
  await page.goto('/login');
  await expectPage(page, HEADING.logIn);

  // A phone shows the button first, a computer the QR code.
  const phone = phoneWith(key, server);
  if (javaScriptEnabled === false) await page.getByRole('button').first().click();
  if (isMobile) {
    const told = await phone.share(await requestOfButton(page));
    expect(told.status).toBe(200);
    await comeBack(page, told.redirectUri);
  } else {
    expect(await phone.share(await scan(page))).toMatchObject({ status: 200, redirectUri: undefined });
    await saySo(page);
  }
  await expectPage(page, HEADING.home);
  expect(new URL(page.url()).pathname).toBe('/home');
  await expect(page.getByRole('banner')).toContainText(`${person.givenName} ${person.familyName}`);

  // A reload, a second tab, and the log in page opened again say the same.
  await page.reload();
  await expectPage(page, HEADING.home);
  const tab = await page.context().newPage();
  await tab.goto('/login');
  await expectPage(tab, HEADING.home);
});

test('with the wallet on another device', async ({ page, phone }) => {
  const link = await openQr(page);
  const { claims, parameters } = await phone.look(link);
  expect(claims, 'no more is asked for than is needed').toEqual(['employee_id']);
  expect(parameters).toMatchObject({ response_mode: 'direct_post.jwt' });
  expect(await phone.share(link)).toMatchObject({ status: 200, redirectUri: undefined });
  await saySo(page);
  await expectPage(page, HEADING.home);
});

test('with the wallet on this device', async ({ page, phone }) => {
  const told = await phone.share(await openButton(page));
  expect(told.status).toBe(200);
  expect(new URL(told.redirectUri ?? '').pathname).toBe('/login/return');
  await comeBack(page, told.redirectUri);
  await expectPage(page, HEADING.home);
  expect(page.url(), 'no code is left in the address bar').not.toContain('response_code');
});

test('the wallet may come back in another tab', { tag: '@script' }, async ({ page, phone }) => {
  const told = await phone.share(await openButton(page));
  const tab = await page.context().newPage();
  await tab.goto(told.redirectUri ?? '');
  await expectPage(tab, HEADING.home);
  await page.bringToFront();
  await expectPage(page, HEADING.home);
});

test('the other way is a link away', async ({ page, isMobile, javaScriptEnabled }) => {
  await page.goto('/login');
  if (javaScriptEnabled === false) await page.getByRole('button').first().click();
  else await hydrated(page);
  const toButton = async () => {
    await page.getByRole('link', { name: 'I am using this phone instead' }).click();
    await expect(page).toHaveURL(/\/login\?show=button$/);
    await requestOfButton(page);
  };
  const toQr = async () => {
    await page.getByRole('link', { name: 'Show the QR code to scan with another device' }).click();
    await expect(page).toHaveURL(/\/login\?show=qr$/);
    await scan(page);
  };
  for (const step of isMobile ? [toQr, toButton] : [toButton, toQr]) await step();
});

test('a request that a wallet has opened is shown to nobody else', { tag: ['@script', '@once'] }, async ({ page, phone }) => {
  const link = await openQr(page);
  await hydrated(page);
  await phone.look(link);
  const region = page.getByRole('status');
  await expect(region).toContainText('The request was opened in your wallet app. The QR code is hidden now');
  expect(await look(page)).toBeUndefined();
  await expectPage(page, HEADING.logIn);
  await page.reload();
  await expect(region).toContainText('The request was opened');
  expect(await look(page), 'nor after a reload').toBeUndefined();

  // Whoever closed the app starts again, and what was open is over.
  await hydrated(page);
  await page.getByRole('button', { name: 'Start again' }).click();
  const next = await scan(page);
  expect(next).not.toBe(link);
  await expect(phone.share(link), 'the wallet is not even given the request').rejects.toThrow();
  expect((await phone.share(next)).status).toBe(200);
  await expectPage(page, HEADING.home);
});

test('without the stream of events the page asks', { tag: ['@script', '@once'] }, async ({ page, phone, announce }) => {
  announce(/net::ERR_FAILED/);
  await page.route('**/login/events', (route) => route.abort());
  const link = await openQr(page);
  await hydrated(page);
  await phone.share(link);
  await expectPage(page, HEADING.home, { timeout: 10_000 });
});

test('whoever logs in again after a log out', async ({ page, phone, server, person, javaScriptEnabled }) => {
  for (let nth = 1; nth <= 2; nth += 1) {
    await phone.share(await openQr(page));
    await saySo(page);
    await expectPage(page, HEADING.home);
    await page.getByRole('button', { name: 'Log out' }).click();
    await expectPage(page, HEADING.loggedOut);
    await page.getByRole('link', { name: 'Log in' }).click();
    await expectPage(page, HEADING.logIn);
    if (javaScriptEnabled === false) await expect(page.getByRole('status')).toContainText('Choose how you want to log in.');
  }
  const told = (await server.outbox.to(person.email)).filter(({ subject }) => subject?.startsWith('Log in from a new browser'));
  expect(told, 'the browser is new once').toHaveLength(1);
});
