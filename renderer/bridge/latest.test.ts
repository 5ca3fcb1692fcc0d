// Late answers are dropped, whichever order they come in.
import { expect, test } from 'vitest';
import { createNewest, createReader } from './latest.ts';

/** Answers are given by hand, in any order. */
function desk<Answer>() {
  const waiting: { what: string; give(answer: Answer): void; signal: AbortSignal | undefined }[] = [];
  const ask = (what: string, signal?: AbortSignal): Promise<Answer> =>
    new Promise((give) => waiting.push({ what, give, signal }));
  return { waiting, ask };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('of two questions only the newer one is answered on the screen', async () => {
  const { waiting, ask } = desk<string>();
  const seen: [string, string | null][] = [];
  const newest = createNewest(ask, (question: string, answer: string | null) =>
    seen.push([question, answer]),
  );
  newest.ask('a');
  newest.ask('b');
  expect(waiting[0]?.signal?.aborted).toBe(true);
  waiting[1]?.give('B');
  waiting[0]?.give('A');
  await settled();
  expect(seen).toEqual([
    ['a', null],
    ['b', null],
    ['b', 'B'],
  ]);
  newest.ask('c');
  newest.stop();
  waiting[2]?.give('C');
  await settled();
  expect(seen.at(-1)).toEqual(['c', null]);
});

test('of two readings the later one counts, whatever comes first', async () => {
  const { waiting, ask } = desk<string>();
  const seen: string[] = [];
  const reader = createReader(
    () => ask('read'),
    (answer) => seen.push(answer),
  );
  void reader.read();
  void reader.read();
  waiting[1]?.give('new');
  waiting[0]?.give('old');
  await settled();
  expect(seen).toEqual(['new']);
});
