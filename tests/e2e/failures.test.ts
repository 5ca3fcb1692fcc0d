// What keeps the desk from opening, with real files: each has its page with what happened, what is safe and what to do;
// not a byte changes; and once the cause is mended, "Try again" is enough.
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { migrations } from '#desk/migrations.ts';
import { lockProfile } from '#desk/vault/profile-lock.ts';
import { copyFolder, openTestVault, testPassphrase } from '#desk/vault/testing.ts';
import { axeProblems } from './desk/axe.ts';
import {
  closed,
  failurePage,
  goodVault,
  kept,
  newFolder,
  opened,
  ownApp,
  pressAgain,
  profileWithVault,
  removeFolders,
  typePassphrase,
} from './desk/failing.ts';
import { misfits } from './desk/fit.ts';
import { foldersOf, hostName } from './desk/hosts.ts';
import { launch, type Driver } from './desk/launch.ts';
import { canRun, spec, story } from './desk/spec.ts';

afterAll(removeFolders);

let live = '';
/** Spoils the closed vault, loads the page anew, and gives what lay on the disk then. */
async function spoil(
  desk: Driver,
  how: (vault: string) => void | Promise<void>,
): Promise<Record<string, string>> {
  await how(join(live, 'vault'));
  const before = kept(live);
  await desk.page.reload();
  return before;
}
async function mend(): Promise<void> {
  rmSync(join(live, 'vault'), { recursive: true });
  copyFolder(join(await goodVault(), 'vault'), join(live, 'vault'));
}

story(
  'a vault that cannot be opened',
  async () => {
    const made = await profileWithVault();
    ({ live } = made);
    return { demo: false, profile: made.profile };
  },
  (desk) => {
    /** One cause from its page to its mending. `typed`: it shows once the passphrase is known. */
    const cause = (
      what: string,
      code: string,
      title: string,
      how: (vault: string) => void | Promise<void>,
      typed = true,
    ): void =>
      spec(what, async () => {
        const { page } = desk();
        const before = await spoil(desk(), how);
        if (typed) await typePassphrase(page);
        await failurePage(page, code, title);
        expect(kept(live)).toEqual(before);
        // Looked at again before anything was mended: the same, and a person is told so.
        await pressAgain(page);
        if (typed) await typePassphrase(page);
        else await page.getByText(/^Looked again at \d\d:\d\d:\d\d: it is still so\.$/).waitFor();
        await failurePage(page, code, title);
        expect(kept(live)).toEqual(before);
        await mend();
        await pressAgain(page);
        await closed(page);
      });

    cause(
      'its keyring is gone',
      'vault-missing-key',
      'The key of the vault is missing',
      (v) => rmSync(join(v, 'keyring.json')),
      false,
    );
    cause(
      'its keyring is damaged',
      'vault-keyring-damaged',
      'The key file of the vault is damaged',
      (v) => truncateSync(join(v, 'keyring.json'), 100),
      false,
    );
    cause(
      'something else stands in its place',
      'profile-blocked',
      'Careline cannot use its folder',
      (v) => {
        rmSync(v, { recursive: true });
        writeFileSync(v, 'mine');
      },
      false,
    );
    cause(
      'a newer Careline wrote it',
      'vault-newer-schema',
      'This vault belongs to a newer Careline',
      async () => {
        const next = { id: 99, name: 'next', db: 'core' as const, sql: 'create table next (a)' };
        const vault = await openTestVault(live, testPassphrase, [...migrations, next]);
        if (vault.ok) vault.value.close();
      },
    );
    cause('a page of it is damaged', 'vault-damaged', 'The vault is damaged', (v) => {
      const bytes = readFileSync(join(v, 'core.db'));
      bytes[9000] = (bytes[9000] ?? 0) ^ 1;
      writeFileSync(join(v, 'core.db'), bytes);
    });
    cause('nobody encrypted it', 'vault-plain-file', 'A file in the vault is not encrypted', (v) =>
      writeFileSync(join(v, 'core.db'), `SQLite format 3\0${'\0'.repeat(4080)}`),
    );
    cause('its files belong to another vault', 'vault-foreign', 'The files of two vaults are mixed', (v) =>
      cpSync(join(v, 'patients.db'), join(v, 'core.db')),
    );

    spec('the page fits, can be read by everybody, and opens the emergency card', async () => {
      const { page } = desk();
      await spoil(desk(), (v) => rmSync(join(v, 'keyring.json')));
      await failurePage(page, 'vault-missing-key', 'The key of the vault is missing');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeProblems(page)).toEqual([]);
        expect(await misfits(page)).toEqual([]);
      }
      // Content, not vault: it is there whatever happened to the desk.
      await page.keyboard.press('F9');
      await page.getByText('Is help with them?').waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('Is help with them?').waitFor({ state: 'detached' });
      await mend();
      await pressAgain(page);
      await closed(page);
    });

    spec(
      'a wrong passphrase is a word beside the field, not a page; the right one opens what was kept',
      async () => {
        const { page } = desk();
        const before = kept(live);
        await typePassphrase(page, 'not the passphrase');
        await page.getByText(/doesn’t open the vault/).waitFor();
        expect(kept(live)).toEqual(before);
        await typePassphrase(page);
        await opened(page);
        expect(desk().problems.take()).toEqual([]);
      },
    );
  },
);

/** The preview makes its desk's folder itself, and has no pages of a shell's own. */
const desktop = { hosts: ['electron', 'standin'] as const };

describe.runIf(canRun)('a desk that cannot start', () => {
  const whole = async (
    options: Parameters<typeof launch>[0],
    tell: (desk: Driver) => Promise<void>,
  ): Promise<void> => {
    const desk = await launch({ demo: false, ...options });
    try {
      await tell(desk);
    } finally {
      await desk.close();
    }
  };

  spec(
    'a file where its folder belongs: that file stays, and without it the first run begins',
    desktop,
    async () => {
      const profile = newFolder();
      const { live: folder } = foldersOf(hostName, profile);
      writeFileSync(folder, 'mine');
      await whole({ profile }, async ({ page }) => {
        await failurePage(page, 'profile-blocked', 'Careline cannot use its folder');
        expect(readFileSync(folder, 'utf8')).toBe('mine');
        // What is copied for support: code, version, system; no path.
        await page.evaluate(() => {
          const taken: string[] = [];
          Object.assign(window, { taken });
          navigator.clipboard.writeText = (text: string) => Promise.resolve(void taken.push(text));
        });
        await page.getByRole('button', { name: 'Copy details' }).click();
        await page.getByRole('button', { name: 'Copied' }).waitFor();
        const [text] = await page.evaluate(() => (window as unknown as { taken: string[] }).taken);
        expect(text).toMatch(/^Code: profile-blocked\nCareline: \d+\.\d+\.\d+\n/);
        expect(text).not.toContain('careline-failing');
        expect(text).not.toContain('/tmp');
        rmSync(folder);
        await pressAgain(page);
        await page.getByRole('heading', { name: 'A passphrase for this desk' }).waitFor();
      });
    },
  );

  spec(
    'another Careline has the profile: told so, nothing touched; when that one ends, the vault opens',
    async () => {
      const made = await profileWithVault();
      // In this order: to read the lock's file would let go of it.
      const before = kept(made.live);
      const other = lockProfile(made.live);
      if (!other.ok) throw new Error(other.code);
      await whole({ profile: made.profile }, async ({ page }) => {
        await failurePage(page, 'profile-in-use', 'Careline is already open');
        expect(kept(made.live)).toEqual(before);
        other.value.release();
        await pressAgain(page);
        await closed(page);
        await typePassphrase(page);
        await opened(page);
      });
    },
  );

  spec('a damaged vault is put right from its own page, and its files are set aside', async () => {
    const made = await profileWithVault();
    const core = join(made.live, 'vault', 'core.db');
    const bytes = readFileSync(core);
    bytes[9000] = (bytes[9000] ?? 0) ^ 1;
    writeFileSync(core, bytes);
    await whole({ profile: made.profile }, async ({ page }) => {
      await typePassphrase(page);
      await failurePage(page, 'vault-damaged', 'The vault is damaged');
      await page.getByRole('button', { name: 'Put it right here…' }).click();
      const repair = page.getByRole('dialog', { name: 'Put it right here' });
      await repair.getByText('There is no backup on this computer.', { exact: false }).waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeProblems(page)).toEqual([]);
        expect(await misfits(page)).toEqual([]);
      }
      await repair.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
      await repair.getByRole('button', { name: 'Restore and open' }).click();
      await repair.getByText(/doesn’t open the vault/).waitFor();
      await repair.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
      await repair.getByRole('button', { name: 'Restore and open' }).click();
      await opened(page);
      const [aside] = readdirSync(join(made.live, 'set-aside'));
      expect(readFileSync(join(made.live, 'set-aside', aside ?? '', 'core.db')).equals(bytes)).toBe(true);
    });
  });

  spec(
    'its program is gone, then its content damaged: two pages, and a desk once both are back',
    async () => {
      const made = await profileWithVault();
      const app = ownApp();
      const program = join(app, 'dist', 'desk', 'desk.mjs');
      const content = join(app, 'data', 'accounts', 'harbor.json');
      const good = readFileSync(content, 'utf8');
      const before = kept(made.live);
      renameSync(program, `${program}.aside`);
      await whole({ profile: made.profile, root: app }, async ({ page, output }) => {
        await failurePage(page, 'desk-missing', 'A part of Careline is missing');
        // No desk to ask, and still a number to dial.
        await page.keyboard.press('F9');
        const card = page.getByRole('dialog', { name: 'Emergency' });
        for (const dial of ['911', '988', '1-800-222-1222'])
          await card.getByText(dial, { exact: true }).first().waitFor();
        await card.getByText('Who is on call is not known here', { exact: false }).waitFor();
        await page.keyboard.press('Escape');
        writeFileSync(content, good.slice(0, -20));
        renameSync(`${program}.aside`, program);
        await pressAgain(page);
        await failurePage(page, 'content-damaged', 'A file of Careline is damaged');
        expect(output()).toContain('"name":"harbor.json"');
        expect(kept(made.live)).toEqual(before);
        writeFileSync(content, good);
        await pressAgain(page);
        await closed(page);
      });
    },
  );

  spec(
    'it keeps ending: no endless restarts, a page that says so, and one press is a fresh start',
    async () => {
      const made = await profileWithVault();
      const app = ownApp();
      const program = join(app, 'dist', 'desk', 'desk.mjs');
      const good = readFileSync(program);
      writeFileSync(program, 'process.exit(70);\n');
      await whole({ profile: made.profile, root: app }, async ({ page }) => {
        await failurePage(page, 'too-often', 'The desk keeps ending by itself');
        writeFileSync(program, good);
        await pressAgain(page);
        await closed(page);
      });
    },
  );

  spec(
    'the disk is full when the vault is opened: told as full, by the system’s own word',
    async ({ skip }) => {
      const made = await profileWithVault();
      skip(process.platform !== 'linux', 'there is no /dev/full');
      await whole({ profile: made.profile }, async ({ page }) => {
        await closed(page);
        // What every write meets on a full disk: ENOSPC.
        const log = join(made.live, 'vault', 'core.db-wal');
        symlinkSync('/dev/full', log);
        symlinkSync('/dev/full', join(made.live, '.room'));
        const before = kept(made.live);
        await typePassphrase(page);
        await failurePage(page, 'disk-full', 'The disk of this computer is full');
        expect(kept(made.live)).toEqual(before);
        rmSync(log);
        await pressAgain(page);
        await typePassphrase(page);
        await opened(page);
      });
    },
  );
});

describe.runIf(canRun)('a page that says why', () => {
  spec(
    'has a way out: Quit ends the app in good order, and nothing was made on the disk',
    desktop,
    async () => {
      const profile = newFolder();
      const { live: folder } = foldersOf(hostName, profile);
      writeFileSync(folder, 'mine');
      const desk = await launch({ demo: false, profile });
      try {
        await failurePage(desk.page, 'profile-blocked', 'Careline cannot use its folder');
        await desk.page.getByRole('button', { name: 'Quit Careline' }).click();
        expect(await desk.ended).toBe(0);
        expect(readFileSync(folder, 'utf8')).toBe('mine');
      } finally {
        await desk.close();
      }
    },
  );
});

describe.runIf(canRun)('a page that cannot be drawn', () => {
  spec(
    'its document is gone: the shell’s own page, and “Open again” once the file is back',
    desktop,
    async () => {
      const made = await profileWithVault();
      const app = ownApp();
      const index = join(app, 'dist', 'renderer', 'index.html');
      renameSync(index, `${index}.aside`);
      const desk = await launch({ demo: false, profile: made.profile, root: app, firstWindow: null });
      try {
        const page = await desk.window('main');
        await page.getByRole('heading', { name: 'Careline cannot draw its window' }).waitFor();
        for (const name of ['What is safe', 'What to do', 'Until then'])
          await page.getByRole('heading', { name, exact: true }).waitFor();
        renameSync(`${index}.aside`, index);
        await page.getByRole('link', { name: 'Open again' }).click();
        await closed(page);
      } finally {
        await desk.close();
      }
    },
  );

  spec('its script is gone: the empty window is noticed and replaced', desktop, async () => {
    const made = await profileWithVault();
    const app = ownApp();
    const assets = join(app, 'dist', 'renderer', 'assets');
    renameSync(assets, `${assets}.aside`);
    mkdirSync(assets);
    const desk = await launch({ demo: false, profile: made.profile, root: app, firstWindow: null });
    try {
      const page = await desk.window('main');
      await page.locator('[data-code="page-files"]').getByText('911', { exact: true }).waitFor();
      rmSync(assets, { recursive: true });
      renameSync(`${assets}.aside`, assets);
      await page.getByRole('link', { name: 'Open again' }).click();
      await closed(page);
      desk.problems.take();
    } finally {
      await desk.close();
    }
  });
});
