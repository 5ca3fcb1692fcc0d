// What all benches share: percentiles, the calibrator, the machine's line, and where a figure is printed and kept.
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '#tests/support/app.ts';

export interface Spread {
  n: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  // The nearest rank: a value that was measured, never one in between.
  const at = (p: number): number => sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
const ms = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(1));
export const spreadLine = (what: string, s: Spread): string =>
  `${what.padEnd(44)} n ${String(s.n).padStart(5)}   p50 ${ms(s.p50)}   p95 ${ms(s.p95)}   p99 ${ms(s.p99)}   max ${ms(s.max)} ms`;

/**
 * Appends 4 KiB to a file of its own in `folder` and waits for fdatasync: what this disk asks for one durable write, taken
 * between the measured operations. Milliseconds.
 */
export function calibrator(folder: string): { once(): number; close(): void } {
  const fd = openSync(join(folder, 'calibrator.bin'), 'a');
  const page = Buffer.alloc(4096, 7);
  return {
    once() {
      const started = performance.now();
      writeSync(fd, page);
      fdatasyncSync(fd);
      return performance.now() - started;
    },
    close: () => closeSync(fd),
  };
}

export interface Bench {
  print(text: string): void;
  /** A figure with its limit; a miss is printed and counted, never hidden. */
  limit(what: string, value: number, most: number, unit: string): void;
}
export interface Figures extends Bench {
  missed(): number;
  save(): void;
}

export function figures(area: string): Figures {
  const lines: string[] = [];
  let missed = 0;
  const print = (text: string): void => {
    lines.push(text);
    console.log(text);
  };
  const commit = readFileSync(join(root, 'package.json'), 'utf8').match(/"version": "([^"]+)"/)?.[1] ?? '';
  print(`# ${area}, version ${commit}, ${new Date().toISOString()}`);
  print(
    `# ${process.platform} ${release()} ${arch()}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${(totalmem() / 2 ** 30).toFixed(1)} GiB, Node ${process.versions.node}, load ${loadavg()
      .map((l) => l.toFixed(1))
      .join(' ')}`,
  );
  return {
    print,
    limit(what, value, most, unit) {
      const kept = value <= most;
      if (!kept) missed++;
      print(`${kept ? 'kept  ' : 'MISSED'} ${what}: ${ms(value)} ${unit} (limit ${most} ${unit})`);
    },
    missed: () => missed,
    save() {
      const folder = join(root, 'docs', 'bench');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${area}.txt`), `${lines.join('\n')}\n`);
    },
  };
}
