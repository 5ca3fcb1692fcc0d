// Crash reporting is off: a memory dump of this app would hold patient data, and there is nowhere it may go.
import { app } from 'electron';

/** Before `ready`. The crash reporter is never started; these keep Chromium's own from writing dumps as well. */
export function crashReportingOff(): void {
  for (const off of ['disable-crash-reporter', 'disable-breakpad']) app.commandLine.appendSwitch(off);
}
