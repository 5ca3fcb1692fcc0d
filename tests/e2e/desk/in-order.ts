// A story told in several tests: what comes after a broken chapter is skipped, and the broken one leaves a picture.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Driver } from './driver.ts';

export function toldInOrder(desk: () => Driver | undefined): void {
  let broken = false;
  beforeEach((context) => {
    if (broken) context.skip();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    broken = true;
    const folder = join(tmpdir(), 'careline-e2e');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${task.name.replaceAll(/[^a-z]+/gi, '-').slice(0, 60)}.png`);
    const now = desk();
    const taken = await now?.page.screenshot({ path, timeout: 5000 }).catch(() => undefined);
    if (taken) process.stdout.write(`  picture of the failure: ${path}\n`);
    process.stdout.write(`  ${now?.problems.found.join('\n  ') ?? ''}\n`);
  });
}
