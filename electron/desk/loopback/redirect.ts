// Where the browser comes back to after a sign-in (RFC 8252): a port of this computer, open for one answer and a bounded
// time. Whatever else asks is told nothing; the page it answers has no script and no word of what was sent.
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';

export interface RedirectOptions<T> {
  /** Of this sign-in, random: an answer without it is somebody else's. */
  state: string;
  /** What came with this state. */
  read(query: URLSearchParams): Result<T>;
  /** How it ends without an answer. */
  codes: { late: ErrorCode; refused: ErrorCode };
  /** Something came to the right address with another state, or none. */
  stranger?(): void;
  /** Null: any free one. */
  port: number | null;
  withinMs: number;
  signal: AbortSignal;
}
export interface Redirect<T> {
  /** To be registered without its port: `http://127.0.0.1/careline`. */
  url: string;
  /** Settles once, and the port is closed then. */
  answer: Promise<Result<T>>;
}

export const redirectPath = '/careline';
const mostStrangers = 50;
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  connection: 'close',
};
const page = (title: string, text: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${title}</title><body><h1>${title}</h1><p>${text}</p></body></html>`;
const pages = {
  received: page('Back to Careline', 'The sign-in goes on in Careline. You can close this tab.'),
  refused: page('Not signed in', 'You were not signed in. Close this tab and read what Careline says.'),
  spent: page('Already used', 'This sign-in has had its answer. Close this tab and go back to Careline.'),
  stranger: page('Nothing here', 'This page belongs to no sign-in that is going on.'),
} as const;

const same = (a: string, b: string): boolean => {
  const [one, two] = [Buffer.from(a), Buffer.from(b)];
  return one.length === two.length && timingSafeEqual(one, two);
};

/** A parameter's value; null when it is missing or there more than once. */
export function once(query: URLSearchParams, name: string): string | null {
  const all = query.getAll(name);
  return all.length === 1 ? (all[0] ?? null) : null;
}

/** Fails with `codes.refused` when the wanted port is taken. */
export async function openRedirect<T>(options: RedirectOptions<T>): Promise<Result<Redirect<T>>> {
  const { codes } = options;
  let settle: (answer: Result<T>) => void = () => undefined;
  const answer = new Promise<Result<T>>((resolve) => (settle = resolve));
  let done = false;
  let strangers = 0;
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 10_000 }, handle);
  server.maxConnections = 16;

  function end(with_: Result<T>): void {
    if (done) return;
    done = true;
    clearTimeout(timer);
    options.signal.removeEventListener('abort', cancelled);
    settle(with_);
    server.close();
    // What is being answered is answered; a connection that only waits is not waited for.
    setImmediate(() => server.closeIdleConnections());
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  }
  const cancelled = (): void => end(fail('cancelled', 'sign-in'));
  const timer = setTimeout(() => end(fail(codes.late)), options.withinMs);

  /** Null: nothing of this sign-in. */
  function read(query: URLSearchParams): Result<T> | null {
    if (same(once(query, 'state') ?? '', options.state)) return options.read(query);
    options.stranger?.();
    return null;
  }
  function handle(req: IncomingMessage, res: ServerResponse): void {
    const send = (status: number, body: string): void => {
      res.writeHead(status, headers).end(req.method === 'HEAD' ? undefined : body);
    };
    req.resume();
    if (done) return send(410, pages.spent);
    const [path = '', query = ''] = (req.url ?? '').split('?', 2);
    const own = req.headers.host === `127.0.0.1:${portOf()}`;
    const isRedirect = own && req.method === 'GET' && path === redirectPath;
    const came = isRedirect ? read(new URLSearchParams(query)) : null;
    if (came === null) {
      send(own ? 404 : 403, pages.stranger);
      if (++strangers >= mostStrangers) end(fail(codes.refused, 'strangers'));
      return;
    }
    send(came.ok ? 200 : 400, came.ok ? pages.received : pages.refused);
    end(came);
  }
  const portOf = (): number => (server.address() as AddressInfo | null)?.port ?? 0;

  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve(true));
  });
  if (!listening) {
    end(fail(codes.refused, 'port'));
    return fail(codes.refused, 'port');
  }
  if (options.signal.aborted) cancelled();
  else options.signal.addEventListener('abort', cancelled, { once: true });
  return ok({ url: `http://127.0.0.1:${portOf()}${redirectPath}`, answer });
}
