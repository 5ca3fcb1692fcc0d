// Every cause has its own page with all three parts, true for the start; what is copied holds no path and no name.
import { expect, test } from 'vitest';
import { errorCodes } from '#shared/domain/errors.ts';
import { hasText, t } from '../text/t.ts';
import { causes, wordsOf } from './causes.ts';
import { copyText, detailsOf, systemOf } from './details.ts';

const codes = Object.keys(causes);

test.each([...codes, 'nobody-knows'])('%s says what happened, what is safe and what to do', (code) => {
  const words = wordsOf(code);
  for (const text of [words.title, words.what, words.safe]) expect(text).not.toMatch(/^failure\./);
  expect(words.steps.length).toBeGreaterThan(0);
  const all = [words.title, words.what, words.safe, ...words.steps].join(' ');
  // Nothing that belongs to saving, nothing that invites to delete or to start over.
  expect(all).not.toMatch(/was not saved|in the form/);
  expect(all).not.toMatch(
    /(?<!Don’t |nothing was |was )\b(delete|reset|start over|new profile)\b(?! or| anything)/i,
  );
});

test('no two causes share their sentences, and a step is never said twice on a page', () => {
  for (const part of ['title', 'what'] as const)
    expect(new Set(codes.map((code) => wordsOf(code)[part])).size, part).toBe(codes.length);
  for (const code of codes) expect(new Set(wordsOf(code).steps).size).toBe(wordsOf(code).steps.length);
});

test('claims of what nobody has looked at: that urgent messages are kept, only where nothing stands against it', () => {
  for (const code of [
    'vault-damaged',
    'vault-foreign',
    'vault-plain-file',
    'vault-missing-key',
    'disk-error',
  ])
    expect(wordsOf(code).unsent, code).toMatch(/may not come back/);
  for (const code of ['too-often', 'desk-silent', 'disk-full', 'nobody-knows'])
    expect(wordsOf(code).unsent, code).toMatch(/only once the desk opens/);
  expect(wordsOf('profile-in-use').unsent).toBeNull();
  for (const code of [...codes, 'nobody-knows'])
    expect(wordsOf(code).safe, code).not.toMatch(/every message|still opens|goes out|nothing was deleted/i);
});

test('the agent is told first, in no word of a file or a key store; what helps to mend it stands last', () => {
  for (const code of codes) {
    const { what, steps } = wordsOf(code);
    expect([what, ...steps].join(' '), code).not.toMatch(/keyring|wrapped|schema|sqlite|\.bak|process/i);
  }
  expect(wordsOf('vault-missing-key').it).toContain('keyring.json');
  expect(wordsOf('disk-full').it).toBeNull();
});

test('to look again is not held out where only another version can help, nor paper where a window works', () => {
  expect(codes.filter((code) => !wordsOf(code).again)).toEqual([
    'vault-newer-schema',
    'vault-migration-failed',
  ]);
  expect(wordsOf('profile-in-use').meanwhile).toMatch(/^Take calls in the window that is open/);
  expect(wordsOf('disk-full').meanwhile).toBe(t('failure.meanwhile.what'));
});

test('every sentence of the catalogue belongs to a page', () => {
  const names = [...codes, 'other'];
  for (const name of names) expect(hasText(`failure.${name}.title`), name).toBe(true);
});

test('every code of the vault and the profile has a page of its own', () => {
  const typed = ['vault-wrong-key', 'vault-closed', 'vault-exists'];
  const ours = Object.keys(errorCodes).filter(
    (code) => /^(vault|profile|disk)-/.test(code) && !typed.includes(code),
  );
  expect(ours.filter((code) => !Object.hasOwn(causes, code))).toEqual([]);
});

test('a code that is no word of ours still gets a page, never a property of an object', () => {
  for (const code of ['constructor', '__proto__', 'toString', ''])
    expect(wordsOf(code).title).toBe(t('failure.other.title'));
});

const facts = {
  code: 'disk-full',
  version: '0.1.0',
  profile: 'profile',
  host: 'electron' as const,
  agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36',
  at: '2026-11-22T03:00:00.000Z',
};

test('the details are code, version, folder, host, system and time', () => {
  const text = copyText(detailsOf(facts));
  for (const part of ['disk-full', '0.1.0', 'profile', 'Windows NT 10.0; Win64; x64', '22 Nov'])
    expect(text).toContain(part);
  expect(text.split('\n')).toHaveLength(6);
});

test('a path, or anything that is no plain folder name, never gets into the details', () => {
  for (const profile of ['/srv/zephyrine/profile', 'C:\\Users\\z', '..\\x', 'a\nb', 'x'.repeat(80), null])
    expect(copyText(detailsOf({ ...facts, profile }))).not.toMatch(
      /zephyrine|Users|\\|\/|xxxx|Profile folder/,
    );
  expect(systemOf('Mozilla/5.0 (<script>"; /home/me) x')).toBe('script; homeme');
  expect(systemOf('')).toBe('');
});
