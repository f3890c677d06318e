// Back and Forward, a second tab, a second browser, a browser without cookies, a session that is over.

import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, hydrated, test } from '../fixtures/test.ts';
import { askForCode, continueButton, enterCode, expectArrival, expectPage, HEADING, offerOfButton, openInvitation, reachAddKey } from '../fixtures/journey.ts';
import { checkPage } from '../fixtures/page-check.ts';
import { scan } from '../fixtures/qr.ts';

test('each step moves focus to its heading, and the first load does not', async ({ page, server, person }) => {
  await page.goto(await server.invite(person));
  await hydrated(page);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  const first = await page.evaluateHandle(() => globalThis.document);
  await page.evaluate(() => window.scrollTo(0, 1_000));
  await continueButton(page).click();
  await expectArrival(page, HEADING.sendCode);
  await continueButton(page).click();
  await expectArrival(page, HEADING.enterCode);
  await enterCode(page, await server.outbox.code(person.phone));
  await expectArrival(page, HEADING.addKey);
  expect(await first.evaluate((it) => it === globalThis.document), 'all in one document').toBe(true);
});

test('Back and Forward', async ({ page, server, person, wallet }) => {
  await openInvitation(page, await server.invite(person));
  await hydrated(page);
  await continueButton(page).click();
  await expectArrival(page, HEADING.enterCode);
  await page.getByRole('link', { name: 'Get a new code', exact: true }).click();
  await expectPage(page, HEADING.notYet);
  await page.goBack();
  await expectPage(page, HEADING.enterCode);
  await page.goBack();
  // A step that was taken is not offered again: the code is on its way.
  await expectPage(page, HEADING.enterCode);
  await page.goForward();
  await expectPage(page, HEADING.enterCode);
  expect(await server.outbox.count(person.phone)).toBe(1);
  await enterCode(page, await server.outbox.code(person.phone));
  await expectPage(page, HEADING.addKey);
  await page.goBack();
  await expectPage(page, HEADING.addKey);
  await page.goto('/key/add?show=button');
  await wallet().add(await offerOfButton(page));
  await expectArrival(page, HEADING.added);
  await page.goBack();
  await expectPage(page, HEADING.added);
});

test('a second tab shows the same page', async ({ page, context, server, person, wallet }) => {
  await reachAddKey(page, server, person);
  const tab = await context.newPage();
  await tab.goto('/key');
  await expectPage(tab, HEADING.addKey);
  expect(await scan(tab)).toBe(await scan(page));
  await hydrated(tab);
  await wallet().add(await scan(tab));
  await expectPage(tab, HEADING.added);
  await expectPage(page, HEADING.added);
});

test('who carries on in another browser is told so in the first', async ({ page, server, person, secondBrowser }) => {
  const link = await server.invite(person);
  const code = await askForCode(page, server, person, link);
  const other = await secondBrowser();
  await other.goto(link);
  await expectPage(other, HEADING.start);
  await continueButton(other).click();
  await expectPage(other, HEADING.sendCode);
  await other.goto('/key/enter-code');
  await enterCode(other, code);
  await expectPage(other, HEADING.addKey);

  await enterCode(page, code);
  await checkPage(page, 'carried-on-elsewhere', 'You carried on in another browser');
  await page.getByRole('button', { name: 'Start again here' }).click();
  await expectPage(page, HEADING.sendCode);
  // The other one is not disturbed by that.
  await other.reload();
  await expectPage(other, HEADING.addKey);
});

test('a stranger with the link sees the start page and no more', async ({ page, server, person, secondBrowser }) => {
  const link = await reachAddKey(page, server, person);
  const stranger = await secondBrowser();
  for (const path of ['/key/add', '/key/added', '/key/enter-code', '/key/send-code']) {
    await stranger.goto(link);
    await stranger.goto(path);
    await expectPage(stranger, HEADING.start);
  }
  await expect(stranger.locator('body')).not.toContainText(person.phone.slice(-3));
});

test('a session that is over says so', async ({ serverWith, pageOf }) => {
  const server = await serverWith({ policy: { session_idle_seconds: 6 } });
  const person = await server.hire();
  const page = await pageOf(server);
  const link = await reachAddKey(page, server, person);
  await hydrated(page);
  await expectPage(page, 'You were away too long', { timeout: 15_000 });
  await checkPage(page, 'session-ended', 'You were away too long');
  // Nothing is lost: the email leads on.
  await page.goto(link);
  await expectPage(page, HEADING.start);
});

test('each press keeps the session alive', async ({ serverWith, pageOf, wallet }) => {
  const server = await serverWith({ policy: { session_idle_seconds: 6 } });
  const person = await server.hire();
  const page = await pageOf(server);
  await reachAddKey(page, server, person);
  await hydrated(page);
  const offer = await scan(page);
  for (let nth = 0; nth < 3; nth += 1) {
    await page.waitForTimeout(2_500);
    await page.getByRole('button', { name: 'I have added my access key' }).click();
    await expect(page.getByRole('status')).toContainText('We have not heard');
  }
  await wallet().add(offer);
  await expectPage(page, HEADING.added);
});

test('a browser that refuses cookies is told what to do', async ({ playwright, server, person, launchOptions }) => {
  const link = await server.invite(person);
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-no-cookies-'));
  await mkdir(join(profile, 'Default'), { recursive: true });
  // 2 is "block" in Chromium's preferences.
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const browser = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, baseURL: server.url });
  try {
    const page = await browser.newPage();
    const answer = await page.goto(link);
    expect(answer?.status()).toBe(400);
    await checkPage(page, 'cookies-blocked', 'Your browser blocks cookies');
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
});
