import { expect, it } from 'vitest';
import { removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import { createHiding } from './hiding.ts';
import { testSession } from './testing.ts';

function rig(minutes: number | null = 3) {
  const now = { open: true, idleMs: 0, told: 0 };
  const hiding = createHiding({
    open: () => now.open,
    idleMs: () => now.idleMs,
    changed: () => now.told++,
  });
  hiding.after(() => minutes);
  return { now, hiding };
}

it('hides after the minutes of the policy, tells it once, and shows again by input', () => {
  const { now, hiding } = rig();
  now.idleMs = 179_999;
  hiding.look();
  expect([hiding.hidden(), hiding.leftMs(), now.told]).toEqual([null, 1, 0]);
  now.idleMs = 180_000;
  hiding.look();
  hiding.look();
  expect([hiding.hidden(), hiding.leftMs(), now.told]).toEqual(['idle', Infinity, 1]);
  now.idleMs = 0;
  hiding.look();
  expect([hiding.hidden(), now.told]).toEqual([null, 2]);
});

it('by the key at once and until it is taken back, whatever moves meanwhile', () => {
  const { now, hiding } = rig();
  hiding.hide(true);
  now.idleMs = 0;
  hiding.look();
  expect([hiding.hidden(), now.told]).toEqual(['key', 1]);
  hiding.hide(false);
  expect([hiding.hidden(), now.told]).toEqual([null, 2]);
});

it('a lock takes its place, and it is not hidden after the unlock', () => {
  const { now, hiding } = rig();
  hiding.hide(true);
  now.open = false;
  hiding.locked();
  expect(hiding.hidden()).toBeNull();
  now.open = true;
  hiding.look();
  expect([hiding.hidden(), now.told]).toEqual([null, 1]);
});

it('never by itself where nobody says after how long', () => {
  const { now, hiding } = rig(null);
  now.idleMs = 1e9;
  hiding.look();
  expect([hiding.hidden(), hiding.leftMs(), now.told]).toEqual([null, Infinity, 0]);
});

it('an open desk hides after its minutes, is looked at in time, shows again by input, and locks at its own time', async () => {
  const profile = tempFolder();
  const session = testSession(profile, null);
  session.hiding.after(() => 3);
  /** Goes on to the next look, as a timer would: the time of it, in seconds since the last input. */
  const next = (): number => {
    const timer = session.timers.splice(0).at(-1);
    session.time.steady += timer?.ms ?? 0;
    timer?.run();
    return session.time.steady / 1000;
  };
  try {
    expect(await session.create(testPassphrase)).toMatchObject({ ok: true });
    session.time.steady = 0;
    session.active();
    while (session.hiding.hidden() === null && session.phase() === 'open') next();
    expect([session.time.steady / 1000, session.phase()]).toEqual([180, 'open']);
    session.active();
    expect(session.hiding.hidden()).toBeNull();
    while (session.phase() === 'open') next();
    expect(session.time.steady / 1000).toBe(180 + 600);
    expect(session.hiding.hidden()).toBeNull();
  } finally {
    session.close();
    removeFolder(profile);
  }
});
