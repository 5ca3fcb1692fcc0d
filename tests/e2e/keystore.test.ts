// The system's key store as the agent meets it: offered at the first run, opening the vault at the next start, never after
// a lock, and each of its troubles told beside a passphrase that always works. How the store behaves is the stand-in's
// word; the vault, the keyring and the pages are real.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { testPassphrase } from '#desk/vault/testing.ts';
import { closed, kept, newFolder, opened, removeFolders, typePassphrase } from './desk/failing.ts';
import { foldersOf, hostName } from './desk/hosts.ts';
import { launch, type Driver } from './desk/launch.ts';
import { canRun, spec, type SpecTags } from './desk/spec.ts';

afterAll(removeFolders);
const emulated: SpecTags = { hosts: ['standin'], emulated: true };

/** One start of the app on a profile, ended again whatever happens. `safeStorage`: how the store is from the start. */
async function start(
  profile: string,
  safeStorage: object,
  tell: (desk: Driver) => Promise<void>,
): Promise<void> {
  const keystoreFile = join(profile, 'system-keystore');
  const desk = await launch({ demo: false, profile, standin: { safeStorage, keystoreFile } });
  try {
    await tell(desk);
  } finally {
    await desk.close();
  }
}
async function makeVault({ page }: Driver): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
  await page.getByLabel('The same passphrase once more').fill(testPassphrase);
  await page.getByRole('button', { name: /^Make the vault/ }).click();
  await opened(page);
}
const ring = (profile: string): { host?: { backend?: string; wrapped: string } } =>
  JSON.parse(readFileSync(join(foldersOf(hostName, profile).live, 'vault', 'keyring.json'), 'utf8'));
const bySignInName = 'Open with this computer’s sign-in';
/** Nobody types anything: it is ready to be pressed. A page that comes up opens nothing by itself. */
async function bySignIn({ page }: Driver): Promise<void> {
  const way = page.getByRole('button', { name: bySignInName });
  await way.waitFor();
  await expect.poll(() => way.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
}
const withStore = /^Let the GNOME keyring open the vault/;

describe.runIf(canRun)('the key store', () => {
  let profile = '';
  spec(
    'is offered at the first run, opens the vault at the next start, and not after a lock',
    emulated,
    async () => {
      profile = newFolder();
      await start(profile, {}, async (desk) => {
        const offer = desk.page.getByRole('checkbox', { name: withStore });
        await offer.waitFor();
        // Nobody who shares the sign-in gets in unless somebody chose so.
        expect(await offer.isChecked()).toBe(false);
        await offer.check({ force: true });
        await makeVault(desk);
        await expect.poll(() => ring(profile).host?.backend).toBe('gnome_libsecret');
      });
      await start(profile, {}, async (desk) => {
        await bySignIn(desk);
        await opened(desk.page);
        await desk.renewed(() => desk.main(() => void globalThis.standin.power('lock-screen')));
        await desk.page.getByRole('heading', { name: 'The desk is locked' }).waitFor();
      });
      await start(profile, {}, async ({ page }) => {
        await closed(page);
        await page.getByText('The desk was locked, so the key store may not open it.').waitFor();
        await typePassphrase(page);
        await opened(page);
      });
    },
  );

  spec(
    'opens nothing once the system has locked, though nobody had opened the desk yet',
    emulated,
    async () => {
      await start(profile, {}, async (desk) => {
        const { page } = desk;
        await page.getByRole('button', { name: bySignInName }).waitFor();
        await desk.main(() => void globalThis.standin.power('lock-screen'));
        await page.getByText('The desk was locked, so the key store may not open it.').waitFor();
        expect(await page.getByRole('button', { name: bySignInName }).count()).toBe(0);
        await typePassphrase(page);
        await opened(page);
      });
    },
  );

  spec(
    'that has lost the key is told, the passphrase opens, and the store has the key again after',
    emulated,
    async () => {
      const { live } = foldersOf(hostName, profile);
      const before = kept(live);
      const wrapped = ring(profile).host?.wrapped;
      await start(profile, { failDecrypt: true }, async (desk) => {
        await bySignIn(desk);
        await desk.page.getByText(/did not give back the key of this vault/).waitFor();
        expect(kept(live)).toEqual(before);
        await desk.main(() => void Object.assign(globalThis.standin.safeStorage, { failDecrypt: false }));
        await typePassphrase(desk.page);
        await opened(desk.page);
        await expect.poll(() => ring(profile).host?.wrapped).not.toBe(wrapped);
      });
    },
  );

  spec('of another desktop session is told by that, and the new one gets the key', emulated, async () => {
    await start(profile, { backend: 'kwallet6', failDecrypt: true }, async (desk) => {
      await bySignIn(desk);
      await desk.page.getByText(/now uses another key store/).waitFor();
      await desk.main(() => void Object.assign(globalThis.standin.safeStorage, { failDecrypt: false }));
      await typePassphrase(desk.page);
      await opened(desk.page);
      await expect.poll(() => ring(profile).host?.backend).toBe('kwallet6');
    });
  });

  spec('that asks for re-encryption gets the key anew, and the keyring before stays', emulated, async () => {
    const wrapped = ring(profile).host?.wrapped ?? '';
    await start(profile, { backend: 'kwallet6', reEncrypt: true }, async (desk) => {
      await bySignIn(desk);
      await opened(desk.page);
      await expect.poll(() => ring(profile).host?.wrapped).not.toBe(wrapped);
    });
    const bak = join(foldersOf(hostName, profile).live, 'vault', 'keyring.json.bak');
    expect(readFileSync(bak, 'utf8')).toContain(wrapped);
  });

  spec(
    'that says nothing keeps nobody out: what it may be is told, and the passphrase opens',
    emulated,
    async () => {
      await start(profile, { backend: 'kwallet6', hang: true }, async (desk) => {
        const { page } = desk;
        await bySignIn(desk);
        await page.getByText(/It may be asking you something in a window of its own/).waitFor();
        await typePassphrase(page);
        await opened(page);
      });
    },
  );

  spec('that is away for a while is told so, and trying again asks it again', emulated, async () => {
    await start(profile, { backend: 'kwallet6', temporarilyUnavailable: true }, async (desk) => {
      await desk.page.getByText(/can’t be used now, so it did not open the vault/).waitFor();
      await desk.main(
        () => void Object.assign(globalThis.standin.safeStorage, { temporarilyUnavailable: false }),
      );
      await desk.page.getByRole('button', { name: 'Try again' }).click();
      await opened(desk.page);
    });
  });

  spec(
    'that is none (basic_text) is never used: the first run says so and the passphrase is enough',
    emulated,
    async () => {
      const bare = newFolder();
      await start(bare, { backend: 'basic_text' }, async (desk) => {
        await desk.page.getByText('This computer has no key store that Careline may trust.').waitFor();
        expect(await desk.page.getByRole('checkbox', { name: /open the vault when/ }).count()).toBe(0);
        await makeVault(desk);
        const asked = await desk.main(() => globalThis.standin.calls.map((call) => call.name));
        expect(asked.filter((name) => name.includes('encryptStringAsync'))).toEqual([]);
      });
      expect(ring(bare).host).toBeUndefined();
    },
  );
});
