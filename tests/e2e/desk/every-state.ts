// Looks at each state of a walk, light and dark: no axe violation, nothing cut off at 1280×720, no policy broken, no error in
// the console. CARELINE_SHOTS=DIR keeps a picture of each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { axeProblems } from './axe.ts';
import { misfits } from './fit.ts';
import { spec, type story } from './spec.ts';

const shots = process.env['CARELINE_SHOTS'];

type Look = (name: string) => Promise<void>;
type Desk = Parameters<Parameters<typeof story>[2]>[0];

/** Tells the walk, then what was found on the way; `least` = how many states it must have seen. */
export function everyState(desk: Desk, least: number, walk: (look: Look) => void): void {
  if (shots) mkdirSync(shots, { recursive: true });
  const seen: string[] = [];
  const faults = { axe: [] as string[], fit: [] as string[], console: [] as string[] };

  async function look(name: string): Promise<void> {
    const { page } = desk();
    seen.push(name);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate(() =>
        Promise.allSettled(document.getAnimations().map((a) => a.finished)).then(() => null),
      );
      if (shots) await page.screenshot({ path: join(shots, `${name}-${scheme}.png`) });
      for (const fault of await axeProblems(page, scheme === 'light' ? 'all' : 'colours'))
        faults.axe.push(`${name}, ${scheme}: ${fault}`);
    }
    for (const fault of await misfits(page)) faults.fit.push(`${name}: ${fault}`);
    for (const fault of desk().problems.take()) faults.console.push(`${name}: ${fault}`);
    await page.emulateMedia({ colorScheme: 'light' });
  }

  walk(look);
  spec('has seen every state', () => {
    expect(seen.length).toBeGreaterThanOrEqual(least);
    expect(new Set(seen).size).toBe(seen.length);
  });
  spec('finds no axe violation, light or dark', () => expect(faults.axe).toEqual([]));
  spec('finds nothing cut off at 1280×720', () => expect(faults.fit).toEqual([]));
  spec('finds no policy broken and no error in the console', () => expect(faults.console).toEqual([]));
}
