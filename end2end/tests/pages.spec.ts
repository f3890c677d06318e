// The pages outside of the journey, as everybody meets them.

import { expect, test } from '../fixtures/test.ts';
import { askForCode, HEADING, offerOfButton, reachAddKey } from '../fixtures/journey.ts';
import { checkPage, checkSkipLink } from '../fixtures/page-check.ts';

const PUBLIC: [path: string, heading: string, status?: number][] = [
  ['/help', 'Help with your access key'],
  ['/help/phone-number', 'If this is not your phone number'],
  ['/accessibility', 'Accessibility statement'],
  ['/privacy', 'Privacy'],
  ['/cookies', 'Cookies'],
  ['/contact', 'Contact us'],
  ['/preview/outbox', 'Messages'],
  ['/key', 'You were away too long'],
  ['/nowhere', 'Page not found', 404],
  ['/key/nowhere', 'Page not found', 404],
  ['/k/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'We cannot open this link', 404],
  ['/k/half-a-link', 'We cannot open this link', 404],
  ['/login', HEADING.logIn],
  ['/login?from=wallet', 'You cannot log in while your browser blocks cookies', 400],
  ['/home', HEADING.logIn],
  ['/logout', HEADING.loggedOut],
  ['/lost-phone', HEADING.lostPhone],
  ['/lost-phone/sent', HEADING.lostPhoneSent],
  ['/report', HEADING.linkClosed, 404],
  ['/report/half-a-link', HEADING.linkClosed, 404],
  ['/oidc/authorize', 'You cannot log in to this portal', 400],
  ['/oidc/resume', 'Go back to the portal and log in again', 400],
];

for (const [path, heading, status = 200] of PUBLIC) {
  test(`page ${path}`, async ({ page, announce }) => {
    if (status !== 200) announce(new RegExp(`the server responded with a status of ${status}`));
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(status);
    expect(answer?.headers()['content-security-policy']).not.toContain('unsafe-inline');
    await checkPage(page, `public${path.replaceAll(/\W/g, '-').slice(0, 20)}`, heading);
    await page.reload();
    await checkSkipLink(page);
  });
}

test('the skip link works on every page of the journey', async ({ page, server, person }) => {
  const link = await server.invite(person);
  await page.goto(link);
  await checkSkipLink(page);
  await askForCode(page, server, person, await server.invite(person));
  await page.reload();
  await checkSkipLink(page);
});

test('states of a link', async ({ page, server, person, announce, secondBrowser, wallet }) => {
  announce(/the server responded with a status of 4(04|10)/);
  const first = await server.invite(person);
  await reachAddKey(page, server, person);
  const other = await secondBrowser();
  const replaced = await other.goto(first);
  expect(replaced?.status()).toBe(410);
  await checkPage(other, 'link-replaced', 'This link has been replaced by a newer one');

  await page.goto('/key/add?show=button');
  await wallet().add(await offerOfButton(page));
  const used = await other.goto((await server.outbox.link(person.email, 1)) ?? '');
  expect(used?.status()).toBe(200);
  await checkPage(other, 'link-used', 'You have already used this link');
});
