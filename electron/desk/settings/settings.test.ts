// settings.json: defaults, kept changes, tolerant reading, hostile values refused, nothing half written.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeFolder, tempFolder } from '../vault/testing.ts';
import { defaultSettings, openSettings, type DeskSettings } from './settings.ts';

let profile = '';
const path = () => join(profile, 'settings.json');
beforeEach(() => {
  profile = tempFolder();
});
afterEach(() => removeFolder(profile));

test('defaults until something changes; a change is there after a restart', () => {
  const first = openSettings(profile);
  expect(first.read()).toEqual(defaultSettings);
  expect(existsSync(path())).toBe(false);
  const change = first.change({
    theme: 'dark',
    columns: { left: 240, right: 500 },
    keys: { 'call.answer': 'F2' },
  });
  expect(change.ok).toBe(true);
  const again = openSettings(profile);
  expect(again.read()).toMatchObject({
    theme: 'dark',
    columns: { left: 240, right: 500 },
    keys: { 'call.answer': 'F2' },
  });
  expect(again.setAside).toBe(false);
  expect(readdirSync(profile)).toEqual(['settings.json']);
});

test('what was read is a copy', () => {
  const store = openSettings(profile);
  store.read().columns.left = 999;
  expect(store.read().columns.left).toBe(defaultSettings.columns.left);
});

test.each([
  { theme: 'pink' },
  { lockAfterMinutes: 0 },
  { lockAfterMinutes: 600 },
  { backendUrl: 'javascript:alert(1)' },
  { backendUrl: 'file:///etc/passwd' },
  { columns: { left: 1, right: 1 } },
  { keys: { 'a b': 'F1' } },
])('refused and unchanged: %j', (patch) => {
  const store = openSettings(profile);
  expect(store.change(patch as Partial<DeskSettings>)).toMatchObject({ ok: false, code: 'invalid-input' });
  expect(store.read()).toEqual(defaultSettings);
  expect(existsSync(path())).toBe(false);
});

test('unknown keys are refused, and dropped when read: no place for a patient’s name', () => {
  const patch = { theme: 'light', lastPatient: 'Zephyrine' } as Partial<DeskSettings>;
  expect(openSettings(profile).change(patch)).toMatchObject({ ok: false, code: 'invalid-input' });
  writeFileSync(path(), JSON.stringify(patch));
  const store = openSettings(profile);
  expect(store.change({ tourDone: true })).toMatchObject({
    ok: true,
    value: { theme: 'light', tourDone: true },
  });
  expect(readFileSync(path(), 'utf8')).not.toContain('Zephyrine');
});

test('one wrong value takes its default, the others stay', () => {
  writeFileSync(path(), JSON.stringify({ theme: 'dark', language: 42, lockAfterMinutes: 5 }));
  const store = openSettings(profile);
  expect(store.read()).toMatchObject({ theme: 'dark', language: 'en', lockAfterMinutes: 5 });
  expect(store.setAside).toBe(false);
});

test.each(['', '{', '[1]', 'null', '"x"', '\u0000\u0001'])(
  'a file that is no settings stands aside: %j',
  (text) => {
    writeFileSync(path(), text);
    const store = openSettings(profile);
    expect(store.setAside).toBe(true);
    expect(store.read()).toEqual(defaultSettings);
    expect(readFileSync(`${path()}.bad`, 'utf8')).toBe(text);
    expect(existsSync(path())).toBe(false);
  },
);

test('when writing fails nothing has changed', () => {
  const store = openSettings(profile);
  mkdirSync(`${path()}.tmp`);
  expect(store.change({ theme: 'dark' })).toMatchObject({ ok: false, code: 'disk-error' });
  expect(store.read().theme).toBe('system');
});
