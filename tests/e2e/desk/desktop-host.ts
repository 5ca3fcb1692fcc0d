// The driver on a desktop host: Playwright starts Electron, or our stand-in of it, on the built app.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { launchConfig } from '#host/launch.ts';
import { root } from '#tests/support/app.ts';
import { until } from '#tests/support/until.ts';
import type { Driver, LaunchOptions } from './driver.ts';
import { foldersOf, runtimeFor } from './hosts.ts';
import type { Prepared } from './launch.ts';
import { createPages } from './pages.ts';
import { endAll, family, runs, type Running } from './processes.ts';

/** Longest wait for the main process and its first window, ms. */
const startWithin = 45_000;

export async function launchDesktop(
  host: 'electron' | 'standin',
  { options, profile, services, forget }: Prepared,
): Promise<Driver> {
  const runtime = await runtimeFor(host);
  if ('missing' in runtime) throw new Error(runtime.missing);
  const folders = foldersOf(host, profile);
  const userData = join(profile, 'electron');
  const config = join(profile, 'launch.json');
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  writeFileSync(config, JSON.stringify(configOf(folders.live, services, options)), { mode: 0o600 });

  let said = '';
  const app = await _electron.launch({
    executablePath: runtime.binary,
    // Our main refuses a start without the sandbox; Playwright would take it away on Linux.
    chromiumSandbox: true,
    args: [
      `--user-data-dir=${userData}`,
      options.root ?? root,
      `--careline-config=${config}`,
      ...(options.args ?? []),
    ],
    cwd: root,
    env: {
      ...(process.env as Record<string, string>),
      ...(options.standin === undefined ? {} : { CARELINE_STANDIN: JSON.stringify(options.standin) }),
      ...options.env,
    },
    colorScheme: options.scheme ?? 'light',
    locale: 'en-US',
    timeout: startWithin,
  });
  const child = app.process();
  for (const out of [child.stdout, child.stderr])
    out?.on('data', (text: Buffer) => (said += text.toString()));
  app.on('console', (message) => (said += `${message.text()}\n`));
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  const ended = new Promise<number | null>((resolve) => {
    if (!running()) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });
  const everyone = (): Running[] => (child.pid === undefined ? [] : family(child.pid));

  /** What nobody caught in main; a spec that causes such a thing on purpose takes it out of there itself. */
  const problemsInMain = (): Promise<string[]> => app.evaluate(() => globalThis.standin.problems);

  async function close(): Promise<void> {
    const those = everyone();
    const wrong = host === 'standin' && running() ? await soon(problemsInMain(), 3000) : null;
    // At once, as when the system shuts down: what an open call or draft would ask is not asked here.
    if (running())
      await soon(
        app.evaluate(({ app: electron }) => electron.exit(0)),
        3000,
      );
    await soon(app.close(), 5000);
    const left = await endAll(those, 5000);
    await forget();
    if (left.length > 0) throw new Error(`left running after the end: ${left.join('; ')}\n${said}`);
    if (wrong !== null && wrong.length > 0) throw new Error(`errors in main: ${wrong.join('\n')}`);
  }

  try {
    const pages = await createPages({ app, userData, options, within: startWithin });
    const seen = new Set<number>();
    const deskPids = async (): Promise<number[]> => {
      const named = await askedPids().catch(() => null);
      // Whoever started them has ended: then by the system's list, whether one of them outlived it.
      if (named === null || !running()) return [...seen].filter(runs);
      const pids = named
        .filter(({ name }) => /^Careline (live|practice) desk$/.test(name))
        .toSorted((one, other) => one.name.localeCompare(other.name))
        .map(({ pid }) => pid);
      for (const pid of pids) seen.add(pid);
      return pids;
    };
    const askedPids = (): Promise<{ pid: number; name: string }[]> =>
      host === 'standin'
        ? app.evaluate(() =>
            globalThis.standin.children().map(({ pid, serviceName }) => ({ pid, name: serviceName })),
          )
        : app.evaluate(({ app: electron }) =>
            electron.getAppMetrics().map(({ pid, name }) => ({ pid, name: name ?? '' })),
          );
    await deskPids();
    return {
      host,
      profile,
      folders,
      get page() {
        return pages.main();
      },
      get context() {
        return pages.context();
      },
      problems: pages.problems,
      get demo() {
        if (services === null) throw new Error('launched without services');
        return services;
      },
      window: pages.window,
      renewed: pages.renewed,
      onPage: pages.onPage,
      async go(search) {
        const page = pages.main();
        const loaded = page.waitForEvent('load');
        await page.evaluate((to) => location.assign(to), search);
        await loaded;
      },
      // Playwright's own type knows the evaluated function by its first argument only.
      main: (fn, arg) => app.evaluate(fn as never, arg),
      output: () => said + logsIn(folders.live) + logsIn(folders.practice),
      deskPids,
      async killDesk() {
        const [first] = await deskPids();
        if (first === undefined) throw new Error('no desk to kill');
        process.kill(first, 'SIGKILL');
        await until('the desk to be gone', 5000, async () => !(await deskPids()).includes(first));
      },
      async quit(withinMs = 10_000) {
        await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
        return soon(ended, withinMs);
      },
      ended,
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${said}`, { cause: error });
  }
}

const configOf = (profile: string, services: Prepared['services'], { ehr }: LaunchOptions): unknown =>
  launchConfig.parse({
    t: 'launch',
    profile,
    demo:
      services === null
        ? null
        : { controlUrl: services.demo.control.url, controlToken: services.demo.control.token },
    backendUrl: services?.demo.backendUrl ?? null,
    fhir:
      typeof ehr === 'object'
        ? ehr
        : ehr !== false && services?.demo.fhir
          ? { url: services.demo.fhir.url, token: services.demo.fhir.token }
          : null,
    enrolCode: services?.enrolCode() ?? null,
    phone: services?.demo.carrier ? { carrier: services.demo.carrier.gateway } : null,
  });

/** The desks log into files where no launcher listens to them. */
function logsIn(folder: string): string {
  const logs = join(folder, 'logs');
  if (!existsSync(logs)) return '';
  return readdirSync(logs)
    .toSorted()
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
}

/** Its value, or null when it fails or takes longer. */
async function soon<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  return Promise.race([work.catch(() => null), late]).finally(() => clearTimeout(timer));
}
