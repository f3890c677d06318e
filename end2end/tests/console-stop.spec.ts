// A key is revoked, suspended and restored; somebody leaves and comes back. With JavaScript, and without.

import { expect, test } from '../fixtures/test.ts';
import { about, beside, button, expectNotice, expectProblem, expectStatus, nameOf, record, recordOf } from '../fixtures/console.ts';
import { expectPage, HEADING } from '../fixtures/journey.ts';
import { logIn, openQr, phoneWith } from '../fixtures/log-in.ts';
import { checkPage } from '../fixtures/page-check.ts';

const REFUSED = /the server responded with a status of 4(22|09)/;

test('a key is revoked, and whoever is logged in with it is logged out', async ({ page, desk, server, person, key, announce }) => {
  announce(REFUSED);
  await logIn(page, server, key);
  const hr = await desk('approver');
  await expectStatus(hr, person, 'Active');
  await hr.getByRole('link', { name: 'Revoke the access key' }).click();
  const heading = about(person, 'Revoke the access key of {name}?');
  await checkPage(hr, 'hr-revoke', heading);
  await button(hr, 'Revoke access key').click();
  await expectProblem(hr, heading, `Enter a reason that ${nameOf(person)} can read`);
  await checkPage(hr, 'hr-revoke-error', heading, { error: true });
  await hr.getByLabel('Reason').fill('You told us that somebody else has used your phone.');
  await button(hr, 'Revoke access key').click();
  await expectPage(hr, recordOf(person));
  await expectNotice(hr, 'Access key revoked');
  await expect(beside(hr, 'Status')).toHaveText('Revoked');
  await expect(beside(hr, 'Access key')).toContainText('You told us that somebody else has used your phone.');
  await checkPage(hr, 'hr-record-revoked', recordOf(person));

  await page.reload();
  await expectPage(page, HEADING.keyEnded);
  await expect(key.check(), 'for every verifier').rejects.toThrow(/status/i);
  const mail = await server.outbox.about(person.email, /was revoked/);
  expect(mail.text).toContain('Reason: You told us that somebody else has used your phone.');
  const text = await server.outbox.about(person.phone, /was revoked/);
  expect(text.text).not.toContain('somebody else');
  await hr.goto(record(person, 'revoke'));
  await checkPage(hr, 'hr-revoke-nothing', about(person, '{name} has no access key for which this can be done'));
});

test('a key is suspended, and restored', async ({ page, desk, server, person, key, secondBrowser }) => {
  await logIn(page, server, key);
  const hr = await desk('issuer');
  await hr.goto(record(person));
  await hr.getByRole('link', { name: 'Suspend the access key' }).click();
  await checkPage(hr, 'hr-suspend', about(person, 'Suspend the access key of {name}?'));
  await hr.getByLabel('Reason').fill('You are on leave until May.');
  await button(hr, 'Suspend access key').click();
  await expectNotice(hr, 'Access key suspended');
  await expect(beside(hr, 'Status')).toHaveText('Suspended');
  await checkPage(hr, 'hr-record-suspended', recordOf(person));
  await page.goto('/home');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(HEADING.home);
  expect(await phoneWith(key, server).share(await openQr(page))).toMatchObject({ status: 400 });
  expect((await server.outbox.about(person.email, /was suspended/)).text).toContain('Reason: You are on leave until May.');

  await hr.getByRole('link', { name: 'Restore the access key' }).click();
  await checkPage(hr, 'hr-restore', about(person, 'Restore the access key of {name}?'));
  await button(hr, 'Restore access key').click();
  await expectNotice(hr, 'Access key restored');
  await expect(beside(hr, 'Status')).toHaveText('Active');
  await server.outbox.about(person.email, /works again/);
  await key.check();
  await logIn(await secondBrowser(), server, key);
});

test('somebody leaves, and comes back', async ({ page, desk, server, person, key }) => {
  await logIn(page, server, key);
  const hr = await desk('issuer');
  await hr.goto(record(person));
  await hr.getByRole('link', { name: 'Record that they have left' }).click();
  await checkPage(hr, 'hr-leave', about(person, 'Has {name} left?'));
  await button(hr, 'Yes, they have left').click();
  await expectNotice(hr, 'Noted that they have left');
  await expect(beside(hr, 'Status')).toHaveText('Revoked Left');
  await page.goto('/home');
  await expectPage(page, HEADING.keyEnded);
  await expect(key.check()).rejects.toThrow(/status/i);
  await hr.goto(`/hr/staff?q=${person.staffNumber}`);
  await expect(hr.getByText('No staff match your search.')).toBeVisible();
  await hr.goto(`/hr/staff?q=${person.staffNumber}&people=left`);
  await hr.getByRole('link', { name: `${person.familyName}, ${person.givenName}` }).click();

  await hr.getByRole('link', { name: 'Record that they are back' }).click();
  await checkPage(hr, 'hr-return', about(person, 'Does {name} work here again?'));
  await button(hr, 'Yes, they are back').click();
  await expectNotice(hr, 'Noted that they are back');
  await expect(beside(hr, 'Status')).toHaveText('Revoked');
  await expect(beside(hr, 'Identity check')).toContainText('Another check is needed');
  await expect(hr.getByRole('link', { name: 'Provide new access key' })).toBeVisible();
});
