// One app a person: a second start hands what it was started with to the first one and ends.
import { app } from 'electron';

/** False when another one is running: then this one must end. `again` gets the second one's arguments. */
export function soleInstance(again: (argv: readonly string[]) => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv) => again(argv));
  return true;
}
