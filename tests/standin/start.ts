// The stand-in's main process, as Electron starts one: reads its arguments, loads the app's main, brings Chromium up, then
// emits `ready`. Ends everything it started, however it ends itself.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseOptions } from './controls.ts';
import { createDouble } from './double/electron.ts';
import { holdSignals } from './double/signals.ts';
import { electronVersion } from './double/versions.ts';
import { launchChromium, type Chromium } from './pages/chromium.ts';
import { resolveElectronTo } from './resolve.ts';

const here = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const options = parseOptions(process.env['CARELINE_STANDIN']);
delete process.env['CARELINE_STANDIN'];

// Docs: tutorial/application-distribution and default_app: the first argument that is no switch is the app's folder.
const folder = resolve(args.find((arg) => !arg.startsWith('-')) ?? '.');
const { main, name, productName, version } = JSON.parse(
  readFileSync(join(folder, 'package.json'), 'utf8'),
) as {
  main: string;
  name: string;
  productName?: string;
  version: string;
};
// Made with Chromium, whose keeper removes it even when this process is killed.
const scratch = join(tmpdir(), `careline-standin-${randomUUID()}`);
const givenData = args
  .findLast((arg) => arg.startsWith('--user-data-dir='))
  ?.slice('--user-data-dir='.length);
const userData = givenData === undefined ? join(scratch, 'user-data') : resolve(givenData);

let launching: Promise<Chromium> | null = null;
let ending = false;
const double = createDouble({
  argv: [join(here, 'electron'), ...args],
  cwd: process.cwd(),
  userData,
  name: productName ?? name,
  version,
  options,
  node: process.execPath,
  end: (code) => void end(code),
});
const keepRunning = setInterval(() => undefined, 1 << 30);

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  clearInterval(keepRunning);
  double.endChildren();
  double.app.release();
  await Promise.race([
    Promise.all([double.app.told(), launching?.then((chromium) => chromium.end())]).catch(() => undefined),
    new Promise((settle) => setTimeout(settle, 4000)),
  ]);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  process.exit(code);
}

/** As Chromium does: a line, and a file for those who come later (content/, devtools_http_handler.cc). */
function sayWhere(wsUrl: string): void {
  const { port, pathname } = new URL(wsUrl);
  try {
    mkdirSync(userData, { recursive: true, mode: 0o700 });
    writeFileSync(join(userData, 'DevToolsActivePort'), `${port}\n${pathname}`);
  } catch (error) {
    process.stderr.write(`Error writing DevTools active port to file: ${String(error)}\n`);
  }
  process.stderr.write(`\nDevTools listening on ${wsUrl}\n`);
}

// What Electron's main process looks like from inside (docs: api/process).
process.argv = [join(here, 'electron'), ...args];
const electronsOwn = {
  type: 'browser',
  // Docs: api/process, defaultApp: undefined in an app of its own.
  ...(options.packaged !== true && { defaultApp: true }),
  resourcesPath: join(here, 'resources'),
};
for (const [key, value] of Object.entries(electronsOwn))
  Object.defineProperty(process, key, { value, configurable: true, enumerable: true });
Object.defineProperty(process.versions, 'electron', { value: electronVersion, enumerable: true });
Object.defineProperty(globalThis, 'standin', { value: double.controls });
resolveElectronTo(double.electron);

// Electron shows a box and goes on; here it is kept for specs to see, and printed.
const uncaught = (error: unknown): void => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  double.problem(text);
  process.stderr.write(`[stand-in] uncaught in main: ${text}\n`);
};
process.on('uncaughtException', uncaught);
process.on('unhandledRejection', uncaught);
const takeSignals = holdSignals(process, {
  end: () => void end(1),
  quit: () => double.app.app.quit(),
  problem: double.problem,
});

try {
  await import(pathToFileURL(join(folder, main)).href);
} catch (error) {
  uncaught(error);
  await end(1);
}
if (!ending) {
  launching = launchChromium({
    userDataDir: scratch,
    args: double.app.commandLine.forChromium(),
  });
  const chromium = await launching;
  double.useBrowser(chromium);
  // In Electron browser and main are one process: when one ends, so does the other.
  chromium.onClosed(() => {
    if (ending) return;
    double.problem('Chromium ended by itself');
    void end(1);
  });
  if (double.app.commandLine.value('remote-debugging-port') !== null) sayWhere(chromium.wsUrl);
  if (!ending) {
    takeSignals();
    double.app.launch();
  }
}
