// A desk that cannot start, or does not stay: the page is told why, nothing on disk changes, and a person may try again.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '#desk/migrations.ts';
import {
  bytesOf,
  copyFolder,
  makeTestVault,
  openTestVault,
  removeFolder,
  tempFolder,
  testPassphrase,
} from '#desk/vault/testing.ts';
import { root } from '#tests/support/app.ts';
import type { Page } from '#tests/support/page.ts';
import { startRig, type Rig } from '#tests/support/rig.ts';
import { until } from '#tests/support/until.ts';

const rigs: Rig[] = [];
const folders: string[] = [];
const pages: Page[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'careline-down-'));
  folders.push(made);
  return made;
};
async function begin(options: Parameters<typeof startRig>[0] = {}): Promise<{ rig: Rig; page: Page }> {
  const rig = await startRig(options);
  rigs.push(rig);
  const page = await rig.page();
  pages.push(page);
  return { rig, page };
}
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  for (const rig of rigs.splice(0)) await rig.stop();
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});
const down = (page: Page): Promise<number> =>
  until('told that the desk is down', 15_000, () => page.desk().state === 'down');

/** A copy of the program in a folder of its own, so that its content may be spoilt. */
function program(): string {
  const made = folder();
  mkdirSync(join(made, 'electron'));
  for (const part of ['shared', 'electron/desk', 'electron/host', 'data', 'package.json'])
    cpSync(join(root, part), join(made, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(made, 'node_modules'));
  return made;
}

describe('a desk that cannot start', () => {
  it('because a content file is broken names the file on the page, and starts once it is mended', async () => {
    const made = program();
    const file = join(made, 'data', 'accounts', 'harbor.json');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good.replace('"zone"', '"zome"'));
    const { rig, page } = await begin({ entry: join(made, 'electron', 'desk', 'desk.ts') });
    await down(page);
    expect(page.desk().reason).toBe('content-damaged');
    expect(rig.log()).toContain('"name":"harbor.json"');
    // It does not come back by itself: the same would happen again.
    await until('its process is gone', 5000, () => rig.desk.pid() === null);
    writeFileSync(file, good);
    page.send({ t: 'try-again' });
    await page.attached();
  });

  it('because another desk has the profile says so; when that one ends, trying again helps', async () => {
    const profile = folder();
    const first = await begin({ profile });
    await first.page.attached();
    const second = await begin({ profile });
    await down(second.page);
    expect(second.page.desk().reason).toBe('profile-in-use');
    expect((await first.page.get<{ phase: string }>('session.state')).phase).toBe('first-run');
    await first.rig.stop();
    await second.page.attached();
  });

  it('because its profile cannot be written says so', async () => {
    const profile = folder();
    // A file where its folder should be: as root, permissions would not stop it.
    writeFileSync(join(profile, 'file'), '');
    const { page } = await begin({ init: { profile: join(profile, 'file', 'desk') } });
    await down(page);
    expect(page.desk().reason).toBe('disk-error');
  });

  it('that dies again and again is started three times a minute, then the page says why not', async () => {
    const { rig, page } = await begin();
    let starts = 0;
    for (;;) {
      await until('running or given up', 15_000, () => rig.desk.state().state !== 'starting');
      if (rig.desk.state().state === 'down') break;
      starts++;
      await rig.killDesk();
    }
    expect(starts).toBe(4);
    expect(rig.desk.state().reason).toBe('too-often');
    await until('the page is told', 5000, async () => {
      if (!page.isOpen()) await page.connect();
      return page.desk().reason === 'too-often';
    });
    page.send({ t: 'try-again' });
    await page.attached();
  });

  it('because its program is gone is given up, and its page is told', async () => {
    const { page } = await begin({ entry: join(folder(), 'nothing.mjs') });
    await down(page);
    expect(page.desk().reason).toBe('too-often');
  });
});

describe('a vault that cannot be opened', () => {
  const good = tempFolder();
  beforeAll(async () => {
    const vault = await makeTestVault(good, migrations);
    vault.core.exec("insert into settings_core values ('k', hex(randomblob(20000)))");
    vault.close();
  });
  afterAll(() => removeFolder(good));

  const newer = async (profile: string): Promise<void> => {
    const vault = await openTestVault(profile, testPassphrase, [
      ...migrations,
      { id: 99, name: 'next', db: 'core', sql: 'create table next (a)' },
    ]);
    if (vault.ok) vault.value.close();
  };
  it.each<[string, string, string, (profile: string) => Promise<void> | void]>([
    ['the passphrase is wrong', 'vault-wrong-key', 'closed', () => undefined],
    [
      'the keyring is missing',
      'vault-missing-key',
      'broken',
      (p) => rmSync(join(p, 'vault', 'keyring.json')),
    ],
    ['a newer program made it', 'vault-newer-schema', 'broken', newer],
    [
      'its file is damaged',
      'vault-damaged',
      'broken',
      (p) => truncateSync(join(p, 'vault', 'core.db'), 4096 * 4 + 100),
    ],
  ])('because %s is told as %s, and not a byte of it changes', async (_what, code, phase, spoil) => {
    const profile = folder();
    copyFolder(good, join(profile, 'desk'));
    await spoil(join(profile, 'desk'));
    const vault = join(profile, 'desk', 'vault');
    const before = bytesOf(vault);
    const { page } = await begin({ profile });
    await page.attached();
    const passphrase = code === 'vault-wrong-key' ? 'not the passphrase' : testPassphrase;
    const opened = await page.ask('session.open', { passphrase });
    expect(opened).toMatchObject({ ok: false, code });
    expect(await page.get('session.state')).toMatchObject({
      phase,
      ...(phase === 'broken' ? { problem: code } : {}),
    });
    // Nothing makes a fresh vault over it either.
    expect((await page.ask('session.create', { passphrase: 'another passphrase' })).ok).toBe(false);
    expect(await page.ask('messages.drafts')).toMatchObject({ ok: false, code: 'vault-closed' });
    const after = Object.entries(bytesOf(vault)).filter(([name]) => !name.endsWith('-shm'));
    expect(Object.fromEntries(after)).toEqual(before);
    if (code === 'vault-wrong-key') {
      await page.get('session.open', { passphrase: testPassphrase });
      expect((await page.get<{ phase: string }>('session.state')).phase).toBe('open');
    }
  });

  it('made thrice at once, by a hurried hand, is one vault', async () => {
    const { rig, page } = await begin();
    await page.attached();
    const passphrase = 'a good passphrase';
    const answers = await Promise.all([1, 2, 3].map(() => page.ask('session.create', { passphrase })));
    expect(answers.some((a) => a.ok)).toBe(true);
    expect(readdirSync(join(rig.profile, 'desk')).filter((n) => n.startsWith('vault'))).toEqual(['vault']);
    await rig.killDesk();
    await page.attached();
    expect((await page.get<{ phase: string }>('session.state')).phase).toBe('open');
  });
});
