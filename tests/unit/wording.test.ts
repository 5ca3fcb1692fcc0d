// Claims that can be checked, and nothing of a machine: words that must not stand in documents, texts and code.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from '#tests/support/app.ts';

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(
    (f) =>
      /\.(md|json|ts|tsx|mjs|css|html|yml)$/.test(f) &&
      f !== 'package-lock.json' &&
      !f.startsWith('data/knowledge/') &&
      !f.startsWith('tests/unit/wording'),
  );
const texts = tracked.flatMap((file) => {
  try {
    return [{ file, text: readFileSync(root + file, 'utf8') }];
  } catch {
    return []; // listed, and removed meanwhile
  }
});
const saying = (pattern: RegExp, files: (file: string) => boolean = () => true): string[] =>
  texts.filter((t) => files(t.file) && pattern.test(t.text)).map((t) => t.file);

describe('wording', () => {
  it('finds the files it looks at', () => {
    expect(texts.length).toBeGreaterThan(200);
    expect(tracked).toContain('README.md');
  });
  it('claims no conformity and no impossibility', () => {
    const claims =
      /HIPAA[- ]compliant|HIPAA compliance is|cannot lose|can't lose|can never lose|100 ?% (safe|secure|reliable)|military[- ]grade|unhackable|guarantees? (that )?no/i;
    expect(saying(claims, (f) => /\.(md|json)$/.test(f) && !f.startsWith('node_modules'))).toEqual([]);
  });
  it('names no machine path, no package registry', () => {
    expect(saying(/(^|[\s'"`(])\/(root|home\/[a-z]+|Users\/[a-z]+)\//m)).toEqual([]);
    expect(saying(/registry\.npmjs\.org|deb\.debian\.org/)).toEqual([]);
  });
  it('switches no type check off and leaves nothing for later without an owner', () => {
    const code = (f: string): boolean => /\.(ts|tsx|mjs)$/.test(f);
    expect(saying(/@ts-(ignore|nocheck)/, code)).toEqual([]);
    expect(saying(/\b(TODO|FIXME|XXX)\b/, code)).toEqual([]);
  });
  it('keeps sources under 400 lines', () => {
    const long = texts
      .filter((t) => /\.(ts|tsx|css)$/.test(t.file) && t.text.split('\n').length > 401)
      .map((t) => t.file);
    expect(long).toEqual([]);
  });
});
