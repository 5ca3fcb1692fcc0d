import { expect, it } from 'vitest';
import { createTurns, mostWaiting } from './turns.ts';

/** Turns whose rounds the test starts. */
function bench() {
  const rounds: (() => void)[] = [];
  const ran: string[] = [];
  const turns = createTurns((task) => rounds.push(task));
  return {
    ran,
    turns,
    ask: (port: number, id: string) => turns.take(port, id, () => void ran.push(`${port}:${id}`)),
    round: () => rounds.shift()?.(),
    waiting: () => rounds.length,
  };
}

it('one request of each page a round, whoever asked first or most', () => {
  const b = bench();
  for (const id of ['a', 'b', 'c']) b.ask(1, id);
  b.ask(2, 'x');
  expect(b.ran).toEqual([]);
  b.round();
  expect(b.ran).toEqual(['1:a', '2:x']);
  b.ask(2, 'y');
  b.round();
  b.round();
  expect(b.ran).toEqual(['1:a', '2:x', '1:b', '2:y', '1:c']);
  expect(b.waiting()).toBe(0);
  b.ask(2, 'z');
  b.round();
  expect(b.ran.at(-1)).toBe('2:z');
});

it('what is asked while a round runs waits for the next one', () => {
  const b = bench();
  b.turns.take(1, 'first', () => {
    b.ran.push('first');
    b.ask(1, 'second');
  });
  b.round();
  expect(b.ran).toEqual(['first']);
  b.round();
  expect(b.ran).toEqual(['first', '1:second']);
});

it('a full line takes no more, and is nobody else’s', () => {
  const b = bench();
  for (let at = 0; at < mostWaiting; at++) expect(b.ask(1, `${at}`)).toBe(true);
  expect(b.ask(1, 'more')).toBe(false);
  expect(b.ask(2, 'other')).toBe(true);
  b.round();
  expect(b.ran).toEqual(['1:0', '2:other']);
  expect(b.ask(1, 'more')).toBe(true);
});

it('a request that is taken back before its turn does not run', () => {
  const b = bench();
  b.ask(1, 'a');
  b.ask(1, 'b');
  expect(b.turns.drop(1, 'a')).toBe(true);
  expect(b.turns.drop(1, 'a')).toBe(false);
  expect(b.turns.drop(2, 'b')).toBe(false);
  b.round();
  expect(b.ran).toEqual(['1:b']);
});
