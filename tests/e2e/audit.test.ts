// An auditor reads what was done at this desk, asks for some of it, checks it, and takes it away as a file that the verifier
// finds whole, and does not once a byte of it was changed. An administrator reads along.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { startServices, type Services } from '#tests/support/services.ts';
import { until } from '#tests/support/until.ts';
import { axeProblems } from './desk/axe.ts';
import type { Driver, LaunchOptions } from './desk/driver.ts';
import { misfits } from './desk/fit.ts';
import { spec, story } from './desk/spec.ts';

const out = mkdtempSync(join(tmpdir(), 'careline-audit-e2e-'));
let services: Services | null = null;
afterAll(async () => {
  await services?.close();
  rmSync(out, { recursive: true, force: true });
});
/** People sign in here: what an export asks for is a fresh proof, and a name from a list is none. */
async function proved(): Promise<LaunchOptions> {
  services = await startServices({ proves: true, ehr: false });
  return { demo: services, size: { width: 1280, height: 720 } };
}
const root = new URL('../..', import.meta.url).pathname;
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });
const table = (page: Page): Locator => page.getByRole('table', { name: 'Audit rows' });

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CARELINE_SHOTS'];
  if (folder === undefined) return;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${folder}/audit-${name}-${scheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
async function isSound(page: Page): Promise<void> {
  expect((await misfits(page)).filter((m) => /cl-(audit|office)/.test(m))).toEqual([]);
  expect((await axeProblems(page)).filter((p) => /cl-(audit|office)/.test(p))).toEqual([]);
}
/** From the seat of before to another of the first screen's. */
async function sitAs(desk: Driver, seat: string): Promise<Page> {
  const before = desk.page;
  await before.getByRole('button', { name: /: menu$/ }).click();
  const page = await desk.renewed(() => before.getByRole('menuitem', { name: 'Leave this desk' }).click());
  await button(page, seat).click();
  // Not everybody's first page.
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Audit' }).click();
  await page.getByRole('heading', { name: 'Audit log' }).waitFor();
  return page;
}
function verify(path: string): { status: number | null; out: string } {
  const done = spawnSync(process.execPath, [join(root, 'scripts/verify-audit.ts'), path], {
    encoding: 'utf8',
  });
  return { status: done.status, out: done.stdout };
}

story('the auditor', proved, (desk) => {
  spec('finds what was done at this desk, in plain words, and the row as it is kept', async () => {
    const { page: first } = desk();
    await button(first, 'Supervisor').click();
    await button(first, 'Not now').click();
    const page = await sitAs(desk(), 'Auditor');
    await table(page).getByText('Left the seat').first().waitFor();
    expect(await page.getByRole('listbox', { name: 'What waits for you' }).count()).toBe(0);
    await isSound(page);
    await picture(page, 'log');
    await button(page, /^Show row \d+ as it is kept$/)
      .first()
      .click();
    const raw = page.getByLabel(/^Kept row/);
    expect(JSON.parse(await raw.innerText())).toMatchObject({
      outcome: 'ok',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await picture(page, 'row');
    await page.getByRole('button', { name: 'Hide the kept row' }).click();
  });

  spec('filters, and is told when nothing fits', async () => {
    const { page } = desk();
    await page.getByRole('button', { name: /Person$/ }).click();
    await page.getByRole('option', { name: 'Joel Brandt' }).click();
    await until('rows of one person', 10_000, async () => {
      const who = await table(page).locator('tbody tr td:nth-child(3)').allInnerTexts();
      return who.length > 0 && who.every((text) => text.startsWith('Joel Brandt'));
    });
    await page.getByRole('textbox', { name: 'Id' }).fill('no-such-id');
    await page.getByText('No row fits.').waitFor();
    await picture(page, 'empty');
    await button(page, 'Clear filters').first().click();
    await table(page).getByText('Left the seat').first().waitFor();
  });

  spec('checks the chain, and sees what to ask about', async () => {
    const { page } = desk();
    await button(page, 'Verify now').click();
    await page
      .getByRole('status')
      .filter({ hasText: /^Whole: \d/ })
      .waitFor();
    await until('the backend’s confirmation', 90_000, async () =>
      (await page.getByRole('region', { name: 'Chain' }).innerText()).includes(
        'The backend confirmed every row',
      ),
    );
    await picture(page, 'whole');
    await page.getByRole('tab', { name: 'Unusual look-ups' }).click();
    await page.getByText('What to ask about', { exact: false }).waitFor();
    await isSound(page);
    await picture(page, 'unusual');
    await page.getByRole('tab', { name: 'Log' }).click();
  });

  spec('takes the log away: whole by the verifier, and not with a byte changed', async () => {
    const { page } = desk();
    const path = join(out, 'log.jsonl');
    if (desk().host !== 'preview')
      await desk().main((_electron, filePath) => {
        globalThis.standin.dialogs.answer('showSaveDialog', { canceled: false, filePath });
      }, path);
    await button(page, 'Export').click();
    await page
      .getByText(/holds \d+ rows?\. Anybody can check it/)
      .first()
      .waitFor();
    const found =
      desk().host === 'preview'
        ? readdirSync(desk().profile, { recursive: true, encoding: 'utf8' })
            .filter((name) => /careline-audit-\d+\.jsonl$/.test(name))
            .map((name) => join(desk().profile, name))[0]
        : path;
    if (found === undefined) throw new Error('no file');
    const whole = verify(found);
    expect(whole.out).toMatch(/^Whole: \d+ rows, 1 to \d+\./);
    expect(whole.status).toBe(0);
    const bytes = readFileSync(found);
    const at = bytes.indexOf('"event"') + 12;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const changed = join(out, 'changed.jsonl');
    writeFileSync(changed, bytes);
    expect(verify(changed)).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^Not whole: line \d+, row 1, was changed/),
    });
  });

  spec('an administrator reads along and has no export', async () => {
    const page = await sitAs(desk(), 'Administrator');
    await table(page).getByText('Exported the audit log').first().waitFor();
    expect(await button(page, 'Export').count()).toBe(0);
    await page.getByText('An administrator reads the log and does not export it', { exact: false }).waitFor();
    await isSound(page);
    await picture(page, 'administrator');
  });
});
