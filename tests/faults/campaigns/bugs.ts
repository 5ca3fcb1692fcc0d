// The model campaign against itself: each planted bug in a copy of the sources, where the same campaign must fail.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#tests/support/app.ts';
import { bugs, type Bug } from '../model/bugs.ts';
import { outcome, type Outcome } from '../support/report.ts';

const needed = ['backend', 'data', 'demo', 'electron', 'shared', 'tests', 'package.json'] as const;

export function plant(bug: Bug, folder: string): void {
  for (const { file, from, to } of bug.edits) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${bug.name}: ${file} has no such line, or several`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
}

/** The line that told what went wrong; null = the campaign passed, so the bug lives. */
function runIn(folder: string, runs: number, seed: number): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        join(folder, 'tests/faults/main.ts'),
        '--campaign',
        'model',
        '--runs',
        String(runs),
        '--seed',
        String(seed),
      ],
      { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, CARELINE_FIRST_ONLY: '1' } },
    );
    let out = '';
    child.stdout.on('data', (d: Buffer) => (out += d.toString()));
    child.on('exit', (code) =>
      resolve(code === 0 ? null : (/(?:WRONG|did not end): (.*)/.exec(out)?.[1] ?? `ended with ${code}`)),
    );
  });
}

/** `runs`: histories that a bug may live through at most. */
export async function plantedBugs(runs: number, seed: number): Promise<Outcome> {
  const done = { ...outcome(bugs.length), kind: null };
  for (const bug of bugs) {
    const folder = mkdtempSync(join(tmpdir(), 'careline-bug-'));
    try {
      for (const name of needed)
        cpSync(join(root, name), join(folder, name), {
          recursive: true,
          filter: (path) => !path.includes('node_modules'),
        });
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      plant(bug, folder);
      const caught = await runIn(folder, runs, seed);
      done.saved++;
      if (caught === null) done.wrong.push(`not caught in ${runs} histories: ${bug.name} (${bug.command})`);
      else done.said.push(`caught: ${bug.name} (${bug.command}): ${caught.slice(0, 110)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return done;
}
