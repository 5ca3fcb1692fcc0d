// What only a packed app on its own system can show: fuses that hold, a changed archive that does not start, signatures,
// installing, and links of other programs. CARELINE_PACKED names the unpacked app that electron-builder made
// (`release/linux-unpacked`, `release/win-unpacked`, `release/mac/Careline.app`), CARELINE_INSTALLER its installer.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect } from 'vitest';
import { spec } from './desk/spec.ts';

const only = { electronOnly: true } as const;
const packed = process.env['CARELINE_PACKED'] ?? '';
const installer = process.env['CARELINE_INSTALLER'] ?? '';

const programOf = (folder: string): string =>
  process.platform === 'darwin'
    ? join(folder, 'Contents', 'MacOS', 'Careline')
    : join(folder, process.platform === 'win32' ? 'Careline.exe' : 'careline');
const archiveOf = (folder: string): string =>
  process.platform === 'darwin'
    ? join(folder, 'Contents', 'Resources', 'app.asar')
    : join(folder, 'resources', 'app.asar');
/** A start that must end by itself: its exit code, null when it had to be ended. */
const ends = (program: string, args: string[], env: Record<string, string> = {}) => {
  const userData = mkdtempSync(join(tmpdir(), 'careline-packed-'));
  try {
    return spawnSync(program, [`--user-data-dir=${userData}`, ...args], {
      timeout: 15_000,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
  } finally {
    rmSync(userData, { recursive: true, force: true });
  }
};

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

  spec('is no Node: neither by its environment nor by arguments', only, ({ skip }) => {
    if (packed === '') return skip('CARELINE_PACKED is not set');
    const program = programOf(packed);
    const asNode = ends(program, ['-e', 'console.log("it is node")'], { ELECTRON_RUN_AS_NODE: '1' });
    expect(asNode.stdout).not.toContain('it is node');
    const steered = ends(program, [], { NODE_OPTIONS: '--require=/nowhere/steer.cjs' });
    expect(steered.stderr).not.toContain('steer.cjs');
    expect(ends(program, ['--inspect=0']).stderr).not.toContain('Debugger listening');
  });

  spec('refuses the switches that would take its promises away', only, ({ skip }) => {
    if (packed === '') return skip('CARELINE_PACKED is not set');
    // The box that says so waits for a person; the window must not come.
    for (const arg of ['--no-sandbox', '--remote-debugging-port=0', '--disable-web-security'])
      expect(ends(programOf(packed), [arg]).stderr, arg).not.toContain('DevTools listening');
  });

  spec('with a changed archive does not start', only, ({ skip }) => {
    if (packed === '') return skip('CARELINE_PACKED is not set');
    if (process.platform === 'linux') return skip('Electron checks the archive on Windows and macOS');
    const copy = mkdtempSync(join(tmpdir(), 'careline-changed-'));
    const changed = join(copy, process.platform === 'darwin' ? 'Careline.app' : 'app');
    cpSync(packed, changed, { recursive: true, verbatimSymlinks: true });
    const file = archiveOf(changed);
    const handle = openSync(file, 'r+');
    const byte = Buffer.alloc(1);
    const place = statSync(file).size - 100;
    readSync(handle, byte, 0, 1, place);
    writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, place);
    closeSync(handle);
    const end = ends(programOf(changed), []);
    rmSync(copy, { recursive: true, force: true });
    expect(end.status).not.toBe(0);
    expect(end.error, 'it went on running').toBeUndefined();
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
