// What HR sees of messages that the provider refuses. With JavaScript, and without.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../fixtures/test.ts';
import { HR, nameOf, recordOf, startWork } from '../fixtures/console.ts';
import { expectPage } from '../fixtures/journey.ts';
import { checkPage } from '../fixtures/page-check.ts';

/** A key as GOV.UK Notify gives them out. */
const KEY = 'tests-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0';
const WHY = 'GOV.UK Notify: the request is not accepted: check the templates, and who the service may write to (400 BadRequestError)';

test('a message that cannot be sent waits with its reason', async ({ serverWith, pageOf }) => {
  const refusal = JSON.stringify({ status_code: 400, errors: [{ error: 'BadRequestError', message: 'Not a valid email address' }] });
  const notify = createServer((request, response) => void request.resume().on('end', () => response.writeHead(400).end(refusal)));
  await once(notify.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(notify.address() as AddressInfo).port}`;
  const templates = 'email={provider="notify",template_id="1"},sms={provider="notify",template_id="2"}';
  const delivery = `{${templates},notify={api_key="${KEY}",url="${url}"},limits={countries=["44"]}}`;
  const server = await serverWith({ settings: { DELIVERY: delivery } });
  server.mustNotTell(KEY);
  const page = await pageOf(server);
  const officer = await startWork(page, server, 'viewer');
  const person = await server.hire();
  await server.command('invite', person.staffNumber);

  const line = page.getByRole('listitem').filter({ hasText: nameOf(person) });
  await expect(async () => {
    await page.goto('/hr/waiting');
    await expect(line).toContainText(`An invitation was not delivered: ${WHY}, `, { timeout: 100 });
  }).toPass();
  await expect(page.getByRole('heading', { name: 'Messages that did not arrive' })).toBeVisible();
  const own = page.getByRole('listitem').filter({ hasText: `To ${officer.name}, an officer` });
  await expect(own).toContainText(`A notice about an officer’s account was not delivered: ${WHY}, `);
  await checkPage(page, 'hr-waiting-undelivered', HR.waiting);
  await line.getByRole('link').click();
  await expectPage(page, recordOf(person));
  await expect(page.getByRole('main')).toContainText(WHY);
  await checkPage(page, 'hr-record-undelivered', recordOf(person));
  notify.close();
});
