// The way of somebody who tries the service without a phone: the demo wallet, by hand.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, hydrated, test } from '../fixtures/test.ts';
import { expectArrival, HEADING, reachAddKey } from '../fixtures/journey.ts';
import { freePort, Program, until } from '../fixtures/process.ts';

const FOLDER = resolve(import.meta.dirname, '../../tools/wallet/target');
const WALLET = [process.env['LATCHKEY_WALLET_BIN'], join(FOLDER, 'debug/latchkey-demo-wallet'), join(FOLDER, 'release/latchkey-demo-wallet')].find(
  (path) => path !== undefined && existsSync(path),
);

test('try it with the demo wallet', async ({ serverWith, pageOf, announce }) => {
  if (WALLET === undefined) throw new Error('the demo wallet is not built; run `cargo build --manifest-path tools/wallet/Cargo.toml`');
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-wallet-'));
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const server = await serverWith({ settings: { PREVIEW__WALLET_URL: `${address}/` } });
  const options = ['--store', folder, 'serve', '--listen', `127.0.0.1:${port}`, '--return-to', `${server.url}/key`];
  const program = Program.start(WALLET, options, folder, {});
  try {
    await until('the demo wallet', async () => (await fetch(address).catch(() => undefined))?.ok || undefined);
    const person = await server.hire();
    const page = await pageOf(server);
    await reachAddKey(page, server, person);
    await hydrated(page);

    // The one link that leaves our origin, in a tab of its own.
    announce(new RegExp(`^request: ${address}/`));
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Try it with the demo wallet (opens in new tab)' }).click();
    const wallet = await opened;
    await expect(wallet.getByRole('heading', { level: 2 })).toContainText('Riverside Hospital access key');
    await expect(page.getByRole('status')).toContainText('QR code scanned');
    await wallet.getByRole('button', { name: 'Add' }).click();
    await expect(wallet.getByRole('heading', { level: 1 })).toHaveText('Added');
    await expectArrival(page, HEADING.added);
    await expect(wallet.getByText(person.familyName)).toBeVisible();
    await wallet.goto(address);
    await expect(wallet.locator('[data-state]')).toHaveAttribute('data-state', 'valid');
    await server.revoke(person, 'The phone was lost.');
    await wallet.reload();
    await expect(wallet.locator('[data-state]')).toHaveAttribute('data-state', 'revoked');
  } finally {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
