// Windows come up where they were, if a person can reach them there. The double says where windows and screens are, so
// each is @emulated; the rule itself is a table (electron/shell/window-state.test.ts).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { until } from '#tests/support/until.ts';
import { launch, type Driver, type LaunchOptions } from './desk/launch.ts';
import { alone, boundsOf, emulated, moveWindow, openSurface } from './desk/shell.ts';
import { spec } from './desk/spec.ts';

const profile = mkdtempSync(join(tmpdir(), 'careline-places-'));
afterAll(() => rmSync(profile, { recursive: true, force: true }));
const kept = join(profile, 'electron', 'windows.json');

const screen = (id: number, x: number, width: number, height: number) => ({
  id,
  bounds: { x, y: 0, width, height },
  workArea: { x, y: 0, width, height: height - 40 },
  scaleFactor: 1,
  rotation: 0,
});
const office = [screen(1, 0, 1920, 1080), screen(2, 1920, 1920, 1080)];
const laptop = [screen(1, 0, 1366, 768)];
const beside = { x: 2100, y: 120, width: 1200, height: 800 };

async function started<T>(options: LaunchOptions, look: (desk: Driver) => Promise<T>): Promise<T> {
  const desk = await launch({ ...alone, ...options, profile, size: null });
  try {
    return await look(desk);
  } finally {
    await desk.close();
  }
}

spec('a window comes up where it was left, each surface at its own place', emulated, async () => {
  const panelAt = { x: 40, y: 60, width: 600, height: 700 };
  const compactAt = { x: 2500, y: 90, width: 400, height: 600 };
  await started({ standin: { screen: { displays: office } } }, async (desk) => {
    await moveWindow(desk, desk.page, beside);
    await moveWindow(desk, await openSurface(desk, 'panel'), panelAt);
    await moveWindow(desk, await openSurface(desk, 'compact'), compactAt);
    expect(await desk.quit()).toBe(0);
  });
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual({
    main: { bounds: beside, maximised: false },
    panel: { bounds: panelAt, maximised: false },
    compact: { bounds: compactAt, maximised: false },
  });
  await started({ standin: { screen: { displays: office } } }, async (desk) => {
    expect(await boundsOf(desk, desk.page)).toEqual(beside);
    expect(await boundsOf(desk, await openSurface(desk, 'panel'))).toEqual(panelAt);
    expect(await boundsOf(desk, await openSurface(desk, 'compact'))).toEqual(compactAt);
  });
});

spec('whose screen is gone comes up on the one that is there', emulated, async () => {
  await started({ standin: { screen: { displays: laptop } } }, async (desk) => {
    expect(await boundsOf(desk, desk.page)).toEqual({ x: 83, y: 0, width: 1200, height: 728 });
  });
});

spec('whose screen is unplugged while it runs is brought back', emulated, async () => {
  writeFileSync(kept, JSON.stringify({ main: { bounds: beside, maximised: false } }));
  await started({ standin: { screen: { displays: office } } }, async (desk) => {
    expect(await boundsOf(desk, desk.page)).toEqual(beside);
    await desk.main((_electron, displays) => globalThis.standin.setDisplays(displays), laptop);
    await until('the window on the screen', 5000, async () => {
      const { x, width } = await boundsOf(desk, desk.page);
      return x >= 0 && x + width <= 1366;
    });
  });
});

spec('one that was maximised is so again, and its place before that is kept', emulated, async () => {
  writeFileSync(kept, JSON.stringify({ main: { bounds: beside, maximised: true } }));
  await started({ standin: { screen: { displays: office } } }, async (desk) => {
    await until('the window to be maximised', 15_000, () =>
      desk.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized() ?? false),
    );
    expect(await boundsOf(desk, desk.page)).toEqual(office[1]?.workArea);
    expect(await desk.quit()).toBe(0);
  });
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual({ main: { bounds: beside, maximised: true } });
});

spec('a damaged file means the usual place, and is mended', emulated, async () => {
  writeFileSync(kept, '{"main":{"bounds":{"x":1e9,"y":"');
  await started({ standin: { screen: { displays: office } } }, async (desk) => {
    expect(await boundsOf(desk, desk.page)).toEqual({ x: 240, y: 70, width: 1440, height: 900 });
    expect(await desk.quit()).toBe(0);
  });
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toHaveProperty('main.bounds.width', 1440);
});
