// The page with the QR code: what it says to whom, and the life of an offer.

import { expect, hydrated, test } from '../fixtures/test.ts';
import { expectArrival, expectPage, HEADING, offerOfButton, reachAddKey } from '../fixtures/journey.ts';
import { look, scan } from '../fixtures/qr.ts';
import { until } from '../fixtures/process.ts';

test('the QR code has a name and stays out of the way', async ({ page, server, person }) => {
  await reachAddKey(page, server, person);
  await hydrated(page);
  const image = page.getByRole('img', { name: 'QR code to add your access key to your wallet app', exact: true });
  await expect(image).toBeVisible();
  const offer = await scan(page);
  expect(offer).toMatch(/^openid-credential-offer:/);
  const tree = await page.locator('main').ariaSnapshot();
  expect(tree, 'nobody has to listen to the link').not.toContain('openid-credential-offer');
  // The person behind the screen reader has a button and a link instead, both in the tab order.
  const reached: string[] = [];
  for (let nth = 0; nth < 20; nth += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
  }
  expect(reached).toContain('I am using this phone instead');
  expect(reached).toContain('I have added my access key');
});

for (const size of [{ width: 1366, height: 650 }, { width: 1280, height: 720 }]) {
  test(`a laptop of ${size.width} by ${size.height} shows the steps and the whole QR code at once`, async ({ page, server, person }) => {
    await page.setViewportSize(size);
    await reachAddKey(page, server, person);
    await expect(page.locator('.app-qr')).toBeInViewport({ ratio: 1 });
    await expect(page.locator('main ol')).toBeInViewport({ ratio: 1 });
    const code = await page.locator('.app-qr').boundingBox();
    expect(code?.height, 'nothing but the code is in its frame').toBeCloseTo(code?.width ?? 0, 0);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });
}

test('a narrow window shows the QR code below the steps', async ({ page, server, person }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await reachAddKey(page, server, person);
  const [steps, code] = [await page.locator('main ol').boundingBox(), await page.locator('.app-qr').boundingBox()];
  if (!steps || !code) throw new Error('both are drawn');
  expect(code.y).toBeGreaterThan(steps.y + steps.height);
});

test('the status region is there first, and says each thing once', async ({ page, server, person, wallet }) => {
  await reachAddKey(page, server, person);
  await hydrated(page);
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const region = document.querySelector('#status');
    if (region) new MutationObserver(() => heard.push(region.textContent?.trim() ?? '')).observe(region, { childList: true, characterData: true, subtree: true });
  });
  const region = page.getByRole('status');
  await expect(region).toHaveText('This page will update by itself.');
  await page.getByRole('button', { name: 'I have added my access key' }).click();
  await expect(region).toContainText('We have not heard from your wallet app yet');
  await expect(page.getByRole('button', { name: 'I have added my access key' })).toBeFocused();
  const offer = await scan(page);
  const phone = wallet({ notify: null });
  await phone.look(offer);
  await expect(region).toContainText('QR code scanned. Select Add in your wallet app.');
  // Looking again, as the wallet or the page may, changes no word.
  await phone.look(offer);
  await page.waitForTimeout(3_000);
  const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  expect(heard.filter((text) => text.includes('scanned')).length).toBe(1);
  expect(heard.filter((text) => text.includes('not heard')).length).toBeLessThanOrEqual(1);
});

test('the link can be copied', async ({ page, context, server, person }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await reachAddKey(page, server, person);
  await hydrated(page);
  const offer = await scan(page);
  await page.getByText('I cannot scan the QR code').click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('status')).toContainText('Link copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(offer);
});

test('an open page renews its code by itself, and the earlier one stays good', async ({ serverWith, pageOf, wallet }) => {
  const server = await serverWith({ policy: { offer_renew_seconds: 5, offer_seconds: 60, offer_renewals: 1 } });
  const person = await server.hire();
  const page = await pageOf(server);
  await reachAddKey(page, server, person);
  await hydrated(page);
  await page.getByText('I cannot scan the QR code').click();
  const first = await scan(page);
  const second = await until('the next QR code', async () => {
    const now = await look(page);
    return now !== undefined && now !== first ? now : undefined;
  });
  // Nothing else moved: what was open is open.
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await page.waitForTimeout(6_000);
  expect(await scan(page), 'as often as the policy says, and no more').toBe(second);
  await wallet().add(first);
  await expectArrival(page, HEADING.added);
  await expect(wallet().add(second), 'one offer redeemed ends the other').rejects.toThrow();
});

test('an expired code gives way to a button, as often as it takes', async ({ serverWith, pageOf, wallet }) => {
  const server = await serverWith({ policy: { offer_renew_seconds: 1, offer_seconds: 5, offer_renewals: 0 } });
  const person = await server.hire();
  const page = await pageOf(server);
  await reachAddKey(page, server, person);
  await hydrated(page);
  const region = page.getByRole('status');
  await page.getByRole('button', { name: 'I have added my access key' }).focus();
  await expect(region).toContainText('This QR code has expired.');
  await expect(page.getByRole('button', { name: 'I have added my access key' }), 'focus stays where it was').toBeFocused();
  await expect(page.locator('.app-qr')).toHaveCount(0);
  for (let nth = 1; nth <= 2; nth += 1) {
    await page.getByRole('button', { name: 'Get a new QR code' }).click();
    await expect(page.locator('.app-qr')).toBeVisible();
    await expect(region).toContainText('This page will update by itself.');
    await expect(region).toContainText('This QR code has expired.');
  }
  // There is no limit that anybody would meet.
  const links = await page.evaluate(async () => {
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const links = new Set<string>();
    for (let nth = 0; nth < 12; nth += 1) {
      const answer = await fetch('/key/add/renew', { method: 'POST', headers, body: 'by=button' });
      const page = (await answer.json()) as { 'add-key': { offer: { link: string } } };
      links.add(page['add-key'].offer.link);
    }
    return links.size;
  });
  expect(links).toBe(12);
  await expect(region).toContainText('This QR code has expired.');
  await page.goto('/key/add?show=button');
  await page.getByRole('button', { name: 'Try again' }).click();
  await wallet().add(await offerOfButton(page));
  await expectPage(page, HEADING.added);
});

test('a key that never arrived can be added again', async ({ page, server, person, wallet }) => {
  await reachAddKey(page, server, person);
  await hydrated(page);
  const lost = await wallet({ notify: null }).add(await scan(page));
  await expectArrival(page, HEADING.added);
  for (let nth = 1; nth <= 2; nth += 1) {
    await page.getByRole('button', { name: 'My key is not in the app' }).click();
    await expectArrival(page, HEADING.addKey);
    await wallet({ notify: null }).add(await scan(page));
    await expectArrival(page, HEADING.added);
  }
  await expect(page.getByRole('button', { name: 'My key is not in the app' })).toHaveCount(0);
  await expect(lost.check(), 'the lost key is revoked').rejects.toThrow(/status/i);
});

test('a wallet that says no', async ({ page, server, person, wallet }) => {
  await reachAddKey(page, server, person);
  await hydrated(page);
  const key = await wallet({ notify: null }).add(await scan(page));
  await expectArrival(page, HEADING.added);
  await key.notify('credential_failure');
  await page.goto('/key/add');
  await expect(page.getByRole('status')).toContainText('Your access key was not added.');
  await hydrated(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await wallet().add(await scan(page));
  await expectArrival(page, HEADING.added);
});
