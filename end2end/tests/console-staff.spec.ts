// The people whom HR looks after: finding one among many, adding one, a file of many, details, identity checks. With
// JavaScript, and without.

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { about, beside, button, expectNotice, expectProblem, expectStatus, HR, nameOf, record, recordOf, startWork } from '../fixtures/console.ts';
import { expectPage } from '../fixtures/journey.ts';
import { checkPage } from '../fixtures/page-check.ts';

const REFUSED = /the server responded with a status of 4(22|03|04)/;

/** People of a file: Ada Abbot 01, Ada Abbot 02 … */
const manyPeople = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, '0');
    return `${200 + index},Ada,Abbot ${number},ada.abbot.${number}@riverside.example,+447700900${String(300 + index)}`;
  });

const csv = (...rows: string[]) => ({
  name: 'staff.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['staff_number,given_name,family_name,email,phone', ...rows, ''].join('\r\n')),
});

/** Names in the list, in its order. */
const names = (page: Page) => page.getByRole('rowheader').allInnerTexts();

test('many people come from a file, and one is found among them', async ({ serverWith, pageOf, announce }) => {
  test.setTimeout(120_000);
  announce(REFUSED);
  const server = await serverWith({});
  const page = await pageOf(server);
  await startWork(page, server, 'issuer');
  await checkPage(page, 'hr-staff-empty', HR.staff);
  await expect(page.getByText('There is nobody here yet.')).toBeVisible();

  await page.getByRole('link', { name: 'Upload a CSV file' }).click();
  await page.locator('summary').click();
  await checkPage(page, 'hr-upload', HR.upload);
  await button(page, 'Upload').click();
  await expectProblem(page, HR.upload, 'Select a CSV file');
  await checkPage(page, 'hr-upload-error', HR.upload, { error: true });
  const file = page.getByLabel('Select a CSV file');
  await file.setInputFiles({ name: 'staff.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK') });
  await button(page, 'Upload').click();
  await expectProblem(page, HR.upload, 'The selected file must be a CSV');

  await file.setInputFiles(csv(...manyPeople(60), '999,Sam,Taylor,sam.at.riverside.example,12'));
  await button(page, 'Upload').click();
  await checkPage(page, 'hr-review', HR.review);
  await expect(beside(page, 'New people')).toHaveText('60');
  await expect(beside(page, 'Problems')).toHaveText('2');
  await expect(page.getByRole('main')).toContainText('Row 62, email: Enter an email address, for example name@example.org');
  await button(page, 'Confirm and save').click();
  await expectPage(page, HR.staff);
  await expectNotice(page, 'Saved');
  expect(await server.outbox.all().then((all) => all.filter(({ to }) => to.startsWith('ada.'))), 'nobody is told').toEqual([]);

  // The same file again changes nobody.
  await page.goto('/hr/staff/import');
  await file.setInputFiles(csv(...manyPeople(60)));
  await button(page, 'Upload').click();
  await expect(beside(page, 'People who stay as they are')).toHaveText('60');
  await expect(page.getByText('There is nothing to save.')).toBeVisible();
  await expect(button(page, 'Confirm and save')).toHaveCount(0);
  await checkPage(page, 'hr-review-nothing', HR.review);

  await page.goto('/hr/staff');
  await expect(page.getByText('Showing 1 to 25 of 60 staff')).toBeVisible();
  await checkPage(page, 'hr-staff', HR.staff);
  expect((await names(page))[0]).toBe('Abbot 01, Ada');
  const pages = page.getByRole('navigation', { name: 'Pages of results' });
  await pages.getByRole('link', { name: 'Page 3' }).click();
  await expect(page.getByText('Showing 51 to 60 of 60 staff')).toBeVisible();
  await expect(pages.getByRole('link', { name: 'Page 3' })).toHaveAttribute('aria-current', 'page');
  await checkPage(page, 'hr-staff-last-page', HR.staff);
  await pages.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText('Showing 26 to 50 of 60 staff')).toBeVisible();

  const column = page.getByRole('columnheader', { name: 'Name' });
  await column.getByRole('link').click();
  await expect(column).toHaveAttribute('aria-sort', 'descending');
  expect((await names(page))[0]).toBe('Abbot 60, Ada');

  const search = async (words: string) => {
    await page.getByLabel('Search by name, email or staff number').fill(words);
    await page.getByRole('search').getByRole('button', { name: 'Search' }).click();
  };
  await search('abbot 41');
  expect(await names(page)).toEqual(['Abbot 41, Ada']);
  await expect(page.getByText('Showing 1 person')).toBeVisible();
  await search('217');
  expect(await names(page)).toEqual(['Abbot 18, Ada']);
  await search('ada.abbot.09@');
  expect(await names(page)).toEqual(['Abbot 09, Ada']);
  await page.getByLabel('Status').selectOption('Active');
  await search('ada');
  await expect(page.getByText('No staff match your search.')).toBeVisible();
  await expect(page.getByRole('alert'), 'what was saved is not said again').toHaveCount(0);
  await checkPage(page, 'hr-staff-none', HR.staff);
  await page.getByRole('link', { name: 'Clear search and filters' }).click();
  await expect(page.getByText('Showing 1 to 25 of 60 staff')).toBeVisible();
  await page.getByLabel('People who').selectOption('Have left');
  await search('');
  await expect(page.getByText('Nobody who has left matches your search.')).toBeVisible();

  await page.goto('/hr/staff/invite-all');
  await checkPage(page, 'hr-invite-all-nobody', HR.inviteAll);
});

test('a person is added, once', async ({ desk, server, announce }) => {
  announce(REFUSED);
  const page = await desk('issuer');
  await page.goto('/hr/staff');
  await page.getByRole('link', { name: 'Add a person' }).click();
  await checkPage(page, 'hr-add', HR.add);
  await button(page, 'Continue').click();
  await expectPage(page, HR.add, { error: true });
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(5);
  await checkPage(page, 'hr-add-error', HR.add, { error: true });

  const unique = Date.now() % 1_000_000;
  const email = `sam.${unique}@riverside.example`;
  const sam = { givenName: 'Sam', familyName: `Fofanah ${unique}` };
  server.mustNotTell(email, sam.familyName);
  const fill = async (staffNumber: string) => {
    await page.getByLabel('Staff number').fill(staffNumber);
    await page.getByLabel('First name').fill(sam.givenName);
    await page.getByLabel('Last name').fill(sam.familyName);
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Phone number').fill('+44 (0)7700 900 777');
    await button(page, 'Continue').click();
  };
  await fill(`5${unique}`);
  await checkPage(page, 'hr-check', HR.check);
  await expect(beside(page, 'Phone number'), 'as it will be stored').toHaveText('+447700900777');
  await button(page, 'Confirm and save').click();
  await expectPage(page, recordOf(sam));
  await expectNotice(page, 'Saved');
  await expect(beside(page, 'Status')).toHaveText('Not invited');
  const address = new URL(page.url()).pathname;

  await page.goto('/hr/staff/add');
  await fill(`5${unique}`);
  await expectProblem(page, HR.add, 'Somebody has this staff number already. Enter another one');
  await fill(`6${unique}`);
  await checkPage(page, 'hr-similar', HR.similar);
  await page.getByRole('main').getByRole('link', { name: `${nameOf(sam)}, staff number 5${unique}: the same email address` }).click();
  expect(new URL(page.url()).pathname).toBe(address);

  await page.getByRole('link', { name: 'Change name or staff number' }).click();
  await checkPage(page, 'hr-details', about(sam, 'Change the details of {name}'));
  await page.getByLabel('First name').fill('Samira');
  await button(page, 'Save').click();
  await expectPage(page, recordOf({ ...sam, givenName: 'Samira' }));
  await expectNotice(page, 'Saved');
});

test('an identity check comes before the invitation', async ({ desk, server, person, announce }) => {
  announce(REFUSED);
  const page = await desk('issuer');
  await expectStatus(page, person, 'Not invited');
  await expect(page.getByRole('link', { name: 'Send an invitation' })).toHaveCount(0);
  await page.goto(record(person, 'invite'));
  announce(/the server responded with a status of 409/);
  await checkPage(page, 'hr-invite-not-confirmed', about(person, 'Confirm the identity of {name} first'));
  await page.getByRole('link', { name: 'Confirm identity' }).click();
  const heading = about(person, 'Identity check of {name}');
  await checkPage(page, 'hr-identity', heading);
  await button(page, 'Record the check').click();
  await expectProblem(page, heading, 'Select how the identity was checked', 'Select the outcome');
  await checkPage(page, 'hr-identity-error', heading, { error: true });
  await page.getByLabel('From documents').check();
  await page.getByLabel('Could not be confirmed').check();
  await button(page, 'Record the check').click();
  await expectProblem(page, heading, 'Enter why the identity could not be confirmed');
  await expect(page.getByLabel('From documents'), 'what was selected stays').toBeChecked();
  await page.getByLabel('Notes').fill('The passport has expired.');
  await button(page, 'Record the check').click();
  await expectPage(page, recordOf(person));
  await expect(beside(page, 'Identity check')).toContainText(/Not confirmed from documents, by Olu Issuer, at .*Note: The passport has expired\./s);

  await page.getByRole('link', { name: 'Record an identity check' }).click();
  await page.getByLabel('In person').check();
  await page.getByLabel('Confirmed', { exact: true }).check();
  await button(page, 'Record the check').click();
  await expectPage(page, recordOf(person));
  await expect(beside(page, 'Identity check').getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('link', { name: 'Send an invitation' })).toBeVisible();
  expect(await server.outbox.count(person.email)).toBe(0);
});

test('who only looks up', async ({ desk, person, announce }) => {
  announce(REFUSED);
  const page = await desk('viewer');
  await expectStatus(page, person, 'Not invited');
  await checkPage(page, 'hr-record-viewer', recordOf(person));
  await expect(page.getByText('There is nothing you can do here with your role.')).toBeVisible();
  await expect(beside(page, 'Phone'), 'no more of the number than is needed').toHaveText(`Ends in ${person.phone.slice(-3)}`);
  await page.goto('/hr/staff');
  await expect(page.getByRole('link', { name: 'Add a person' })).toHaveCount(0);
  await page.goto(record(person, 'identity'));
  await checkPage(page, 'hr-not-allowed', HR.notAllowed);
  await page.goto('/hr/staff/no-such-person');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
});
