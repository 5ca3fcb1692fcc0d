// Saves of what is written: in order, none lost that was made during another, and "kept" said of nothing else.
import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createKeeper, type Kept } from './keeper.ts';

/** A desk that answers when it is told to, and a clock that goes on when it is told to. */
function desk() {
  const asked: { value: string; on: number; answer: (result: Result<number>) => void }[] = [];
  const told: Kept[] = [];
  let due: (() => void) | null = null;
  const keeper = createKeeper<string, number>({
    save: (value, on) => new Promise((answer) => asked.push({ value, on, answer })),
    told: (kept) => told.push(kept),
    rest(run) {
      due = run;
      return () => (due = due === run ? null : due);
    },
  });
  keeper.begin({ value: 'a', on: 1 });
  const settled = async (): Promise<void> => {
    for (let i = 0; i < 9; i++) await Promise.resolve();
  };
  return {
    keeper,
    asked,
    now: () => told.at(-1),
    async rested() {
      const run = due;
      due = null;
      run?.();
      await settled();
      return run !== null;
    },
    async answers(result: Result<number>) {
      asked.at(-1)?.answer(result);
      await settled();
    },
  };
}

describe('what is written', () => {
  it('is sent once it rested, on what the save before gave back', async () => {
    const d = desk();
    d.keeper.write('b');
    d.keeper.write('c');
    expect(d.now()).toBe('waiting');
    await d.rested();
    await d.answers(ok(2));
    expect(d.now()).toBe('kept');
    d.keeper.write('d');
    await d.rested();
    expect(d.asked.map(({ value, on }) => [value, on])).toEqual([
      ['c', 1],
      ['d', 2],
    ]);
  });
  it('is kept when it was taken back to what the desk has: nothing is sent', async () => {
    const d = desk();
    d.keeper.write('b');
    d.keeper.write('a');
    expect(d.now()).toBe('kept');
    expect(await d.rested()).toBe(false);
    expect(d.asked).toEqual([]);
  });
  it('while a save is on its way follows by itself', async () => {
    const d = desk();
    d.keeper.write('b');
    await d.rested();
    d.keeper.write('c');
    await d.answers(ok(2));
    expect(d.now()).toBe('waiting');
    await d.rested();
    await d.answers(ok(3));
    expect([d.now(), d.asked.at(-1)?.value]).toEqual(['kept', 'c']);
  });
  it('taken back while a save is on its way is sent after it, not called kept', async () => {
    const d = desk();
    d.keeper.write('b');
    await d.rested();
    d.keeper.write('a');
    expect(d.now()).toBe('waiting');
    await d.rested();
    await d.answers(ok(2));
    await d.rested();
    await d.answers(ok(3));
    expect([d.now(), d.asked.map(({ value }) => value)]).toEqual(['kept', ['b', 'a']]);
  });
  it('and refused says so, and can go over what the desk has by then', async () => {
    const d = desk();
    d.keeper.write('b');
    await d.rested();
    await d.answers(fail('conflict'));
    expect(d.now()).toBe('failed');
    d.keeper.restOn({ value: 'theirs', on: 7 });
    const again = d.keeper.flush();
    await d.rested();
    await d.answers(ok(8));
    expect([await again, d.now(), d.asked.at(-1)?.on]).toEqual([true, 'kept', 7]);
  });
  it('on what was looked at anew meanwhile is not counted as kept over it', async () => {
    const d = desk();
    d.keeper.write('b');
    await d.rested();
    d.keeper.begin({ value: 'theirs', on: 5 });
    await d.answers(ok(2));
    expect(d.keeper.standing()).toEqual({ value: 'theirs', on: 5 });
    expect(d.keeper.isKept()).toBe(true);
  });
});
