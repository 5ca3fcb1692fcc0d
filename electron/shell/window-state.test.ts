import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptWindows, placeWindow, type Area } from './window-state.ts';
import { windowKinds } from './window-kinds.ts';

const at = (x: number, y: number, width: number, height: number): Area => ({ x, y, width, height });
/** Work areas: a full-HD screen with a task bar below; a second one to its left, its top higher. */
const first = at(0, 0, 1920, 1040);
const left = at(-1920, -200, 1920, 1040);
const right = at(1920, 0, 2560, 1400);
const kind = windowKinds.main;

it.each<[string, Area | null, [Area, ...Area[]], Area]>([
  ['never kept: the middle of the primary screen', null, [first, left], at(240, 70, 1440, 900)],
  ['never kept, small screen: as large as it', null, [at(0, 25, 1280, 695)], at(0, 25, 1280, 695)],
  ['where it was', at(100, 50, 1500, 900), [first], at(100, 50, 1500, 900)],
  [
    'negative coordinates are a screen to the left',
    at(-1800, -150, 1200, 800),
    [first, left],
    at(-1800, -150, 1200, 800),
  ],
  ['its screen was unplugged', at(2000, 100, 1600, 1000), [first], at(160, 20, 1600, 1000)],
  ['its left screen was unplugged', at(-1800, -150, 1200, 800), [first], at(360, 120, 1200, 800)],
  [
    'the screen has fewer pixels than it had',
    at(0, 0, 2560, 1400),
    [at(0, 0, 1366, 728)],
    at(0, 0, 1366, 728),
  ],
  [
    'scaling was raised: half the pixels',
    at(600, 300, 1200, 700),
    [at(0, 0, 960, 520)],
    at(600, 300, 960, 520),
  ],
  [
    'above the screen: the title bar could not be taken hold of',
    at(100, -60, 1200, 800),
    [first],
    at(100, 0, 1200, 800),
  ],
  ['behind the task bar', at(100, 1030, 1200, 800), [first], at(100, 1000, 1200, 800)],
  ['under a menu bar', at(100, 0, 1200, 800), [at(0, 25, 1920, 1015)], at(100, 25, 1200, 800)],
  ['a sliver at the left edge', at(-1195, 100, 1200, 800), [first], at(-1040, 100, 1200, 800)],
  ['a sliver at the right edge', at(1915, 100, 1200, 800), [first], at(1760, 100, 1200, 800)],
  ['half over the edge is a person’s choice', at(-500, 100, 1200, 800), [first], at(-500, 100, 1200, 800)],
  [
    'over two screens: on the one with more of it',
    at(1700, 100, 1200, 800),
    [first, right],
    at(1700, 100, 1200, 800),
  ],
  ['smaller than its least size', at(100, 100, 300, 200), [first], at(100, 100, 1024, 680)],
  ['least size larger than the screen', at(0, 0, 1024, 680), [at(0, 0, 800, 560)], at(0, 0, 800, 560)],
  ['far away', at(90_000, -90_000, 1200, 800), [first, left], at(360, 120, 1200, 800)],
])('%s', (_what, kept, screens, placed) => expect(placeWindow(kept, screens, kind)).toEqual(placed));

it('always leaves a title bar to take hold of, whatever was kept and whatever screens there are', () => {
  const coordinate = fc.integer({ min: -100_000, max: 100_000 });
  const size = fc.integer({ min: 1, max: 100_000 });
  const screen = fc.record({
    x: fc.integer({ min: -8000, max: 8000 }),
    y: fc.integer({ min: -8000, max: 8000 }),
    width: fc.integer({ min: 320, max: 8000 }),
    height: fc.integer({ min: 240, max: 5000 }),
  });
  const bounds = fc.record({ x: coordinate, y: coordinate, width: size, height: size });
  fc.assert(
    fc.property(
      fc.option(bounds),
      fc.array(screen, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...Object.values(windowKinds)),
      (kept, screens, anyKind) => {
        const placed = placeWindow(kept, screens as [Area, ...Area[]], anyKind);
        const reachable = screens.some(
          (s) =>
            placed.y >= s.y &&
            placed.y + 40 <= s.y + s.height &&
            Math.min(placed.x + placed.width, s.x + s.width) - Math.max(placed.x, s.x) >=
              Math.min(160, placed.width) &&
            placed.width <= s.width &&
            placed.height <= s.height,
        );
        expect(reachable).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

it.each([
  [{ main: { bounds: at(0, 0, 0, 900), maximised: false } }],
  [{ main: { bounds: { x: 0, y: 0, width: 9, height: 9, url: 'x' }, maximised: false } }],
  [{ main: { bounds: at(0.5, 0, 9, 9), maximised: false } }],
  [{ main: { bounds: at(1e9, 0, 9, 9), maximised: false } }],
  [{ phone: { bounds: at(0, 0, 9, 9), maximised: false } }],
  [[]],
  [null],
])('keeps places only, not %j', (value) => expect(keptWindows.safeParse(value).success).toBe(false));
