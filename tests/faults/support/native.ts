// Small C libraries that are put before the system's own (LD_PRELOAD), compiled with the machine's compiler when they are
// needed. Linux only; where there is no compiler the campaign says so and is skipped.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#tests/support/app.ts';

/** Why native parts cannot be used here; null = they can. */
export function whyNotNative(): string | null {
  if (process.platform !== 'linux') return `needs Linux, this is ${process.platform}`;
  return spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0 ? null : 'needs a C compiler (cc)';
}

/** The library of `native/<name>.c`, made in `folder`. @throws with the compiler's words. */
export function compile(name: 'record' | 'clock', folder: string): string {
  const out = join(folder, `${name}.so`);
  const source = join(root, 'tests', 'faults', 'native', `${name}.c`);
  const done = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-Wall', '-o', out, source, '-ldl', '-lpthread'], {
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`cc: ${done.stderr}`);
  return out;
}
