// The first wall: the compiler. And the marks that the other two look at.
import { expect, expectTypeOf, it } from 'vitest';
import { trainee } from '#desk/session/people.ts';
import type { LaneItem } from '#shared/protocol/lanes.ts';
import type { SyncItem } from '#shared/protocol/sync.ts';
import type { KeptRun, RunRow } from '#shared/contract/practice.ts';
import type { PracticeRun, RunLine } from '../practice/run-data.ts';
import { isPractised, practiceAuthor, practised, type OfPractice, type Practised } from './wall.ts';

it('is no item of the wire, whatever else it has', () => {
  expectTypeOf<LaneItem & Practised>().toBeNever();
  expectTypeOf<SyncItem & Practised>().toBeNever();
  type Marked = Omit<LaneItem, 'practised'> & Practised;
  expectTypeOf<Marked>().not.toExtend<LaneItem>();
  expectTypeOf<Omit<SyncItem, 'practised'> & Practised>().not.toExtend<SyncItem>();
  expectTypeOf<Omit<LaneItem, 'practised'>>().toExtend<LaneItem>();
});

it('counts runs, their lines and rows as practised without a mark on them, also when they are spread', () => {
  expectTypeOf<PracticeRun>().toExtend<OfPractice>();
  type Spread<T> = Omit<LaneItem, 'practised'> & Pick<T, Extract<keyof T, 'practised'>>;
  expectTypeOf<Spread<PracticeRun>>().not.toExtend<LaneItem>();
  expectTypeOf<Spread<RunLine>>().not.toExtend<LaneItem>();
  expectTypeOf<Spread<RunRow>>().not.toExtend<LaneItem>();
  expectTypeOf<Spread<KeptRun>>().not.toExtend<LaneItem>();
  expectTypeOf<Spread<{ real: true }>>().toExtend<LaneItem>();
});

it('is known by its mark and by the only person of a practice vault, alone and in a batch', () => {
  expect(trainee.id).toBe(practiceAuthor);
  expect(isPractised(practised({ id: 1 }))).toBe(true);
  expect(isPractised({ practised: false })).toBe(true);
  expect(isPractised({ author: practiceAuthor })).toBe(true);
  expect(isPractised({ items: [{ author: 'mara-keller' }, { author: practiceAuthor }] })).toBe(true);
  for (const inside of [
    { items: [{ body: { practised: true } }] },
    { v: 2, row: { author: practiceAuthor } },
    { messages: [{ practised: true }] },
    { items: { 0: { practised: true } } },
    { v: 1, message: { author: practiceAuthor } },
    [[{ practised: true }]],
    { a: { b: { c: { practised: true } } } },
  ])
    expect(isPractised(inside)).toBe(true);
  for (const real of [
    { body: new Uint8Array(1_000_000), author: 'mara-keller' },
    null,
    1,
    'trainee',
    [],
    {},
    { author: 'mara-keller', items: [{}, null, 3] },
    { items: 'trainee' },
  ])
    expect(isPractised(real)).toBe(false);
});
