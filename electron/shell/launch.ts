// How the app was started: by `npm start`, which tells it what to use over a pipe, by a test with a file, or by a person
// from its icon.
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import {
  configFlag,
  launchConfig,
  launchedFlag,
  type LaunchConfig,
  type LaunchReport,
} from '#host/launch.ts';
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

/** The file named by `--careline-config=FILE`, or null. */
export const configFile = (argv: readonly string[]): string | null =>
  argv.find((argument) => argument.startsWith(configFlag))?.slice(configFlag.length) ?? null;

const largestConfig = 64_000;

/**
 * From a file with tokens in it: it must be a plain file of this very user (`uid`; null where the system has none) that
 * nobody else can read. Null when it isn't, or holds something else.
 */
export function launchedByFile(file: string, uid: number | null): Launch | null {
  try {
    const handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const { mode, uid: owner, size } = fstatSync(handle);
      const plain = (mode & constants.S_IFMT) === constants.S_IFREG && size <= largestConfig;
      const mine = uid === null || (owner === uid && (mode & 0o077) === 0);
      if (!plain || !mine) return null;
      const config = launchConfig.safeParse(JSON.parse(readFileSync(handle, 'utf8'))).data;
      return config ? { config, report: () => undefined } : null;
    } finally {
      closeSync(handle);
    }
  } catch {
    return null;
  }
}

/** From its icon: the profile of this person on this computer; everything else is set up in the app. */
export const launchedByPerson = (profile: string): Launch => ({
  config: { t: 'launch', profile, demo: null, backendUrl: null, fhir: null, enrolCode: null },
  report: () => undefined,
});
