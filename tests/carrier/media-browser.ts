// Pages with the unmodified SDK in a real Chromium, for the media tests: served from loopback, with a microphone that says
// two tones in turn, every request written down.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { accessToken } from '#demo/carrier/gateway/far-device.ts';
import { encodeWav } from '#demo/carrier/sound/wav.ts';
import { chromiumArgs, chromiumPath } from '#tests/support/browser.ts';
import { carrierIds, carrierNow as now } from '#tests/support/switch.ts';
import { until } from '#tests/support/until.ts';
import type { Happening } from './media-page.ts';
import { row } from './table.ts';

export { now };
/** Each one is another: two of the same second would be the same text, and one of them may have been expired. */
export function token(identity: string, ttl = 3600): string {
  const jti = `${carrierIds.apiKeySid}-${randomBytes(8).toString('hex')}`;
  return accessToken({ ...carrierIds, identity, ttl, issued: Math.floor(now() / 1000), more: { jti } });
}

/** The SDK always dials `wss:`; a carrier on this computer has no certificate. */
const shim = `const Plain = WebSocket; window.WebSocket = class extends Plain {
  constructor(url, protocols) { super(String(url).replace('wss://127.0.0.1:', 'ws://127.0.0.1:'), protocols); } };`;

async function bundled(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('media-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'page',
      },
    },
  });
  const outputs = Array.isArray(made) ? made : [made];
  for (const output of outputs)
    if ('output' in output) for (const file of output.output) if (file.type === 'chunk') return file.code;
  throw new Error('no bundle');
}

/** What was measured, beside the trial's figure. */
export function figure(name: string, value: number, unit: string, trial = 'not measured'): void {
  row(name, trial, `${Math.round(value)} ${unit}`);
}

/** What the microphone says: two tones in turn, which no noise suppression takes for noise. */
export const microphone = { first: 600, second: 900 } as const;
function microphoneFile(folder: string): string {
  const rate = 48_000;
  const samples = Int16Array.from({ length: rate * 2 }, (_, i) => {
    const hz = Math.floor(i / (rate / 4)) % 2 === 0 ? microphone.first : microphone.second;
    return Math.round(12_000 * Math.sin((2 * Math.PI * hz * i) / rate));
  });
  const file = join(folder, 'microphone.wav');
  writeFileSync(file, encodeWav([samples], rate));
  return file;
}

const beep = (): Buffer =>
  encodeWav([Int16Array.from({ length: 800 }, (_, i) => Math.round(3000 * Math.sin(i / 3)))]);

export class PhonePage {
  readonly page: Page;
  readonly identity: string;
  constructor(page: Page, identity: string) {
    this.page = page;
    this.identity = identity;
  }
  happened(): Promise<Happening[]> {
    return this.page.evaluate(() => window.phone.happened);
  }
  async first(what: string, code?: number): Promise<Happening | undefined> {
    const all = await this.happened();
    return all.find((one) => one.what === what && (code === undefined || one.code === code));
  }
  /** Resolves with the happening. */
  async wait(what: string, withinMs = 5000, code?: number): Promise<Happening> {
    let found: Happening | undefined;
    await until(`${this.identity}: ${what}`, withinMs, async () => {
      found = await this.first(what, code);
      return found !== undefined;
    });
    if (found === undefined) throw new Error(what);
    return found;
  }
  /** Waits until the page hears this tone, alone or among others that are at most 12 dB louder. */
  async hearsTone(hz: number, index = 0, withinMs = 5000): Promise<void> {
    await until(`${this.identity} hears ${hz} Hz`, withinMs, async () => {
      const heard = await this.page.evaluate(
        ([which, wanted]) => window.phone.hears(which ?? 0, 200, wanted ?? 0),
        [index, hz],
      );
      return heard.rms > 0.005 && heard.belowDb < 12;
    });
  }
}

export interface Pages {
  server: Server;
  /** Where the pages are served. */
  host: string;
  /** Host and path of what any page asked outside its own origin. */
  outside: string[];
  blank(): Promise<Page>;
  /** A page whose Device speaks to this gateway; registered, unless told otherwise. */
  phone(identity: string, gateway: string, more?: object): Promise<PhonePage>;
  close(): Promise<void>;
}

/** Null when there is no Chromium. */
export async function openPages(): Promise<Pages | null> {
  const executablePath = await chromiumPath();
  if (executablePath === null) return null;
  const server = serve(await bundled());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'careline-media-'));
  const context = await launch(executablePath, folder);
  const outside: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.host !== host) outside.push(url.host + url.pathname);
  });
  async function blank(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`http://${host}/`);
    return page;
  }
  return {
    server,
    host,
    outside,
    blank,
    async phone(identity, gateway, more = {}) {
      const page = await blank();
      await page.evaluate(([jwt, where, options]) => window.phone.open(jwt, where, options), [
        token(identity),
        gateway,
        more,
      ] as const);
      return new PhonePage(page, identity);
    },
    async close() {
      await context.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serve(script: string): Server {
  const sound = beep();
  const html = `<!doctype html><meta charset="utf-8"><title>media</title><script>${shim}</script><script src="/page.js"></script>`;
  return createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === '/') return void response.setHeader('content-type', 'text/html').end(html);
    if (path === '/page.js') return void response.setHeader('content-type', 'text/javascript').end(script);
    if (path === '/sound.wav') return void response.setHeader('content-type', 'audio/wav').end(sound);
    response.statusCode = 404;
    response.end();
  });
}

function launch(executablePath: string, folder: string): Promise<BrowserContext> {
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: [
      ...chromiumArgs(),
      `--use-file-for-fake-audio-capture=${microphoneFile(folder)}`,
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}
