import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWindowStore, settleFor } from './window-store.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'careline-windows-'));
  file = join(folder, 'windows.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const left = { bounds: { x: 10, y: 20, width: 1100, height: 700 }, maximised: false };
function timers() {
  const waiting: { ms: number; task: () => void }[] = [];
  const later = (ms: number, task: () => void) => {
    const timer = { ms, task };
    waiting.push(timer);
    return () => void waiting.splice(waiting.indexOf(timer), 1);
  };
  return { waiting, later };
}

it('writes once a window rests, and reads it back', () => {
  const { waiting, later } = timers();
  const store = createWindowStore(file, later);
  expect(store.read('main')).toBeNull();
  store.keep('main', { ...left, maximised: true });
  store.keep('main', left);
  expect(waiting.map((t) => t.ms)).toEqual([settleFor]);
  expect(readdirSync(folder)).toEqual([]);
  waiting[0]?.task();
  store.keep('panel', { ...left, maximised: true });
  store.flush();
  store.flush();
  const again = createWindowStore(file, later);
  expect(again.read('main')).toEqual(left);
  expect(again.read('panel')).toEqual({ ...left, maximised: true });
  expect(again.read('compact')).toBeNull();
  expect(readdirSync(folder)).toEqual(['windows.json']);
  expect(statSync(file).mode & 0o077).toBe(0);
});

it.each([
  '',
  '{',
  '[]',
  'null',
  '{"main":{"bounds":{"x":"0"}}}',
  '{"main":{"bounds":{"x":0,"y":0,"width":-5,"height":5},"maximised":false}}',
  '{"__proto__":{"main":1},"other":2}',
])('starts from nothing after %j, and mends the file', (damaged) => {
  writeFileSync(file, damaged);
  const store = createWindowStore(file, timers().later);
  expect(store.read('main')).toBeNull();
  store.keep('main', left);
  store.flush();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ main: left });
});

it('goes on where nothing can be written', () => {
  const blocked = join(folder, 'a-file');
  writeFileSync(blocked, '');
  const store = createWindowStore(join(blocked, 'windows.json'), timers().later);
  store.keep('main', left);
  expect(() => store.flush()).not.toThrow();
  expect(store.read('main')).toEqual(left);
});
