// The vault is made once, opened once and locked in time, whatever comes twice or too late. Real files and keys.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSession, type Session } from './session.ts';

const passphrase = 'quiet-harbour-lamp';
let profile = '';
let steady = 0;
let wall = 0;
let limit = 10;
let timers: { at: number; run: () => void }[] = [];
let log: string[] = [];
const open: Session[] = [];

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'careline-session-'));
  steady = wall = 0;
  limit = 10;
  timers = [];
  log = [];
});
afterEach(() => {
  for (const s of open.splice(0)) s.close();
  rmSync(profile, { recursive: true, force: true });
});

function session(): Session {
  const made = createSession({
    profile,
    random: randomBytes,
    leastCost: true,
    clock: {
      now: () => new Date(Date.parse('2026-11-22T03:00:00.000Z') + wall).toISOString(),
      monotonic: () => steady,
      wall: () => wall,
      shifted: () => false,
      shiftTo: () => undefined,
    },
    after(ms, run) {
      const timer = { at: steady + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((t) => t !== timer));
    },
    lockAfterMinutes: () => limit,
    hostSecrets: null,
    keep: (key) => void log.push(key === null ? 'keep nothing' : 'keep a key'),
    opened: () => void log.push('opened'),
    locked: () => void log.push('locked'),
    unlocked: () => void log.push('unlocked'),
    seated: () => undefined,
    changed: () => undefined,
  });
  open.push(made);
  return made;
}
/** Both clocks go on; a sleep is when only the wall clock does. */
function pass(ms: number, sleeping = false): void {
  const until = steady + ms;
  wall += ms;
  if (sleeping) return;
  for (;;) {
    const due = timers.filter((t) => t.at <= until).toSorted((a, b) => a.at - b.at)[0];
    if (due === undefined) break;
    timers = timers.filter((t) => t !== due);
    steady = due.at;
    due.run();
  }
  steady = until;
}
const minutes = (n: number): number => n * 60_000;

it('makes one vault when it is asked twice at once, and the same passphrase opens it after a restart', async () => {
  const first = session();
  expect(await Promise.all([first.create(passphrase), first.create(passphrase)])).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(log.filter((l) => l === 'opened')).toHaveLength(1);
  first.vault()?.core.exec("insert into settings_core (key, value) values ('kept', 'yes')");
  first.close();
  const second = session();
  expect(second.phase()).toBe('closed');
  expect(await second.open(passphrase)).toMatchObject({ ok: true });
  expect(
    second.vault()?.core.prepare("select value from settings_core where key = 'kept'").pluck().get(),
  ).toBe('yes');
});

it('opens once when it is asked twice at once; a lock then leaves no second vault open', async () => {
  const first = session();
  await first.create(passphrase);
  first.close();
  log = [];
  const s = session();
  expect(await Promise.all([s.open(passphrase), s.open(passphrase)])).toMatchObject([
    { ok: true },
    { ok: true },
  ]);
  expect(log).toEqual(['keep a key', 'opened']);
  const vault = s.vault();
  s.lock();
  expect(vault).toMatchObject({ locked: true, patients: null });
  expect(log.slice(-2)).toEqual(['keep nothing', 'locked']);
  expect(await s.unlock('not the passphrase')).toMatchObject({ ok: false, code: 'vault-wrong-key' });
  expect(await s.unlock(passphrase)).toMatchObject({ ok: true });
  expect(s.phase()).toBe('open');
});

it('locks after its idle minutes, not before, and input starts them anew', async () => {
  const s = session();
  await s.create(passphrase);
  pass(minutes(9.9));
  s.active();
  pass(minutes(9.9));
  expect(s.phase()).toBe('open');
  pass(minutes(0.2));
  expect(s.phase()).toBe('locked');
});

it('a lower limit takes effect within half a minute, and a sleep counts', async () => {
  const s = session();
  await s.create(passphrase);
  limit = 15;
  pass(minutes(5));
  limit = 1;
  pass(minutes(0.6));
  expect(s.phase()).toBe('locked');
  expect(await s.unlock(passphrase)).toMatchObject({ ok: true });
  pass(minutes(480), true);
  // The first input after waking up must not keep open what should have been locked hours ago.
  s.active();
  expect(s.phase()).toBe('locked');
});
