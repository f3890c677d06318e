// What is left in the browser after the journey, and what the bundle brings.

import type { Page } from '@playwright/test';
import { expect, hydrated, test } from '../fixtures/test.ts';
import { expectArrival, expectPage, HEADING, offerOfButton, reachAddKey } from '../fixtures/journey.ts';
import { openButton } from '../fixtures/log-in.ts';

/** Everything that the page's origin keeps in the browser, but for cookies that scripts cannot read. */
function dump(page: Page) {
  return page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map((it) => it.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
  }));
}

test('nothing stays in the browser but the cookies that the cookies page names', async ({ page, context, server, person, wallet }) => {
  const link = await reachAddKey(page, server, person);
  await hydrated(page);
  await page.goto('/key/add?show=button');
  await hydrated(page);
  const offer = await offerOfButton(page);
  const nothing = { local: {}, session: {}, databases: [], caches: [], workers: 0, cookies: '' };
  expect(await dump(page), 'while the QR code is shown').toEqual(nothing);
  await wallet().add(offer);
  await expectArrival(page, HEADING.added);
  expect(await dump(page), 'at the end').toEqual(nothing);

  const cookies = await context.cookies();
  expect(cookies.map((it) => it.name), 'the link has given way to the session').toEqual(['latchkey-flow']);
  expect(cookies.every((it) => it.httpOnly && it.sameSite === 'Lax')).toBe(true);
  const token = link.split('/k/')[1] ?? '';
  expect(JSON.stringify(await context.storageState()), 'the token of the link is gone').not.toContain(token);
  await page.goto('/cookies');
  await expect(page.getByText('latchkey-flow', { exact: true })).toBeVisible();
});

test('nor after a log in, and the cookies of one are ended when they have served', async ({ page, context, phone }) => {
  const names = async () => (await context.cookies()).map((it) => it.name).sort();
  const nothing = { local: {}, session: {}, databases: [], caches: [], workers: 0, cookies: '' };
  const link = await openButton(page);
  await hydrated(page);
  expect(await dump(page), 'while the request is shown').toEqual(nothing);
  expect(await names()).toEqual(['latchkey-login']);
  const { redirectUri = '' } = await phone.share(link);
  const code = new URL(redirectUri).searchParams.get('response_code') ?? '';
  expect(code).not.toBe('');
  await page.goto(redirectUri);
  await expectPage(page, HEADING.home);
  await hydrated(page);
  expect(await dump(page), 'at home').toEqual(nothing);
  expect(await names()).toEqual(['latchkey-browser', 'latchkey-session']);
  expect((await context.cookies()).every((it) => it.httpOnly && it.sameSite === 'Lax' && it.path === '/')).toBe(true);
  expect(JSON.stringify(await context.storageState()), 'what the wallet brought is gone').not.toContain(code);

  await page.getByRole('button', { name: 'Log out' }).click();
  await expectPage(page, HEADING.loggedOut);
  expect(await dump(page), 'after the log out').toEqual(nothing);
  expect(await names(), 'the browser is still known').toEqual(['latchkey-browser']);
  await page.goto('/cookies');
  for (const name of ['latchkey-login', 'latchkey-return', 'latchkey-session', 'latchkey-browser', 'latchkey-report']) {
    await expect(page.getByText(name, { exact: true })).toBeVisible();
  }
});

test('the bundle has nothing of the server in it', async ({ page, server, person }) => {
  const files = new Map<string, Buffer>();
  page.on('response', (answer) => {
    const { pathname } = new URL(answer.url());
    if (/\.(wasm|js)$/.test(pathname)) void answer.body().then((body) => files.set(pathname, body));
  });
  await reachAddKey(page, server, person);
  await hydrated(page);
  await expect.poll(() => [...files.keys()].map((name) => name.split('.').at(-1)).sort()).toEqual(['js', 'wasm']);
  // Words of the parts that only the server has: tables, settings, keys, the protocol, messages.
  const foreign = ['SELECT ', 'INSERT INTO', 'access_token', 'pepper', 'argon2', 'PRIVATE KEY', 'LATCHKEY__', 'postgres://', 'pre-authorized_code', 'Dear '];
  for (const [name, body] of files) {
    const text = body.toString('latin1');
    expect(foreign.filter((word) => text.includes(word)), name).toEqual([]);
  }
});
