import { beforeEach, expect, it } from 'vitest';
import { createClipboard } from './clipboard.ts';

let there = '';
let due: { ms: number; run: () => void }[] = [];
let readable = true;
const system = {
  readText: async () => (readable ? there : Promise.reject(new Error('busy'))),
  writeText: async (text: string) => void (there = text),
  clear: () => void (there = ''),
};
const made = () =>
  createClipboard(system, (ms, run) => {
    const entry = { ms, run };
    due.push(entry);
    return () => void (due = due.filter((one) => one !== entry));
  });
beforeEach(() => {
  there = '';
  due = [];
  readable = true;
});
const later = async (): Promise<void> => {
  for (const { run } of due.splice(0)) run();
  await new Promise((resolve) => setImmediate(resolve));
};

it('what was copied is there, and gone after its time', async () => {
  await made().copyText({ text: '+16175550142', clearAfterMs: 30_000 });
  expect(there).toBe('+16175550142');
  expect(due.map(({ ms }) => ms)).toEqual([30_000]);
  await later();
  expect(there).toBe('');
});

it('what somebody copied elsewhere meanwhile stays', async () => {
  await made().copyText({ text: '+16175550142', clearAfterMs: 30_000 });
  there = 'a recipe';
  await later();
  expect(there).toBe('a recipe');
});

it('a second copy has its whole time; the first one’s end is forgotten', async () => {
  const { copyText } = made();
  await copyText({ text: 'one', clearAfterMs: 30_000 });
  await copyText({ text: 'two', clearAfterMs: 30_000 });
  expect(due).toHaveLength(1);
  await later();
  expect(there).toBe('');
});

it('before the app ends it is cleared at once, once, and also when it cannot be read', async () => {
  const board = made();
  await board.copyText({ text: 'one', clearAfterMs: 30_000 });
  readable = false;
  await board.clearNow();
  expect(there).toBe('');
  expect(due).toEqual([]);
  there = 'a recipe';
  await board.clearNow();
  expect(there).toBe('a recipe');
});
