// Only the desk's own lines reach its log file; what else is printed, a patient's name in a crash, stays out of it.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '#desk/log.ts';
import { keepLog, splitLog } from './desk-log.ts';

const at = '2026-11-22T03:00:00.000Z';
const canary = 'Zephyrine Quackenbush';
const bytes = (text: string): Uint8Array => Buffer.from(text);
const ours = (() => {
  const lines: string[] = [];
  const log = createLog({ sink: (line) => void lines.push(line), clock: () => at });
  log.info('desk.ready', { epoch: 3 });
  log.warn('request.slow', { name: 'messages.save', ms: 81 });
  log.error('desk.uncaught', { error: 'TypeError', where: 'router.ts:41:7' });
  log.info('vault.opened', { [canary]: canary } as never);
  log.info(canary as never, { name: canary as never });
  return lines;
})();

describe('what is kept', () => {
  it('every line of the desk’s own logger, however it is cut', () => {
    const text = ours.join('');
    for (const size of [1, 7, 64, text.length]) {
      const split = splitLog(() => at);
      const out: string[] = [];
      for (let i = 0; i < text.length; i += size) out.push(...split.take(bytes(text.slice(i, i + size))));
      expect([...out, ...split.end()].join('')).toBe(text);
    }
  });

  it.each([
    ['a native crash', `FATAL ERROR: ${canary} heap out of memory\n 1: 0xb7 node::Abort()\n`],
    ['a line that looks like one of ours', `{"at":"${at}","level":"info","event":"${canary}"}\n`],
    ['a key of its own', `{"at":"${at}","level":"info","event":"desk.ready","who":"${canary}"}\n`],
    ['a value that is no word', `{"at":"${at}","level":"info","event":"desk.ready","name":"${canary}"}\n`],
    ['another level', `{"at":"${at}","level":"${canary}","event":"desk.ready"}\n`],
    ['a time that is none', `{"at":"${canary}","level":"info","event":"desk.ready"}\n`],
    ['text around one of ours', `${canary} ${ours[0]}`],
    ['a list', `["${canary}"]\n`],
    ['no end of line', canary],
  ])('%s leaves its number of bytes only', (_what, text) => {
    const split = splitLog(() => at);
    const out = [...split.take(bytes(text)), ...split.end()].join('');
    expect(out).not.toContain('Zephyrine');
    expect(JSON.parse(out)).toMatchObject({ event: 'desk.stderr', level: 'error', at });
    expect(JSON.parse(out).bytes).toBeGreaterThanOrEqual(bytes(text).length - 1);
  });

  it('foreign text between lines of ours is told once, in its place', () => {
    const split = splitLog(() => at);
    const out = split.take(bytes(`${ours[0]}a\nb\nc\n${ours[1]}`));
    expect(out).toHaveLength(3);
    expect(JSON.parse(out[1] ?? '')).toMatchObject({ event: 'desk.stderr', bytes: 6 });
  });

  it('a flood without an end is let go', () => {
    const split = splitLog(() => at);
    let told = 0;
    for (let i = 0; i < 50; i++)
      for (const line of split.take(bytes('x'.repeat(10_000)))) told += JSON.parse(line).bytes;
    for (const line of split.end()) told += JSON.parse(line).bytes;
    expect(told).toBeGreaterThanOrEqual(500_000);
  });
});

describe('the file', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'careline-log-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is this user’s own, goes on after a restart, and never takes more than twice its limit', () => {
    const path = join(folder, 'logs', 'desk.log');
    keepLog(path, 300)(ours.slice(0, 1));
    const keep = keepLog(path, 300);
    keep(ours.slice(1, 2));
    expect(readFileSync(path, 'utf8')).toBe(ours.slice(0, 2).join(''));
    for (let i = 0; i < 20; i++) keep(ours.slice(0, 1));
    expect(statSync(path).size).toBeLessThanOrEqual(300);
    expect(statSync(`${path}.1`).size).toBeLessThanOrEqual(300);
    expect(readFileSync(path, 'utf8').endsWith(ours[0] ?? '')).toBe(true);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('that cannot be written stops nothing, and is tried again', () => {
    const blocked = join(folder, 'logs');
    writeFileSync(blocked, '');
    const path = join(blocked, 'desk.log');
    const keep = keepLog(path);
    expect(() => keep(ours)).not.toThrow();
    rmSync(blocked);
    keep(ours);
    expect(readFileSync(path, 'utf8')).toBe(ours.join(''));
  });
});
