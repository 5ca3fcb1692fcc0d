// What the buttons above the text do to it: each change told by the text after it, with what is marked in brackets.
import { describe, expect, it } from 'vitest';
import { changeBetween, editOf, placeOf, type EditKind } from './edits.ts';

const words = { caller: 'Say to the caller', internal: 'For you only', heading: 'Heading', column: 'Column' };

/** `[` and `]` stand around what is marked; a single `|` is the cursor. */
function after(kind: EditKind, before: string): string {
  const text = before.replaceAll(/[[\]|]/g, '');
  const from = before.search(/[[|]/);
  const to = before.includes(']') ? before.indexOf(']') - 1 : from;
  const { insert, select, ...at } = editOf(kind, text, from, to, words);
  const done = text.slice(0, at.from) + insert + text.slice(at.to);
  const [a, b] = select;
  return a === b
    ? `${done.slice(0, a)}|${done.slice(a)}`
    : `${done.slice(0, a)}[${done.slice(a, b)}]${done.slice(b)}`;
}

describe('an edit', () => {
  it.each<[EditKind, string, string]>([
    ['bold', 'a [word] b', 'a **[word]** b'],
    ['bold', 'a **[word]** b', 'a [word] b'],
    ['bold', 'a [**word**] b', 'a [word] b'],
    ['bold', 'a | b', 'a **|** b'],
    ['list', 'on|e', '- one|'],
    ['list', '- on|e', 'one|'],
    ['list', '[one\ntwo]', '[- one\n- two]'],
    ['list', '[- one\n- two]', '[one\ntwo]'],
    ['list', '[one\n]two', '- one|\ntwo'],
    ['list', '[one\n\n- two]', '[- one\n\n- two]'],
    ['caller', '|', '## Say to the caller\n\n|'],
    ['caller', 'First.\n\n|', 'First.\n\n## Say to the caller\n\n|'],
    ['caller', 'First|.\nSecond.', 'First.\n\n## Say to the caller\n\n|Second.'],
    ['internal', 'First.\n[Second.]', 'First.\n\n## For you only\n\n|Second.'],
    ['heading', 'First.\n|', 'First.\n\n### [Heading]\n\n'],
    ['table', '|', '| [Column 1] | Column 2 |\n| --- | --- |\n|  |  |\n\n'],
  ])('%s of %j', (kind, before, told) => {
    expect(after(kind, before)).toBe(told);
  });

  it('a link takes marked words as its words and a marked address as its address', () => {
    expect(editOf('link', 'see this', 4, 8, words)).toEqual({
      from: 4,
      to: 8,
      insert: '[this](https://)',
      select: [11, 19],
    });
    expect(editOf('link', 'https://a.example', 0, 17, words)).toMatchObject({
      insert: '[](https://a.example)',
      select: [1, 1],
    });
  });
});

describe('what differs', () => {
  it.each([
    ['same', 'same', null],
    ['abc', 'axc', { from: 1, to: 2, insert: 'x' }],
    ['aaa', 'aaaa', { from: 3, to: 3, insert: 'a' }],
    ['', 'new', { from: 0, to: 0, insert: 'new' }],
    ['gone', '', { from: 0, to: 4, insert: '' }],
  ])('%j to %j', (before, next, told) => {
    expect(changeBetween(before, next)).toEqual(told);
  });
});

it.each([
  ['one\ntwo', 1, 1, 0],
  ['one\ntwo', 2, 2, 5],
  ['one\ntwo', 2, 99, 7],
  ['one\ntwo', 9, 1, 7],
  ['one\ntwo', 1, 9, 3],
])('line and column of %j: %i, %i', (text, line, column, at) => {
  expect(placeOf(text, line, column)).toBe(at);
});
