// From a ring to what the agent sees, in a real Chromium, by one clock: the ring is made by the demo's line, the paint is
// seen inside the page. Each patient calls twice: the first time the panel comes from the server, then from the cache.
import type { Page } from 'playwright-core';
import { loadCallers } from '#demo/people/callers.ts';
import { makeRing } from '#demo/control/scenario.ts';
import { startApp } from '#tests/support/app.ts';
import { chromiumPath, launchBrowser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/page.ts';
import { spread, spreadLine, type Bench } from './measure.ts';

const patients = 50;
const now = (): number => performance.timeOrigin + performance.now();

/** What the page looks for, by name: evaluated in every frame until it is there. */
export type Sight = 'ring' | 'candidates' | 'first-card' | 'all-cards';
declare global {
  var careSeen: Record<string, number> | undefined;
}

/** Watches for sights from now on; `careSeen` keeps when the frame after each had been drawn, by the clock of the machine. */
export async function watch(page: Page, sights: readonly Sight[]): Promise<void> {
  await page.evaluate((wanted) => {
    const seen: Record<string, number> = {};
    globalThis.careSeen = seen;
    const card = (title: string): Element | null =>
      [...document.querySelectorAll('h3')]
        .find((h) => h.textContent === title)
        ?.closest('section, article') ?? null;
    const there: Record<string, () => boolean> = {
      ring: () => document.querySelector('[aria-label="Incoming call"]') !== null,
      candidates: () => document.querySelector('ul.cl-patient-candidates li') !== null,
      'first-card': () => card('Identity')?.querySelector('dl') !== null && card('Identity') !== null,
      'all-cards': () =>
        card('Coverage') !== null &&
        document.querySelector('.cl-patient-cards [aria-busy="true"], .cl-patient-cards .cl-skeleton') ===
          null,
    };
    let left = [...wanted];
    const look = (): void => {
      const found = left.filter((name) => there[name]?.() === true);
      left = left.filter((name) => !found.includes(name));
      // The frame in which it is drawn has ended when the next one begins.
      if (found.length > 0)
        requestAnimationFrame(() => {
          for (const name of found) seen[name] = performance.timeOrigin + performance.now();
        });
      if (left.length > 0) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, sights);
}
export async function seen(page: Page, sight: Sight): Promise<number> {
  const at = await page.waitForFunction((name) => globalThis.careSeen?.[name], sight, {
    polling: 20,
    timeout: 15_000,
  });
  return Number(await at.jsonValue());
}

export async function run(bench: Bench): Promise<void> {
  if ((await chromiumPath()) === null) return bench.print('not run: no Chromium here');
  const callers = await loadCallers();
  const today = new Date().toISOString().slice(0, 10);
  const known = new Set<string>();
  const seeds: number[] = [];
  for (let seed = 1; seeds.length < patients && seed < 5000; seed++) {
    const { patientId } = makeRing({ kind: 'random', seed }, callers, today);
    if (known.has(patientId)) continue;
    known.add(patientId);
    seeds.push(seed);
  }
  const app = await startApp();
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-US' });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(app.url);
    await page.getByRole('button', { name: 'Agent, daytime' }).click();
    await page.getByRole('button', { name: 'Not now' }).click();
    const hand = await openPage(app.url);
    await hand.attached();
    const took: Record<string, number[]> = {};
    const note = (what: string, ms: number): void => void (took[what] ??= []).push(ms);

    for (const from of ['server', 'cache'] as const)
      for (const seed of seeds) {
        const ring = makeRing({ kind: 'random', seed }, callers, today);
        const person = callers.find((c) => c.patientId === ring.patientId);
        if (person === undefined) throw new Error('no such caller');
        await watch(page, ['ring', 'candidates']);
        const rang = now();
        // The demo's control finds the caller on the way: that time is counted in.
        const { callId } = await hand.get<{ callId: string }>('demo.ring', { kind: 'random', seed });
        note('ring → incoming call', (await seen(page, 'ring')) - rang);
        note('ring → candidates', (await seen(page, 'candidates')) - rang);
        await page.keyboard.press('F2');
        await page.getByRole('region', { name: 'Call', exact: true }).waitFor();
        const list = page.getByRole('list', { name: 'People who may be meant' });
        await list
          .getByRole('button', { disabled: false })
          .filter({ hasText: person.preferredName })
          .first()
          .click();
        const field = (name: string) => page.getByRole('textbox', { name, exact: true });
        await field('Full name').fill(ring.facts.fullName);
        await field('Full name').press('Enter');
        await field('Full name').waitFor({ state: 'detached' });
        await field('Date of birth').fill(ring.facts.birthDate);
        await watch(page, ['first-card', 'all-cards']);
        const verified = now();
        await field('Date of birth').press('Enter');
        note(`verified → first card, ${from}`, (await seen(page, 'first-card')) - verified);
        note(`verified → all cards, ${from}`, (await seen(page, 'all-cards')) - verified);
        await hand.get('calls.end', { callId });
        await hand.get('calls.wrapUp', { callId, disposition: 'resolved', notes: '' });
        await page.getByRole('region', { name: 'Call', exact: true }).waitFor({ state: 'detached' });
      }
    hand.close();
    for (const [what, values] of Object.entries(took)) bench.print(spreadLine(what, spread(values)));
    const p95 = (what: string): number => spread(took[what] ?? []).p95;
    bench.limit('ring → candidates painted, p95', p95('ring → candidates'), 300, 'ms');
    bench.limit('verified → panel from cache, p95', p95('verified → all cards, cache'), 300, 'ms');
    bench.limit('verified → panel from the server, p95', p95('verified → all cards, server'), 1500, 'ms');
  } finally {
    await browser.close();
    await app.stop();
  }
}
