// A desk that cannot start, or does not stay: the page is told why, nothing on disk changes, and a person may try again.
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
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
  bytesWithoutTries,
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
import { canMount, entryOnDisk, mendDisk, type SmallDisk } from '#tests/support/small-disk.ts';
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

  it.each([
    ['stands in the place of its profile', 'file'],
    ['stands in the way to its profile', 'file/desk'],
  ])('because a file %s says so, leaves that file, and starts once it is gone', async (_what, below) => {
    const place = folder();
    const file = join(place, 'file');
    writeFileSync(file, 'mine');
    const { page } = await begin({ init: { profile: join(place, below) } });
    await down(page);
    expect(page.desk().reason).toBe('profile-blocked');
    expect(bytesOf(place)).toEqual({ file: expect.stringMatching(/^4 /) });
    rmSync(file);
    page.send({ t: 'try-again' });
    await page.attached();
  });

  it.skipIf(process.platform === 'win32')(
    'because it has no right to write in its profile says so',
    async () => {
      const place = folder();
      const desk = join(root, 'electron', 'desk', 'desk.ts');
      const entry = join(place, 'as-nobody.mjs');
      // As root no permission stops it: then it gives up being root before it begins.
      writeFileSync(
        entry,
        `if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }\nawait import(${JSON.stringify(desk)});\n`,
      );
      const profile = join(place, 'profile');
      mkdirSync(profile);
      chmodSync(place, 0o755);
      chmodSync(profile, 0o555);
      const { page } = await begin({ entry, init: { profile } });
      await down(page);
      expect(page.desk().reason).toBe('profile-read-only');
      expect(readdirSync(profile)).toEqual([]);
      if (process.getuid?.() === 0) chownSync(profile, 65534, 65534);
      chmodSync(profile, 0o755);
      page.send({ t: 'try-again' });
      await page.attached();
    },
  );

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

  it('because its program is gone is told as that, and starts when it is back', async () => {
    const entry = join(folder(), 'desk.mjs');
    const { page } = await begin({ entry });
    await down(page);
    expect(page.desk().reason).toBe('desk-missing');
    writeFileSync(entry, `import ${JSON.stringify(join(root, 'electron', 'desk', 'desk.ts'))};\n`);
    page.send({ t: 'try-again' });
    await page.attached();
  });

  it('because content is missing, not only damaged, names the folder and touches nothing of the profile', async () => {
    const made = program();
    renameSync(join(made, 'data', 'scripts'), join(made, 'scripts'));
    const { rig, page } = await begin({ entry: join(made, 'electron', 'desk', 'desk.ts') });
    await down(page);
    expect(page.desk().reason).toBe('content-damaged');
    expect(rig.log()).toContain('"name":"scripts"');
    expect(readdirSync(join(rig.profile, 'desk')).filter((name) => name.startsWith('vault'))).toEqual([]);
    renameSync(join(made, 'scripts'), join(made, 'data', 'scripts'));
    page.send({ t: 'try-again' });
    await page.attached();
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
  const flip = (path: string, at: number): void => {
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };
  /** As a crash leaves it: the last changes stand in the write-ahead log only. */
  const crashed = async (profile: string): Promise<void> => {
    const vault = await openTestVault(profile, testPassphrase, migrations);
    if (!vault.ok) throw new Error(vault.code);
    vault.value.core.exec("insert into settings_core values ('late', hex(randomblob(20000)))");
    const aside = tempFolder();
    copyFolder(profile, aside);
    vault.value.close();
    rmSync(profile, { recursive: true });
    copyFolder(aside, profile);
    removeFolder(aside);
    rmSync(join(profile, 'vault', 'core.db-shm'), { force: true });
    rmSync(join(profile, 'vault', 'patients.db-shm'), { force: true });
  };

  it.each<[string, string, string, (profile: string) => Promise<void> | void]>([
    ['the passphrase is wrong', 'vault-wrong-key', 'closed', () => undefined],
    [
      'the keyring is missing',
      'vault-missing-key',
      'broken',
      (p) => rmSync(join(p, 'vault', 'keyring.json')),
    ],
    [
      'the keyring is damaged',
      'vault-keyring-damaged',
      'broken',
      (p) => truncateSync(join(p, 'vault', 'keyring.json'), 200),
    ],
    [
      'the keyring is a newer program’s',
      'vault-newer-schema',
      'broken',
      (p) => writeFileSync(join(p, 'vault', 'keyring.json'), '{"v":3}'),
    ],
    [
      'a file stands where the vault belongs',
      'profile-blocked',
      'broken',
      (p) => {
        renameSync(join(p, 'vault'), join(p, 'elsewhere'));
        writeFileSync(join(p, 'vault'), 'mine');
      },
    ],
    [
      'a file that nobody encrypted is in its place',
      'vault-plain-file',
      'broken',
      (p) => writeFileSync(join(p, 'vault', 'core.db'), `SQLite format 3\0${'\0'.repeat(4080)}`),
    ],
    ['its header is damaged', 'vault-damaged', 'broken', (p) => flip(join(p, 'vault', 'core.db'), 5)],
    ['a page of it is damaged', 'vault-damaged', 'broken', (p) => flip(join(p, 'vault', 'core.db'), 9000)],
    ['the patients’ file is gone', 'vault-damaged', 'broken', (p) => rmSync(join(p, 'vault', 'patients.db'))],
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
    const before = bytesWithoutTries(join(profile, 'desk'));
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
    const after = Object.entries(bytesWithoutTries(join(profile, 'desk'))).filter(
      ([name]) => name !== 'lock.db-journal' && name !== 'lock.db' && !name.endsWith('-shm'),
    );
    expect(Object.fromEntries(after)).toEqual(before);
    if (phase === 'broken') {
      // What a person mends is found without a restart.
      for (const name of readdirSync(join(profile, 'desk')))
        if (!name.startsWith('lock')) rmSync(join(profile, 'desk', name), { recursive: true });
      copyFolder(good, join(profile, 'desk'));
      expect(await page.get('session.recheck')).toMatchObject({ phase: 'closed', problem: null });
      await page.get('session.open', { passphrase: testPassphrase });
    } else {
      await page.get('session.open', { passphrase: testPassphrase });
      expect((await page.get<{ phase: string }>('session.state')).phase).toBe('open');
    }
  });

  it('because the computer died in the middle of a write opens with all that was kept', async () => {
    const profile = folder();
    copyFolder(good, join(profile, 'desk'));
    await crashed(join(profile, 'desk'));
    const log = join(profile, 'desk', 'vault', 'core.db-wal');
    // The last frame is torn: it was never told as saved.
    truncateSync(log, statSync(log).size - 700);
    const { page } = await begin({ profile });
    await page.attached();
    await page.get('session.open', { passphrase: testPassphrase });
    expect((await page.get<{ phase: string }>('session.state')).phase).toBe('open');
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

describe.skipIf(!canMount())('a disk that takes nothing', () => {
  const good = tempFolder();
  beforeAll(async () => {
    const vault = await makeTestVault(good, migrations);
    vault.core.exec("insert into settings_core values ('k', 'kept')");
    vault.close();
  });
  afterAll(() => removeFolder(good));
  async function on(state: SmallDisk['state'], holds: string | null) {
    const place = folder();
    const profile = join(place, 'profile');
    mkdirSync(profile);
    const desk = join(root, 'electron', 'desk', 'desk.ts');
    const entry = entryOnDisk(place, desk, { profile, holds, state });
    const { page } = await begin({ entry, init: { profile } });
    return { place, page };
  }

  it.each<[string, SmallDisk['state'], string]>([
    ['full to the last byte', 'full', 'disk-full'],
    ['read-only', 'read-only', 'profile-read-only'],
  ])(
    'is %s: told before anything is opened; once that is mended, the same vault opens',
    async (_is, state, code) => {
      const { place, page } = await on(state, good);
      await down(page);
      expect(page.desk().reason).toBe(code);
      mendDisk(place);
      // The mount ends with its desk; the next one is made anew and mended by the same watch.
      await until('it takes something again', 20_000, async () => {
        if (!page.isOpen()) await page.connect().catch(() => undefined);
        if (page.desk().state === 'down') page.send({ t: 'try-again' });
        return page.epoch() !== null && (await page.ask('session.state')).ok;
      });
      await page.get('session.open', { passphrase: testPassphrase });
    },
  );

  it('is nearly full: told when the vault is opened; with room made it opens, without a restart', async () => {
    const { place, page } = await on('nearly', good);
    await page.attached();
    expect(await page.ask('session.open', { passphrase: testPassphrase })).toMatchObject({
      code: 'disk-full',
    });
    expect(await page.get('session.state')).toMatchObject({ phase: 'broken', problem: 'disk-full' });
    // Still full: looking again changes nothing and says so again.
    await page.get('session.recheck');
    expect(await page.ask('session.open', { passphrase: testPassphrase })).toMatchObject({
      code: 'disk-full',
    });
    mendDisk(place);
    await until('room is made', 10_000, async () => {
      await page.get('session.recheck');
      return (await page.ask('session.open', { passphrase: testPassphrase })).ok;
    });
    expect(await page.get('session.state')).toMatchObject({ phase: 'open' });
  });

  it('is full at the first run: no half vault is in the way once there is room', async () => {
    const { place, page } = await on('tiny', null);
    await page.attached();
    const passphrase = 'a good passphrase';
    expect(await page.ask('session.create', { passphrase })).toMatchObject({ code: 'disk-full' });
    expect(await page.get('session.state')).toMatchObject({ phase: 'broken', problem: 'disk-full' });
    mendDisk(place);
    await until('room is made', 10_000, async () => {
      await page.get('session.recheck');
      return (await page.ask('session.create', { passphrase })).ok;
    });
  });
});
