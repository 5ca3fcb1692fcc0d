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
  const marks = [20, 5, 12].map((from) => ({
    from,
    to: from + 2,
    severity: 'error' as const,
    text: String(from),
  }));
  it.each([
    [0, 1, 5],
    [5, 1, 12],
    [20, 1, 5],
    [13, -1, 5],
    [21, -1, 12],
    [0, -1, 20],
  ] as const)('from %i by %i leads to %i', (at, step, to) => {
    expect(nextMark(marks, at, step)?.from).toBe(to);
  });
  it('ends nowhere without a finding', () => {
    expect(nextMark([], 0, 1)).toBeNull();
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
