// Contact details change, invitations to the new ones wait, and a second officer can agree before that. With JavaScript, and
// without.

import { expect, test } from '../fixtures/test.ts';
import { about, beside, button, confirmIdentity, expectNotice, expectProblem, HR, nameOf, record, recordOf } from '../fixtures/console.ts';
import { expectPage } from '../fixtures/journey.ts';
import { checkPage } from '../fixtures/page-check.ts';

const REFUSED = /the server responded with a status of 4(22|09|03)/;

test('two officers agree before an invitation goes to new contact details', async ({ desk, server, person, announce }) => {
  test.setTimeout(90_000);
  announce(REFUSED);
  const first = await desk('issuer');
  await confirmIdentity(first, person);
  await first.getByRole('link', { name: 'Change email or phone' }).click();
  const heading = about(person, 'Change the contact details of {name}');
  await checkPage(first, 'hr-contact', heading);
  await button(first, 'Continue').click();
  await expectProblem(first, heading, 'Change the email address or the phone number');
  await first.getByLabel('Email address').fill('no address');
  await button(first, 'Continue').click();
  await expectProblem(first, heading, 'Enter an email address, for example name@example.org');
  await checkPage(first, 'hr-contact-error', heading, { error: true });
  const email = `new.${person.email}`;
  server.mustNotTell(email);
  await first.getByLabel('Email address').fill(email);
  await button(first, 'Continue').click();
  await checkPage(first, 'hr-contact-check', about(person, 'Check the new contact details of {name}'));
  await expect(beside(first, 'Email address')).toHaveText(`${person.email} changes to ${email}`);
  expect(await server.outbox.count(person.email), 'nothing has happened yet').toBe(0);
  await button(first, 'Change contact details').click();
  await expectNotice(first, 'Contact details changed.');
  await expect(beside(first, 'Invitations wait until')).toContainText('because email or phone were changed');
  await checkPage(first, 'hr-record-hold', recordOf(person));
  for (const address of [person.email, email]) {
    expect((await server.outbox.next(address)).subject).toMatch(/^Your contact details for .* were changed$/);
  }

  await first.goto(record(person, 'invite'));
  await checkPage(first, 'hr-invite-on-hold', about(person, 'The contact details of {name} were changed lately'));
  await first.getByRole('link', { name: 'Ask a second officer' }).click();
  await checkPage(first, 'hr-ask', about(person, 'Ask a second officer about {name}?'));
  await button(first, 'Ask a second officer').click();
  await expectNotice(first, 'A second officer has been asked');

  const second = await desk('approver');
  await second.goto('/hr/waiting');
  await checkPage(second, 'hr-waiting', HR.waiting);
  await second.getByRole('link', { name: /^Questions to answer: \d+$/ }).click();
  await checkPage(second, 'hr-approvals', HR.approvals);
  await second.getByRole('link', { name: nameOf(person) }).click();
  await checkPage(second, 'hr-approval', about(person, 'Do you agree to this for {name}?'));
  await expect(beside(second, 'Asked by')).toContainText('Olu Issuer');
  const question = second.url();
  await button(second, 'Agree').click();
  await expectPage(second, HR.approvals);
  await expectNotice(second, 'You agreed');
  await second.goto(question);
  await expect(second.getByText('An officer has agreed.')).toBeVisible();
  await checkPage(second, 'hr-approval-agreed', about(person, 'Do you agree to this for {name}?'));

  await first.goto(record(person));
  await first.getByRole('link', { name: 'Send an invitation' }).click();
  await button(first, 'Send invitation').click();
  await expectNotice(first, 'Invitation sent');
  await server.outbox.link(email, 1);
});

test('who changed the contact details does not agree to them', async ({ desk, person, announce }) => {
  announce(REFUSED);
  const page = await desk('administrator');
  await confirmIdentity(page, person);
  await page.goto(record(person, 'contact'));
  await page.getByLabel('Phone number').fill('+44 7700 900999');
  await button(page, 'Continue').click();
  await button(page, 'Change contact details').click();
  await expectNotice(page, 'Contact details changed.');
  await page.goto(record(person, 'ask'));
  await button(page, 'Ask a second officer').click();
  await page.goto('/hr/approvals');
  await page.getByRole('link', { name: nameOf(person) }).click();
  await expect(page.getByText('Another officer has to decide this')).toBeVisible();
  await expect(button(page, 'Agree')).toHaveCount(0);
  await checkPage(page, 'hr-approval-not-you', about(person, 'Do you agree to this for {name}?'));

  const second = await desk('approver');
  await second.goto(page.url());
  await button(second, 'Decline').click();
  await expectNotice(second, 'You declined');
  await page.goto(record(person, 'invite'));
  await expectPage(page, about(person, 'The contact details of {name} were changed lately'));
});
