import { expect, it } from 'vitest';
import { editAll, partsOf, replaceOnce } from './edit.ts';

const edit = { file: 'a.ts', from: 'sandbox: true', to: 'sandbox: false' };

it('replaces a text that is there once', () => {
  expect(replaceOnce('{ sandbox: true }', edit)).toBe('{ sandbox: false }');
});

it('refuses a row that no longer fits', () => {
  for (const text of ['', '{ sandbox: false }', 'sandbox: true, sandbox: true'])
    expect(() => replaceOnce(text, edit)).toThrow('a.ts');
  expect(() => replaceOnce('x', { ...edit, from: '' })).toThrow('not there');
  expect(() => replaceOnce('sandbox: true', { ...edit, to: edit.from })).toThrow('nothing would change');
  // Overlapping: two places all the same.
  expect(() => replaceOnce('aaa', { file: 'a.ts', from: 'aa', to: 'b' })).toThrow('more than once');
});

it('does not read what is put in as a pattern', () => {
  expect(replaceOnce('a', { file: 'a.ts', from: 'a', to: '$&$1' })).toBe('$&$1');
});

it('makes each edit on what the one before left', () => {
  const texts = editAll(
    [edit, { ...edit, from: 'sandbox: false', to: 'sandbox: null' }, { ...edit, file: 'b.ts' }],
    (file) => `${file} sandbox: true`,
  );
  expect([...texts]).toEqual([
    ['a.ts', 'a.ts sandbox: null'],
    ['b.ts', 'b.ts sandbox: false'],
  ]);
});

it('knows what is made from a source', () => {
  expect(partsOf('electron/shell/ports.ts')).toEqual({ bundles: true, pages: false });
  expect(partsOf('renderer/panel/main.tsx')).toEqual({ bundles: false, pages: true });
  expect(partsOf('shared/contract/kinds.ts')).toEqual({ bundles: true, pages: true });
});
