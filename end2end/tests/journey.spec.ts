// The whole journey, from the email to the key in the wallet, in every way of walking it.

import { expect, hydrated, test } from '../fixtures/test.ts';
import { askForCode, continueButton, enterCode, expectArrival, expectPage, HEADING, offerOfButton, reachAddKey } from '../fixtures/journey.ts';
import { scan } from '../fixtures/qr.ts';
import { SITE } from '../fixtures/server.ts';

test('from the email to the key in the wallet', async ({ page, server, person, wallet, isMobile, javaScriptEnabled }) => {
  const link = await server.invite(person);
  const code = await askForCode(page, server, person, link);
  await enterCode(page, code);
  await expectPage(page, HEADING.addKey);
  expect(new URL(page.url()).pathname).toBe('/key/add');

  // A phone shows the button first, a computer the QR code.
  const offer = isMobile ? await offerOfButton(page) : await scan(page);
  const key = await wallet().add(offer);
  expect(key.claims).toMatchObject({
    vct: `${server.url}/openid4vci/types/access-key`,
    iss: server.url,
    employer: SITE.organisation,
    staff_number: person.staffNumber,
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
  });

  if (javaScriptEnabled === false) {
    await page.getByRole('button', { name: 'I have added my access key' }).click();
    await expectPage(page, HEADING.added);
  } else {
    await expectArrival(page, HEADING.added);
  }
  expect(new URL(page.url()).pathname).toBe('/key/added');
  await expect(page.getByRole('link', { name: 'Log in to the employee portal' })).toHaveAttribute('href', SITE.portal);
  const mail = await server.outbox.next(person.email, 1);
  expect(mail.subject).toContain('access key');

  // The email opened again says what is true now, in this browser and after a reload.
  await page.reload();
  await expectPage(page, HEADING.added);
  await page.goto(link);
  await expectPage(page, HEADING.added);
});

test('the other way is a link away', async ({ page, server, person, wallet, isMobile, javaScriptEnabled }) => {
  await reachAddKey(page, server, person);
  if (javaScriptEnabled !== false) await hydrated(page);
  if (isMobile) {
    await page.getByRole('link', { name: 'Show the QR code to scan with another device' }).click();
    await expect(page).toHaveURL(/\/key\/add\?show=qr$/);
    const offer = await scan(page);
    await page.getByRole('link', { name: 'I am using this phone instead' }).click();
    expect(await offerOfButton(page), 'both ways lead to the same offer').toBe(offer);
  } else {
    const offer = await scan(page);
    await page.getByRole('link', { name: 'I am using this phone instead' }).click();
    await expect(page).toHaveURL(/\/key\/add\?show=button$/);
    expect(await offerOfButton(page), 'both ways lead to the same offer').toBe(offer);
    // A reload keeps what was chosen.
    await page.reload();
    await expect(page.getByRole('link', { name: /^Open / })).toBeVisible();
  }
  await wallet({ dpop: false }).add(await offerOfButton(page));
  if (javaScriptEnabled === false) await page.reload();
  await expectPage(page, HEADING.added);
});

test('the page follows the wallet', { tag: '@script' }, async ({ page, server, person, wallet, isMobile }) => {
  await reachAddKey(page, server, person);
  await hydrated(page);
  const offer = isMobile ? await offerOfButton(page) : await scan(page);
  const phone = wallet({ notify: null });
  await phone.look(offer);
  await expect(page.getByRole('status')).toContainText(isMobile ? 'The link was opened. Select Add' : 'QR code scanned. Select Add');
  await phone.add(offer);
  await expectArrival(page, HEADING.added);
});

test('a new key takes the place of the old one', async ({ page, server, person, wallet, javaScriptEnabled }) => {
  await reachAddKey(page, server, person);
  await page.goto('/key/add?show=button');
  const old = await wallet().add(await offerOfButton(page));
  if (javaScriptEnabled === false) await page.reload();
  await expectPage(page, HEADING.added);

  const again = await server.invite(person, '--replace');
  await page.goto(again);
  await expectPage(page, HEADING.start);
  await expect(page.getByText('This access key takes the place of your earlier one.')).toBeVisible();
  await continueButton(page).click();
  const sent = await server.outbox.count(person.phone);
  await continueButton(page).click();
  await expectPage(page, HEADING.enterCode);
  await enterCode(page, await server.outbox.code(person.phone, sent));
  await expectPage(page, HEADING.addKey);
  await page.goto('/key/add?show=button');
  await old.check();
  const next = await wallet().add(await offerOfButton(page));
  await next.check();
  await expect(old.check(), 'the old key is revoked').rejects.toThrow(/status/i);
});

test('a revoked key says so', async ({ page, server, person, wallet }) => {
  await reachAddKey(page, server, person);
  await page.goto('/key/add?show=button');
  const key = await wallet().add(await offerOfButton(page));
  await key.check();
  await server.revoke(person, 'You have left the hospital.');
  await expect(key.check()).rejects.toThrow(/status/i);
});
