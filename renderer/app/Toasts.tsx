// The page's toasts: outside of the screens, so that one outlives a change of screen, but drawn anew with the language.
import { useSettings } from '../settings/store.ts';
import { ToastRegion } from '../ui/index.ts';

export function Toasts() {
  return <ToastRegion key={useSettings((s) => s.drawn)} />;
}
