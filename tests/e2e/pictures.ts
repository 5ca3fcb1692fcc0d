// `npm run pictures [-- PART …]`: the screens of the day, of the failing starts, of the night and of a real line for the documents, light and
// dark, at 1280×720 and 1920×1080, into docs/pictures; all parts, or those that are named. On the stand-in, or CARELINE_HOST.
import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { lockProfile } from '#desk/vault/profile-lock.ts';
import { root } from '#tests/support/app.ts';
import { drawStory } from './desk/draw.ts';
import { failurePage, profileWithVault, removeFolders } from './desk/failing.ts';
import { whyNot } from './desk/hosts.ts';
import { hostName, launch, type Driver } from './desk/launch.ts';
import { smallPng } from './desk/small-png.ts';
import { becomeAvailable, phoneReady } from './desk/phone.ts';
import { answerCall, callCard, candidates, ring, sitQuietly, verifyCaller } from './desk/steps.ts';
import { walkNight } from './desk/walk-night.ts';
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
  ['night-dispatch', '17-night-dispatch'],
  ['night-on-call', '18-night-on-call'],
  ['night-queue', '19-night-queue'],
  ['night-handover', '20-night-handover'],
  ['night-incomplete', '21-night-incomplete'],
  ['night-red-flag', '22-night-red-flag'],
  ['night-accepted', '23-night-accepted'],
  ['night-leaving', '24-night-leaving'],
]);
interface Size {
  width: number;
  height: number;
}
const usual: readonly Size[] = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
/** As `windowKinds` of the shell opens them. */
const panelSize: Size = { width: 520, height: 860 };
const compactSize: Size = { width: 380, height: 460 };
/** The story of the pictures in the documents is always the same one. */
const seed = 7;

const missing = await whyNot(hostName);
if (missing !== null) {
  console.log(`${hostName}: ${missing}, so no pictures`);
  process.exit(1);
}
const folder = join(root, 'docs', 'pictures');
const drawn = await drawStory(seed);
let bytes = 0;
let taken = 0;

async function shoot(page: Page, file: string, sizes: readonly Size[]): Promise<void> {
  // A toast is over in seconds, a picture is not.
  const toasts = page.locator('.cl-toasts .cl-icon-button');
  while ((await toasts.count()) > 0) await toasts.first().click();
  for (const size of sizes)
    for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      // Two frames: the columns are laid out anew in the first.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
      );
      const picture = smallPng(await page.screenshot());
      bytes += picture.length;
      taken++;
      writeFileSync(join(folder, `${file}-${scheme}-${size.width}.png`), picture);
    }
  await page.setViewportSize(sizes[0] ?? panelSize);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** The patient panel and the compact phone in one call. */
async function windowsBeside(desk: Driver): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('Control+7');
  const panel = await desk.window('panel');
  await page.getByRole('button', { name: 'Compact phone' }).click();
  const compact = await desk.window('compact');
  await ring(page, 'Ring a worried patient', seed);
  await candidates(panel).waitFor();
  await shoot(compact, '11-compact-phone-rings', [compactSize]);
  await answerCall(page);
  await verifyCaller(panel, drawn);
  await panel.getByRole('region', { name: 'Identity' }).waitFor();
  await shoot(panel, '12-patient-panel', [panelSize]);
  await shoot(compact, '13-compact-phone-talks', [compactSize]);
  await shoot(page, '14-panel-is-beside', usual);
}

/** A start that fails: another one has the profile; the key file is damaged. */
async function failures(): Promise<void> {
  const inUse = await profileWithVault();
  const other = lockProfile(inUse.live);
  if (!other.ok) throw new Error(other.code);
  const damaged = await profileWithVault();
  truncateSync(join(damaged.live, 'vault', 'keyring.json'), 100);
  for (const [{ profile }, file, code, title] of [
    [inUse, '15-profile-in-use', 'profile-in-use', 'Careline is already open'],
    [damaged, '16-key-file-damaged', 'vault-keyring-damaged', 'The key file of the vault is damaged'],
  ] as const) {
    const desk = await launch({ demo: false, profile });
    try {
      await failurePage(desk.page, code, title);
      await shoot(desk.page, file, usual);
    } finally {
      await desk.close();
    }
  }
  other.value.release();
}

/** One sitting; each state that has a picture is taken. */
async function sitting(
  walk: (desk: Driver, take: (name: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const desk = await launch();
  try {
    await walk(desk, async (name) => {
      const file = wanted.get(name);
      if (file !== undefined) await shoot(desk.page, file, usual);
    });
  } finally {
    await desk.close();
  }
}
/** A call on a real line: the ring, the call, a transfer, and somebody who is asked first. */
async function onTheLine(): Promise<void> {
  const desk = await launch({ phone: true });
  try {
    const { page } = desk;
    await sitQuietly(page);
    const hand = await phoneReady(desk);
    await hand.callee({ number: '+16175559911', does: 'answer' });
    await becomeAvailable(page);
    await ring(page, 'Ring a worried patient', seed);
    await answerCall(page);
    await callCard(page).getByText('They hear you').waitFor();
    await page.getByRole('log').waitFor();
    await shoot(page, '25-line-call', usual);
    await page.keyboard.press('F5');
    const find = page.getByRole('textbox', { name: 'Find who should have the call' });
    await find.waitFor();
    await shoot(page, '26-line-transfer', usual);
    await find.fill('6175559911');
    await find.press('Enter');
    await page.getByRole('button', { name: /^Talk first/ }).click();
    await callCard(page)
      .getByText(/^You talk to/)
      .waitFor();
    await shoot(page, '27-line-consult', usual);
  } finally {
    await desk.close();
  }
}
const parts = {
  day: () =>
    sitting(async (desk, take) => {
      await walkDesk(desk, take);
      await walkCall(desk, drawn, take);
      await walkAfter(desk, take);
      await windowsBeside(desk);
      await walkPractice(desk, take);
    }),
  failures: () => failures().finally(removeFolders),
  night: () => sitting(walkNight),
  line: onTheLine,
};
/** First and last number of each part's files. */
const filesOf = { day: [1, 14], failures: [15, 16], night: [17, 24], line: [25, 27] } as const;
const isPart = (name: string): name is keyof typeof parts => name in parts;

const named = process.argv.slice(2);
const unknown = named.find((name) => !isPart(name));
if (unknown !== undefined) {
  console.error(`${unknown} is none of ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const part of Object.keys(parts).filter(isPart)) {
  if (named.length > 0 && !named.includes(part)) continue;
  const [first, last] = filesOf[part];
  for (const file of readdirSync(folder)) {
    const number = Number.parseInt(file, 10);
    if (number >= first && number <= last) rmSync(join(folder, file));
  }
  await parts[part]();
}
console.log(`${taken} pictures, ${(bytes / 1e6).toFixed(1)} MB, in docs/pictures`);
