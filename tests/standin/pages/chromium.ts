// Starts the real Chromium behind the stand-in and ends it with us, also when we are killed: a tiny shell holds a pipe to
// us and, when that closes, ends the browser's process group and removes its profile.
import { mkdirSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { chromiumPath } from '../../support/browser.ts';
import { connect, type Connection } from './cdp.ts';

export interface Chromium extends Connection {
  /** DevTools address of the whole browser: a second client (a test runner) may connect as well. */
  readonly wsUrl: string;
  readonly pid: number;
  /** The profile; removed with the browser. */
  readonly folder: string;
  /** Settles when the processes are gone. */
  end(): Promise<void>;
}
export interface ChromiumOptions {
  /** Removed afterwards: nothing of a run stays on the disk. */
  userDataDir: string;
  /** Switches of the app (`app.commandLine`). They come last, so they win. */
  args: string[];
}

/** Electron is Chromium without its browser's errands; pages are never slowed down because no screen shows them. */
const always = [
  '--headless',
  '--no-startup-window',
  '--remote-debugging-port=0',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-popup-blocking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor',
  '--disable-crash-reporter',
  // A request that nobody refused must reach the server of a test, also from a page to this computer.
  '--disable-features=Translate,MediaRouter,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LocalNetworkAccessChecks',
  // Electron's ports in a page have a 'close' event (docs: tutorial/message-ports, "Extension: close event").
  '--enable-blink-features=MessagePortCloseEvent',
  '--hide-scrollbars',
  '--no-first-run',
  '--no-default-browser-check',
  '--force-color-profile=srgb',
  '--password-store=basic',
  '--use-mock-keychain',
  '--renderer-process-limit=64',
  '--autoplay-policy=no-user-gesture-required',
  // A microphone that plays beeps. Whether a page may have it stays a real question.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // A carrier on this computer is heard by loopback; what a page may send is decided page by page (peers.ts).
  '--allow-loopback-in-peer-connection',
];
/** $1 the profile, the rest the command. Ends when its standard input does (we are gone) or says a word (we are done). */
const supervisor =
  'profile=$1; shift; "$@" </dev/null & pid=$!; read -r _; kill -9 "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; ' +
  'rm -rf "$profile"';
const startWithin = 30_000;

export async function launchChromium({ userDataDir, args }: ChromiumOptions): Promise<Chromium> {
  const path = await chromiumPath();
  if (path === null) throw new Error('no Chromium on this computer');
  mkdirSync(userDataDir, { recursive: true, mode: 0o700 });
  const command = [
    path,
    ...always,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // A WAV file in place of the beeps: what a test needs to be heard without a pause.
    ...(process.env['CARELINE_MICROPHONE'] === undefined
      ? []
      : [`--use-file-for-fake-audio-capture=${process.env['CARELINE_MICROPHONE']}`]),
    `--user-data-dir=${userDataDir}`,
    ...args,
  ];
  const child = spawn('/bin/sh', ['-c', supervisor, 'chromium', userDataDir, ...command], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  child.stdin?.on('error', () => undefined);
  const gone = new Promise<void>((settle) => child.once('exit', () => settle()));
  const end = (): Promise<void> => {
    child.stdin?.end();
    return gone;
  };
  try {
    const wsUrl = await address(child);
    child.stderr?.resume();
    const connection = await connect(wsUrl);
    return {
      ...connection,
      wsUrl,
      pid: child.pid ?? 0,
      folder: userDataDir,
      end,
      close: () => void end(),
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Chromium says where it listens on its standard error. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((settle, fail) => {
    let said = '';
    const late = setTimeout(() => fail(new Error(`Chromium did not start in time: ${said}`)), startWithin);
    const finish = (): void => clearTimeout(late);
    child.stderr?.on('data', (chunk: Buffer) => {
      if (said.length < 20_000) said += chunk.toString('utf8');
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      finish();
      settle(found);
    });
    child.once('error', (error) => {
      finish();
      fail(error);
    });
    child.once('exit', () => {
      finish();
      fail(new Error(`Chromium ended: ${said}`));
    });
  });
}
