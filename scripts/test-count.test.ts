// How `npm test` counts: a spec that did not run is never passed, and tags are counted where they ran.
import { describe, expect, it } from 'vitest';
import { countLines, countReport, failedFiles, none, saysUnhandled, secondOf, sum } from './test-count.ts';

const report = (...rows: [fullName: string, status: string][]) => ({
  testResults: rows.map(([fullName, status]) => ({
    assertionResults: [{ fullName, status }],
  })),
});

describe('a report', () => {
  it('is counted by state and tag', () => {
    expect(
      countReport(
        report(
          ['rings', 'passed'],
          ['locks', 'failed'],
          ['asks for a new key @emulated', 'passed'],
          ['refuses @emulated', 'failed'],
          ['packs @electron-only', 'skipped'],
          ['installs @electron-only', 'skipped'],
          ['came after a broken one', 'skipped'],
          ['later', 'todo'],
          ['serves a tab @hosts(preview)', 'skipped'],
          ['on another host @emulated @hosts(standin)', 'skipped'],
          ['is pseudo @long @hosts(standin)', 'skipped'],
        ),
      ),
    ).toEqual({ passed: 2, failed: 2, skipped: 2, emulated: 2, electronOnly: 2, long: 1 });
  });
  it('counts what needs a runtime as passed where it ran', () => {
    expect(countReport(report(['packs @electron-only', 'passed']))).toEqual({ ...none(), passed: 1 });
  });
  it('of a file that failed as a whole counts it as failed, once', () => {
    const rows = (status: string) => [{ fullName: 'never began', status }];
    expect(
      countReport({ testResults: [{ status: 'failed', assertionResults: rows('skipped') }] }),
    ).toMatchObject({
      failed: 1,
      skipped: 1,
    });
    expect(countReport({ testResults: [{ status: 'failed' }] })).toMatchObject({ failed: 1 });
    expect(
      countReport({ testResults: [{ status: 'failed', assertionResults: rows('failed') }] }).failed,
    ).toBe(1);
  });
  it('that is empty or odd counts nothing', () => {
    for (const odd of [{}, { testResults: [] }, { testResults: [{}] }])
      expect(countReport(odd)).toEqual(none());
    expect(countReport(report(['x', 'pending'], ['y', 'no such state']))).toMatchObject({
      passed: 0,
      skipped: 2,
    });
  });
});

describe('files that failed and were run once more', () => {
  const file = (name: string, status: string, fullName = 'rings') => ({
    name,
    status,
    assertionResults: [{ fullName, status }],
  });
  const first = { testResults: [file('/a', 'passed'), file('/b', 'failed'), file('/c', 'failed')] };
  it('are those that failed, each named', () => {
    expect(failedFiles(first)).toEqual(['/b', '/c']);
    expect(failedFiles({ testResults: [{ status: 'failed' }] })).toEqual([]);
  });
  it('are no way past an error outside the tests', () => {
    expect(saysUnhandled('·····x··\n⎯⎯⎯⎯⎯⎯ Unhandled Errors ⎯⎯⎯⎯⎯⎯\n')).toBe(true);
    expect(saysUnhandled('⎯⎯⎯⎯ Unhandled Rejection ⎯⎯⎯⎯⎯')).toBe(true);
    expect(saysUnhandled('·····x··\n FAIL  a.test.ts > tells of an unhandled error\n')).toBe(false);
  });
  it('count as they were the second time; a file that was not run again stays failed', () => {
    const report = secondOf(first, { testResults: [file('/b', 'passed')] });
    expect(countReport(report)).toMatchObject({ passed: 2, failed: 1 });
    expect(countReport(secondOf(first, {}))).toMatchObject({ passed: 1, failed: 2 });
    expect(countReport(secondOf(first, { testResults: [file('/b', 'failed')] })).failed).toBe(2);
  });
});

describe('the last lines', () => {
  const specs = { passed: 60, failed: 0, skipped: 0, emulated: 12, electronOnly: 14, long: 5 };
  it('end with the plain count and never add what did not run to it', () => {
    const lines = countLines({ total: sum(specs, { ...none(), passed: 100, failed: 1, skipped: 3 }), specs });
    expect(lines).toEqual([
      '@emulated 12 of 60 end-to-end specs',
      '@electron-only 14: not run',
      '@long 5: not run here, run by npm test -- --all',
      'not run here: 3',
      '160 passed, 1 failed',
    ]);
  });
  it('name what passed only the second time', () => {
    expect(countLines({ total: none(), specs: null, secondTries: ['a.test.ts'] })).toEqual([
      'passed only when run once more, alone: 1 (a.test.ts)',
      '0 passed, 0 failed',
    ]);
  });
  it('say nothing of specs where none were asked for', () => {
    expect(countLines({ total: none(), specs: null })).toEqual(['0 passed, 0 failed']);
  });
});
