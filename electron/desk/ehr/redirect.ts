// Where the browser comes back to after the sign-in (RFC 8252): a port of this computer, open for one answer and a bounded
// time. Whatever else asks is told nothing; the page it answers has no script and no word of what was sent.
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Result } from '#shared/domain/result.ts';

export interface RedirectOptions {
  /** Of this sign-in, random: an answer without it is somebody else's. */
  state: string;
  /** Of the record's sign-in; an answer that names another one is refused (RFC 9207). */
  issuer: string | null;
  /** It always names itself; an answer that doesn't is refused too. */
  namesItself: boolean;
  /** Null: any free one. */
  port: number | null;
  withinMs: number;
  signal: AbortSignal;
}
export interface Redirect {
  /** To be registered without its port: `http://127.0.0.1/careline`. */
  url: string;
  /** The code; settles once, and the port is closed then. */
  answer: Promise<Result<string>>;
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
  refused: page(
    'Not signed in',
    'The record did not sign you in. Close this tab and read what Careline says.',
  ),
  spent: page('Already used', 'This sign-in has had its answer. Close this tab and go back to Careline.'),
  stranger: page('Nothing here', 'This page belongs to no sign-in that is going on.'),
} as const;

const same = (a: string, b: string): boolean => {
  const [one, two] = [Buffer.from(a), Buffer.from(b)];
  return one.length === two.length && timingSafeEqual(one, two);
};

/** What the record sent with the browser: a code, or why there is none. Null: not of this sign-in. */
function read(
  query: URLSearchParams,
  { state, issuer, namesItself }: RedirectOptions,
): Result<string> | null {
  const one = (name: string): string | null => {
    const all = query.getAll(name);
    return all.length === 1 ? (all[0] ?? null) : null;
  };
  if (!same(one('state') ?? '', state)) return null;
  const from = one('iss');
  const other = from === null ? namesItself : issuer !== null && from !== issuer;
  if (other) return fail('ehr-sign-in-refused', 'iss');
  if (query.has('error')) {
    const why = one('error') ?? '';
    if (why === 'access_denied') return fail('ehr-sign-in-denied');
    return fail('ehr-sign-in-refused', /^[a-z_]{1,40}$/.test(why) ? why : 'error');
  }
  const code = one('code');
  return code !== null && /^[\x21-\x7e]{1,4000}$/.test(code)
    ? ok(code)
    : fail('ehr-sign-in-refused', 'no code');
}

/** Fails with `ehr-sign-in-refused` when the wanted port is taken. */
export async function openRedirect(options: RedirectOptions): Promise<Result<Redirect>> {
  let settle: (answer: Result<string>) => void = () => undefined;
  const answer = new Promise<Result<string>>((resolve) => (settle = resolve));
  let done = false;
  let strangers = 0;
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 10_000 }, handle);
  server.maxConnections = 16;

  function end(with_: Result<string>): void {
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
  const timer = setTimeout(() => end(fail('ehr-sign-in-late')), options.withinMs);

  function handle(req: IncomingMessage, res: ServerResponse): void {
    const send = (status: number, body: string): void => {
      res.writeHead(status, headers).end(req.method === 'HEAD' ? undefined : body);
    };
    req.resume();
    if (done) return send(410, pages.spent);
    const [path = '', query = ''] = (req.url ?? '').split('?', 2);
    const own = req.headers.host === `127.0.0.1:${portOf()}`;
    const read_ =
      own && req.method === 'GET' && path === redirectPath ? read(new URLSearchParams(query), options) : null;
    if (read_ === null) {
      send(own ? 404 : 403, pages.stranger);
      if (++strangers >= mostStrangers) end(fail('ehr-sign-in-refused', 'strangers'));
      return;
    }
    send(read_.ok ? 200 : 400, read_.ok ? pages.received : pages.refused);
    end(read_);
  }
  const portOf = (): number => (server.address() as AddressInfo | null)?.port ?? 0;

  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve(true));
  });
  if (!listening) {
    end(fail('ehr-sign-in-refused', 'port'));
    return fail('ehr-sign-in-refused', 'port');
  }
  if (options.signal.aborted) cancelled();
  else options.signal.addEventListener('abort', cancelled, { once: true });
  return ok({ url: `http://127.0.0.1:${portOf()}${redirectPath}`, answer });
}
