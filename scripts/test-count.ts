// Counts what a run of vitest reported, by the tags in the titles of end-to-end specs (tests/e2e/desk/spec.ts). A spec
// that did not run never counts as passed.

/** vitest's JSON report, as far as it is read. */
export interface Report {
  testResults?: {
    name?: string;
    message?: string;
    status?: string;
    assertionResults?: { fullName: string; status: string }[];
  }[];
}
export interface Counts {
  passed: number;
  failed: number;
  /** Should have run and did not. */
  skipped: number;
  /** Ran, and the result comes from the stand-in's own code. */
  emulated: number;
  /** Not run for want of a real runtime. */
  electronOnly: number;
  /** Left to the long run. */
  long: number;
}

export const none = (): Counts => ({
  passed: 0,
  failed: 0,
  skipped: 0,
  emulated: 0,
  electronOnly: 0,
  long: 0,
});

export function countReport(report: Report): Counts {
  const counts = none();
  for (const { status, assertionResults = [] } of report.testResults ?? [])
    // A file that could not be loaded, or whose desk did not start: nothing in it failed, and it did.
    if (status === 'failed' && !assertionResults.some((one) => one.status === 'failed')) counts.failed++;
  for (const { fullName, status } of (report.testResults ?? []).flatMap(
    (file) => file.assertionResults ?? [],
  )) {
    const has = (tag: string): boolean => fullName.includes(tag);
    const ran = status === 'passed' || status === 'failed';
    if (status === 'passed') counts.passed++;
    if (status === 'failed') counts.failed++;
    if (ran && has('@emulated')) counts.emulated++;
    if (ran) continue;
    if (has('@electron-only')) counts.electronOnly++;
    // What belongs to another host runs in that host's part.
    else if (has('@long')) counts.long++;
    else if (!has('@hosts(')) counts.skipped++;
  }
  return counts;
}

/** Files in which something failed, as vitest names them. */
export const failedFiles = (report: Report): string[] =>
  (report.testResults ?? []).flatMap(({ name, status }) =>
    status === 'failed' && name !== undefined ? [name] : [],
  );

/** Whether vitest told of an error that belongs to no test: its report does not hold those. */
export const saysUnhandled = (out: string): boolean => /^.{0,40}Unhandled (?:Rejection|Error)s?\b/m.test(out);

/** The first run, with the files that were run once more as they were then. A file not run again stays as it was. */
export function secondOf(first: Report, second: Report): Report {
  const again = new Map((second.testResults ?? []).map((file) => [file.name, file]));
  return { testResults: (first.testResults ?? []).map((file) => again.get(file.name) ?? file) };
}

export const sum = (one: Counts, other: Counts): Counts => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  emulated: one.emulated + other.emulated,
  electronOnly: one.electronOnly + other.electronOnly,
  long: one.long + other.long,
});

/**
 * The last lines of a run, the plain count last. `specs`: the end-to-end parts alone, null where none ran; `secondTries`:
 * files that passed only when run once more.
 */
export function countLines({
  total,
  specs,
  secondTries = [],
}: {
  total: Counts;
  specs: Counts | null;
  secondTries?: readonly string[];
}): string[] {
  return [
    ...(specs === null
      ? []
      : [
          `@emulated ${specs.emulated} of ${specs.passed + specs.failed} end-to-end specs`,
          `@electron-only ${specs.electronOnly}: not run`,
        ]),
    ...(total.long > 0 ? [`@long ${total.long}: not run here, run by npm test -- --all`] : []),
    ...(secondTries.length > 0
      ? [`passed only when run once more, alone: ${secondTries.length} (${secondTries.join(', ')})`]
      : []),
    ...(total.skipped > 0 ? [`not run here: ${total.skipped}`] : []),
    `${total.passed} passed, ${total.failed} failed`,
  ];
}
