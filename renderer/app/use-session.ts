// Keeps the session's state fresh, reports real input, and puts the settings on the page. Used once, by App.
import { useEffect } from 'react';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { readSettings } from '../settings/store.ts';
import { readSession, useSession } from './session-store.ts';
import { isMoved, useHidden, useTouchShows } from './veil.ts';

export function useKeepSession(): void {
  const epoch = useDesk().hello?.epoch ?? null;
  useTopic(careline.session.changed, () => void readSession());
  useTopic(careline.settings.changed, () => void readSettings());
  useEffect(() => {
    void readSession();
    void readSettings();
  }, [epoch]);
}

/** At most one report in this many ms: enough for a lock that counts minutes. */
const reportEvery = 5000;

/** Tells the desk of real input; the desk alone decides when to lock (C3). */
export function useReportInput(): void {
  useTouchShows(useHidden());
  const open = useSession((s) => s.state?.phase === 'open');
  useEffect(() => {
    if (!open) return;
    let last = -Infinity;
    const report = (event: Event): void => {
      if (!event.isTrusted || event.timeStamp - last < reportEvery) return;
      // What is hidden is shown again, or not, by what veil.ts says of the same touch.
      if (useSession.getState().state?.hidden || !isMoved(event as PointerEvent)) return;
      last = event.timeStamp;
      void careline.session.active().then((result) => {
        if (result.ok) useSession.setState({ locksAt: result.value.locksAt });
      });
    };
    const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'];
    for (const kind of kinds) window.addEventListener(kind, report, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, report, { capture: true });
    };
  }, [open]);
}
