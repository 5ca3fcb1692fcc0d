// The preview: the same desk for a browser tab on loopback, when no Electron runtime can be had. Serves the built page
// under the same policy as Electron's own scheme, and carries page ports over a WebSocket.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { resolveAsset } from '#host/assets.ts';
import { contentSecurityPolicy, fixedHeaders, withNonce } from '#host/csp.ts';
import type { PhoneConfig } from '#host/launch.ts';
import { portSurfaces, type PortSurface } from '#host/link.ts';
import type { DeskProcess } from './desk-process.ts';
import {
  cookieOf,
  hostAllowed,
  originAllowed,
  sameSecret,
  setCookie,
  socketProtocol,
  tabSecretOf,
  tokenGate,
} from './guard.ts';

export interface PreviewOptions {
  /** Built page: dist/renderer. */
  folder: string;
  /** 0 = any free port. */
  port: number;
  /**
   * 32 random bytes each, base64url. The token stands in the start-up URL's fragment and is good as long as this server
   * runs; a page exchanges it by POST for the cookie and its tab's secret, and needs both from then on.
   */
  token: string;
  cookie: string;
  tab: string;
  nonce(): string;
  /** Where the phone's page (a second tab) may register; absent or null = no telephony. */
  phone?: PhoneConfig | null;
  desks: { live: DeskProcess; practice(): DeskProcess };
}
const frameBytes = 1_100_000;
const sessionEnded = 4401;

export async function startPreview(
  options: PreviewOptions,
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const gate = tokenGate(5, 10_000);
  let port = options.port;

  function head(
    response: ServerResponse,
    status: number,
    type: string,
    extra: Record<string, string> = {},
  ): void {
    response.writeHead(status, {
      ...fixedHeaders,
      'Content-Security-Policy': contentSecurityPolicy({
        nonce: options.nonce(),
        socket: `ws://127.0.0.1:${port}`,
      }),
      'Content-Type': type,
      ...extra,
    });
  }
  const plain = (response: ServerResponse, status: number, text: string): void => {
    head(response, status, 'text/plain; charset=utf-8');
    response.end(text);
  };

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!originAllowed(request.headers.origin, port)) return plain(response, 403, 'origin');
    if (!gate.open(performance.now())) return plain(response, 429, 'wait');
    const body = await readBody(request, 1000);
    let token = '';
    try {
      const parsed: unknown = JSON.parse(body ?? '');
      if (
        typeof parsed === 'object' &&
        parsed !== null &&
        'token' in parsed &&
        typeof parsed.token === 'string'
      )
        token = parsed.token;
    } catch {
      token = '';
    }
    const right = token !== '' && sameSecret(token, options.token);
    gate.answer(right, performance.now());
    if (!right) return plain(response, 401, 'token');
    head(response, 200, 'application/json; charset=utf-8', { 'Set-Cookie': setCookie(options.cookie, port) });
    response.end(JSON.stringify({ tab: options.tab }));
  }

  async function asset(rawPath: string, response: ServerResponse): Promise<void> {
    const found = resolveAsset(rawPath);
    if (!found.ok) return plain(response, found.status, 'not here');
    const path = join(options.folder, ...found.file.split('/'));
    if (found.html) {
      const nonce = options.nonce();
      const html = await readFile(path, 'utf8').catch(() => null);
      if (html === null) return plain(response, 404, 'not here');
      head(response, 200, found.type, {
        'Content-Security-Policy': contentSecurityPolicy({
          nonce,
          socket: `ws://127.0.0.1:${port}`,
          phone: found.file === 'phone.html' ? (options.phone ?? null) : null,
        }),
      });
      response.end(withNonce(html, nonce));
      return;
    }
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) return plain(response, 404, 'not here');
    // Built files carry a hash in their name; only the page itself is never kept.
    head(response, 200, found.type, {
      'Content-Length': String(info.size),
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
    // A file that goes away in between (a build puts a new folder in place) cuts this answer and nothing else.
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (!hostAllowed(request.headers.host, port)) return plain(response, 421, 'host');
    if (request.method === 'POST' && path === '/session')
      return void exchange(request, response).catch(() => plain(response, 400, 'bad'));
    if (request.method === 'GET')
      return void asset(path, response).catch(() => plain(response, 500, 'error'));
    plain(response, 405, 'method');
  });
  server.requestTimeout = 10_000;

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: frameBytes,
    perMessageDeflate: false,
    // The secret is never echoed: only the protocol's plain name is answered.
    handleProtocols: (offered) => (offered.has(socketProtocol) ? socketProtocol : false),
  });
  server.on('upgrade', (request, socket, upgradeHead) => {
    // From here on the socket is nobody's but ours: an error that nobody hears would end this process.
    socket.on('error', () => socket.destroy());
    const refuse = (status: string): void =>
      void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    const [path, query = ''] = (request.url ?? '/').split('?');
    const asked = new URLSearchParams(query);
    const cookie = cookieOf(request.headers.cookie, port);
    const tab = tabSecretOf(request.headers['sec-websocket-protocol']);
    if (!hostAllowed(request.headers.host, port)) return refuse('421 Misdirected Request');
    if (!originAllowed(request.headers.origin, port)) return refuse('403 Forbidden');
    const known =
      cookie !== null && tab !== null && sameSecret(cookie, options.cookie) && sameSecret(tab, options.tab);
    const surface = portSurfaces.find((s) => s === (asked.get('surface') ?? 'main'));
    if (path !== '/port' || surface === undefined) return refuse('404 Not Found');
    // The trainer's page is the practice desk's: the live one has no such window.
    if (surface === 'trainer' && !asked.has('practice')) return refuse('404 Not Found');
    sockets.handleUpgrade(request, socket, upgradeHead, (ws) => {
      // The page can't read a refused handshake: it is told by a close code that trying again won't help.
      ws.on('error', () => ws.terminate());
      if (!known) return ws.close(sessionEnded);
      carry(ws, surface, asked.has('practice') ? options.desks.practice() : options.desks.live);
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${port}/#token=${options.token}`,
    port,
    async close() {
      for (const ws of sockets.clients) ws.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Requests of one page that may be under way; then its socket is not read until some are answered. */
const mostUnderWay = 200;

function carry(ws: WebSocket, surface: PortSurface, desk: DeskProcess): void {
  let underWay = 0;
  const connection = desk.connect({
    surface,
    send(frame) {
      if (ws.readyState === ws.OPEN) ws.send(JSON.stringify(frame));
      // A desk that greets has nothing under way yet.
      if (kindOf(frame) === 'reply') underWay--;
      else if (kindOf(frame) === 'hello') underWay = 0;
      if (ws.isPaused && underWay < mostUnderWay) ws.resume();
    },
    end: () => ws.close(1012),
  });
  ws.on('message', (data, binary) => {
    if (binary) return ws.close(1003);
    let frame: unknown;
    try {
      frame = JSON.parse((data as Buffer).toString('utf8'));
    } catch {
      return ws.close(1007);
    }
    if (kindOf(frame) === 'try-again') return desk.tryAgain();
    // One page's flood stays in its own socket; all pages share one way to the desk.
    if (willBeAnswered(frame) && ++underWay >= mostUnderWay) ws.pause();
    connection.frame(frame);
  });
  ws.on('close', () => connection.closed());
}
const kindOf = (frame: unknown): unknown =>
  typeof frame === 'object' && frame !== null && 't' in frame ? frame.t : null;
/** As the desk's router decides it: each call with a usable id gets one reply. */
const willBeAnswered = (frame: unknown): boolean =>
  kindOf(frame) === 'call' && typeof (frame as { id?: unknown }).id === 'string';

async function readBody(request: IncomingMessage, most: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
