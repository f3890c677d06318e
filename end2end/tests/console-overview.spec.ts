// The two pages that HR looks at most, on every device.

import { expect, test } from '../fixtures/test.ts';
import { HR, record, recordOf } from '../fixtures/console.ts';
import { expectPage } from '../fixtures/journey.ts';
import { checkPage, checkSkipLink } from '../fixtures/page-check.ts';

test('the list and a record', async ({ desk, server, person, isMobile }) => {
  await server.invite(person);
  const page = await desk('issuer');
  await page.goto('/hr/staff');
  await checkPage(page, 'hr-overview-list', HR.staff);
  await page.goto(`/hr/staff?q=${person.staffNumber}`);
  await page.getByRole('link', { name: `${person.familyName}, ${person.givenName}` }).click();
  await expectPage(page, recordOf(person));
  expect(new URL(page.url()).pathname).toBe(record(person));
  await checkPage(page, 'hr-overview-record', recordOf(person));
  if (!isMobile) {
    // Nothing was pressed that this page would tell of, and put the focus on.
    await page.reload();
    await checkSkipLink(page);
  }
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await expectPage(page, HR.staff);
});
