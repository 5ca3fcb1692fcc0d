// Findings as marks in the text, the walk through them, and keys that take none of the desk's.
import { describe, expect, it } from 'vitest';
import type { ArticleFinding } from '#shared/domain/knowledge/lint-codes.ts';
import { chordOf, keyTable, onMac } from '../../app/keys.ts';
import '../../text/late/authoring.ts';
import { actOf, drawnKey, editKeys, fieldKey } from './keys.ts';
import { marksOf, nextMark } from './use-lint.ts';

const finding = (over: Partial<ArticleFinding>): ArticleFinding => ({
  code: 'diagnosis',
  severity: 'stop',
  field: 'body',
  line: 1,
  column: 1,
  length: 3,
  words: 'flu',
  ...over,
});

describe('marks', () => {
  const body = 'It is flu.\nTake two.\n';
  it('lie under the words that are meant, to the end of the line where no length is told', () => {
    const marks = marksOf(
      [
        finding({ column: 7 }),
        finding({ code: 'dosing', severity: 'warn', line: 2, column: 1, length: null, words: 'two' }),
      ],
      body,
    );
    expect(marks.map(({ from, to, severity }) => [body.slice(from, to), severity])).toEqual([
      ['flu', 'error'],
      ['Take two.', 'warning'],
    ]);
    expect(marks[0]?.text).toContain('“flu”');
  });
  it('are none for what has no place in the text, and never lie outside it', () => {
    expect(marksOf([finding({ field: 'title', line: null })], body)).toEqual([]);
    const [mark] = marksOf([finding({ line: 99, column: 99, length: 9999 })], body);
    expect(mark).toMatchObject({ from: body.length, to: body.length });
  });
});

describe('the walk', () => {
  const marked = (from: number, to: number, text = String(from)) => ({
    from,
    to,
    severity: 'error' as const,
    text,
  });
  const marks = [marked(20, 22), marked(5, 7), marked(12, 14)];
  it.each([
    [0, 0, 1, 5],
    [5, 7, 1, 12],
    [20, 22, 1, 5],
    [8, 8, -1, 5],
    [20, 22, -1, 12],
    [0, 0, -1, 20],
  ] as const)('from %i to %i by %i leads to %i', (from, to, step, next) => {
    expect(nextMark(marks, { from, to }, step)?.from).toBe(next);
  });
  it('leaves out none that begins where the last ended or within it, either way', () => {
    // ![x](data:image/png;base64) : the picture, then its address, then a part of that.
    const close = [marked(5, 11), marked(0, 5), marked(5, 26), marked(9, 14)];
    for (const step of [1, -1] as const) {
      const been: string[] = [];
      let at = { from: 0, to: 0 };
      for (let i = 0; i < close.length; i++) {
        const found = nextMark(close, at, step) ?? at;
        been.push(`${found.from}-${found.to}`);
        at = found;
      }
      expect(been.toSorted()).toEqual(['0-5', '5-11', '5-26', '9-14']);
    }
  });
  it('tells all that is said of the same words', () => {
    const twice = [marked(3, 6, 'A dose.'), marked(3, 6, 'A claim.')];
    expect(nextMark(twice, { from: 0, to: 0 }, 1)?.text).toBe('A dose. A claim.');
  });
  it('ends nowhere without a finding', () => {
    expect(nextMark([], { from: 0, to: 0 }, 1)).toBeNull();
  });
});

describe('keys', () => {
  const press = { key: '', code: '', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };
  it.each([
    [{ ...press, key: 'z' }, 'undo'],
    [{ ...press, key: 'Z', shiftKey: true }, 'redo'],
    [{ ...press, key: 'y' }, 'redo'],
    [{ ...press, key: 's' }, 'keep'],
    [{ ...press, key: '.', code: 'Period' }, 'next'],
    [{ ...press, key: '>', code: 'Period', shiftKey: true }, 'previous'],
    [{ ...press, ctrlKey: false, key: 'Escape' }, 'leave'],
    [{ ...press, ctrlKey: false, key: 'z' }, null],
    [{ ...press, altKey: true, key: 'z' }, null],
  ])('%j', (pressed, act) => {
    expect(actOf(pressed)).toBe(act);
  });
  it('of the text are none of the desk’s, on either system', () => {
    const desks = keyTable.flatMap((row) => [row.keys, row.mac]);
    for (const kind of Object.keys(editKeys) as (keyof typeof editKeys)[])
      for (const isMac of [false, true]) expect(desks).not.toContain(drawnKey(kind, isMac));
    expect(desks).not.toContain('Ctrl+.');
    expect(onMac('MacIntel')).toBe(true);
  });
  it('are drawn as the desk writes them, and read as the text field does', () => {
    const chord = chordOf({
      ...press,
      key: '!',
      code: 'Digit1',
      shiftKey: true,
      repeat: false,
      isComposing: false,
    });
    expect(chord).toBe(editKeys.caller);
    expect(fieldKey(editKeys.caller)).toBe('Ctrl-Shift-1');
    expect(fieldKey(editKeys.bold)).toBe('Mod-b');
  });
});
