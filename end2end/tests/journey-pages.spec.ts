// The pages of the journey, as everybody meets them.

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { codeField, continueButton, enterCode, expectPage, HEADING, offerOfButton, wrong } from '../fixtures/journey.ts';
import { checkPage } from '../fixtures/page-check.ts';

// Once alive, and once as the server wrote them: as they are without JavaScript, or when a filter holds the bundle back. (Tools
// that inspect a page need scripts to run, so the second are not checked in the project without JavaScript.)
for (const alive of [true, false]) {
  test(`the pages of the journey ${alive ? 'with' : 'without'} the bundle`, { tag: alive ? '@script' : '@once' }, async ({ page, server, person, wallet, isMobile, announce }) => {
    test.setTimeout(120_000);
    if (!alive) {
      announce(/Failed to load resource: net::ERR_FAILED/, /Failed to fetch dynamically imported module/);
      await page.route('**/assets/*.js', (route) => route.abort());
    }
    const link = await server.invite(person);
    const steps = new Steps(page, alive);

    await page.goto(link);
    await steps.check('start', HEADING.start);
    await continueButton(page).click();
    await steps.check('send-code', HEADING.sendCode);
    await expect(page.getByText(`the phone number ending ${person.phone.slice(-3)}`)).toBeVisible();
    await expect(page.getByRole('link', { name: 'This is not my phone number' })).toHaveAttribute('href', '/help/phone-number');

    await continueButton(page).click();
    await steps.check('enter-code', HEADING.enterCode);
    const code = await server.outbox.code(person.phone);
    await checkCodeField(page);
    await enterCode(page, wrong(code));
    await expect(page.getByRole('alert')).toContainText('That security code is not correct');
    await steps.check('enter-code-error', HEADING.enterCode, true);

    await page.getByRole('link', { name: 'Get a new code', exact: true }).click();
    await steps.check('not-yet', HEADING.notYet);
    await page.getByRole('link', { name: 'Back' }).click();
    await expectPage(page, HEADING.enterCode, { error: true });
    await enterCode(page, code);
    await steps.check(isMobile ? 'add-key-button' : 'add-key-qr', HEADING.addKey);
    await page.goto(isMobile ? '/key/add?show=qr' : '/key/add?show=button');
    await steps.check(isMobile ? 'add-key-qr' : 'add-key-button', HEADING.addKey);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await steps.check('add-key-help', HEADING.addKey);

    await page.goto('/key/add?show=button');
    const key = await wallet({ notify: null }).add(await offerOfButton(page));
    if (!alive) await page.reload();
    await steps.check('added', HEADING.added);
    await expect(page.getByRole('button', { name: 'My key is not in the app' })).toBeVisible();

    await key.notify('credential_failure');
    await page.goto('/key/add');
    await expect(page.getByRole('status')).toContainText('Your access key was not added.');
    await steps.check('not-added', HEADING.addKey);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('status')).not.toContainText('was not added');
  });
}

/** A field for codes that neither phones nor people nor tools stumble over (WCAG 3.3.8). */
async function checkCodeField(page: Page): Promise<void> {
  const field = codeField(page);
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  await expect(field).toHaveAttribute('type', 'text');
  for (const name of ['required', 'maxlength', 'pattern', 'placeholder']) expect(await field.getAttribute(name)).toBeNull();
  await expect(page.locator('form[novalidate]')).toHaveCount(1);
  const described = ((await field.getAttribute('aria-describedby')) ?? '').split(' ');
  for (const id of described) await expect(page.locator(`#${id}`)).toHaveCount(1);
}

/** The pages of a journey, one after the other: help stays where it is, and titles are personal to nobody. */
class Steps {
  constructor(
    private readonly page: Page,
    private readonly alive: boolean,
  ) {}

  async check(name: string, heading: string, error = false): Promise<void> {
    await expectPage(this.page, heading, { error });
    await checkPage(this.page, this.alive ? name : `${name}-plain`, heading, { error });
    expect(`${await this.page.title()} ${this.page.url()}`).not.toMatch(/Amina|Okafor|amina|\+44|900\d{3}/);
    await expect(this.page.getByRole('status')).toHaveCount(1);
    // Without JavaScript nothing that needs it is on offer.
    await expect(this.page.getByRole('button', { name: 'Copy link' })).toHaveCount(this.alive && /help/.test(name) ? 1 : 0);
  }
}
