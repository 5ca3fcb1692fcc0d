// Entry of Electron's main process, in phases: before ready, how we were started, surroundings, desks, first window, end.
import { join } from 'node:path';
import { app, dialog, globalShortcut, powerMonitor, powerSaveBlocker, session } from 'electron';
import { keepAwake } from './shell/awake.ts';
import { createBlankWatch } from './shell/blank-watch.ts';
import { crashReportingOff } from './shell/crash.ts';
import { createDesks } from './shell/desks.ts';
import { keepLog } from './shell/desk-log.ts';
import { electronHost } from './shell/electron-host.ts';
import { createGlobalKeys } from './shell/global-keys.ts';
import { hardenApp, hardenSession, type Stopped } from './shell/harden.ts';
import {
  configFile,
  isLaunched,
  launchedBy,
  launchedByFile,
  launchedByPerson,
  type Launch,
} from './shell/launch.ts';
import { createLinksIn, linkAmong, linkScheme } from './shell/links-in.ts';
import { createLateStarts } from './shell/late-starts.ts';
import { lockAtOnce } from './shell/lock-at-once.ts';
import { setMenu } from './shell/menu.ts';
import { createPorts } from './shell/ports.ts';
import { watchPower, type PowerSource } from './shell/power.ts';
import { askHung, askLeave, askLost } from './shell/questions.ts';
import { createQuitGuard } from './shell/quit-guard.ts';
import { createRefusals } from './shell/refusals.ts';
import { registerScheme, servePages } from './shell/scheme.ts';
import { soleInstance } from './shell/single-instance.ts';
import { refusedSwitches } from './shell/switches.ts';
import { text } from './shell/text.ts';
import { onUncaught } from './shell/uncaught.ts';
import { updatesOf } from './shell/updates-start.ts';
import { createWindowStore } from './shell/window-store.ts';
import { createWindows, type Ending, type Windows } from './shell/windows.ts';

const dist = join(import.meta.dirname, '..');
const now = (): number => performance.now();
const later = (ms: number, task: () => void): (() => void) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};

// 1. Before ready. The name chooses the keystore's entry: it must never change.
const refused = refusedSwitches((name) => app.commandLine.hasSwitch(name), app.isPackaged);
app.setName('Careline');
let windows: Windows | null = null;
let stands = false;
const uncaught = onUncaught({
  now: () => new Date().toISOString(),
  keep: keepLog(join(app.getPath('userData'), 'logs', 'shell.log')),
  stands: () => stands,
  giveUp() {
    dialog.showErrorBox(text.brokenTitle, text.broken);
    app.exit(1);
  },
});
for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, uncaught);
const refusals = createRefusals(now);
const stopped: Stopped = (what, contents) => refusals.refused(what, windows?.surfaceOf(contents) ?? null);
hardenApp(stopped, (contents) => windows?.surfaceOf(contents) ?? null);
crashReportingOff();
registerScheme();

// 2. How we were started, and with which link.
const links = createLinksIn();
const starts = createLateStarts((link) => (link === null ? startedAgain() : links.take(link)));
const takeLink = (raw: string | null): void => (raw === null ? undefined : starts.take(raw));
takeLink(linkAmong(process.argv));
app.on('open-url', (event, url) => {
  event.preventDefault();
  takeLink(url);
});
// For developers and tests: an installed app takes its profile, backend and demo from nobody who starts it.
const launched = !app.isPackaged && isLaunched(process.argv);
const file = app.isPackaged ? null : configFile(process.argv);
let startedAgain = (): void => undefined;
let endNow = (): void => app.quit();
const sole = launched || soleInstance((argv) => starts.take(linkAmong(argv)));
// On Windows the installer does it, for all the computer's people.
if (sole && app.isPackaged && process.platform !== 'win32') app.setAsDefaultProtocolClient(linkScheme);
if (refused.length > 0) {
  dialog.showErrorBox(text.switchTitle, `${text.switch} ${refused.join(', ')}`);
  app.exit(1);
} else if (sole) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  // A session that ends says so by a signal on Linux and macOS: nobody is there to be asked. Not earlier than `ready`:
  // Electron takes these signals for itself between this file and that event, and the last one to take them has them.
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, () => endNow());
  const launch = launched
    ? await launchedBy(process, () => endNow())
    : file !== null
      ? launchedByFile(file, process.getuid?.() ?? null)
      : launchedByPerson(join(app.getPath('userData'), 'profile'));
  if (launch === null) return app.exit(1);
  run(launch);
}

function run({ config, report }: Launch): void {
  // 3. Surroundings: a session that writes nothing to disk, our scheme, our policies, our windows.
  const guard = createQuitGuard({
    leaving: () => desks.of('live').leaving(),
    ask: (why, state) => askLeave(shown.main(), why, state),
    quit: () => app.quit(),
    stay: () => (shown.main() === null ? shown.show('main') : undefined),
  });
  endNow = guard.endNow;
  const pages = session.fromPartition('careline', { cache: false });
  const blank = createBlankWatch(later, (why) => shown.showLast(why));
  const served = { document: blank.served, missing: blank.missing, version: app.getVersion() };
  servePages(pages, join(dist, 'renderer'), served);
  // The phone's page is the only one with a way out, so it has a session to itself.
  const phone = config.phone ?? null;
  const phonePages = phone === null ? null : session.fromPartition('careline-phone', { cache: false });
  if (phone !== null && phonePages !== null)
    servePages(phonePages, join(dist, 'renderer'), { ...served, phone, missing: () => undefined });
  const shown = createWindows({
    session: pages,
    phoneSession: phonePages,
    preload: join(dist, 'electron', 'preload.cjs'),
    packaged: app.isPackaged,
    store: createWindowStore(join(app.getPath('userData'), 'windows.json'), later),
    now,
    later,
    closing: (event) => mayEnd(event),
    closed(id, surface) {
      ports.pageGone(id);
      if (surface === 'main') app.quit();
    },
    strayed: (contents) => stopped('navigation', contents),
    sessionEnds() {
      // Nothing delays this end: the desks begin to close at once.
      void desks.stop();
      systemEnds();
    },
    askLost,
    askHung,
  });
  windows = shown;
  for (const each of [pages, session.defaultSession]) hardenSession(each, shown.surfaceOf, stopped);
  if (phonePages !== null) hardenSession(phonePages, shown.surfaceOf, stopped, phone);
  setMenu(process.platform);

  // 4. The desks, their pages' ports, and what the surroundings tell them.
  const onPower = watchPower(powerMonitor as PowerSource);
  const desks = createDesks({
    dist,
    config,
    version: app.getVersion(),
    host: (profile) => electronHost(profile, join(dist, '..', 'data'), shown, onPower, updates, config.fhir),
    now,
    later,
    changed: (kind, standing) => ports.deskChanged(kind, standing),
    locked: () => confirmLocked(),
    call: keepAwake(powerSaveBlocker),
    keys: createGlobalKeys({
      platform: process.platform,
      shortcuts: globalShortcut,
      tell: (key, what) => desks.of('live').tell({ t: 'global-key', key, what }),
    }),
  });
  const ports = createPorts({
    windows: shown,
    desk: desks.of,
    stopped: (contents) => stopped('sender', contents),
    painted() {
      blank.painted();
      report({ t: 'painted' });
    },
  });
  const updates = updatesOf({
    leaving: () => desks.of('live').leaving(),
    closeDown: () => desks.stop(),
    comeBack: () => desks.comeBack(),
    now,
    later,
  });
  const systemEnds = (): void => {
    updates.sessionEnds();
    guard.endNow();
  };
  /** Once nobody objects to the end, a desk that the system ends first stays down. */
  const mayEnd = (event: Ending): void => {
    guard.check(event);
    starts.ending(!event.defaultPrevented);
    desks.keepDown(!event.defaultPrevented);
  };
  const live = desks.of('live');
  const confirmLocked = lockAtOnce({ onPower, later, forget: live.forget, renew: shown.renew });
  onPower((event) => (event === 'shutdown' ? systemEnds() : undefined));
  refusals.connect((what, surface) => live.tell({ t: 'shell-refused', what, surface }));
  links.connect({
    give(link) {
      live.tell({ t: 'incoming-link', link });
      shown.show('main');
    },
    refused: () => refusals.refused('link', null),
  });
  startedAgain = () => {
    live.tell({ t: 'started-again' });
    shown.show('main');
  };

  // 5. The first window; what it shows while the desk starts is the page's business.
  shown.show('main');
  if (phone !== null) shown.show('phone');
  updates.start();
  stands = true;

  // 6. The end: asked for first, then in order, so that the vault closes before its process.
  app.on('before-quit', mayEnd);
  // macOS: its icon was clicked.
  app.on('activate', () => (starts.isEnding() ? undefined : shown.show('main')));
  app.on('will-quit', (event) => {
    if (desks.down()) {
      const next = starts.next(process.argv, process.env['APPIMAGE']);
      // An installer that runs at the end must not meet an app that has just been started.
      if (next !== null && updates.state().state !== 'ready') app.relaunch(next);
      return;
    }
    event.preventDefault();
    void desks.stop().then(() => app.quit());
  });
}
