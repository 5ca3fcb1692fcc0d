// From the address to a page that can be used, in a real Chromium: the first screen's cards are visible and a key was
// handled. Each time in a fresh browser context, so that nothing is in a cache. And how much JavaScript comes first.
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, startApp } from '#tests/support/app.ts';
import { chromiumPath, launchBrowser } from '#tests/support/browser.ts';
import { spread, spreadLine, type Bench } from './measure.ts';

const runs = 20;

/** What index.html loads by itself: its module scripts and what they are told to preload. */
function firstScripts(): { files: string[]; bytes: number } {
  const folder = join(root, 'dist', 'renderer');
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].flatMap((m) => m[1] ?? []);
  return {
    files,
    bytes: files.reduce((sum, f) => sum + gzipSync(readFileSync(join(folder, f)), { level: 9 }).length, 0),
  };
}

export async function run(bench: Bench): Promise<void> {
  if ((await chromiumPath()) === null) return bench.print('not run: no Chromium here');
  const app = await startApp();
  const browser = await launchBrowser();
  try {
    const interactive: number[] = [];
    const visible: number[] = [];
    for (let n = 0; n < runs; n++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      const page = await context.newPage();
      await page.goto(app.url, { waitUntil: 'commit' });
      // By the page's own clock, which begins at navigation; Tab must move the focus onto a control.
      const cards = page.getByRole('button', { name: 'Agent, daytime' });
      await cards.waitFor();
      visible.push(await page.evaluate(() => performance.now()));
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => document.activeElement instanceof HTMLButtonElement);
      interactive.push(await page.evaluate(() => performance.now()));
      await context.close();
    }
    const { files, bytes } = firstScripts();
    bench.print(spreadLine('first screen’s cards visible', spread(visible)));
    bench.print(spreadLine('interactive (cards visible, a key handled)', spread(interactive)));
    bench.print(`first JavaScript: ${files.join(', ')}`);
    bench.limit('page interactive, p95 of 20', spread(interactive).p95, 1000, 'ms');
    bench.limit('first JavaScript, gzip', bytes / 1000, 300, 'kB');
  } finally {
    await browser.close();
    await app.stop();
  }
}
