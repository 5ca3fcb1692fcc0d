// The preview's door, knocked on by strangers: every other page and program of this computer can reach it.
import { connect } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { DeskProcess, PageConnection } from './desk-process.ts';
import { startPreview } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-preview-'));
const token = 't'.repeat(43);
const cookie = 'c'.repeat(43);
const tab = 'b'.repeat(43);
const connected: PageConnection[] = [];
const frames: unknown[] = [];
let tries = 0;
/** The seam to the desk's process: what reaches it is what these tests are about. */
const desk: DeskProcess = {
  start: () => undefined,
  state: () => ({ state: 'running', reason: null }),
  pid: () => null,
  connect(page) {
    connected.push(page);
    page.send({ t: 'desk', state: 'running', reason: null });
    return {
      frame: (frame) => void frames.push(frame),
      closed: () => void connected.splice(connected.indexOf(page), 1),
    };
  },
  tryAgain: () => void tries++,
  stop: () => Promise.resolve(),
};
let preview: Awaited<ReturnType<typeof startPreview>>;
let practiceAsked = 0;
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" content="__CSP_NONCE__"><p>desk</p>');
  writeFileSync(join(folder, 'phone.html'), '<p>phone</p>');
  writeFileSync(join(folder, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(folder, '..', 'careline-secret.js'), 'secret');
  preview = await startPreview({
    folder,
    port: 0,
    token,
    cookie,
    tab,
    nonce: () => 'n'.repeat(22),
    phone: { carrier: 'ws://127.0.0.1:4712' },
    desks: { live: desk, practice: () => (practiceAsked++, desk) },
  });
});
afterAll(async () => {
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(folder, '..', 'careline-secret.js'), { force: true });
});
const origin = (): string => `http://127.0.0.1:${preview.port}`;

/** Exactly these bytes; the answer until the server closes. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(preview.port, '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.on('data', (d) => (got += d.toString()));
    socket.on('close', () => resolve(got));
    socket.on('error', () => resolve(got));
  });
const get = (path: string, head = `Host: 127.0.0.1:${preview.port}`, method = 'GET'): Promise<string> =>
  raw(`${method} ${path} HTTP/1.1\r\n${head}\r\nConnection: close\r\n\r\n`);
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);

/** The status of the refused upgrade, or the close code of a socket that was opened. */
function knock(
  path: string,
  headers: Record<string, string>,
  after?: (ws: WebSocket) => void,
  protocols: string[] = ['careline', `tab.${tab}`],
): Promise<number> {
  return new Promise((resolve) => {
    const ws = new WebSocket(`ws://127.0.0.1:${preview.port}${path}`, protocols, { headers });
    ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    ws.on('open', () => after?.(ws));
    ws.on('close', (code) => resolve(code));
    ws.on('error', () => undefined);
  });
}
const named = (value: string): string => `careline_preview_${preview.port}=${value}`;
const good = (): Record<string, string> => ({ origin: origin(), cookie: named(cookie) });
const stillServes = async (): Promise<void> => expect(statusOf(await get('/'))).toBe(200);

describe('a page', () => {
  it('of the phone alone may reach the carrier', async () => {
    const policyOf = (answer: string): string => /connect-src ([^;]*)/.exec(answer)?.[1] ?? '';
    expect(policyOf(await get('/phone.html'))).toContain('ws://127.0.0.1:4712');
    for (const path of ['/', '/index.html', '/assets/a.js', '/none.html'])
      expect(policyOf(await get(path))).not.toContain(':4712');
  });
  it('comes under the policy, with its nonce, and is never kept', async () => {
    const answer = await get('/');
    expect(answer).toContain("default-src 'none'");
    expect(answer).toContain(`content="${'n'.repeat(22)}"`);
    expect(answer.toLowerCase()).not.toContain('immutable');
    expect(answer).not.toContain('Access-Control');
  });
  it.each([
    ['another Host', '/', 'Host: careline.example:80', 421],
    ['a name that points here', '/', 'Host: localhost:1', 421],
    ['no Host', '/', 'X-None: 1', 400],
    ['a way out', '/../careline-secret.js', undefined, 400],
    ['a way out in disguise', '/%2e%2e/careline-secret.js', undefined, 400],
    ['a way out of a folder', '/assets/../../careline-secret.js', undefined, 400],
    ['backslashes', '/..\\careline-secret.js', undefined, 400],
    ['a file of the system', '//etc/passwd.js', undefined, 400],
    ['a whole address', 'http://careline.example/index.html', undefined, 400],
    ['nothing that is there', '/assets/none.js', undefined, 404],
    ['a folder', '/assets', undefined, 404],
  ])('asked for by %s is refused', async (_what, path, head, status) => {
    const answer = await get(path, head);
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toContain('secret');
  });
  it.each(['PUT', 'DELETE', 'OPTIONS', 'HEAD'])('takes no %s', async (method) => {
    expect(statusOf(await get('/', undefined, method))).toBe(405);
  });
});

describe('the token', () => {
  const give = (body: string, headers: Record<string, string> = { origin: origin() }) =>
    fetch(new URL('/session', origin()), { method: 'POST', headers, body });
  it.each([
    ['without Origin', {}],
    ['from another page', { origin: 'http://127.0.0.1:1' }],
    ['from a file', { origin: 'null' }],
    ['from a name', { origin: 'http://localhost' }],
  ])('is not taken %s', async (_what, headers) => {
    const answer = await give(JSON.stringify({ token }), headers as Record<string, string>);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
  it('gives the cookie that no script reads and no other site sends', async () => {
    const answer = await give(JSON.stringify({ token }));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ tab });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^careline_preview_\d+=c{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
  });
  it('that is wrong is refused, and five in a row close the door for a while', async () => {
    const wrong = [
      `{"token":"${'x'.repeat(43)}"}`,
      '{"token":5}',
      'not JSON',
      '',
      `{"token":"${'y'.repeat(5000)}"}`,
    ];
    for (const body of wrong) expect((await give(body)).status).toBe(401);
    expect((await give(JSON.stringify({ token }))).status).toBe(429);
    await stillServes();
  });
});

describe('a socket', () => {
  it.each([
    ['from another page', '/port', { origin: 'http://careline.example' }, 403],
    ['without Origin', '/port', {}, 403],
    ['with another Host', '/port', { host: 'careline.example' }, 421],
    ['on another path', '/elsewhere', {}, 404],
    ['with a path that is no address', '//', {}, 404],
    ['with a path that is no address either', '//:@/', {}, 404],
    ['for a surface there is not', '/port?surface=admin', {}, 404],
    ['without the cookie', '/port', { cookie: '' }, 4401],
    ['with a stale cookie', '/port', { cookie: () => named('o'.repeat(43)) }, 4401],
    ['with the cookie of another port', '/port', { cookie: () => `careline_preview_1=${cookie}` }, 4401],
    ['with two cookies', '/port', { cookie: () => `${named(cookie)}; ${named('x')}` }, 4401],
    ['with an endless cookie', '/port', { cookie: () => `${named(cookie)}; x=${'y'.repeat(4000)}` }, 4401],
  ])('%s is refused', async (what, path, given: Record<string, string | (() => string)>, code) => {
    const headers = Object.fromEntries(
      Object.entries(given).map(([k, v]) => [k, typeof v === 'string' ? v : v()]),
    );
    const all = what === 'without Origin' ? { cookie: good()['cookie'] ?? '' } : { ...good(), ...headers };
    expect(await knock(path, all)).toBe(code);
    expect(connected).toEqual([]);
    await stillServes();
  });
  it.each([
    ['names no tab', ['careline']],
    ['names a wrong one', ['careline', `tab.${'x'.repeat(43)}`]],
    ['names two', ['careline', `tab.${tab}`, `tab.${'x'.repeat(43)}`]],
    ['names an endless one', ['careline', `tab.${'x'.repeat(3000)}`]],
  ])(
    'with a good cookie that %s is refused: cookies go to every port of this computer',
    async (_what, protocols) => {
      expect(await knock('/port', good(), undefined, protocols)).toBe(4401);
      expect(connected).toEqual([]);
    },
  );
  it.each([
    ['a frame over the limit', (ws: WebSocket) => ws.send('x'.repeat(1_200_000)), 1009],
    ['a binary frame', (ws: WebSocket) => ws.send(Buffer.from([1, 2, 3])), 1003],
    ['what is not JSON', (ws: WebSocket) => ws.send('{"t":'), 1007],
  ])('that sends %s is closed, and nothing of it reaches the desk', async (_what, send, code) => {
    frames.length = 0;
    expect(await knock('/port', good(), send)).toBe(code);
    expect(frames).toEqual([]);
    await stillServes();
  });
  it('that nobody knows may send what it likes: it is closed and the server lives on', async () => {
    expect(await knock('/port', { ...good(), cookie: '' }, (ws) => ws.send('x'.repeat(1_200_000)))).toBe(
      4401,
    );
    // A reserved opcode, straight after the handshake.
    await raw(
      `GET /port HTTP/1.1\r\nHost: 127.0.0.1:${preview.port}\r\nOrigin: ${origin()}\r\nConnection: Upgrade\r\n` +
        'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\x8f\x8f\x8f\x8f',
    );
    await stillServes();
  });
  it('that resets its connection while it is refused harms nobody', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(preview.port, '127.0.0.1', () => {
        socket.write(
          `GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1:${preview.port}\r\nOrigin: ${origin()}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
          () => socket.resetAndDestroy(),
        );
      });
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
    });
    await stillServes();
  });
  it('carries frames both ways, asks for another try, and tells the desk when it goes', async () => {
    frames.length = 0;
    const said: string[] = [];
    const code = knock('/port?surface=panel', good(), (ws) => {
      ws.on('message', (d) => {
        said.push(String(d));
        if (String(d).includes('done')) ws.close(1000);
      });
      ws.send(JSON.stringify({ t: 'try-again' }));
      ws.send(JSON.stringify({ t: 'read' }));
      ws.send('7');
    });
    while (frames.length < 2) await new Promise((r) => setImmediate(r));
    expect(connected[0]?.surface).toBe('panel');
    connected[0]?.send({ done: true });
    expect(await code).toBe(1000);
    expect(frames).toEqual([{ t: 'read' }, 7]);
    expect(tries).toBe(1);
    expect(said[0]).toBe('{"t":"desk","state":"running","reason":null}');
    while (connected.length > 0) await new Promise((r) => setImmediate(r));
  });
  it('has no trainer’s page at the live desk', async () => {
    expect(await knock('/port?surface=trainer', good())).toBe(404);
    await stillServes();
  });
  it('may ask for the practice desk, which starts then and not before', async () => {
    expect(practiceAsked).toBe(0);
    await knock('/port?surface=main&practice=1', good(), (ws) => ws.close(1000));
    expect(practiceAsked).toBe(1);
  });
});
