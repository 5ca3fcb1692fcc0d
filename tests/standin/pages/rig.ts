// A main process in small, without the product: pages of the double on a real Chromium, a server that logs what reaches it,
// and a scheme `app:` with a policy.
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';
import { createScreen, usualDisplay } from '../double/screen.ts';
import { createWorld } from '../world/index.ts';
import { launchChromium } from './chromium.ts';
import { createPages, type BrowserWindowDouble, type Pages, type SessionDouble } from './index.ts';

export interface Rig {
  pages: Pages;
  app: EventEmitter;
  problems: string[];
  /** `allWindowsClosed` and `closeCancelled`, as they were called. */
  told: string[];
  /** Address of the server, and what reached it. */
  outside: string;
  log: string[];
  /** A session of its own that serves `app://desk`. */
  session(partition: string): SessionDouble;
  /** A window on `app://desk/`, loaded. */
  window(session: SessionDouble, options?: BrowserWindowConstructorOptions): Promise<BrowserWindowDouble>;
  /** In the page's own world, with a user's gesture; functions and their arguments are sent as text. */
  run<T>(window: BrowserWindowDouble, expression: string): Promise<T>;
  chromium: number;
  end(): Promise<void>;
}
/** A page of another site that wants the microphone and tells its parent what it got. */
const listens = `<!doctype html><script>navigator.mediaDevices.getUserMedia({ audio: true })
  .then(() => 'granted', (error) => error.name).then((word) => parent.postMessage(word, '*'))</script>`;
export const policy = "default-src 'none'; script-src 'self'; connect-src *; frame-src *; worker-src 'self'";

export async function createRig(): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'careline-pages-'));
  const log: string[] = [];
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    if (request.url === '/moved') response.writeHead(302, { Location: '/there' });
    else
      response.writeHead(200, {
        'Content-Type': 'text/html',
        'Access-Control-Allow-Origin': '*',
        ...(request.url === '/file' && { 'Content-Disposition': 'attachment; filename="list.csv"' }),
      });
    response.end(request.url === '/listens' ? listens : '<!doctype html><title>outside</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const chromium = await launchChromium({ userDataDir: join(folder, 'chromium'), args: [] });
  const problems: string[] = [];
  const told: string[] = [];
  let ready = false;
  const app = Object.assign(new EventEmitter(), { isReady: () => ready });
  const pages = createPages({
    browser: () => chromium,
    app,
    allWindowsClosed: () => void told.push('allWindowsClosed'),
    closeCancelled: () => void told.push('closeCancelled'),
    displays: createScreen([usualDisplay], () => true).now,
    world: createWorld(),
    record: () => undefined,
    problem: (text) => void problems.push(text),
  });
  pages.protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  ready = true;

  return {
    pages,
    app,
    problems,
    told,
    outside,
    log,
    chromium: chromium.pid,
    session(partition) {
      const session = pages.session.fromPartition(partition);
      session.protocol.handle('app', (request) => {
        const { pathname } = new URL(request.url);
        if (pathname === '/moved')
          return new Response(null, { status: 302, headers: { Location: 'app://desk/there' } });
        const script = pathname.endsWith('.js');
        if (!script && pathname.includes('nothing')) return new Response('nothing here', { status: 404 });
        return new Response(
          script
            ? 'globalThis.ran = 1'
            : `<!doctype html><title>${pathname}</title><p>desk</p><script src=/a.js></script>`,
          {
            headers: {
              'Content-Type': script ? 'text/javascript' : 'text/html',
              'Content-Security-Policy': policy,
            },
          },
        );
      });
      return session;
    },
    async window(session, options = {}) {
      const window = new pages.BrowserWindow({
        show: false,
        ...options,
        webPreferences: { ...options.webPreferences, session: session as never },
      });
      await window.webContents.loadURL('app://desk/index.html');
      return window;
    },
    async run(window, expression) {
      const page = await window.webContents._up;
      const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    async end() {
      await chromium.end();
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
