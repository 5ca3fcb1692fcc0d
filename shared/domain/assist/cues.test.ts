// When a cue shows and goes, row by row: what was heard at which second, and what stands there afterwards.
import { describe, expect, it } from 'vitest';
import type { CallerState } from '../emotion/states.ts';
import {
  afterPhrase,
  afterRating,
  afterTime,
  afterUtterance,
  cueTimes,
  nextTime,
  noCues,
  type CueMemory,
} from './cues.ts';
import { quoteOf } from './quote.ts';

const at = '2026-11-22T03:00:00.000Z';
let n = 0;
const id = (): string => `00000000-0000-4000-8000-${String(n++).padStart(12, '0')}`;
type Step =
  | { s: number; hear: CallerState; p?: number; silent?: true }
  | { s: number; phrase: true }
  | { s: number; rate: boolean }
  | { s: number };

function play(steps: readonly Step[]): CueMemory {
  let m = noCues;
  for (const step of steps) {
    const now = step.s * 1000;
    if ('phrase' in step) m = afterPhrase(m, now);
    else if ('rate' in step) m = afterRating(m, m.cue?.id ?? '', step.rate, now) ?? m;
    else if ('hear' in step) {
      const u = { text: `it is ${step.hear}`, state: step.hear, probability: step.p ?? 0.7, marks: [] };
      m = afterUtterance(m, { ...u, speaks: step.silent !== true, source: 'caption', at }, now, id);
    } else m = afterTime(m, now, id);
  }
  return m;
}
const shown = (m: CueMemory): string =>
  m.cue === null ? 'nothing' : `${m.cue.kind} ${m.cue.state} ${m.cue.sure}`;

const table: readonly [string, readonly Step[], string][] = [
  ['silence is where it starts', [{ s: 0 }], 'nothing'],
  ['a state that is not sure enough says nothing', [{ s: 0, hear: 'angry', silent: true }], 'nothing'],
  ['a calm caller is no news', [{ s: 0, hear: 'calm', p: 0.99 }], 'nothing'],
  ['a state is shown at once', [{ s: 0, hear: 'afraid' }], 'state afraid likely'],
  ['likelihood in words', [{ s: 0, hear: 'afraid', p: 0.9 }], 'state afraid sure'],
  [
    'one at a time: another state waits until the first could be read',
    [
      { s: 0, hear: 'afraid' },
      { s: 3, hear: 'angry' },
    ],
    'state afraid likely',
  ],
  ['then it comes', [{ s: 0, hear: 'afraid' }, { s: 3, hear: 'angry' }, { s: 8 }], 'state angry likely'],
  [
    'what waited too long is dropped',
    [{ s: 0, hear: 'afraid' }, { s: 0, hear: 'angry' }, { s: 13 }],
    'state afraid likely',
  ],
  ['it goes by itself', [{ s: 0, hear: 'afraid' }, { s: 40 }], 'nothing'],
  [
    'heard again it stays',
    [{ s: 0, hear: 'afraid' }, { s: 30, hear: 'afraid' }, { s: 60 }],
    'state afraid likely',
  ],
  [
    'surer words take its place after it could be read',
    [
      { s: 0, hear: 'afraid' },
      { s: 9, hear: 'afraid', p: 0.95 },
    ],
    'state afraid sure',
  ],
  [
    'two calm utterances end it, but not before it could be read',
    [{ s: 0, hear: 'afraid' }, { s: 1, hear: 'calm' }, { s: 2, hear: 'calm' }, { s: 7 }],
    'state afraid likely',
  ],
  [
    'and afterwards it is gone',
    [{ s: 0, hear: 'afraid' }, { s: 1, hear: 'calm' }, { s: 2, hear: 'calm' }, { s: 8 }],
    'nothing',
  ],
  [
    'the same state does not come back at once',
    [{ s: 0, hear: 'sad' }, { s: 41 }, { s: 50, hear: 'sad' }],
    'nothing',
  ],
  ['but later', [{ s: 0, hear: 'sad' }, { s: 41 }, { s: 90, hear: 'sad' }], 'state sad likely'],
  [
    'a thumb down takes it away and its state is silent',
    [
      { s: 0, hear: 'angry' },
      { s: 1, rate: false },
      { s: 60, hear: 'angry', p: 0.99 },
    ],
    'nothing',
  ],
  [
    'not the others',
    [
      { s: 0, hear: 'angry' },
      { s: 1, rate: false },
      { s: 60, hear: 'afraid' },
    ],
    'state afraid likely',
  ],
  [
    'calmer after a phrase is praised',
    [
      { s: 0, hear: 'afraid' },
      { s: 9, phrase: true },
      { s: 14, hear: 'calm', p: 0.8, silent: true },
    ],
    'praise calm likely',
  ],
  [
    'calm without trouble before is not',
    [
      { s: 9, phrase: true },
      { s: 14, hear: 'calm', p: 0.8, silent: true },
    ],
    'nothing',
  ],
  [
    'thanks after a phrase are praise',
    [
      { s: 1, phrase: true },
      { s: 4, hear: 'grateful', p: 0.9 },
    ],
    'praise grateful sure',
  ],
  ['thanks without one are a state', [{ s: 4, hear: 'grateful' }], 'state grateful likely'],
  [
    'only the next two utterances answer a phrase',
    [
      { s: 0, hear: 'angry' },
      { s: 1, phrase: true },
      { s: 2, hear: 'angry', silent: true },
      { s: 3, hear: 'angry', silent: true },
      { s: 50, hear: 'calm', p: 0.9, silent: true },
    ],
    'nothing',
  ],
];

describe('cues', () => {
  it.each(table)('%s', (_name, steps, expected) => expect(shown(play(steps))).toBe(expected));

  it('the words on the screen stay while they are read', () => {
    const first = play([{ s: 0, hear: 'afraid' }]);
    const again = afterUtterance(
      first,
      { text: 'other words', state: 'afraid', probability: 0.7, marks: [], speaks: true, source: 'note', at },
      3000,
      id,
    );
    expect(again.cue).toBe(first.cue);
  });

  it('never replaces a cue before it could be read, whatever is heard', () => {
    const states: CallerState[] = ['afraid', 'angry', 'sad', 'confused', 'in_pain', 'grateful', 'calm'];
    let m = noCues;
    let since = -Infinity;
    for (let s = 0; s < 600; s++) {
      const before = m.cue?.id ?? null;
      const state = states[(s * 5) % 7] ?? 'calm';
      m = afterUtterance(
        m,
        {
          text: 'x',
          state,
          probability: (s % 10) / 10,
          marks: [],
          speaks: s % 3 === 0,
          source: 'caption',
          at,
        },
        s * 1000,
        id,
      );
      if ((m.cue?.id ?? null) === before) continue;
      if (before !== null) expect(s * 1000 - since).toBeGreaterThanOrEqual(cueTimes.least);
      since = s * 1000;
    }
    expect(nextTime(m)).not.toBe(0);
  });
});

describe('the quote', () => {
  it.each([
    ['short', 'I am scared.', [{ start: 5, end: 11 }], 'scared'],
    [
      'in the middle of a long speech',
      `${'word '.repeat(90)}I am scared ${'word '.repeat(90)}`,
      null,
      'scared',
    ],
    ['emoji', `${'😀'.repeat(200)} scared`, null, 'scared'],
  ])('%s: the marked words are in it', (_name, text, marks, word) => {
    const start = text.indexOf(word);
    const made = quoteOf(text, marks ?? [{ start, end: start + word.length }]);
    expect(made.quote.length).toBeLessThanOrEqual(150);
    expect(made.marks.map((m) => made.quote.slice(m.start, m.end))).toEqual([word]);
  });
  it('marks that lie outside are dropped', () => {
    expect(
      quoteOf('abc', [
        { start: -1, end: 2 },
        { start: 2, end: 9 },
        { start: 2, end: 2 },
      ]).marks,
    ).toEqual([]);
  });
});
