// The launcher behind `npm start`: chooses the host, starts the demo's services and the desk, prints one ready line, and
// ends everything when its own control pipe (standard input) closes, however the process above it died.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startDemo, type Demo } from '#demo/control/start.ts';
import { noWayOut } from '#host/link.ts';
import { deskProcess, type DeskProcess } from '#preview/desk-process.ts';
import { startPreview } from '#preview/server.ts';
import { parseFlags } from './launch-flags.ts';
import { chooseHost, tryElectron } from './launch-host.ts';
import { lockStart } from './launch-lock.ts';

const dist = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const closers: (() => Promise<void>)[] = [];
let closing: Promise<never> | null = null;
/** Ctrl-C reaches this process twice (from the terminal, and from the process above it): the second changes nothing. */
const closeAll = (code: number): Promise<never> => (closing ??= endAll(code));
async function endAll(code: number): Promise<never> {
  // Last started, first ended. A part that hangs must not keep the others.
  setTimeout(() => process.exit(code), 8000);
  for (const close of closers.reverse()) await close().catch(() => undefined);
  process.exit(code);
}
// A closed terminal takes standard output with it; a log line that can't be written is no reason to end in disorder.
for (const out of [process.stdout, process.stderr]) out.on('error', () => undefined);
process.stdin.on('end', () => void closeAll(0)).on('error', () => void closeAll(0));
process.stdin.resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void closeAll(0));

async function main(): Promise<void> {
  const flags = parseFlags(process.argv.slice(2));
  if (!flags.ok) {
    say(flags.message);
    return closeAll(2);
  }
  const { host: wanted, port, open, phone: withPhone, twilio, backend, fhir, fhirAuth } = flags.value;
  const profile = resolve(flags.value.profile ?? join(dist, '..', '.careline', 'demo'));
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const lock = lockStart(profile);
  if (lock === null) {
    say(
      `Careline is already running on this profile (${profile}). Close it there, or start with --profile DIR.`,
    );
    return closeAll(3);
  }
  closers.push(() => Promise.resolve(lock.release()));

  // A named backend means real work: no demo services, no demo drawer, no sample people.
  let demo: Demo | null = null;
  if (backend === null) {
    demo = await startDemo({
      profileDir: profile,
      now: new Date().toISOString(),
      ehr: fhir === null ? {} : null,
      phone: withPhone,
      proves: true,
      // What the demo's services did, for whoever looks for a reason; the terminal shows the ready line alone.
      log: (event, fields) =>
        appendFileSync(join(profile, 'demo.log'), `${JSON.stringify({ event, ...fields })}\n`),
      ...(process.env['DATABASE_URL'] ? { databaseUrl: process.env['DATABASE_URL'] } : {}),
    });
    closers.push(demo.close);
  }
  const phone = demo?.carrier ? { carrier: demo.carrier.gateway } : twilio ? ('twilio' as const) : null;
  const auth = fhirAuth === null ? {} : { auth: fhirAuth };
  const init = {
    profile: join(profile, 'desk'),
    host: 'preview' as const,
    practice: false,
    demo: demo === null ? null : { controlUrl: demo.control.url, controlToken: demo.control.token },
    backendUrl: backend ?? demo?.backendUrl ?? null,
    fhir:
      fhir !== null
        ? { url: fhir, token: null, ...auth }
        : demo?.fhir
          ? { url: demo.fhir.url, token: demo.fhir.token, ...auth }
          : null,
    enrolCode: demo?.enrolCode ?? null,
    phone,
  };

  const choice = chooseHost({
    wanted,
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    root: join(dist, '..'),
  });
  let why = choice.why;
  if (choice.host === 'electron') {
    const electron = await tryElectron({
      binary: choice.binary,
      root: join(dist, '..'),
      config: {
        t: 'launch',
        profile: init.profile,
        demo: init.demo,
        backendUrl: init.backendUrl,
        fhir: init.fhir,
        enrolCode: init.enrolCode,
        phone,
      },
    });
    if (electron.painted) {
      closers.push(electron.close);
      electron.onExit(() => void closeAll(0));
      say(`ready electron (window open) profile ${profile}`);
      return;
    }
    why = electron.why;
    if (wanted === 'electron') {
      say(`Electron did not start: ${why}.`);
      return closeAll(4);
    }
  }

  const entry = join(dist, 'desk', 'desk.mjs');
  const onLog = (text: string): void => void process.stderr.write(text);
  mkdirSync(init.profile, { recursive: true, mode: 0o700 });
  const live = deskProcess({ entry, init, onLog });
  live.start();
  closers.push(live.stop);
  let practiceDesk: DeskProcess | null = null;
  closers.push(async () => practiceDesk?.stop());
  const preview = await startPreview({
    folder: join(dist, 'renderer'),
    port,
    token: randomBytes(32).toString('base64url'),
    cookie: randomBytes(32).toString('base64url'),
    tab: randomBytes(32).toString('base64url'),
    nonce: () => randomBytes(16).toString('base64url'),
    phone,
    desks: {
      live,
      practice() {
        if (practiceDesk === null) {
          const folder = join(profile, 'practice');
          mkdirSync(folder, { recursive: true, mode: 0o700 });
          practiceDesk = deskProcess({
            entry,
            onLog,
            init: { ...init, profile: folder, practice: true, ...noWayOut },
          });
          practiceDesk.start();
        }
        return practiceDesk;
      },
    },
  });
  closers.push(preview.close);
  say(`ready preview ${preview.url} (${why})`);
  if (open) openBrowser(preview.url, profile);
}

/**
 * The system's own way to open an address. Other people of this computer can read a process's arguments, so the address
 * with its token goes by way of a file that only this user can read. Failing to is no failure: the address stands in the
 * ready line.
 */
function openBrowser(url: string, profile: string): void {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return;
  const page = join(profile, 'open.html');
  writeFileSync(page, `<!doctype html><meta http-equiv="refresh" content="0;url=${url}">`, { mode: 0o600 });
  closers.push(() => Promise.resolve(rmSync(page, { force: true })));
  const address = pathToFileURL(page).href;
  const [command, ...args] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', address]
      : process.platform === 'darwin'
        ? ['open', address]
        : ['xdg-open', address];
  spawn(command ?? '', args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

main().catch((error: unknown) => {
  say(`Careline could not start: ${error instanceof Error ? error.message : 'unknown reason'}`);
  void closeAll(1);
});
