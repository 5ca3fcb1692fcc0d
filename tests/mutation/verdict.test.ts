import { expect, it } from 'vitest';
import { brokenParts, judge, outcomesOf, specsNamed, type Outcome } from './verdict.ts';

const outcome = (spec: string, status: Outcome['status'], why = ''): Outcome => ({ spec, status, why });
const good = [outcome('a › one', 'passed'), outcome('a › two', 'passed'), outcome('a › three', 'passed')];

it('reads a report: colours and paths away, one line of what was said', () => {
  const report = {
    testResults: [
      {
        name: '/tmp/x/tests/e2e/shell-power.test.ts',
        message: '',
        assertionResults: [
          {
            fullName: 'locks @emulated @hosts(electron,standin)',
            status: 'failed',
            failureMessages: ['\u001B[31mAssertionError: 2\u001B[39m\n at x'],
          },
          { fullName: 'skips', status: 'pending', failureMessages: [] },
        ],
      },
      { name: '/tmp/x/tests/e2e/story.test.ts', message: 'Error: no launch\nat y' },
    ],
  };
  expect(outcomesOf(report)).toEqual([
    outcome('shell-power › locks @emulated', 'failed', 'AssertionError: 2'),
    outcome('shell-power › skips', 'skipped'),
  ]);
  expect(brokenParts(report)).toEqual(['story: Error: no launch']);
  expect(outcomesOf({})).toEqual([]);
});

it('finds the one spec that a row means', () => {
  const known = good.map(({ spec }) => spec);
  expect(specsNamed(['a › tw'], known)).toEqual(['a › two']);
  expect(() => specsNamed(['a › t'], known)).toThrow('names 2');
  expect(() => specsNamed(['b › two'], known)).toThrow('names 0');
});

it('counts as caught what a named spec notices, and tells the others', () => {
  const mutated = [
    outcome('a › one', 'failed', 'x'),
    outcome('a › two', 'failed', 'y'),
    outcome('a › three', 'passed'),
  ];
  expect(judge(['a › two'], good, mutated, [])).toEqual({
    verdict: 'caught',
    by: ['a › two'],
    also: ['a › one'],
    why: 'y',
  });
});

it('lets a mutation survive that no named spec notices, whoever else does', () => {
  const mutated = [outcome('a › one', 'passed'), outcome('a › three', 'failed')];
  expect(judge(['a › one', 'a › two'], good, mutated, [])).toEqual({
    verdict: 'survived',
    also: ['a › three'],
  });
});

it('takes no broken run and no spec that always fails for an answer', () => {
  const ill = [outcome('a › one', 'failed'), outcome('a › two', 'passed')];
  expect(judge(['a › one'], ill, [outcome('a › one', 'failed')], [])).toMatchObject({ verdict: 'unclear' });
  expect(judge(['a › two'], good, [outcome('a › two', 'skipped')], ['a: no launch'])).toEqual({
    verdict: 'unclear',
    why: 'a: no launch',
  });
  expect(
    judge(['a › two'], good, [outcome('a › one', 'failed', 'early'), outcome('a › two', 'skipped')], []),
  ).toEqual({ verdict: 'unclear', why: 'stopped before it, by a › one: early' });
  expect(judge(['a › two'], good, [], [])).toMatchObject({ verdict: 'unclear' });
});
