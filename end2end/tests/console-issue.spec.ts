// From the identity check to a key that works: what HR does, what the employee does, and what HR sees of it. With JavaScript,
// and without.

import { expect, test } from '../fixtures/test.ts';
import { about, beside, button, confirmIdentity, expectNotice, expectProblem, expectStatus, HR, record, recordOf } from '../fixtures/console.ts';
import { askForCode, enterCode, expectPage, HEADING, offerOfButton, openInvitation } from '../fixtures/journey.ts';
import { tabTo } from '../fixtures/keyboard.ts';
import { logIn } from '../fixtures/log-in.ts';
import { checkPage } from '../fixtures/page-check.ts';

const REFUSED = /the server responded with a status of 4(22|09|10)/;

test('from the identity check to the key in the wallet', async ({ page, desk, server, person, wallet }) => {
  test.setTimeout(120_000);
  const hr = await desk('issuer');
  await confirmIdentity(hr, person);
  await hr.getByRole('link', { name: 'Send an invitation' }).click();
  await checkPage(hr, 'hr-invite', about(person, 'Send an invitation to {name}?'));
  await expect(beside(hr, 'Email address')).toHaveText(person.email);
  await expect(beside(hr, 'Phone number ending')).toHaveText(person.phone.slice(-3));
  await button(hr, 'Send invitation').click();
  await expectPage(hr, recordOf(person));
  await expectNotice(hr, 'Invitation sent');
  await expect(beside(hr, 'Status')).toHaveText('Invited');
  await checkPage(hr, 'hr-record-invited', recordOf(person));

  // HR sees how far they have got, and not what they get.
  const way = hr.getByRole('heading', { name: 'Where they are' }).locator('xpath=following-sibling::ol');
  const look = async () => {
    await hr.reload();
    return way;
  };
  const link = await server.outbox.link(person.email);
  await openInvitation(page, link);
  await expect(await look()).toContainText(/Link opened/);
  await expect(way).toContainText('They have not asked for a security code yet.');
  const code = await askForCode(page, server, person, link);
  await expect(await look()).toContainText('They have not entered the code yet.');
  expect(await hr.content()).not.toContain(code);
  await enterCode(page, code);
  await expectPage(page, HEADING.addKey);
  await page.goto('/key/add?show=button');
  await expect(await look()).toContainText('They see the QR code, but no app has scanned it.');
  const key = await wallet().add(await offerOfButton(page));
  await expectStatus(hr, person, 'Active');
  await expect(way).toContainText('Access key added');
  await expect(way).toContainText('They can log in now.');
  await logIn(page, server, key);
  await hr.reload();
  await expect(beside(hr, 'Logged in')).toHaveText('In 1 browser');
  await expect(beside(hr, 'Access key')).toContainText('Last used to log in at');
  await checkPage(hr, 'hr-record-active', recordOf(person));
  const history = hr.getByRole('region', { name: 'History' }).getByRole('row');
  await expect(history.filter({ hasText: 'Invitation sent' })).toContainText('Olu Issuer');
  await expect(history.filter({ hasText: 'Security code entered' })).toContainText('The person');
  await expect(history.filter({ hasText: 'Access key added' })).toHaveCount(1);
});

test('an invitation is sent by keyboard alone', async ({ desk, server, person }) => {
  const page = await desk('issuer');
  await page.goto('/hr/staff');
  await tabTo(page, 'q');
  await page.keyboard.type(person.staffNumber);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Showing 1 person')).toBeVisible();
  await tabTo(page, `${person.familyName}, ${person.givenName}`);
  await page.keyboard.press('Enter');
  await expectPage(page, recordOf(person));
  await tabTo(page, 'Record an identity check');
  await page.keyboard.press('Enter');
  await expectPage(page, about(person, 'Identity check of {name}'));
  await tabTo(page, 'method');
  await page.keyboard.press('Space');
  await tabTo(page, 'outcome');
  await page.keyboard.press('Space');
  await tabTo(page, 'Record the check');
  await page.keyboard.press('Enter');
  await expectNotice(page, 'Saved');
  await tabTo(page, 'Send an invitation');
  await page.keyboard.press('Enter');
  await expectPage(page, about(person, 'Send an invitation to {name}?'));
  await tabTo(page, 'Send invitation');
  await page.keyboard.press('Space');
  await expectNotice(page, 'Invitation sent');
  await server.outbox.link(person.email);
});

test('two clicks and a reload send one invitation', async ({ desk, server, person }) => {
  const page = await desk('issuer');
  await confirmIdentity(page, person);
  await page.goto(record(person, 'invite'));
  await button(page, 'Send invitation').dblclick();
  await expectPage(page, recordOf(person));
  await page.reload();
  await page.goBack();
  await page.goForward();
  await server.outbox.link(person.email);
  await expect(page.getByRole('region', { name: 'History' }).getByRole('row').filter({ hasText: 'Invitation sent' })).toHaveCount(1);
  expect(await server.outbox.count(person.email)).toBe(1);
});

test('an invitation is sent again, and cancelled', async ({ page, desk, server, person, announce }) => {
  announce(REFUSED);
  const first = await server.invite(person);
  const hr = await desk('issuer');
  await hr.goto(record(person));
  await hr.getByRole('link', { name: 'Send the invitation again' }).click();
  await checkPage(hr, 'hr-invite-again', about(person, 'Send the invitation to {name} again?'));
  await button(hr, 'Send invitation').click();
  await expectNotice(hr, 'Invitation sent');
  const second = await server.outbox.link(person.email, 1);
  await page.goto(first);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(HEADING.start);
  await openInvitation(page, second);

  await hr.getByRole('link', { name: 'Cancel the invitation' }).click();
  await checkPage(hr, 'hr-cancel', about(person, 'Cancel the invitation of {name}?'));
  await button(hr, 'Cancel invitation').click();
  await expectNotice(hr, 'Invitation cancelled');
  await expect(beside(hr, 'Status')).toHaveText('Not invited');
  await page.goto(second);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(HEADING.start);
  await hr.goto(record(person, 'cancel'));
  await checkPage(hr, 'hr-cancel-nothing', about(person, '{name} has no open invitation'));
});

test('a new key after a lost phone', async ({ page, desk, server, person, key, wallet, announce }) => {
  announce(REFUSED);
  test.setTimeout(120_000);
  await logIn(page, server, key);
  const hr = await desk('issuer');
  await expectStatus(hr, person, 'Active');
  await hr.getByRole('link', { name: 'Provide new access key' }).click();
  const heading = about(person, 'Provide a new access key for {name}');
  await checkPage(hr, 'hr-new-key', heading);
  await button(hr, 'Provide new access key').click();
  await expectProblem(hr, heading, 'Select why they need a new access key');
  await checkPage(hr, 'hr-new-key-error', heading, { error: true });
  await hr.getByLabel('The phone was lost or stolen').check();
  const [mails, texts] = [await server.outbox.count(person.email), await server.outbox.count(person.phone)];
  await button(hr, 'Provide new access key').click();
  await expectPage(hr, recordOf(person));
  await expectNotice(hr, 'New access key provided');
  await expect(beside(hr, 'Status')).toHaveText('Waiting for new key');
  await checkPage(hr, 'hr-record-waiting', recordOf(person));

  await expect(key.check(), 'the old key is revoked').rejects.toThrow(/status/i);
  await page.reload();
  await expectPage(page, HEADING.keyEnded);
  const mail = await server.outbox.about(person.email, /^Your new access key for /);
  await server.outbox.next(person.phone, texts);
  const link = /^https?:\/\/\S+\/k\/\S+$/m.exec(mail.text)![0];
  expect(await server.outbox.count(person.email)).toBeGreaterThan(mails);
  await enterCode(page, await askForCode(page, server, person, link));
  await expectPage(page, HEADING.addKey);
  await page.goto('/key/add?show=button');
  const next = await wallet().add(await offerOfButton(page));
  await next.check();
  await expectStatus(hr, person, 'Active');
});

test('everybody who waits for a first invitation', { tag: '@once' }, async ({ desk, server, person }) => {
  const page = await desk('issuer');
  await confirmIdentity(page, person);
  await page.goto('/hr/staff');
  await page.getByRole('link', { name: 'Send invitations' }).click();
  await checkPage(page, 'hr-invite-all', HR.inviteAll);
  await button(page, 'Send invitations').click();
  await expectPage(page, HR.staff);
  await expectNotice(page, 'Invitations sent');
  await server.outbox.link(person.email);
});
