// Whether the tour shows: by itself at the first sitting, later only when asked for; never while somebody is rung for or
// something is in hand, where it would stand in the way.
import { useEffect } from 'react';
import { useDeskView } from '../app/desk-store.ts';
import { showTour, useOverlay } from '../app/overlay-store.ts';
import { useCallsStore } from '../calls/store.ts';
import { changeSettings, useSettings } from '../settings/store.ts';

/** Seen enough: it does not come back by itself. */
export function endTour(): void {
  showTour(false);
  void changeSettings({ tourDone: true });
}

export function useTour(): boolean {
  const done = useSettings((s) => s.value?.tourDone ?? true);
  const asked = useOverlay((s) => s.tour);
  const free = useDeskView((s) => s.centre.kind === 'none' && !s.emergencyOpen);
  const ringing = useCallsStore((s) => s.calls.length > 0);
  const answered = useCallsStore((s) => s.calls.some((c) => c.state === 'active'));
  const waits = asked || !done;
  // Who has taken a call is at work: the tour does not wait for the call to be over.
  useEffect(() => {
    if (answered && waits) endTour();
  }, [answered, waits]);
  return waits && free && !ringing;
}
