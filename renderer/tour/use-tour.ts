// Whether the tour shows: by itself at the first sitting, later only when asked for.
import { useOverlay } from '../app/overlay-store.ts';
import { useSettings } from '../settings/store.ts';

export function useTour(): boolean {
  const done = useSettings((s) => s.value?.tourDone ?? true);
  const asked = useOverlay((s) => s.tour);
  return asked || !done;
}
