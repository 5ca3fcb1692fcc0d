// Looks for updates in the background, downloads them, and restarts into one when a person has asked for it and nothing
// would be interrupted. A failure is a state that the settings show, never a dialog.
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Leaving } from '#host/link.ts';
import { mayLeave } from './leaving.ts';
import {
  afterEvent,
  atFirst,
  mayRestart,
  untilNextCheck,
  type Progress,
  type UpdateEvent,
  type UpdateStanding,
} from './updates-policy.ts';

/** electron-updater's AppUpdater, as far as it is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  allowPrerelease: boolean;
  disableWebInstaller: boolean;
  logger: UpdaterLog | null;
  on(event: 'checking-for-update' | 'update-not-available', listener: () => void): unknown;
  on(event: 'update-available' | 'update-downloaded', listener: (info: { version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<{ downloadPromise?: Promise<unknown> | null } | null>;
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
}
interface UpdaterLog {
  info(message?: unknown): void;
  warn(message?: unknown): void;
  error(message?: unknown): void;
}
export interface UpdatesDeps {
  /** This app's version. */
  current: string;
  /** Loads electron-updater; null where updates are the IT department's. */
  load: (() => Promise<Updater>) | null;
  /** macOS installs at every quit or at none; there only a person's word installs. */
  installsAtQuit: boolean;
  leaving(): Leaving;
  /** Ends the desks in good order, so that the installer finds no open vault. */
  closeDown(): Promise<void>;
  /** The installer could not be started after all: the desks come back. */
  comeBack(): void;
  /** 0 to 1. */
  random(): number;
  /** Milliseconds that only go forward. */
  now(): number;
  later(ms: number, task: () => void): () => void;
}
export interface Updates {
  /** Once, when the first window is there. */
  start(): void;
  state(): UpdateStanding;
  /** A person wants the update: now, or as soon as nothing would be interrupted. */
  install(): Result<Record<string, never>>;
  /** The system shuts down: an installer started now would be cut off in the middle. */
  sessionEnds(): void;
}
/** The installer has started, or has failed without a word, by then (ms): the desks come back. */
const installWithin = 120_000;
/** While an update is ready, how often (ms) what a restart would interrupt is looked at. */
const lookEvery = 1000;

export function createUpdates(deps: UpdatesDeps): Updates {
  let progress: Progress = atFirst;
  let updater: Updater | null = null;
  let asked = false;
  let restarting = false;
  let ending = false;
  let unverified = false;
  let clearSince: number | null = null;

  const take = (event: UpdateEvent): void => {
    const before = progress.state;
    progress = afterEvent(progress, event, deps.current);
    if (progress.state === 'ready' && before !== 'ready') watch();
    // electron-updater reads this when it has downloaded and again at the quit.
    if (progress.state === 'failed' && updater) updater.autoInstallOnAppQuit = false;
  };
  /** Looks until the restart: what it would interrupt, and whether a quit may install. */
  const watch = (): void => {
    if (restarting || updater === null) return;
    const leaving = deps.leaving();
    const clear = mayLeave(leaving).ok;
    clearSince = clear ? (clearSince ?? deps.now()) : null;
    updater.autoInstallOnAppQuit = deps.installsAtQuit && clear && !ending;
    if (asked && mayRestart(leaving, clearSince, deps.now()).restart) return void restart(updater);
    deps.later(lookEvery, watch);
  };
  async function restart(into: Updater): Promise<void> {
    restarting = true;
    // macOS fetches the update once more first; its desks end with the quit that follows, like at every quit.
    if (deps.installsAtQuit) await deps.closeDown();
    try {
      into.quitAndInstall(true, true);
      deps.later(installWithin, () => restarting && notInstalled());
    } catch {
      notInstalled();
    }
  }
  function notInstalled(): void {
    restarting = false;
    asked = false;
    progress = { state: 'failed', next: null };
    deps.comeBack();
  }

  async function load(make: () => Promise<Updater>): Promise<void> {
    const made = await make();
    made.autoDownload = true;
    made.allowDowngrade = false;
    made.allowPrerelease = false;
    made.disableWebInstaller = true;
    made.autoInstallOnAppQuit = deps.installsAtQuit;
    made.logger = {
      info: () => undefined,
      error: () => undefined,
      // electron-updater goes on when it cannot run Windows' signature check; here that download is not installed.
      warn(message) {
        if (/ignoring signature validation/i.test(String(message))) unverified = true;
      },
    };
    made.on('checking-for-update', () => take({ t: 'checking' }));
    made.on('update-not-available', () => take({ t: 'nothing' }));
    made.on('update-available', ({ version }) => {
      unverified = false;
      take({ t: 'found', version });
    });
    made.on('update-downloaded', ({ version }) => take({ t: 'downloaded', version, verified: !unverified }));
    made.on('error', () => (restarting ? notInstalled() : take({ t: 'failed' })));
    updater = made;
  }
  async function check(): Promise<void> {
    if (progress.state === 'ready' || progress.state === 'downloading' || deps.load === null) return;
    try {
      if (updater === null) await load(deps.load);
      const found = await updater?.checkForUpdates();
      // A download that fails rejects here too, beside its `error` event.
      await found?.downloadPromise;
    } catch {
      // The updater has told of it by its `error` event, or it could not be loaded at all.
      take({ t: 'failed' });
    }
  }
  const again = (first: boolean): void =>
    void deps.later(untilNextCheck(deps.random(), first), () => void check().finally(() => again(false)));

  return {
    start() {
      if (deps.load !== null) again(true);
    },
    state() {
      const version = deps.current;
      if (deps.load === null) return { state: 'managed', version, next: null, asked: false, waits: [] };
      const may = mayLeave(deps.leaving());
      const waits = progress.state === 'ready' && !may.ok ? may.why : [];
      return { ...progress, version, asked, waits };
    },
    install() {
      if (progress.state !== 'ready') return fail('host-cannot', 'installUpdate');
      // Whoever asks with nothing open does not wait for quiet: it is quiet.
      if (!asked && mayLeave(deps.leaving()).ok && updater && !restarting) {
        asked = true;
        void restart(updater);
      }
      asked = true;
      return ok({});
    },
    sessionEnds() {
      ending = true;
      if (updater) updater.autoInstallOnAppQuit = false;
    },
  };
}
