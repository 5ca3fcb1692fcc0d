// What the specs of the failure pages share: vaults made beforehand, copies of the app whose files may be spoilt, and
// what every such page must show.
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { migrations } from '#desk/migrations.ts';
import { bytesWithoutTries, copyFolder, makeTestVault, testPassphrase } from '#desk/vault/testing.ts';
import { root } from '#tests/support/app.ts';
import { foldersOf, hostName } from './hosts.ts';

const folders: string[] = [];
export function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'careline-failing-'));
  folders.push(made);
  return made;
}
export const removeFolders = (): void => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
};

let made: string | null = null;
/** A good vault, made once, with something in it that a recovery must find again. */
export async function goodVault(): Promise<string> {
  if (made !== null) return made;
  const folder = newFolder();
  const vault = await makeTestVault(folder, migrations);
  vault.core.exec("insert into settings_core values ('kept', hex(randomblob(20000)))");
  vault.close();
  return (made = folder);
}
/** A launch's profile folder and the desk's own folder in it, with a copy of the good vault. */
export async function profileWithVault(): Promise<{ profile: string; live: string }> {
  const profile = newFolder();
  const { live } = foldersOf(hostName, profile);
  copyFolder(await goodVault(), live);
  return { profile, live };
}

/** The built app in a folder of its own: everything it needs, nothing it shares. */
export function ownApp(): string {
  const folder = newFolder();
  for (const part of ['dist', 'data', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Everything in the desk's folder that is not the lock or the log of the run itself. */
export const kept = (folder: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(bytesWithoutTries(folder)).filter(
      ([name]) => !name.startsWith('lock.db') && !name.startsWith('logs') && !name.endsWith('-shm'),
    ),
  );

const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** Waits for the page of `code` and looks at what each of them must have: three parts, a code, no way to delete. */
export async function failurePage(page: Page, code: string, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  expect(await page.locator('[data-code]').getAttribute('data-code')).toBe(code);
  for (const name of ['What happened', 'What is safe', 'Until then'])
    expect((await part(page, name).innerText()).length, name).toBeGreaterThan(40);
  expect(await part(page, 'What to do').getByRole('listitem').count()).toBeGreaterThan(0);
  const support = await part(page, 'For your IT support').innerText();
  expect(support).toContain(code);
  expect(support).not.toMatch(/\/tmp\/|\\|careline-failing/);
  const buttons = await page.getByRole('button').allInnerTexts();
  expect(buttons.join(' ')).not.toMatch(/delete|remove|reset|new vault/i);
}
export const pressAgain = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Try again', exact: true }).click();

/** From the closed vault to the next page. */
export async function typePassphrase(page: Page, passphrase = testPassphrase): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.locator('form').getByRole('button', { name: /^Open/ }).click();
}
export const closed = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'Open the desk' }).waitFor();
export const opened = (page: Page): Promise<void> =>
  // A new vault outside the demo measures first what one guess costs.
  page.getByRole('heading', { name: 'Who sits here?' }).waitFor({ timeout: 45_000 });
