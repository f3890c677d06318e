// End-to-end tests: the built server, Debian's Chromium, and wallet libraries from npm in the part of the wallet.

import { defineConfig, devices, type PlaywrightTestOptions, type Project } from '@playwright/test';
import type { WorkerOptions } from './fixtures/test.ts';

// Tests marked @script need JavaScript; those marked @once say nothing new on a second device.
const projects: Project<PlaywrightTestOptions, WorkerOptions>[] = [
  { name: 'computer', use: { viewport: { width: 1280, height: 900 } }, testIgnore: ['no-script.spec.ts', 'tls.spec.ts'] },
  { name: 'phone', use: { ...devices['Pixel 7'] }, testMatch: ['journey.spec.ts', 'journey-pages.spec.ts', 'log-in.spec.ts', 'home-pages.spec.ts', 'portal.spec.ts', 'console-overview.spec.ts'], grepInvert: /@once/ },
  {
    name: 'no-javascript',
    use: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
    testMatch: ['journey.spec.ts', 'no-script.spec.ts', 'log-in.spec.ts', 'home.spec.ts', 'lost-phone.spec.ts', 'portal.spec.ts', 'console-*.spec.ts'],
    grepInvert: /@script/,
  },
  { name: 'tls', use: { tls: true, ignoreHTTPSErrors: true }, testMatch: ['journey.spec.ts', 'log-in.spec.ts', 'portal.spec.ts', 'tls.spec.ts'], grepInvert: /@once/ },
];

export default defineConfig<PlaywrightTestOptions, WorkerOptions>({
  testDir: 'tests',
  outputDir: 'results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    // Costs a third of the time; worth it when a test fails that should not.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects,
});
