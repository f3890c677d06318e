// Forced colours, reduced motion, paper, and a keyboard without a mouse.

import { expect, hydrated, test } from '../fixtures/test.ts';
import { codeField, expectArrival, HEADING, reachAddKey } from '../fixtures/journey.ts';
import { scan } from '../fixtures/qr.ts';

for (const scheme of ['light', 'dark'] as const) {
  test(`the QR code can be scanned in forced colours, ${scheme}`, async ({ server, person, secondBrowser }) => {
    const page = await secondBrowser({ forcedColors: 'active', colorScheme: scheme });
    await reachAddKey(page, server, person);
    expect(await scan(page)).toMatch(/^openid-credential-offer:/);
    await page.screenshot({ path: `${import.meta.dirname}/../screenshots-out/computer/forced-colours-${scheme}.png`, fullPage: true });
    // Buttons keep an edge, and the focus can be seen.
    const button = page.getByRole('button', { name: 'I have added my access key' });
    await button.focus();
    const edges = await button.evaluate((it) => {
      const { borderTopStyle, borderTopWidth, outlineStyle, outlineWidth } = getComputedStyle(it);
      return { border: borderTopStyle !== 'none' && borderTopWidth !== '0px', outline: outlineStyle !== 'none' && outlineWidth !== '0px' };
    });
    expect(edges).toEqual({ border: true, outline: true });
  });
}

test('nothing moves for those who asked for less motion', async ({ server, person, secondBrowser }) => {
  const page = await secondBrowser({ reducedMotion: 'reduce' });
  await reachAddKey(page, server, person);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('neither code nor button is left in the printer', async ({ page, server, person }) => {
  await reachAddKey(page, server, person);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.app-qr')).toBeHidden();
  for (const button of await page.getByRole('button').all()) await expect(button).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the whole journey by keyboard', async ({ page, server, person, wallet }) => {
  await page.goto(await server.invite(person));
  await hydrated(page);

  /** Presses Tab until the focus is on something with this text. */
  const tabTo = async (text: string) => {
    for (let nth = 0; nth < 30; nth += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const active = document.activeElement;
        const visible = active?.matches(':focus-visible') ?? false;
        return { text: active?.textContent?.trim() ?? '', id: active?.id ?? '', visible };
      });
      expect(focused.visible, `the focus is visible on "${focused.text}"`).toBe(true);
      if (focused.text === text || focused.id === text) return;
    }
    throw new Error(`Tab never reached "${text}"`);
  };

  await tabTo('Continue');
  await page.keyboard.press('Enter');
  await expectArrival(page, HEADING.sendCode);
  await tabTo('Continue');
  await page.keyboard.press('Space');
  await expectArrival(page, HEADING.enterCode);
  await tabTo('code');
  await page.keyboard.type(await server.outbox.code(person.phone));
  await expect(codeField(page)).toHaveValue(/^\d{6}$/);
  await page.keyboard.press('Enter');
  await expectArrival(page, HEADING.addKey);
  await tabTo('I cannot scan the QR code');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Turn up the brightness of this screen.')).toBeVisible();
  await tabTo('I have added my access key');
  await page.keyboard.press('Space');
  await expect(page.getByRole('status')).toContainText('We have not heard');
  await wallet().add(await scan(page));
  await expectArrival(page, HEADING.added);
  await tabTo('Log in to the employee portal');
});
