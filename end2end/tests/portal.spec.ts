// The access key as the log in of a portal, with an OpenID Connect library and a wallet library of other people.

import type { Page } from '@playwright/test';
import { expect, test as base } from '../fixtures/test.ts';
import { expectPage, HEADING } from '../fixtures/journey.ts';
import { addKey, comeBack, phoneWith, requestOfButton } from '../fixtures/log-in.ts';
import { Portal } from '../fixtures/portal.ts';
import type { Presenter } from '../fixtures/present.ts';
import { until } from '../fixtures/process.ts';
import { scan } from '../fixtures/qr.ts';
import type { Person, Server } from '../fixtures/server.ts';

/** Somebody who holds a key, and a browser at the door of the portal. */
interface Visitor {
  portal: Portal;
  server: Server;
  person: Person;
  phone: Presenter;
  page: Page;
}

const test = base.extend<{ visitor: Visitor }>({
  visitor: async ({ serverWith, pageOf, announce }, use) => {
    const portal = await Portal.make();
    const server = await serverWith({ settings: portal.settings });
    await portal.start(server);
    announce(new RegExp(`^request: ${portal.url}/`));
    const person = await server.hire();
    const page = await pageOf(server);
    const phone = phoneWith(await addKey(page, server, person), server);
    await page.goto('/key/add');
    await expectPage(page, HEADING.added);
    await page.goto(portal.url);
    await use({ portal, server, person, phone, page });
    await portal.stop();
  },
});

const LOG_IN = 'Log in with your access key';

/** From the portal to the log in page, which says where it leads. */
async function ask({ page }: Visitor): Promise<void> {
  await page.getByRole('link', { name: LOG_IN }).click();
  await expectPage(page, LOG_IN);
  await expect(page.getByRole('main')).toContainText('Shifts and pay');
}

/** The portal knows who it is. */
async function expectHello({ page, person, portal }: Visitor): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${person.givenName}`);
  expect(page.url(), 'no code is left in the address bar').toBe(`${portal.url}/`);
  for (const text of [`${person.givenName} ${person.familyName}`, person.staffNumber, person.email]) {
    await expect(page.getByText(text, { exact: true })).toBeVisible();
  }
}

/** By the QR code, which moves on by itself. A phone shows the button first. */
async function logIn(visitor: Visitor): Promise<void> {
  const { page, phone } = visitor;
  await ask(visitor);
  if (test.info().project.use.isMobile) await page.getByRole('link', { name: 'Show the QR code to scan with another device' }).click();
  const told = await phone.share(await scan(page));
  expect(told).toMatchObject({ status: 200, redirectUri: undefined });
  await expectHello(visitor);
}

test('by the QR code of another device, and at once where somebody is logged in @script', async ({ visitor }) => {
  const { page, portal } = visitor;
  await logIn(visitor);
  await expect(page.getByText('on another device, by QR code')).toBeVisible();
  // The portal forgets them; the service does not, and asks nobody.
  await page.context().clearCookies({ name: 'portal-session' });
  await page.goto(portal.url);
  await page.getByRole('link', { name: LOG_IN }).click();
  await expectHello(visitor);
});

test('on the same device, back to the browser that asked', async ({ visitor, javaScriptEnabled, isMobile }) => {
  const { page, phone } = visitor;
  await ask(visitor);
  if (!javaScriptEnabled) {
    await page.getByRole('button', { name: 'Log in on this phone' }).click();
  } else if (!isMobile) {
    await page.getByRole('link', { name: 'I am using this phone instead' }).click();
  }
  const told = await phone.share(await requestOfButton(page));
  expect(told.status).toBe(200);
  await comeBack(page, told.redirectUri);
  await expectHello(visitor);
  await expect(page.getByText('on this device', { exact: true })).toBeVisible();
});

test('log out at the portal is log out here, once the person says so @script', async ({ visitor }) => {
  const { page, portal, server } = visitor;
  await logIn(visitor);
  await page.getByRole('button', { name: 'Log out' }).click();
  await expectPage(page, 'Do you want to log out?');
  await expect(page.getByRole('main')).toContainText('Shifts and pay');
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("The employer's portal");
  expect(page.url()).toBe(`${portal.url}/`);
  await page.goto(`${server.url}/home`);
  await expectPage(page, LOG_IN);
});

test('a key that is revoked ends the session at the portal, too @script', async ({ visitor }) => {
  const { page, portal, server, person } = visitor;
  await logIn(visitor);
  await server.revoke(person, 'The phone was lost.');
  await until('the portal to hear of it', async () => {
    await page.goto(portal.url);
    return (await page.getByRole('link', { name: LOG_IN }).isVisible()) || undefined;
  });
});
