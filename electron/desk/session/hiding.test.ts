import { expect, it } from 'vitest';
import { createHiding } from './hiding.ts';

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
