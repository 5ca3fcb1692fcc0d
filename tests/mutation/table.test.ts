import { expect, it } from 'vitest';
import { lineOf, summary, type Done } from './table.ts';

const done = (name: string, answer: Done['answer']): Done => ({
  name,
  removes: 'something',
  note: null,
  answer,
  seconds: 1.4,
  commit: 'abc',
});
const caught = done('loose', { verdict: 'caught', by: ['a › one'], also: ['a › two'], why: 'Error: late' });
const survived = done('quiet', { verdict: 'survived', also: [] });
const known = (['one', 'two', 'three'] as const).map((title) => ({
  spec: `a › ${title}`,
  status: title === 'three' ? ('skipped' as const) : ('passed' as const),
  why: '',
}));

it('says of each mutation who noticed, and why', () => {
  expect(lineOf(caught)).toEqual([
    'caught   loose: something (1 s, abc)',
    '    by a › one (Error: late)',
    '    and a › two',
  ]);
  expect(lineOf({ ...survived, note: 'a note' })).toEqual([
    'SURVIVED quiet: something (1 s, abc)',
    '    no named spec noticed',
    '    note: a note',
  ]);
});

it('counts a spec as seen failing only by a mutation that names it, and no spec that did not run', () => {
  expect(summary(known, [caught, survived])).toEqual([
    '2 mutations: 1 caught, 1 survived, 0 unclear',
    '1 of 2 specs were seen failing by a mutation that names them',
    '  never: a › two',
  ]);
});
