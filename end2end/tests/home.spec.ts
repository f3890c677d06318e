// What somebody can do who is logged in: see the key, ask for a new one, choose notices, see and end sessions, report the
// phone, log out. With JavaScript, and without.

import { expect, test } from '../fixtures/test.ts';
import { expectPage, HEADING } from '../fixtures/journey.ts';
import { expectNobody, logIn, openQr, phoneWith } from '../fixtures/log-in.ts';
import { SITE } from '../fixtures/server.ts';

test('home leads to the portal and to everything about the key', async ({ page, server, key, person }) => {
  await logIn(page, server, key);
  await expect(page.getByRole('banner')).toContainText(`${person.givenName} ${person.familyName}`);
  await expect(page.getByRole('link', { name: 'Employee portal' })).toHaveAttribute('href', SITE.portal);
  for (const heading of [HEADING.key, HEADING.sessions, HEADING.notifications]) {
    await page.getByRole('link', { name: heading }).click();
    await expectPage(page, heading);
    await page.getByRole('link', { name: 'Back', exact: true }).click();
    await expectPage(page, HEADING.home);
  }
});

test('the state of the key', async ({ page, server, key }) => {
  await logIn(page, server, key);
  await page.getByRole('link', { name: HEADING.key }).click();
  await expectPage(page, HEADING.key);
  const row = (name: string) => page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd');
  await expect(row('Status')).toHaveText('Active');
  await expect(row('Employer')).toHaveText(SITE.organisation);
  await expect(row('Added')).toHaveText(/^\d{1,2} \w+ \d{4}$/);
  await expect(row('Last used to log in')).toHaveText(/^\d{1,2}(:\d{2})?[ap]m on \d{1,2} \w+ \d{4}$/);
  await expect(row('Ends')).toHaveText(/^\d{1,2} \w+ \d{4}$/);
});

test('ask HR for a new key', async ({ page, server, key, person }) => {
  await logIn(page, server, key);
  await page.goto('/home/key');
  await page.getByRole('link', { name: 'Ask HR for a new access key' }).first().click();
  await expectPage(page, HEADING.newKey);
  const ask = page.getByRole('button', { name: 'Ask for a new access key' });

  // No reason: the summary leads to the first choice, and nobody is asked.
  await ask.click();
  await expectPage(page, HEADING.newKey, { error: true });
  const problem = page.getByRole('alert').getByRole('link', { name: 'Select why you need a new access key' });
  await problem.click();
  await expect(page.getByRole('radio', { name: 'I have a new phone' })).toBeFocused();
  await expect(page.getByRole('group', { name: 'Why do you need a new access key?' })).toHaveAccessibleDescription(/Select why you need a new access key/);

  await page.getByLabel('The key does not work').check();
  await ask.click();
  await expectPage(page, HEADING.newKey);
  await expect(page.getByRole('alert')).toContainText('We have asked the HR team for a new access key.');
  await expect(ask, 'one wish is enough').toHaveCount(0);
  const told = await server.outbox.about(SITE.hrEmail, new RegExp(`New access key wanted: staff number ${person.staffNumber}`));
  expect(told.text).toContain('their access key does not work');
  expect(`${told.subject}${told.text}`, 'by number only').not.toContain(person.familyName);

  // Home says so, and then that HR has answered.
  await page.goto('/home');
  await expect(page.locator('#things-to-do').locator('..')).toContainText('Important');
  await expect(page.getByText(/^You asked HR for a new access key on \d{1,2} \w+ \d{4}\. They will send you an email\.$/)).toBeVisible();
  await server.invite(person, '--replace');
  await page.reload();
  await expect(page.getByText(/^HR has sent you an email with a link to a new access key\. The link works until /)).toBeVisible();
  await expect(page.getByText('You asked HR for a new access key')).toHaveCount(0);
});

test('how log ins are told', async ({ page, server, key, person, secondBrowser }) => {
  await logIn(page, server, key);
  await page.goto('/home/notifications');
  const [byEmail, byText] = [page.getByLabel(`By email to ${person.email}`, { exact: true }), page.getByLabel(/, and by text to the phone number ending \d{3}$/)];
  await expect(byEmail).toBeChecked();
  await byText.check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expectPage(page, HEADING.notifications);
  await expect(page.getByRole('alert')).toContainText('Your choice is saved.');
  await expect(byText).toBeChecked();

  const [mails, texts] = [await server.outbox.count(person.email), await server.outbox.count(person.phone)];
  await logIn(await secondBrowser(), server, key);
  expect((await server.outbox.next(person.email, mails)).subject).toMatch(/^Log in from a new browser/);
  const text = await server.outbox.next(person.phone, texts);
  expect(text.text).toContain('was used to log in from a new browser');
  expect(text.text, 'no link in a text').not.toContain('http');
});

test('a session that is ended from another browser', async ({ page, server, key, secondBrowser }) => {
  await logIn(page, server, key);
  const other = await secondBrowser();
  await logIn(other, server, key);
  await page.goto('/home/sessions');
  const rows = page.getByRole('main').getByRole('definition').filter({ hasText: 'Logged in' });
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'This browser' })).toHaveCount(1);
  await page.getByRole('main').getByRole('button', { name: /^Log out Chrom\w+ on / }).click();
  await expectPage(page, HEADING.sessions);
  await expect(page.getByRole('alert')).toContainText('That browser is logged out.');
  await expect(rows).toHaveCount(1);

  await other.reload();
  await expectPage(other, HEADING.sessionOver);
  await other.getByRole('link', { name: 'Log in' }).click();
  await expectPage(other, HEADING.logIn);
  await page.goto('/home');
  await expectPage(page, HEADING.home);
});

test('a lost phone', async ({ page, server, key, person, secondBrowser }) => {
  await logIn(page, server, key);
  const other = await secondBrowser();
  await logIn(other, server, key);
  await page.goto('/home/key');
  await page.getByRole('link', { name: 'Report your phone as lost' }).click();
  await expectPage(page, HEADING.reportLost);
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expectPage(page, HEADING.key);
  await key.check();

  await page.goto('/home/key/lost-phone');
  await page.getByRole('button', { name: 'Stop my access key' }).click();
  await expectPage(page, HEADING.phoneReported);
  await expect(page.getByText('We told the HR team.', { exact: false })).toBeVisible();
  await expect(key.check(), 'the key is revoked').rejects.toThrow(/status/i);
  await other.reload();
  await expectPage(other, HEADING.phoneReported);

  const mail = await server.outbox.about(person.email, /^Your phone was reported lost/);
  expect(mail.text).toContain('nobody can log in with it');
  await server.outbox.about(person.phone, /Your phone was reported lost/);
  const hr = await server.outbox.about(SITE.hrEmail, new RegExp(`Lost phone: staff number ${person.staffNumber}`));
  expect(hr.text).toContain('The access key on it is revoked');

  const told = await phoneWith(key, server).share(await openQr(page));
  expect(told).toMatchObject({ status: 400, body: { error: 'access_denied' } });
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Your access key does not work any more');
});

test('log out', async ({ page, server, key }) => {
  await logIn(page, server, key);
  const session = (await page.context().cookies()).find(({ name }) => name.endsWith('latchkey-session'));
  await page.getByRole('button', { name: 'Log out' }).click();
  await expectPage(page, HEADING.loggedOut);
  await page.goBack();
  await expectPage(page, HEADING.logIn);
  // The session is over on the server, too, whoever has kept its cookie.
  if (session) await page.context().addCookies([session]);
  await expectNobody(page);
});

test('a key that is revoked ends its sessions', async ({ page, server, key, person }) => {
  await logIn(page, server, key);
  await server.revoke(person, 'You have left the hospital.');
  await page.getByRole('link', { name: HEADING.key }).click();
  await expectPage(page, HEADING.keyEnded);
  await page.getByRole('link', { name: 'Log in', exact: true }).click();
  await expectPage(page, HEADING.logIn);
});
