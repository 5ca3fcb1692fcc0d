// How the app was started: by `npm start`, which tells it what to use over a pipe, or by a person from its icon.
import { launchConfig, launchedFlag, type LaunchConfig, type LaunchReport } from '#host/launch.ts';
import type { IpcEnd } from '#host/link-child.ts';

export interface Launch {
  config: LaunchConfig;
  report(message: LaunchReport): void;
}
/** A launcher that has said nothing after this many milliseconds has gone wrong. */
export const launcherSilence = 10_000;

export const isLaunched = (argv: readonly string[]): boolean => argv.includes(launchedFlag);

/** From a launcher: its first message. Null when none comes in time or it is not one; `gone` when the pipe closes. */
export function launchedBy(end: IpcEnd, gone: () => void): Promise<Launch | null> {
  const report = (message: LaunchReport): void => {
    if (end.connected) end.send?.(message, () => undefined);
  };
  end.on('disconnect', gone);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), launcherSilence);
    end.on('message', (raw) => {
      clearTimeout(timer);
      const config = launchConfig.safeParse(raw).data;
      resolve(config ? { config, report } : null);
    });
  });
}

/** From its icon: the profile of this person on this computer; everything else is set up in the app. */
export const launchedByPerson = (profile: string): Launch => ({
  config: { t: 'launch', profile, demo: null, backendUrl: null, fhir: null, enrolCode: null },
  report: () => undefined,
});
