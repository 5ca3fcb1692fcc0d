// Guessing at a secret: how often in a day, whatever is done to clocks, to the process and to the files.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeTestVault, removeFolder, tempFolder } from './testing.ts';
import { createTries, freeTries, keptEveryMs, longestWaitMs, waitAfter, type Tries } from './tries.ts';
import { triesFile, triesStore, type TriesStore, type Waiting } from './tries-store.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A computer: a disk that keeps, a steady clock that starts anew with each process, timers of this process. */
function computer() {
  let disk: Record<string, Waiting> | null = null;
  let ring: Record<string, number> = {};
  let steady = 0;
  let timers: { at: number; run: () => void }[] = [];
  const store: TriesStore = {
    read: () => structuredClone(disk),
    write: (tries) => void (disk = structuredClone(tries)),
    ring: () => ({ ...ring }),
    note: (key, wrong) => void (ring = { ...ring, [key]: wrong }),
  };
  const boot = (): Tries => {
    timers = [];
    steady = 0;
    return createTries({
      store,
      monotonic: () => steady,
      after(ms, run) {
        const timer = { at: steady + ms, run };
        timers.push(timer);
        return () => void (timers = timers.filter((one) => one !== timer));
      },
    });
  };
  const pass = (ms: number): void => {
    const until = steady + ms;
    for (;;) {
      const due = timers.filter((one) => one.at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      timers = timers.filter((one) => one !== due);
      steady = due.at;
      due.run();
    }
    steady = until;
  };
  return {
    store,
    boot,
    pass,
    deleteFile: () => void (disk = null),
    putFile: (old: typeof disk) => void (disk = structuredClone(old)),
    file: () => structuredClone(disk),
  };
}

/** Guesses whenever it may, for `hours` of real time, doing `also` each minute; how many guesses it got. */
function attack(
  hours: number,
  also: (of: ReturnType<typeof computer>, tries: Tries, minute: number) => Tries,
): number {
  const of = computer();
  let tries = of.boot();
  let guesses = 0;
  for (let at = 0; at < hours * 60; at++) {
    while (tries.begin('setup').ok) guesses++;
    of.pass(minute);
    tries = also(of, tries, at);
  }
  return guesses;
}

it('waits 15, 30, 60 … minutes after the fifth, never more than eight hours', () => {
  expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 50].map((wrong) => waitAfter(wrong) / minute)).toEqual([
    0, 0, 15, 30, 60, 120, 240, 480, 480, 480,
  ]);
  expect(waitAfter(1_000_000)).toBe(longestWaitMs);
});

describe('brute force over 24 hours gets 12 guesses', () => {
  const most = 12;
  it.each<[string, Parameters<typeof attack>[1]]>([
    ['with the desk running on', (_of, tries) => tries],
    ['with a restart each minute', (of) => of.boot()],
    [
      'with a restart each hour and the file of tries taken away',
      (of, tries, at) => {
        if (at % 60 !== 59) return tries;
        of.deleteFile();
        return of.boot();
      },
    ],
  ])('%s', (what, also) => {
    const guesses = attack(24, also);
    process.stdout.write(`brute force, 24 h, ${what}: ${guesses} guesses\n`);
    expect(guesses).toBeGreaterThanOrEqual(freeTries);
    expect(guesses).toBeLessThanOrEqual(most);
  });

  it('with an older file of tries put back before each restart', () => {
    let fresh: Record<string, Waiting> | null = { setup: { wrong: 0, waitMs: 0, untold: 0 } };
    const guesses = attack(24, (of, tries, at) => {
      if (at % 30 !== 29) return tries;
      of.putFile(fresh);
      fresh = of.file();
      return of.boot();
    });
    process.stdout.write(`brute force, 24 h, with an older file put back: ${guesses} guesses\n`);
    expect(guesses).toBeLessThanOrEqual(most);
  });
});

describe('one process', () => {
  let of = computer();
  let tries = of.boot();
  beforeEach(() => {
    of = computer();
    tries = of.boot();
  });
  const wrong = (times: number): void => {
    for (let i = 0; i < times; i++) expect(tries.begin('setup')).toMatchObject({ ok: true });
  };

  it('counts a try before it is made: a process killed in the middle of each gets five', () => {
    let made = 0;
    for (let i = 0; i < 20; i++) {
      if (of.boot().begin('setup').ok) made++;
    }
    expect(made).toBe(freeTries);
  });
  it('says how long, counts it down, and a right one brings all tries back', () => {
    wrong(5);
    expect(tries.begin('setup')).toMatchObject({
      ok: false,
      code: 'secret-wait',
      message: String(15 * minute),
    });
    expect(tries.left('setup')).toBe(0);
    of.pass(14 * minute);
    expect(tries.waitMs('setup')).toBe(minute);
    of.pass(minute);
    expect(tries.left('setup')).toBe(1);
    expect(tries.begin('setup').ok).toBe(true);
    tries.right('setup');
    expect(tries.left('setup')).toBe(freeTries);
    expect(tries.waitMs('setup')).toBe(0);
  });
  it('a restart adds at most five seconds to a wait and takes nothing from it', () => {
    wrong(5);
    of.pass(10 * minute + 3000);
    const before = tries.waitMs('setup');
    const after = of.boot().waitMs('setup');
    expect(after).toBeGreaterThanOrEqual(before);
    expect(after - before).toBeLessThanOrEqual(keptEveryMs);
  });
  it('one person’s wrong ones are not another’s', () => {
    wrong(5);
    expect(tries.begin('person:ana')).toMatchObject({ ok: true });
  });
  it('a try that was none is not counted', () => {
    wrong(4);
    expect(tries.begin('setup').ok).toBe(true);
    tries.undone('setup');
    expect(tries.left('setup')).toBe(1);
    expect(of.boot().left('setup')).toBe(1);
  });
  it('what nobody was told of is told once, also after a restart', () => {
    wrong(3);
    tries.right('setup');
    tries = of.boot();
    expect(tries.alerts()).toEqual([{ key: 'setup', wrong: 2 }]);
    tries.told();
    expect(of.boot().alerts()).toEqual([]);
  });
  it('a disk that takes no count allows no try', () => {
    const full = {
      ...of.store,
      write: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
    const none = createTries({ store: full, monotonic: () => 0, after: () => () => undefined });
    expect(none.begin('setup')).toMatchObject({ ok: false, code: 'disk-full' });
  });
});

describe('on a real disk', () => {
  const profile = tempFolder();
  beforeAll(async () => (await makeTestVault(profile)).close());
  afterAll(() => removeFolder(profile));
  const boot = (hours = 0): Tries =>
    createTries({ store: triesStore(profile), monotonic: () => hours * hour, after: () => () => undefined });

  it('a missing, damaged or older file counts as a spent allowance once the ring knows of a try', () => {
    expect(boot().left('setup')).toBe(freeTries);
    expect(boot().begin('setup').ok).toBe(true);
    const older = readFileSync(triesFile(profile), 'utf8');
    expect(boot().begin('setup').ok).toBe(true);
    for (const spoil of [
      () => rmSync(triesFile(profile)),
      () => writeFileSync(triesFile(profile), '{"v":1'),
      () => writeFileSync(triesFile(profile), '{"v":1,"tries":{"setup":{"wrong":-1,"waitMs":0,"untold":0}}}'),
      () => writeFileSync(triesFile(profile), older),
    ]) {
      spoil();
      expect(boot().begin('setup')).toMatchObject({ code: 'secret-wait', message: String(15 * minute) });
    }
    writeFileSync(triesFile(profile), '{"v":1,"tries":{"setup":{"wrong":2,"waitMs":0,"untold":0}}}');
    const tries = boot();
    expect(tries.begin('setup').ok).toBe(true);
    tries.right('setup');
    rmSync(triesFile(profile));
    expect(boot().left('setup')).toBe(freeTries);
  });
});
