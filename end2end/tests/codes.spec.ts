// Security codes: one press, one message; what is wrong with a code, and what then.

import type { Page } from '@playwright/test';
import { expect, hydrated, test } from '../fixtures/test.ts';
import { askForCode, codeField, continueButton, enterCode, expectArrival, expectPage, HEADING, openInvitation, wrong } from '../fixtures/journey.ts';

/** Long enough for a second message to arrive, if there were one. */
const A_WHILE = 1_500;

test('two clicks, Enter twice, a reload and Back send one text', async ({ page, server, person }) => {
  await openInvitation(page, await server.invite(person));
  await hydrated(page);
  await continueButton(page).dblclick();
  await expectArrival(page, HEADING.enterCode);
  await page.reload();
  await expectPage(page, HEADING.enterCode);
  await page.goBack();
  await page.goForward();
  await page.waitForTimeout(A_WHILE);
  expect(await server.outbox.count(person.phone)).toBe(1);
});

test('Enter twice sends one text', async ({ page, server, person }) => {
  await openInvitation(page, await server.invite(person));
  await hydrated(page);
  await continueButton(page).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expectArrival(page, HEADING.enterCode);
  await page.waitForTimeout(A_WHILE);
  expect(await server.outbox.count(person.phone)).toBe(1);
});

test('a link that scanners open 20 times still works and sends nothing', async ({ page, server, person }) => {
  const link = await server.invite(person);
  for (let nth = 0; nth < 10; nth += 1) {
    for (const method of ['GET', 'HEAD']) await server.fetch(link, { method });
  }
  expect(await server.outbox.count(person.phone)).toBe(0);
  await openInvitation(page, link);
});

test('what is wrong with a code is said, and leads to the field', async ({ page, server, person }) => {
  const code = await askForCode(page, server, person, await server.invite(person));
  await hydrated(page);
  for (const [typed, message] of [
    ['', 'Enter the security code'],
    ['12a456', 'The security code must be 6 numbers'],
    ['12345', 'The security code must be 6 numbers'],
    [wrong(code), 'That security code is not correct. Check the text and enter it again, or get a new code'],
    [wrong(code), 'That security code is not correct. Check the text and enter it again, or get a new code'],
  ] as const) {
    await enterCode(page, typed);
    await expectProblem(page, message, typed);
  }
  // Two of five tries are gone; the third leaves two.
  await enterCode(page, wrong(code));
  await expectProblem(page, /You have 2 tries left$/, wrong(code));

  // What was typed survives a reload of the page as little as it should: the problem is still told.
  await page.reload();
  await expectPage(page, HEADING.enterCode, { error: true });
  await enterCode(page, code);
  await expectArrival(page, HEADING.addKey);
});

/** The summary has the focus and names the problem as the field does; its link leads to the field, whose text is still there. */
async function expectProblem(page: Page, message: string | RegExp, typed: string): Promise<void> {
  const summary = page.locator('.nhsuk-error-summary');
  await expect(summary).toBeFocused();
  const link = summary.getByRole('link');
  await expect(link).toHaveText(message);
  await expect(page.locator('#code-error')).toHaveText(`Error: ${await link.textContent()}`);
  await expectPage(page, HEADING.enterCode, { error: true });
  await expect(codeField(page)).toHaveValue(typed);
  await expect(codeField(page)).toHaveAttribute('aria-describedby', 'code-hint code-error');
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(codeField(page)).toBeFocused();
}

test('a code is taken as people paste it, and only when it is sent', async ({ page, server, person }) => {
  const code = await askForCode(page, server, person, await server.invite(person));
  await hydrated(page);
  const requests: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && requests.push(request.url()));
  await codeField(page).pressSequentially(code);
  await page.waitForTimeout(300);
  expect(requests, 'typing alone sends nothing').toEqual([]);
  await codeField(page).fill('');
  await page.evaluate((text) => {
    const field = document.querySelector<HTMLInputElement>('#code');
    field?.focus();
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const kept = field?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    if (kept) document.execCommand('insertText', false, text);
  }, `${code.slice(0, 3)}-${code.slice(3)} `);
  await expect(codeField(page)).toHaveValue(`${code.slice(0, 3)}-${code.slice(3)} `);
  await page.keyboard.press('Enter');
  await expectArrival(page, HEADING.addKey);
});

test('after five wrong codes only a new code helps, in every browser', async ({ serverWith, pageOf, announce }) => {
  announce(/the server responded with a status of 410/);
  const server = await serverWith({ policy: { send_pause_seconds: 1, tries_per_invitation: 7 } });
  const person = await server.hire();
  const page = await pageOf(server);
  const link = await server.invite(person);
  const code = await askForCode(page, server, person, link);
  await page.waitForTimeout(1_100);
  for (let nth = 1; nth <= 4; nth += 1) {
    await enterCode(page, wrong(code, nth));
    await expect(page.locator('.nhsuk-error-summary')).toBeFocused();
  }
  await expect(page.locator('.nhsuk-error-summary')).toContainText('You have 1 try left');
  await enterCode(page, wrong(code, 5));
  await expectArrival(page, HEADING.tooManyTries);

  // The right code is refused now, here and elsewhere: no page has a field for it.
  const other = await pageOf(server);
  await other.goto(link);
  await continueButton(other).click();
  await expectPage(other, HEADING.tooManyTries);
  await expect(codeField(other)).toHaveCount(0);
  const refused = await other.evaluate(async (code) => {
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch('/key/enter-code', { method: 'POST', headers, body: `code=${code}` });
    return (await answer.json()) as object;
  }, code);
  expect(Object.keys(refused)).toEqual(['new-code']);

  await page.getByRole('button', { name: 'Get a new code' }).click();
  await expectPage(page, HEADING.enterCode);
  const next = await server.outbox.code(person.phone, 1);

  // Two more wrong ones are as many as this invitation allows.
  await enterCode(page, wrong(next, 1));
  await expect(page.locator('.nhsuk-error-summary')).toBeFocused();
  await enterCode(page, wrong(next, 2));
  await expectPage(page, 'This invitation is locked');
});

test('codes are limited, and the clock time is told', async ({ serverWith, pageOf }) => {
  const server = await serverWith({ policy: { send_pause_seconds: 1, sends_per_window: 2 } });
  const person = await server.hire();
  const page = await pageOf(server);
  const first = await askForCode(page, server, person, await server.invite(person));
  await page.waitForTimeout(1_100);
  await page.getByRole('link', { name: 'I have not had a text' }).click();
  await expectPage(page, 'Help with your access key');
  await page.goBack();
  await page.getByRole('link', { name: 'Get a new code', exact: true }).click();
  await expectPage(page, HEADING.newCode);
  await hydrated(page);
  await page.getByRole('button', { name: 'Get a new code' }).dblclick();
  await expectPage(page, HEADING.enterCode);
  // Good news is an alert, and has the focus.
  await expect(page.getByRole('alert')).toContainText('We sent a new code');
  await expect(page.getByRole('alert')).toBeFocused();
  const second = await server.outbox.code(person.phone, 1);
  expect(await server.outbox.count(person.phone)).toBe(2);

  // A third one is not to be had now, whether the page has heard of that or not.
  await page.waitForTimeout(1_100);
  await page.getByRole('link', { name: 'Get a new code', exact: true }).click();
  await expectPage(page, HEADING.notYet);
  await expect(page.getByText(/You can ask again at \d{1,2}(:\d\d)?(am|pm)/)).toBeVisible();
  const refused = await page.evaluate(async () => {
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch('/key/send-code', { method: 'POST', headers, body: 'after=2' });
    return (await answer.json()) as object;
  });
  expect(Object.keys(refused)).toEqual(['new-code']);
  await page.reload();
  await expectPage(page, HEADING.tooManyCodes);
  await expect(page.getByText(/You can ask again at \d{1,2}(:\d\d)?(am|pm)/)).toBeVisible();
  expect(await server.outbox.count(person.phone)).toBe(2);

  // The newest code still works, and only that.
  await page.goto('/key/enter-code');
  await enterCode(page, first === second ? wrong(first) : first);
  await expect(page.getByRole('alert')).toContainText('That security code is not correct');
  await enterCode(page, second);
  await expectPage(page, HEADING.addKey);
});

test('an expired code says so and costs no try', async ({ serverWith, pageOf }) => {
  const server = await serverWith({ policy: { code_seconds: 2, send_pause_seconds: 1, tries_per_code: 1 } });
  const person = await server.hire();
  const page = await pageOf(server);
  const code = await askForCode(page, server, person, await server.invite(person));
  await page.waitForTimeout(2_100);
  await enterCode(page, code);
  await expect(page.getByRole('alert')).toContainText('That security code has expired. Get a new code');
  await expectPage(page, HEADING.enterCode, { error: true });
});
