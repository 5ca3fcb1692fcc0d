// What only a real Electron can show, in a running app: the system's sandbox, the real isolated world, the real keystore,
// real windows. Elsewhere these are counted as *not run*.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from '#tests/support/app.ts';
import { until } from '#tests/support/until.ts';
import { launch } from './desk/launch.ts';
import { spec, story } from './desk/spec.ts';
import { openSurface } from './desk/shell.ts';

const only = { electronOnly: true } as const;

/** One line of `/proc/PID/status`, on Linux. */
const statusOf = (pid: number, key: string): string | undefined =>
  new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];

story('in a real Electron', { demo: false, env: { CARELINE_NOT_FOR_THE_DESK: 'secret' } }, (desk) => {
  spec('the runtime is the pinned version, with the pinned Node', only, async () => {
    const pinned = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const versions = await desk().main(() => process.versions);
    expect(versions.electron).toBe(pinned.devDependencies['electron']);
    expect(Number(versions.node.split('.')[0])).toBe(24);
  });

  spec('each page’s process is in the system’s sandbox', only, async () => {
    const pages = await desk().main(({ app, webContents }) => {
      const pids = webContents.getAllWebContents().map((contents) => contents.getOSProcessId());
      return app.getAppMetrics().filter(({ pid }) => pids.includes(pid));
    });
    expect(pages.length).toBeGreaterThan(0);
    for (const { pid, sandboxed, integrityLevel } of pages) {
      if (process.platform === 'linux') {
        // A filter of system calls is on, and the process lives in a namespace of its own.
        expect(statusOf(pid, 'Seccomp')).toBe('2');
        expect(statusOf(pid, 'NSpid')?.split(/\s+/).length).toBeGreaterThan(1);
      } else expect(sandboxed).toBe(true);
      if (process.platform === 'win32') expect(['untrusted', 'low']).toContain(integrityLevel);
    }
  });

  spec(
    'the page’s world has neither Node nor the preload’s variables, and can’t change the bridge',
    only,
    async () => {
      const seen = await desk().page.evaluate(() => {
        const bridge = (globalThis as unknown as { careline: Record<string, unknown> }).careline;
        const kept = bridge['send'];
        try {
          bridge['send'] = () => undefined;
        } catch {
          // A frozen object refuses in strict mode.
        }
        return {
          node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter(
            (name) => name in globalThis,
          ),
          frozen: Object.isFrozen(bridge),
          same: bridge['send'] === kept,
          functionsMaker: Object.keys(bridge).map((key) => typeof (bridge[key] as object).constructor),
        };
      });
      expect(seen).toMatchObject({ node: [], frozen: true, same: true });
      const preferences = await desk().main(({ webContents }) =>
        webContents
          .getAllWebContents()
          .map((contents) =>
            (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
          ),
      );
      for (const each of preferences)
        expect(each).toMatchObject({
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webSecurity: true,
        });
    },
  );

  spec(
    'its scheme is a secure origin of its own, and no other address of it or of a file loads',
    only,
    async () => {
      const { page } = desk();
      expect(await page.evaluate(() => [location.origin, isSecureContext, typeof crypto.subtle])).toEqual([
        'app://desk',
        true,
        'object',
      ]);
      for (const address of [
        'app://other/index.html',
        'app://desk/../package.json',
        'file:///etc/hosts',
        'http://127.0.0.1/',
      ])
        expect(
          await page.evaluate(
            (url) =>
              fetch(url).then(
                (answer) => answer.ok,
                () => false,
              ),
            address,
          ),
          address,
        ).toBe(false);
      desk().problems.take();
    },
  );

  spec('pages leave nothing on the disk', only, async () => {
    const userData = await desk().main(({ app }) => app.getPath('userData'));
    const partition = join(userData, 'Partitions', 'careline');
    const files = existsSync(partition)
      ? readdirSync(partition, { recursive: true }).filter((name) =>
          statSync(join(partition, String(name))).isFile(),
        )
      : [];
    expect(files).toEqual([]);
  });

  spec(
    'the desk is a utility process with its name, and sees nothing of the app’s environment',
    only,
    async () => {
      const metrics = await desk().main(({ app }) => app.getAppMetrics());
      const [live] = metrics.filter(({ name }) => name === 'Careline live desk');
      expect(live?.type).toBe('Utility');
      if (process.platform === 'linux')
        expect(readFileSync(`/proc/${live?.pid}/environ`, 'utf8')).not.toContain('CARELINE_NOT_FOR_THE_DESK');
    },
  );

  spec('the menu is the system’s on macOS, with its editing keys, and none elsewhere', only, async () => {
    const roles = await desk().main(
      ({ Menu }) => Menu.getApplicationMenu()?.items.map(({ role }) => role) ?? [],
    );
    expect(roles.map((role) => role?.toLowerCase())).toEqual(
      process.platform === 'darwin' ? ['appmenu', 'editmenu', 'windowmenu'] : [],
    );
  });

  spec('the compact phone really stays on top, and a window is where it was put', only, async () => {
    await openSurface(desk(), 'compact');
    const windows = await desk().main(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        title: window.webContents.getURL(),
        onTop: window.isAlwaysOnTop(),
        visible: window.isVisible(),
      })),
    );
    expect(windows.filter(({ onTop }) => onTop).map(({ title }) => new URL(title).pathname)).toEqual([
      '/compact.html',
    ]);
    expect(windows.every(({ visible }) => visible)).toBe(true);
  });

  spec('a page killed by the system comes back, and no memory dump of it is written', only, async () => {
    const { dumps, pid } = await desk().main(({ app, BrowserWindow }) => ({
      dumps: app.getPath('crashDumps'),
      pid: BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    }));
    const page = await desk().renewed(async () => void process.kill(pid, 'SIGKILL'));
    await page.getByRole('main').waitFor();
    const found = existsSync(dumps) ? readdirSync(dumps, { recursive: true }).map(String) : [];
    expect(found.filter((name) => name.endsWith('.dmp'))).toEqual([]);
  });

  spec('the system’s own lock of the screen locks the desk', only, async ({ skip }) => {
    // It locks the screen of whoever looks on: asked for by name, as a test machine's workflow does.
    if (process.env['CARELINE_LOCK_SCREEN'] !== '1') return skip('CARELINE_LOCK_SCREEN is not 1');
    const { page } = desk();
    await page
      .getByRole('button', { name: /passphrase|Agent, daytime/i })
      .first()
      .waitFor();
    const heard = desk().main(
      ({ powerMonitor }) =>
        new Promise<boolean>((resolve) => powerMonitor.once('lock-screen', () => resolve(true))),
    );
    if (process.platform === 'win32') execFileSync('rundll32.exe', ['user32.dll,LockWorkStation']);
    else if (process.platform === 'darwin') execFileSync('pmset', ['displaysleepnow']);
    else execFileSync('loginctl', ['lock-session']);
    expect(await heard).toBe(true);
  });

  spec('a window on the second monitor comes back there', only, async ({ skip }) => {
    const displays = await desk().main(({ screen }) =>
      screen.getAllDisplays().map(({ workArea }) => workArea),
    );
    const second = displays[1];
    if (second === undefined) return skip('one monitor only');
    const place = { x: second.x + 40, y: second.y + 40, width: 1100, height: 700 };
    const first = await launch({ demo: false, profile: desk().profile, size: null });
    await first.main(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), place);
    await first.quit();
    await first.close();
    const again = await launch({ demo: false, profile: desk().profile, size: null });
    try {
      const bounds = await again.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
      expect(bounds).toMatchObject({ x: place.x, y: place.y });
    } finally {
      await again.close();
    }
  });
});

story('the system’s keystore', { demo: false, size: null }, (desk) => {
  spec('takes a key and gives it back, or is refused where it is for show', only, async () => {
    const state = await desk().main(async ({ safeStorage }) => ({
      available: await safeStorage.isAsyncEncryptionAvailable(),
      backend: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'system',
    }));
    const form = desk().page.getByLabel('Passphrase').first();
    if (!state.available || state.backend === 'basic_text') return void (await form.waitFor());
    const given = await desk().main(async ({ safeStorage }) => {
      const wrapped = await safeStorage.encryptStringAsync('invented');
      return {
        plain: wrapped.includes('invented'),
        back: (await safeStorage.decryptStringAsync(wrapped)).result,
      };
    });
    expect(given).toEqual({ plain: false, back: 'invented' });
  });

  spec('a second start ends by itself and brings the first one’s window to the front', only, async () => {
    const { binary, userData } = await desk().main(({ app }) => ({
      binary: process.execPath,
      userData: app.getPath('userData'),
    }));
    const focused = desk().main(
      ({ app }) => new Promise<boolean>((resolve) => app.once('second-instance', () => resolve(true))),
    );
    // Ends with 0 within its time, or this throws.
    execFileSync(binary, [`--user-data-dir=${userData}`, root], { timeout: 20_000, stdio: 'ignore' });
    expect(await focused).toBe(true);
    await until('one window', 5000, async () =>
      desk().main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length === 1),
    );
  });
});
