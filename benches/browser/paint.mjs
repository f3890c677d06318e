// What people wait for, in Chromium: the first page on a slow phone, and the page that moves on once a wallet has the key.
//
//   node benches/browser/paint.mjs
import { chromium } from '@playwright/test';
import { percentile, startService } from './service.mjs';
import { takeKey } from './wallet.mjs';

/** Loads of the start page, each in a browser context of its own: nothing is cached. */
const LOADS = 5;
/** Keys that are added while the page is open. */
const KEYS = 20;
/** "Slow 4G" as browsers' developer tools name it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms for each request. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** How much slower than this machine the phone's processor is. */
const SLOWER = 4;
/** As in the browser tests. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Runs in every page before its scripts: notes when the bundle is at work, which listens to Back and Forward first thing. */
function noteHydration() {
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (...args) {
    if (args[0] === 'popstate') globalThis.latchkeyIsReady ??= performance.now();
    return add.apply(this ?? globalThis, args);
  };
}

/** Runs in the page that waits: notes when another heading is on the screen. */
function noteNextHeading() {
  const first = document.querySelector('h1').textContent;
  new MutationObserver(() => {
    if (document.querySelector('h1')?.textContent === first || globalThis.latchkeyMoved) return;
    globalThis.latchkeyMoved = 'soon';
    requestAnimationFrame(() => (globalThis.latchkeyMoved = performance.timeOrigin + performance.now()));
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}

async function loadSlowly(browser, address, cookies) {
  const context = await browser.newContext({ viewport: { width: 412, height: 839 }, isMobile: true, hasTouch: true });
  await context.addCookies(cookies);
  await context.addInitScript(noteHydration);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForFunction(() => 'latchkeyIsReady' in globalThis, undefined, { timeout: 60_000 });
  const times = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return {
      painted: paint.startTime,
      // The form is an ordinary one: it works as soon as it is drawn and the parser has reached its end.
      usable: Math.max(paint.startTime, navigation.domInteractive),
      hydrated: globalThis.latchkeyIsReady,
    };
  });
  await context.close();
  return times;
}

async function measureLoads(browser, service) {
  const { link } = await service.invite();
  const opened = await fetch(link, { redirect: 'manual' });
  const cookies = opened.headers.getSetCookie().map((cookie) => {
    const [name, value] = cookie.split(';')[0].split('=');
    return { name, value, url: service.url };
  });
  const start = new URL(opened.headers.get('location'), service.url).href;
  console.log(`| Slow 4G, processor ${SLOWER} times slower, median of ${LOADS} | first paint | usable form | hydrated |\n|---|---:|---:|---:|`);
  for (const [name, address, given] of [
    ['start page', start, cookies],
    ['the same from the link in the email, with its redirect', link, []],
  ]) {
    const loads = [];
    for (let load = 0; load < LOADS; load += 1) loads.push(await loadSlowly(browser, address, given));
    const median = (part) => Math.round(percentile(loads.map((times) => times[part]), 50));
    console.log(`| ${name} | ${median('painted')} ms | ${median('usable')} ms | ${median('hydrated')} ms |`);
  }
}

async function addKey(browser, service) {
  const { link, code } = await service.invite();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(noteHydration);
  const page = await context.newPage();
  const onward = () => page.getByRole('button', { name: 'Continue' }).click();
  await page.goto(link);
  await page.waitForFunction(() => 'latchkeyIsReady' in globalThis);
  await onward();
  await page.getByRole('heading', { level: 1, name: 'We will text you a security code' }).waitFor();
  await onward();
  const field = page.getByLabel('Security code', { exact: true });
  await field.fill(await code());
  const stream = page.waitForResponse((answer) => answer.url().endsWith('/key/events'));
  await onward();
  await stream;
  const offer = await page.evaluate(async () => (await (await fetch('/key/page?at=/key/add')).json())['add-key'].offer.link);
  await page.evaluate(noteNextHeading);
  const asked = await takeKey(offer, service.url);
  const hasMoved = () => typeof globalThis.latchkeyMoved === 'number' && globalThis.latchkeyMoved;
  const moved = await page.waitForFunction(hasMoved, undefined, { polling: 50 });
  const time = (await moved.jsonValue()) - asked;
  await context.close();
  return time;
}

async function measurePageChange(browser, service) {
  const times = [];
  for (let key = 0; key < KEYS; key += 1) times.push(await addKey(browser, service));
  const [median, most, longest] = [50, 95, 100].map((percent) => Math.round(percentile(times, percent)));
  console.log(`\n| from the wallet's credential request to the next page, ${KEYS} keys | p50 | p95 | longest |\n|---|---:|---:|---:|`);
  console.log(`| page open in Chromium, live update | ${median} ms | ${most} ms | ${longest} ms |`);
}

const service = await startService();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
try {
  await measureLoads(browser, service);
  await measurePageChange(browser, service);
} finally {
  await browser.close();
  await service.stop();
}
