// The last moment before the desk locks itself: said in time to stop it by any key (WCAG 2.2.1).
import { useEffect, useState } from 'react';
import { readSession, useSession } from '../app/session-store.ts';
import { useNow } from '../ui/index.ts';

/** Seconds before the lock in which it is said; a lock after one or two minutes would else be said all the time. */
export const warnsFor = (lockAfterMinutes: number): number => (lockAfterMinutes <= 2 ? 20 : 60);

/** Whether the lock is that near, by what the page knows. */
export const isNear = (locksAt: string | null, lockAfterMinutes: number, now: Date): boolean =>
  locksAt !== null && Date.parse(locksAt) - now.getTime() <= warnsFor(lockAfterMinutes) * 1000;

/** When it locks, in its last moment; null before. Another window may have been used meanwhile: the desk is asked first. */
export function useLockSoon(): string | null {
  const locksAt = useSession((s) => s.locksAt);
  const minutes = useSession((s) => s.state?.lockAfterMinutes ?? 0);
  const near = isNear(locksAt, minutes, useNow(1000));
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    if (near && asked !== locksAt) void readSession().then(() => setAsked(locksAt));
  }, [near, asked, locksAt]);
  return near && asked === locksAt ? locksAt : null;
}
