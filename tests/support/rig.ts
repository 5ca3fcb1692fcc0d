// The desk in its own process behind the preview's real web server, with or without the demo's services: what
// scripts/launch.ts puts together, but with the desk's process in the test's hand.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Demo } from '#demo/control/start.ts';
import type { DemoMessages } from '#shared/protocol/demo.ts';
import { noWayOut } from '#host/link.ts';
import { deskProcess, type DeskProcess, type DeskProcessOptions } from '#preview/desk-process.ts';
import { startPreview } from '#preview/server.ts';
import { root } from './app.ts';
import { openPage, type Page, type PageOptions } from './page.ts';
import { startServices, type Services } from './services.ts';

export const passphrase = 'quiet-harbour-lamp';

export interface RigOptions {
  /** Starts PostgreSQL and the backend (and with `ehr` the sample EHR), or uses what the test started; the test ends those. */
  demo?: boolean | Services;
  ehr?: boolean;
  profile?: string;
  /** The desk's program; by default its sources. */
  entry?: string;
  init?: Partial<DeskProcessOptions['init']>;
}
export interface Rig {
  url: string;
  port: number;
  profile: string;
  desk: DeskProcess;
  /** Process ids of the desks that run now: live, practice. */
  pids(): number[];
  demo: Demo | null;
  log(): string;
  page(options?: PageOptions): Promise<Page>;
  /** SIGKILL to the desk's process; resolves when it is gone. */
  killDesk(): Promise<void>;
  backend(on: boolean): Promise<void>;
  /** What PostgreSQL holds, counted by SQL outside the backend. */
  stored(): Promise<DemoMessages>;
  stop(): Promise<void>;
}

export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'careline-rig-'));
  const own =
    options.demo === true ? await startServices({ folder: profile, ehr: options.ehr ?? false }) : null;
  const services = typeof options.demo === 'object' ? options.demo : own;
  const demo = services?.demo ?? null;
  const deskFolder = join(profile, 'desk');
  mkdirSync(deskFolder, { recursive: true });
  let said = '';
  const entry = options.entry ?? join(root, 'electron', 'desk', 'desk.ts');
  const init: DeskProcessOptions['init'] = {
    profile: deskFolder,
    host: 'preview',
    practice: false,
    demo: demo === null ? null : { controlUrl: demo.control.url, controlToken: demo.control.token },
    backendUrl: demo?.backendUrl ?? null,
    fhir: demo?.fhir ? { url: demo.fhir.url, token: demo.fhir.token } : null,
    enrolCode: services?.enrolCode() ?? null,
    phone: demo?.carrier ? { carrier: demo.carrier.gateway } : null,
    ...options.init,
  };
  const onLog = (line: string): void => void (said += line);
  const desk = deskProcess({ entry, init, onLog });
  desk.start();
  let practice: DeskProcess | null = null;
  const preview = await startPreview({
    folder: join(root, 'dist', 'renderer'),
    port: 0,
    token: randomBytes(32).toString('base64url'),
    cookie: randomBytes(32).toString('base64url'),
    tab: randomBytes(32).toString('base64url'),
    nonce: () => randomBytes(16).toString('base64url'),
    phone: init.phone ?? null,
    desks: {
      live: desk,
      practice() {
        if (practice === null) {
          const folder = join(profile, 'practice');
          mkdirSync(folder, { recursive: true });
          practice = deskProcess({
            entry,
            onLog,
            init: { ...init, profile: folder, practice: true, ...noWayOut },
          });
          practice.start();
        }
        return practice;
      },
    },
  });
  const served = (): Services => {
    if (services === null) throw new Error('no demo');
    return services;
  };
  return {
    url: preview.url,
    port: preview.port,
    profile,
    desk,
    pids: () => [desk.pid(), practice?.pid() ?? null].filter((pid) => pid !== null),
    demo,
    log: () => said,
    page: (pageOptions) => openPage(preview.url, pageOptions),
    async killDesk() {
      const pid = desk.pid();
      if (pid === null) throw new Error('no desk to kill');
      process.kill(pid, 'SIGKILL');
      while (desk.pid() === pid) await new Promise((resolve) => setImmediate(resolve));
    },
    backend: (on) => served().backend(on),
    stored: () => served().stored(),
    async stop() {
      await preview.close();
      await Promise.all([desk.stop(), practice?.stop()]);
      await own?.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Makes the vault when there is none, opens it, and sits the first (or the named role's) person down. */
export async function sitDown(
  page: Page,
  role?: string,
): Promise<{ id: string; name: string; role: string }> {
  const { phase, person } = await page.get<{ phase: string; person: { id: string } | null }>('session.state');
  if (phase === 'first-run') await page.get('session.create', { passphrase });
  if (phase === 'closed') await page.get('session.open', { passphrase });
  const people = await page.get<{ id: string; name: string; role: string }[]>('session.people');
  const wanted =
    people.find((p) => p.id === person?.id) ?? people.find((p) => role === undefined || p.role === role);
  if (wanted === undefined) throw new Error('nobody may sit here');
  await page.get('session.sit', { personId: wanted.id });
  return wanted;
}
