// A lost phone, reported by somebody who cannot log in any more. With JavaScript, and without.

import { expect, test } from '../fixtures/test.ts';
import { expectPage, HEADING } from '../fixtures/journey.ts';
import { logIn, openQr, phoneWith } from '../fixtures/log-in.ts';
import { SITE } from '../fixtures/server.ts';

const MAIL = /^Report a lost phone to /;

test('an address that is known and one that is not see the same', async ({ page, server, person, key }) => {
  await key.check();
  const seen: string[] = [];
  for (const address of ['nobody.at.all@riverside.example', person.email]) {
    await page.goto('/login');
    await page.getByRole('link', { name: 'I lost my phone' }).click();
    await expectPage(page, HEADING.lostPhone);
    await page.getByLabel('Email address').fill(address);
    await page.getByRole('button', { name: 'Send me the link' }).click();
    await expectPage(page, HEADING.lostPhoneSent);
    const text = await page.getByRole('main').innerText();
    expect(text).not.toContain(address);
    seen.push(`${page.url()} ${text}`);
  }
  expect(seen[0]).toBe(seen[1]);
  await server.outbox.about(person.email, MAIL);
  expect(await server.outbox.count('nobody.at.all@riverside.example')).toBe(0);
});

test('what is wrong with an address is said, and sends nothing', async ({ page }) => {
  await page.goto('/lost-phone');
  for (const [typed, message] of [
    ['', 'Enter your email address'],
    ['amina', 'Enter an email address in the correct format, like name@example.com'],
  ] as const) {
    await page.getByLabel('Email address').fill(typed);
    await page.getByRole('button', { name: 'Send me the link' }).click();
    await expectPage(page, HEADING.lostPhone, { error: true });
    await expect(page.getByLabel('Email address')).toHaveValue(typed);
    await expect(page.getByLabel('Email address')).toHaveAccessibleDescription(new RegExp(message));
    await page.getByRole('alert').getByRole('link', { name: message }).click();
    await expect(page.getByLabel('Email address')).toBeFocused();
  }
});

test('the link in the email stops the key, once it is confirmed', async ({ page, server, person, key, secondBrowser, announce }) => {
  announce(/the server responded with a status of 410/);
  const other = await secondBrowser();
  await logIn(other, server, key);
  await page.goto('/lost-phone');
  await page.getByLabel('Email address').fill(` ${person.email.toUpperCase()} `);
  await page.keyboard.press('Enter');
  await expectPage(page, HEADING.lostPhoneSent);
  const link = await server.outbox.reportLink(person.email, MAIL);

  // Programs open links, too: nothing happens by that.
  for (const method of ['GET', 'HEAD', 'GET']) expect((await server.fetch(link, { method, redirect: 'manual' })).status).toBe(303);
  await page.goto(link);
  await expectPage(page, HEADING.stopKey);
  expect(page.url(), 'no token is left in the address bar').toMatch(/\/report\?from=link$/);
  await key.check();
  await other.reload();
  await expectPage(other, HEADING.home);

  await page.getByRole('button', { name: 'Stop my access key' }).click();
  await expectPage(page, HEADING.keyStopped);
  await page.reload();
  await expectPage(page, HEADING.keyStopped);
  await expect(key.check(), 'the key is revoked').rejects.toThrow(/status/i);
  await other.reload();
  await expectPage(other, HEADING.phoneReported);
  await server.outbox.about(person.email, /^Your phone was reported lost/);
  await server.outbox.about(SITE.hrEmail, new RegExp(`Lost phone: staff number ${person.staffNumber}`));

  const told = await phoneWith(key, server).share(await openQr(other));
  expect(told).toMatchObject({ status: 400, body: { error: 'access_denied' } });
  await other.reload();
  await expectPage(other, HEADING.logIn, { error: true });

  const again = await (await secondBrowser()).goto(link);
  expect(again?.status()).toBe(410);
});
