// HR officers log in with the organisation's single sign-on, at a real provider on another site. With JavaScript, and without.

import type { Page } from '@playwright/test';
import { expect, test as base } from '../fixtures/test.ts';
import { addOfficer, HR } from '../fixtures/console.ts';
import { expectPage } from '../fixtures/journey.ts';
import { checkPage } from '../fixtures/page-check.ts';
import type { Server } from '../fixtures/server.ts';
import { SignOn } from '../fixtures/sign-on.ts';

const IN = 'You are logged in';

interface Fixtures {
  /** The provider; announced, because the browser leaves our origin for it. */
  signOn: SignOn;
  /** Starts a server that knows the provider, and the provider with it; `more` are further settings of their section. */
  serverOf(more?: string): Promise<Server>;
}

const test = base.extend<Fixtures>({
  signOn: async ({ announce }, use) => {
    const signOn = await SignOn.make();
    announce(new RegExp(`request: ${signOn.url}/`));
    await use(signOn);
    await signOn.stop();
  },
  serverOf: async ({ serverWith, signOn }, use) => {
    await use(async (more) => {
      const server = await serverWith({ settings: signOn.settings(more) });
      await signOn.start(server);
      return server;
    });
  },
});

/** The link to the provider. */
const toProvider = (page: Page, signOn: SignOn) => page.getByRole('main').getByRole('link', { name: `Log in with ${signOn.name}` });

test('an officer logs in at the provider and lands on the list of people', async ({ serverOf, pageOf, signOn }) => {
  const server = await serverOf();
  const page = await pageOf(server);
  const { email, name } = await addOfficer(server, 'issuer');
  await page.goto('/hr/staff?q=okafor');
  await expect(page.getByLabel('Password'), 'there are both ways').toBeVisible();
  await checkPage(page, 'hr-log-in-sso', HR.logIn);
  await toProvider(page, signOn).click();
  await signOn.logIn(page, email);
  // The cookie does not come along from the other site; the page in between makes it come.
  await expectPage(page, HR.staff);
  expect(page.url(), 'as the list was asked for').toBe(`${server.url}/hr/staff?q=okafor`);
  await expect(page.getByRole('banner').getByRole('link', { name })).toBeVisible();
  const cookies = await page.context().cookies(server.url);
  expect(cookies.find((cookie) => cookie.name === 'latchkey-officer')).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(cookies.map((cookie) => cookie.name), 'the question is answered').not.toContain('latchkey-sso');
  const told = await server.outbox.about(email, /single sign-on/);
  expect(told.subject).toContain('single sign-on');
  await page.getByRole('banner').getByRole('link', { name }).click();
  await checkPage(page, 'hr-account-sso', HR.account);

  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('main')).toContainText(`You may still be logged in to ${signOn.name}.`);
  await checkPage(page, 'hr-logged-out-sso', HR.loggedOut);
  await page.goto('/hr/staff');
  await expectPage(page, HR.logIn);

  // The provider remembers who it was. An answer without a page leaves the browser on the page in between.
  await page.route(`${server.url}/hr/staff`, (route) => route.fulfill({ status: 204 }), { times: 1 });
  await toProvider(page, signOn).click();
  await checkPage(page, 'hr-sso-onward', IN);
  await page.getByRole('link', { name: 'continue to the next page' }).click();
  await expectPage(page, HR.staff);
});

test('a second factor that is too old is shown again at the provider', async ({ serverOf, pageOf, signOn }) => {
  const server = await serverOf();
  const page = await pageOf(server);
  const { email } = await addOfficer(server, 'administrator');
  await page.goto('/hr/officers/add');
  await toProvider(page, signOn).click();
  await signOn.logIn(page, email, { ago: 600 });
  await checkPage(page, 'hr-confirm-sso', HR.confirm);
  await toProvider(page, signOn).click();
  await signOn.logIn(page, email);
  await expectPage(page, HR.addOfficer);
});

test('nobody gets in who is no officer, has no second factor or was not asked', async ({ serverOf, pageOf, signOn, announce }) => {
  announce(/the server responded with a status of 40[03]/);
  const server = await serverOf('passwords=false');
  const page = await pageOf(server);
  const stranger = 'somebody@elsewhere.example';
  server.mustNotTell(stranger);
  await page.goto('/hr');
  await expect(page.getByLabel('Password'), 'there is one way only').toHaveCount(0);
  await checkPage(page, 'hr-log-in-sso-alone', HR.logIn);
  await toProvider(page, signOn).click();
  await signOn.logIn(page, stranger, { alone: true });
  await checkPage(page, 'hr-sso-refused', 'You are not logged in');
  await expect(page.getByRole('main')).toContainText('give them this reference:');
  await page.goto('/hr/sso/return?code=1&state=2');
  await checkPage(page, 'hr-sso-not-asked', 'Log in again');

  // At the provider, too, somebody else begins anew.
  await page.context().clearCookies();
  await page.goto('/hr/log-in');
  await toProvider(page, signOn).click();
  await signOn.logIn(page, stranger);
  await checkPage(page, 'hr-sso-no-officer', 'You are not an HR officer here');
  expect(await page.context().cookies(server.url), 'no cookie is left').toEqual([]);
  await page.getByRole('link', { name: 'Go to the log in page' }).click();
  await expectPage(page, HR.logIn);
  await page.goto('/hr/staff');
  await expectPage(page, HR.logIn);
});
