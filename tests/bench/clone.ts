// From a fresh clone to the first ring: clone, install (npm ci), build, start, make the vault, sit down, ring. The packages
// come from wherever npm is set up to get them; what its cache already holds makes this faster and is said.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#tests/support/app.ts';
import { openPage } from '#tests/support/page.ts';
import { sitDown } from '#tests/support/rig.ts';
import type { Bench } from './measure.ts';

const done = (command: string, args: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`)),
    );
  });

export async function run(bench: Bench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'careline-clone-'));
  const clone = join(folder, 'careline');
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  try {
    await done('git', ['clone', '--quiet', root, clone]);
    const cloned = seconds();
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const app = spawn(npm, ['start', '--', '--no-open', '--profile', join(folder, 'profile')], {
      cwd: clone,
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
      // A group of its own: npm passes no signal on, a terminal's Ctrl-C reaches all of them.
      detached: process.platform !== 'win32',
      // As a person types it, not as this run of npm was started.
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
    });
    const gone = new Promise<void>((resolve) => app.once('exit', () => resolve()));
    try {
      let out = '';
      const url = await new Promise<string>((resolve, reject) => {
        app.stdout.on('data', (d) => {
          out += String(d);
          const found = /^ready .*?(http:\/\/\S+)/m.exec(out)?.[1];
          if (found !== undefined) resolve(found);
        });
        app.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${out}`)));
      });
      const ready = seconds();
      const page = await openPage(url);
      await page.attached();
      await sitDown(page, 'agent');
      page.send({ t: 'watch', topic: 'calls.changed', on: true });
      const rang = new Promise<void>((resolve) => {
        page.onFrame((frame) => {
          if (frame.t === 'topic' && frame.topic === 'calls.changed') resolve();
        });
      });
      await page.get('demo.ring', { kind: 'worried', seed: 7 });
      await rang;
      const ring = seconds();
      page.close();
      bench.print(
        `clone ${cloned.toFixed(1)} s, install + build + ready line after ${ready.toFixed(1)} s, first ring after ${ring.toFixed(1)} s`,
      );
      bench.limit('clone to first ring', ring, 120, 's');
    } finally {
      if (process.platform === 'win32' || app.pid === undefined) app.kill();
      else process.kill(-app.pid, 'SIGINT');
      await gone;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
