// Who the officers are, what waits for them, and who did what. With JavaScript, and without.

import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/test.ts';
import { beside, button, confirmIdentity, enterPassword, expectNotice, HR, logInOfficer, nameOf, record, recordOf, setUp } from '../fixtures/console.ts';
import { expectPage } from '../fixtures/journey.ts';
import { logIn } from '../fixtures/log-in.ts';
import { checkPage } from '../fixtures/page-check.ts';

const REFUSED = /the server responded with a status of 4(22|03)/;

test('an administrator adds an officer, changes the role and turns access off', async ({ desk, server, secondBrowser, announce }) => {
  test.setTimeout(90_000);
  announce(REFUSED);
  const page = await desk('administrator');
  await page.goto('/hr/staff');
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Officers' }).click();
  await checkPage(page, 'hr-officers', HR.officers);
  await page.getByRole('main').getByRole('link', { name: 'Olu Administrator' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Olu Administrator');
  await page.goto('/hr/officers/add');
  await checkPage(page, 'hr-add-officer', HR.addOfficer);
  await button(page, 'Add officer').click();
  await expectPage(page, HR.addOfficer, { error: true });
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveText(['Enter a name of 1 to 100 characters', 'Enter an email address, for example name@example.org', 'Select a role']);
  await checkPage(page, 'hr-add-officer-error', HR.addOfficer, { error: true });
  const name = `Ines ${Date.now() % 1_000_000}`;
  const email = `${name.replace(' ', '.').toLowerCase()}@hr.riverside.example`;
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Viewer').check();
  await button(page, 'Add officer').click();
  await expectNotice(page, 'The officer is added.');
  const url = /^https?:\/\/\S+\/hr\/set-up\/\S+$/m.exec((await server.outbox.next(email)).text)![0];
  expect(await page.content(), 'the administrator does not see the link').not.toContain(url.split('/').at(-1));

  const other = await secondBrowser();
  await other.goto(url);
  await expectPage(other, HR.setUp);
  const officer = await setUp(other, server, { name, email, url });
  await logInOfficer(other, officer);
  await page.goto('/hr/officers');
  await page.getByRole('link', { name }).click();
  await checkPage(page, 'hr-officer', { heading: name, title: 'Officer' });
  await expect(beside(page, 'State')).toHaveText('Set up');
  await page.getByLabel('Issuer').check();
  await button(page, 'Change role').click();
  await expectNotice(page, 'The role is changed');
  await expect(beside(page, 'Role')).toHaveText('Issuer');
  await other.goto('/hr/staff');
  await expectPage(other, HR.logIn);
  await button(page, 'Turn off access').click();
  await expectNotice(page, 'Access is turned off');
  await checkPage(page, 'hr-officer-off', { heading: name, title: 'Officer' });
  await enterPassword(other, officer.email, officer.password);
  await expectPage(other, HR.logIn, { error: true });
  await button(page, 'Turn on access').click();
  await expectNotice(page, 'Access is turned on');
  await button(page, 'Send a new link').click();
  await expectNotice(page, 'We sent them an email with a new link');
  await server.outbox.next(email, 2);
});

test('what waits for HR', async ({ page, desk, server, person, key }) => {
  await logIn(page, server, key);
  await page.goto('/home/key/new');
  await page.getByLabel('I have a new phone').check();
  await page.getByRole('button', { name: 'Ask for a new access key' }).click();
  await expect(page.getByRole('alert')).toContainText('We have asked the HR team');
  const hr = await desk('issuer');
  await hr.goto('/hr/waiting');
  const line = hr.getByRole('listitem').filter({ hasText: nameOf(person) });
  await expect(line).toContainText('has a new phone.');
  await checkPage(hr, 'hr-waiting-wish', HR.waiting);
  await line.getByRole('link').click();
  await expectPage(hr, recordOf(person));
  await expect(hr.getByRole('heading', { name: `${person.givenName} asked for a new access key` })).toBeVisible();
  await checkPage(hr, 'hr-record-wish', recordOf(person));
  await hr.getByRole('link', { name: 'Provide new access key' }).click();
  await expect(hr.getByLabel('They have a new phone'), 'what they said is selected').toBeChecked();
});

test('who did what', async ({ desk, person }) => {
  const hr = await desk('issuer');
  await confirmIdentity(hr, person);
  const page = await desk('auditor');
  await page.goto('/hr/staff');
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Audit trail' }).click();
  await checkPage(page, 'hr-audit', HR.audit);
  await page.getByLabel('Staff number').fill(person.staffNumber);
  await page.getByRole('combobox', { name: 'What was done' }).selectOption('Identity confirmed');
  await button(page, 'Apply').click();
  const rows = page.getByRole('region').getByRole('row').filter({ hasText: nameOf(person) });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Olu Issuer');
  await checkPage(page, 'hr-audit-one', HR.audit);

  const arriving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  const file = await readFile(await (await arriving).path(), 'utf8');
  expect(file.trim().split('\n')).toHaveLength(2);
  expect(file).toContain('Olu Issuer');

  await page.getByLabel('Staff number').fill('nobody');
  await button(page, 'Apply').click();
  await expectPage(page, HR.audit, { error: true });
  await expect(page.getByRole('alert')).toContainText('Nobody has this staff number');
  await page.goto(record(person));
  await page.getByRole('link', { name: 'See all in the audit trail' }).click();
  await expectPage(page, HR.audit);
});
