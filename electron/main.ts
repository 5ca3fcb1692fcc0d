// Entry of Electron's main process, in phases: before ready, how we were started, surroundings, desk, first window.
import { join } from 'node:path';
import { app, dialog, MessageChannelMain, session, utilityProcess, type MessagePortMain } from 'electron';
import { crashReportingOff } from './shell/crash.ts';
import { createDeskProcess, type Child, type DeskProcess } from './shell/desk-process.ts';
import { deskEnvironment, deskInit, type DeskKind } from './shell/desk-start.ts';
import { electronHost } from './shell/electron-host.ts';
import { hardenApp, hardenSession } from './shell/harden.ts';
import {
  configFile,
  isLaunched,
  launchedBy,
  launchedByFile,
  launchedByPerson,
  type Launch,
} from './shell/launch.ts';
import { setMenu } from './shell/menu.ts';
import { createPorts } from './shell/ports.ts';
import { registerScheme, servePages } from './shell/scheme.ts';
import { soleInstance } from './shell/single-instance.ts';
import { refusedSwitches } from './shell/switches.ts';
import { text } from './shell/text.ts';
import { createWindows, type Windows } from './shell/windows.ts';

const dist = join(import.meta.dirname, '..');

// 1. Before ready. The name chooses the keystore's entry: it must never change.
const refused = refusedSwitches((name) => app.commandLine.hasSwitch(name), app.isPackaged);
app.setName('Careline');
hardenApp();
crashReportingOff();
registerScheme();

// 2. How we were started.
const launched = isLaunched(process.argv);
const file = app.isPackaged ? null : configFile(process.argv);
let windows: Windows | null = null;
const sole = launched || soleInstance(() => windows?.show('main'));
if (refused.length > 0) {
  dialog.showErrorBox(text.switchTitle, `${text.switch} ${refused.join(', ')}`);
  app.exit(1);
} else if (sole) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const launch = launched
    ? await launchedBy(process, () => app.quit())
    : file !== null
      ? launchedByFile(file, process.getuid?.() ?? null)
      : launchedByPerson(join(app.getPath('userData'), 'profile'));
  if (launch === null) return app.exit(1);
  run(launch);
}

function run({ config, report }: Launch): void {
  // 3. Surroundings: a session that writes nothing to disk, our scheme, our policies, our windows.
  const pages = session.fromPartition('careline', { cache: false });
  servePages(pages, join(dist, 'renderer'));
  const shown = createWindows({
    session: pages,
    preload: join(dist, 'electron', 'preload.cjs'),
    packaged: app.isPackaged,
    now: () => performance.now(),
    closed(id, surface) {
      ports.pageGone(id);
      if (surface === 'main') app.quit();
    },
    lost: () => dialog.showErrorBox(text.pageLostTitle, text.pageLost),
  });
  windows = shown;
  for (const each of [pages, session.defaultSession]) hardenSession(each, shown.surfaceOf);
  setMenu(process.platform);

  // 4. The desk, and a second one for practice when a page first asks for it (architecture rule 4).
  const desks = new Map<DeskKind, DeskProcess<MessagePortMain>>();
  const desk = (kind: DeskKind): DeskProcess<MessagePortMain> => {
    const known = desks.get(kind);
    if (known) return known;
    const made = createDeskProcess<MessagePortMain>({
      fork: () =>
        utilityProcess.fork(join(dist, 'desk', 'desk.mjs'), [], {
          serviceName: `Careline ${kind} desk`,
          env: deskEnvironment(process.env),
          stdio: 'ignore',
        }) as Child<MessagePortMain>,
      makeChannel() {
        const { port1, port2 } = new MessageChannelMain();
        return { desk: port1, page: port2 };
      },
      init: deskInit(config, kind),
      host: electronHost(deskInit(config, kind).profile, join(dist, '..', 'data'), shown),
      now: () => performance.now(),
      later(ms, task) {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
      changed: (standing) => ports.deskChanged(kind, standing),
    });
    desks.set(kind, made);
    made.start();
    return made;
  };
  const ports = createPorts({ windows: shown, desk, painted: () => report({ t: 'painted' }) });
  desk('live');
  app.on('will-quit', (event) => {
    if ([...desks.values()].every((each) => each.standing().state === 'down')) return;
    event.preventDefault();
    void Promise.all([...desks.values()].map((each) => each.stop())).then(() => app.quit());
  });

  // 5. The first window; what it shows while the desk starts is the page's business.
  shown.show('main');
}
