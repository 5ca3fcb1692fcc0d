// One app a person: a second start brings the first one's window to the front and ends.
import { app } from 'electron';

/** False when another one is running: then this one must end. */
export function soleInstance(again: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', again);
  return true;
}
