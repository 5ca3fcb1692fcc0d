// `npm run pictures`: the story's screens for the documents, light and dark, at 1280×720 and 1920×1080, into docs/pictures.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tests/support/app.ts';
import { chromiumPath } from '#tests/support/browser.ts';
import { drawStory } from './desk/draw.ts';
import { launch } from './desk/launch.ts';
import { smallPng } from './desk/small-png.ts';
import { walkAfter, walkCall, walkDesk, walkPractice } from './desk/walk.ts';

const wanted = new Map([
  ['first-screen', '1-first-screen'],
  ['ringing', '2-ringing'],
  ['call-verified', '3-call-verified'],
  ['article', '4-article'],
  ['message-saved-offline', '5-message-saved-offline'],
  ['emergency', '6-emergency'],
  ['locked-on-call', '7-locked'],
  ['proof-page', '8-proof'],
  ['practice-call', '9-practice-call'],
  ['practice-debrief', '10-practice-debrief'],
]);
const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
/** The story of the pictures in the documents is always the same one. */
const seed = 7;

if ((await chromiumPath()) === null) {
  console.log('no Chromium here: no pictures');
  process.exit(1);
}
const folder = join(root, 'docs', 'pictures');
const [desk, drawn] = await Promise.all([launch(), drawStory(seed)]);
let bytes = 0;
async function take(name: string): Promise<void> {
  const file = wanted.get(name);
  if (file === undefined) return;
  const { page } = desk;
  // A toast is over in seconds, a picture is not.
  const toasts = page.locator('.cl-toasts .cl-icon-button');
  while ((await toasts.count()) > 0) await toasts.first().click();
  for (const size of sizes)
    for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme });
      // Two frames: the columns are laid out anew in the first.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
      );
      const picture = smallPng(await page.screenshot());
      bytes += picture.length;
      writeFileSync(join(folder, `${file}-${scheme}-${size.width}.png`), picture);
    }
  await page.setViewportSize(sizes[0] ?? { width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: 'light' });
}
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
try {
  await walkDesk(desk, take);
  await walkCall(desk, drawn, take);
  await walkAfter(desk, take);
  await walkPractice(desk, take);
} finally {
  await desk.close();
}
console.log(`${wanted.size * 4} pictures, ${(bytes / 1e6).toFixed(1)} MB, in docs/pictures`);
