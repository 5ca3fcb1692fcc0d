// A carrier in this process, the engine's page in a real Chromium under the phone's own policy, and a desk of a few lines.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import type { Gateway, OutgoingCall } from '#demo/carrier/gateway/gateway.ts';
import { accessToken } from '#demo/carrier/gateway/far-device.ts';
import type { Leg, Switchboard, SwitchboardEvent } from '#demo/carrier/media/switchboard.ts';
import { resolveAsset } from '#host/assets.ts';
import { contentSecurityPolicy, fixedHeaders } from '#host/csp.ts';
import { engineReport, type EngineOrder, type EngineReport } from '#shared/domain/telephony/engine.ts';
import { root } from '#tests/support/app.ts';
import { chromiumArgs, chromiumPath } from '#tests/support/browser.ts';
import { carrierIds, carrierNow as now, openSwitch } from '#tests/support/switch.ts';
import { until } from '#tests/support/until.ts';

export type Report<K extends EngineReport['kind']> = Extract<EngineReport, { kind: K }>;
export interface Timed {
  at: number;
  report: EngineReport;
}

/** Chromium as the trial had it; `gesture`: sound waits for a click, as in a plain browser. */
async function launch(gesture = false): Promise<{ browser: Browser; pid: number; end(): Promise<void> }> {
  const executablePath = await chromiumPath();
  if (executablePath === null) throw new Error('no Chromium');
  const server = await chromium.launchServer({
    executablePath,
    args: [
      ...chromiumArgs(),
      `--autoplay-policy=${gesture ? 'document-user-activation-required' : 'no-user-gesture-required'}`,
    ],
  });
  return {
    browser: await chromium.connect(server.wsEndpoint()),
    pid: server.process().pid ?? 0,
    end: () => server.close(),
  };
}

/** The page's files, built once for the whole run of a file. */
async function builtHarness(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'careline-harness-'));
  await build({
    configFile: false,
    root: join(root, 'tests', 'carrier', 'harness'),
    base: './',
    logLevel: 'silent',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome140',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  return outDir;
}
const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

export interface Rig {
  gateway: Gateway;
  switchboard: Switchboard;
  events: SwitchboardEvent[];
  outgoing: OutgoingCall[];
  /** As `127.0.0.1:PORT`. */
  address: string;
  token(identity: string, ttl?: number): string;
  engine(identity: string, options?: EngineOptions): Promise<EnginePage>;
  /** Rings the identity for this call; the leg plays `hz` and hears what the page says. */
  ring(identity: string, callId: string): Leg;
  /** Every address that a page of this rig asked for outside its own server and the gateway. */
  outside: string[];
  /** The whole browser stands still, as in a sleep of the computer. */
  sleep(on: boolean): void;
  close(): Promise<void>;
}
export interface EngineOptions {
  /** Registers at once; else the test does. */
  register?: boolean;
  /** Sound needs a click, and nothing is evaluated in the page. */
  gesture?: boolean;
  ttl?: number;
}
export interface EnginePage {
  page: Page;
  identity: string;
  seen: Timed[];
  order(order: EngineOrder): Promise<number>;
  /** The newest that fits, waited for; `after` = index in `seen`. */
  report<K extends EngineReport['kind']>(
    kind: K,
    fits?: (report: Report<K>) => boolean,
    after?: number,
    withinMs?: number,
  ): Promise<Timed & { report: Report<K> }>;
  media(
    callId: string,
    state: Report<'media'>['state'],
    after?: number,
    withinMs?: number,
  ): Promise<Timed & { report: Report<'media'> }>;
  tone(ms?: number): Promise<{ hz: number; rms: number; context: string } | null>;
  close(): Promise<void>;
}
export const newCall = (): string => randomUUID();

export async function startRig(): Promise<Rig> {
  const own = openSwitch();
  const { switchboard, gateway, events, outgoing } = own;
  const carrier = createServer();
  carrier.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  const port = await listening(carrier);
  const address = `127.0.0.1:${port}`;

  const folder = await builtHarness();
  const pages = createServer((request, response) => {
    const asset = resolveAsset((request.url ?? '/').split('?')[0] ?? '/');
    if (!asset.ok) return void response.writeHead(404).end();
    response.writeHead(200, {
      ...fixedHeaders,
      'Content-Type': asset.type,
      // As the phone's page has it.
      'Content-Security-Policy': contentSecurityPolicy({
        nonce: randomBytes(18).toString('base64url'),
        phone: { carrier: `ws://${address}` },
      }),
    });
    try {
      response.end(readFileSync(join(folder, asset.file)));
    } catch {
      response.end();
    }
  });
  const pagePort = await listening(pages);
  const main = await launch();
  const { browser } = main;
  let shy: Awaited<ReturnType<typeof launch>> | null = null;
  const outside: string[] = [];
  const allowed = new Set([`127.0.0.1:${pagePort}`, address]);
  const watch = (context: BrowserContext): void => {
    const look = (url: string): void => {
      if (/^(data|blob|about):/.test(url)) return;
      if (!allowed.has(new URL(url).host)) outside.push(url);
    };
    context.on('request', (request) => look(request.url()));
    context.on('page', (page) => page.on('websocket', (socket) => look(socket.url())));
  };
  const token = (identity: string, ttl = 3600): string =>
    accessToken({ ...carrierIds, identity, issued: Math.floor(now() / 1000), ttl });

  async function engine(
    identity: string,
    { register = true, gesture = false, ttl = 3600 }: EngineOptions = {},
  ): Promise<EnginePage> {
    if (gesture) shy ??= await launch(true);
    const context = await (gesture && shy !== null ? shy.browser : browser).newContext({
      permissions: ['microphone'],
      baseURL: `http://127.0.0.1:${pagePort}`,
    });
    watch(context);
    const page = await context.newPage();
    const seen: Timed[] = [];
    await page.exposeFunction('deskReport', (reports: unknown[]) => {
      for (const report of reports) seen.push({ at: now(), report: engineReport.parse(report) });
    });
    let n = 1;
    await page.goto(
      gesture
        ? `/?${new URLSearchParams({ token: token(identity, ttl), gateway: address }).toString()}`
        : '/',
    );
    const made: EnginePage = {
      page,
      identity,
      seen,
      async order(order) {
        n++;
        await page.evaluate(([at, what]) => window.harness.take(at, what), [n, order] as const);
        return n;
      },
      async report(kind, fits = () => true, after = 0, withinMs = 8000) {
        const find = (): Timed | undefined =>
          seen.slice(after).find(({ report }) => report.kind === kind && fits(report as never));
        await until(`${kind} of ${identity}`, withinMs, () => find() !== undefined, 5).catch(
          (error: Error) => {
            const last = seen.slice(-12).map(({ report }) => JSON.stringify(report).slice(0, 160));
            throw new Error(`${error.message}\n${last.join('\n')}`);
          },
        );
        return find() as never;
      },
      media: (callId, state, after = 0, withinMs = 8000) =>
        made.report('media', (m) => m.callId === callId && m.state === state, after, withinMs),
      tone: (ms = 400) => page.evaluate((wait) => window.harness.tone(wait), ms),
      close: () => context.close(),
    };
    if (register && !gesture) {
      await made.order({ kind: 'register', token: token(identity, ttl), gateway: address });
      await made.report('registration', (r) => r.state === 'registered');
    }
    return made;
  }
  return {
    gateway,
    switchboard,
    events,
    outgoing,
    address,
    token,
    engine,
    ring: (identity, callId) => gateway.dial({ identity, from: '+15555550100', params: { callId } }),
    outside,
    sleep: (on) => void process.kill(-main.pid, on ? 'SIGSTOP' : 'SIGCONT'),
    async close() {
      await main.end();
      await shy?.end();
      await own.close();
      for (const server of [carrier, pages]) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
