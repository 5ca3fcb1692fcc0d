// Whether the tour shows: by itself at the first sitting, later only when asked for; never while somebody is rung for or
// something is in hand, where it would stand in the way.
import { useDeskView } from '../app/desk-store.ts';
import { useOverlay } from '../app/overlay-store.ts';
import { useCallsStore } from '../calls/store.ts';
import { useSettings } from '../settings/store.ts';

export function useTour(): boolean {
  const done = useSettings((s) => s.value?.tourDone ?? true);
  const asked = useOverlay((s) => s.tour);
  const free = useDeskView((s) => s.centre.kind === 'none' && !s.emergencyOpen);
  const ringing = useCallsStore((s) => s.calls.length > 0);
  return (asked || !done) && free && !ringing;
}
