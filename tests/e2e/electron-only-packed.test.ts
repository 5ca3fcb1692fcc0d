// What only a packed app on its own system can show: fuses that hold, a changed archive that does not start, signatures,
// installing, and links of other programs. The workflow sets, after it has packed (.github/workflows/ci.yml):
// CARELINE_PACKED, the unpacked app (`out/installers/linux-unpacked`, `…/win-unpacked`, `…/mac*/Careline.app`),
// CARELINE_INSTALLER, its installer, and for a release CARELINE_SIGNED=1. Without them these are *not run*.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { getRawHeader, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect } from 'vitest';
import { root } from '#tests/support/app.ts';
import { spec } from './desk/spec.ts';

const only = { electronOnly: true } as const;
/** Paths may be the workflow's own, from the project's folder. */
const named = (key: string): string => (process.env[key] ? resolve(root, process.env[key]) : '');
const packed = named('CARELINE_PACKED');
const installer = named('CARELINE_INSTALLER');

const programOf = (folder: string): string =>
  process.platform === 'darwin'
    ? join(folder, 'Contents', 'MacOS', 'Careline')
    : join(folder, process.platform === 'win32' ? 'Careline.exe' : 'careline');
const archiveOf = (folder: string): string =>
  process.platform === 'darwin'
    ? join(folder, 'Contents', 'Resources', 'app.asar')
    : join(folder, 'resources', 'app.asar');

interface End {
  /** Null when it had to be ended: it runs, or shows a box that waits for a person. */
  status: number | null;
  stdout: string;
  stderr: string;
  /** It came as far as its desk, which makes a folder of its own. */
  reached: boolean;
}
/** One start on a profile of its own, 15 s long at most. */
function ends(program: string, args: string[], env: Record<string, string> = {}): End {
  const userData = mkdtempSync(join(tmpdir(), 'careline-packed-'));
  try {
    const { status, stdout, stderr } = spawnSync(program, [`--user-data-dir=${userData}`, ...args], {
      timeout: 15_000,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    return { status, stdout, stderr, reached: existsSync(join(userData, 'profile')) };
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}
/** A copy of the packed app with changed bytes in its archive, started once. */
function changed(change: (archive: Buffer, file: string) => void): End {
  const copy = mkdtempSync(join(tmpdir(), 'careline-changed-'));
  try {
    const folder = join(copy, process.platform === 'darwin' ? 'Careline.app' : 'app');
    cpSync(packed, folder, { recursive: true, verbatimSymlinks: true });
    const file = archiveOf(folder);
    const bytes = readFileSync(file);
    change(bytes, file);
    writeFileSync(file, bytes);
    return ends(programOf(folder), []);
  } finally {
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  }
}

describe('a packed app', () => {
  spec('has the nine fuses as decided', only, async ({ skip }) => {
    if (packed === '') return skip('CARELINE_PACKED is not set');
    const wire = await getCurrentFuseWire(programOf(packed));
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.WasmTrapHandlers,
    ];
    const states = Object.entries(wire).filter(([name]) => /^\d+$/.test(name));
    expect(states).toHaveLength(9);
    for (const [name, state] of states)
      expect(state, name).toBe(on.includes(Number(name)) ? FuseState.ENABLE : FuseState.DISABLE);
  });

  spec('starts, as it is: what the refusals below are compared with', only, ({ skip }) => {
    if (packed === '') return skip('CARELINE_PACKED is not set');
    expect(ends(programOf(packed), [])).toMatchObject({ status: null, reached: true });
  });

  spec('is no Node: neither by its environment nor by arguments', only, ({ skip }) => {
    if (packed === '') return skip('CARELINE_PACKED is not set');
    const program = programOf(packed);
    // No switch of Chromium's before it: Node itself would stumble over that, and hide what this looks for.
    const home = mkdtempSync(join(tmpdir(), 'careline-home-'));
    const asNode = spawnSync(program, ['-e', 'console.log("it is node")'], {
      timeout: 15_000,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
      env: { ...process.env, XDG_CONFIG_HOME: home, APPDATA: home, ELECTRON_RUN_AS_NODE: '1' },
    });
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    expect(asNode.stdout).not.toContain('it is node');
    const steered = ends(program, [], { NODE_OPTIONS: '--require=/nowhere/steer.cjs' });
    expect(steered.stderr).not.toContain('steer.cjs');
    expect(ends(program, ['--inspect=0']).stderr).not.toContain('Debugger listening');
  });

  for (const arg of ['--no-sandbox', '--remote-debugging-port=0', '--disable-web-security'])
    spec(`refuses ${arg}, which would take its promises away`, only, ({ skip }) => {
      if (packed === '') return skip('CARELINE_PACKED is not set');
      const end = ends(programOf(packed), [arg]);
      expect(end.reached).toBe(false);
      expect(end.stderr).not.toContain('DevTools listening');
      // On Linux the word is a line and the end follows it; elsewhere it is a box that waits for a person.
      if (process.platform !== 'linux') return;
      expect(end.status).toBe(1);
      expect(end.stderr).toContain(/^--([a-z-]+)/.exec(arg)?.[1]);
    });

  for (const [what, change] of Object.entries({
    // The list of files is compared as a whole at the start; it stays readable, only a hash in it is another.
    'list of files': (archive: Buffer) => {
      const at = archive.indexOf('"hash":"') + '"hash":"'.length;
      archive[at] = archive[at] === 0x30 ? 0x31 : 0x30;
    },
    // Each file is compared when it is read; this one is read first.
    'main program': (archive: Buffer, file: string) => {
      const entry = statFile(file, join('dist', 'electron', 'main.mjs'));
      if (!('offset' in entry)) throw new Error('the main program is not in the archive');
      const at = 8 + getRawHeader(file).headerSize + Number(entry.offset);
      archive[at] = (archive[at] ?? 0) ^ 1;
    },
  }))
    spec(`with a changed ${what} in its archive does not start`, only, ({ skip }) => {
      if (packed === '') return skip('CARELINE_PACKED is not set');
      if (process.platform === 'linux') return skip('Electron checks the archive on Windows and macOS');
      const end = changed(change);
      expect(end.reached).toBe(false);
      expect(end.status).not.toBe(0);
    });

  spec('is signed, and by whom it says', only, ({ skip }) => {
    if (packed === '' || process.env['CARELINE_SIGNED'] !== '1') return skip('no signed package was named');
    if (process.platform === 'darwin') {
      execFileSync('codesign', ['--verify', '--deep', '--strict', packed]);
      execFileSync('spctl', ['--assess', '--type', 'execute', packed]);
      execFileSync('xcrun', ['stapler', 'validate', packed]);
    } else if (process.platform === 'win32')
      expect(
        execFileSync(
          'powershell',
          ['-NoProfile', '-Command', `(Get-AuthenticodeSignature '${programOf(packed)}').Status`],
          {
            encoding: 'utf8',
          },
        ).trim(),
      ).toBe('Valid');
    else return skip('packages of Linux are signed by who distributes them');
  });

  spec('is installed, registers its links and goes away without a trace', only, ({ skip }) => {
    if (installer === '') return skip('CARELINE_INSTALLER is not set');
    if (process.platform === 'win32') {
      const folder = mkdtempSync(join(tmpdir(), 'careline-installed-'));
      execFileSync(installer, ['/S', '/currentuser', `/D=${folder}`]);
      expect(existsSync(programOf(folder))).toBe(true);
      const command = execFileSync(
        'reg',
        ['query', 'HKCU\\Software\\Classes\\careline\\shell\\open\\command', '/ve'],
        {
          encoding: 'utf8',
        },
      );
      expect(command).toContain('Careline.exe');
      execFileSync(join(folder, 'Uninstall Careline.exe'), ['/S', `_?=${folder}`]);
      expect(existsSync(programOf(folder))).toBe(false);
    } else if (installer.endsWith('.deb')) {
      const folder = mkdtempSync(join(tmpdir(), 'careline-installed-'));
      execFileSync('dpkg-deb', ['-x', installer, folder]);
      expect(existsSync(join(folder, 'opt', 'Careline', 'careline'))).toBe(true);
      const entry = execFileSync('sh', ['-c', `cat "${folder}"/usr/share/applications/*.desktop`], {
        encoding: 'utf8',
      });
      expect(entry).toContain('x-scheme-handler/careline');
      rmSync(folder, { recursive: true, force: true });
    } else return skip('this installer is opened by a person');
  });
});
