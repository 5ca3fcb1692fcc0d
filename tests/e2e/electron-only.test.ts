// What only a real Electron can show, in a running app: the system's sandbox, the real isolated world, the real keystore,
// real windows. Elsewhere these are counted as *not run*.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from '#tests/support/app.ts';
import { until } from '#tests/support/until.ts';
import { launch, type Driver } from './desk/launch.ts';
import { boundsOf, moveWindow, openSurface, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';

const only = { electronOnly: true } as const;

/** One line of `/proc/PID/status`, on Linux. */
const statusOf = (pid: number, key: string): string | undefined =>
  new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];

story('in a real Electron', { demo: false }, (desk) => {
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
          // Each function was made in this world: its maker leads to no other one.
          ownMakers: Object.keys(bridge).filter((key) => (bridge[key] as object).constructor === Function),
        };
      });
      expect(seen).toEqual({ node: [], frozen: true, same: true, ownMakers: ['send', 'onFrame'] });
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

  spec('the desk is a utility process with its name', only, async () => {
    const metrics = await desk().main(({ app }) => app.getAppMetrics());
    expect(metrics.find(({ name }) => name === 'Careline live desk')?.type).toBe('Utility');
  });

  spec('the menu is the system’s on macOS, with its editing keys, and none elsewhere', only, async () => {
    const roles = await desk().main(
      ({ Menu }) => Menu.getApplicationMenu()?.items.map(({ role }) => role) ?? [],
    );
    expect(roles.map((role) => role?.toLowerCase())).toEqual(
      process.platform === 'darwin' ? ['appmenu', 'editmenu', 'windowmenu'] : [],
    );
  });

  spec('the compact phone really stays on top, and every window is seen', only, async () => {
    await openSurface(desk(), 'compact');
    const windows = (): Promise<{ url: string; onTop: boolean; visible: boolean }[]> =>
      desk().main(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => ({
          url: window.webContents.getURL(),
          onTop: window.isAlwaysOnTop(),
          visible: window.isVisible(),
        })),
      );
    await until('both windows to be seen', 10_000, async () =>
      (await windows()).every(({ visible }) => visible),
    );
    const onTop = (await windows()).filter((window) => window.onTop);
    expect(onTop.map(({ url }) => new URL(url).pathname)).toEqual(['/compact.html']);
  });

  spec('a window is where it was put', only, async ({ skip }) => {
    if (process.env['WAYLAND_DISPLAY']) return skip('Wayland lets no program place its windows');
    const wanted = { x: 60, y: 80, width: 1100, height: 700 };
    await moveWindow(desk(), desk().page, wanted);
    await expect.poll(() => boundsOf(desk(), desk().page)).toEqual(wanted);
  });

  spec('a page killed by the system comes back, and no memory dump of it is written', only, async () => {
    const { dumps, pid } = await desk().main(({ app, webContents }) => ({
      dumps: app.getPath('crashDumps'),
      pid:
        webContents
          .getAllWebContents()
          .find((contents) => /^app:\/\/desk\/(index\.html)?(\?|$)/.test(contents.getURL()))
          ?.getOSProcessId() ?? 0,
    }));
    expect(pid).toBeGreaterThan(0);
    const page = await desk().renewed(async () => void process.kill(pid, 'SIGKILL'));
    await page.getByRole('main').waitFor();
    const found = existsSync(dumps) ? readdirSync(dumps, { recursive: true }).map(String) : [];
    expect(found.filter((name) => name.endsWith('.dmp'))).toEqual([]);
  });
});

spec('a window on the second monitor comes back there', only, async ({ skip }) => {
  const profile = mkdtempSync(join(tmpdir(), 'careline-monitors-'));
  const on = async (look: (desk: Driver) => Promise<void>): Promise<void> => {
    const desk = await launch({ demo: false, profile, size: null });
    try {
      await look(desk);
    } finally {
      await desk.close();
    }
  };
  try {
    let place: { x: number; y: number; width: number; height: number } | null = null;
    await on(async (desk) => {
      const [, second] = await desk.main(({ screen }) =>
        screen.getAllDisplays().map(({ workArea }) => workArea),
      );
      if (second === undefined) return;
      place = { x: second.x + 40, y: second.y + 40, width: 1100, height: 700 };
      await moveWindow(desk, desk.page, place);
      expect(await desk.quit()).toBe(0);
    });
    if (place === null) return skip('one monitor only');
    await on(async (desk) => expect(await boundsOf(desk, desk.page)).toEqual(place));
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

story('the system’s own lock', {}, (desk) => {
  // By hand: it locks the screen of whoever looks on, and no workflow sets CARELINE_LOCK_SCREEN. Electron tells of it on
  // macOS (where a password is asked for at once) and Windows only; docs: api/power-monitor, 'lock-screen'.
  spec('of the screen locks the desk', only, async ({ skip }) => {
    if (process.env['CARELINE_LOCK_SCREEN'] !== '1') return skip('CARELINE_LOCK_SCREEN is not 1');
    if (process.platform === 'linux') return skip('Electron does not hear of it on Linux');
    await sitQuietly(desk());
    const page = await desk().renewed(async () => {
      if (process.platform === 'win32') execFileSync('rundll32.exe', ['user32.dll,LockWorkStation']);
      else execFileSync('pmset', ['displaysleepnow']);
    });
    await page.getByRole('heading', { name: 'The desk is locked' }).waitFor();
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
});
