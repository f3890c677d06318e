// What is different where everything goes through TLS, as in real use.

import { expect, test } from '../fixtures/test.ts';
import { startWork } from '../fixtures/console.ts';
import { askForCode, enterCode, expectPage, HEADING } from '../fixtures/journey.ts';
import { openButton } from '../fixtures/log-in.ts';

test('cookies have the names and marks that keep them here', async ({ page, context, server, person }) => {
  const link = await server.invite(person);
  expect(link).toMatch(/^https:/);
  await page.goto(link);
  const [token] = await context.cookies();
  expect(token).toMatchObject({ name: '__Host-latchkey-link', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' });
  const code = await askForCode(page, server, person, link);
  const before = await context.cookies();
  const session = before.find((cookie) => cookie.name === '__Host-latchkey-flow');
  expect(session).toMatchObject({ path: '/', secure: true, httpOnly: true, sameSite: 'Lax' });
  expect(before.map((cookie) => cookie.name), 'the token of the link is used up').toEqual(['__Host-latchkey-flow']);
  await enterCode(page, code);
  await expectPage(page, HEADING.addKey);
  const after = (await context.cookies()).find((cookie) => cookie.name === '__Host-latchkey-flow');
  expect(after?.value, 'a session that is verified has a new secret').not.toBe(session?.value);
});

test('so have those of a log in', async ({ page, context, phone }) => {
  const marks = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' };
  const told = await phone.share(await openButton(page));
  expect(await context.cookies()).toMatchObject([{ name: '__Host-latchkey-login', ...marks }]);
  await page.goto(told.redirectUri ?? '');
  await expectPage(page, HEADING.home);
  const cookies = (await context.cookies()).sort((one, other) => one.name.localeCompare(other.name));
  expect(cookies).toMatchObject([
    { name: '__Host-latchkey-browser', ...marks },
    { name: '__Host-latchkey-session', ...marks },
  ]);
});

test('so have those of an HR officer', async ({ page, context, server }) => {
  await startWork(page, server, 'viewer');
  const marks = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' };
  const cookies = (await context.cookies()).sort((one, other) => one.name.localeCompare(other.name));
  expect(cookies).toMatchObject([
    { name: '__Host-latchkey-officer', ...marks },
    { name: '__Host-latchkey-officer-known', ...marks },
  ]);
});

test('every answer asks for TLS from now on', async ({ page, server, announce }) => {
  announce(/the server responded with a status of 404/);
  for (const path of ['/help', '/nowhere', '/.well-known/openid-credential-issuer', '/favicon.svg', '/readyz']) {
    const answer = await page.goto(path).catch(() => undefined);
    const headers = answer?.headers() ?? Object.fromEntries((await server.fetch(`${server.url}${path}`)).headers);
    expect(headers['strict-transport-security'], path).toMatch(/^max-age=\d{8}/);
  }
});

test('pages name no other origin', async ({ page, server }) => {
  const answer = await page.goto('/help');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:/);
  expect(answer?.headers()['referrer-policy']).toBe('same-origin');
  expect(server.url).toMatch(/^https:\/\/localhost:/);
});
