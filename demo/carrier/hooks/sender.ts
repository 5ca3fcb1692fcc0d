// Sends webhooks: forms with Twilio's signature, to loopback only, and what the control API spoils of them. Callbacks
// of one call or conference go out one after the other; a document is asked for at once.
import type { Fault } from '../control-schema.ts';
import { hookUrl } from '../config.ts';
import { mostBytes } from '../twiml/xml.ts';
import type { Wire } from '../wire.ts';
import { signatureOf } from './signature.ts';

export type HookFault = Extract<Fault, { kind: 'webhooks' }>;
export type Fields = Record<string, string>;
export interface Answer {
  status: number;
  body: string;
}
export interface Hooks {
  /** For a document. Null: unreachable, too slow, too large, or no success. @param signal gives up early */
  ask(url: string, method: 'GET' | 'POST', fields: Fields, signal?: AbortSignal): Promise<Answer | null>;
  /** A callback; `line` keeps those of one call or conference in order. Never rejects. */
  tell(line: string, url: string, method: 'GET' | 'POST', fields: Fields): void;
  /** As it stands, past the faults. */
  raw(url: string, fields: Fields, signed: boolean): Promise<Answer | null>;
  spoil(fault: HookFault): void;
  mend(): void;
  /** Nothing waits to be sent any more. */
  idle(): Promise<void>;
  close(): void;
}
export interface HookParts {
  authToken: string;
  wire: Wire;
  fetch: typeof fetch;
  timeoutMs?: number;
}
/** One that waits for a follower that never comes goes out by itself. */
const reorderMs = 3_000;

export function makeHooks({ authToken, wire, fetch, timeoutMs = 15_000 }: HookParts): Hooks {
  let faults: (HookFault & { left: number })[] = [];
  const lines = new Map<string, Promise<unknown>>();
  const held = new Set<() => void>();
  const ended = new AbortController();

  async function send(
    url: string,
    method: 'GET' | 'POST',
    fields: Fields,
    signed: boolean,
    signal?: AbortSignal,
  ): Promise<Answer | null> {
    if (!hookUrl.safeParse(url).success) return null;
    const target = new URL(url);
    if (method === 'GET') for (const [k, v] of Object.entries(fields)) target.searchParams.set(k, v);
    const shown = method === 'GET' ? target.href : url;
    const noted = wire.note('hook', new URL(url).pathname, fields);
    const signals = [ended.signal, AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
    try {
      const response = await fetch(target, {
        method,
        headers: {
          'user-agent': 'TwilioProxy/1.1',
          ...(signed
            ? { 'x-twilio-signature': signatureOf(authToken, shown, method === 'GET' ? {} : fields) }
            : {}),
        },
        ...(method === 'GET' ? {} : { body: new URLSearchParams(fields) }),
        redirect: 'manual',
        signal: AbortSignal.any(signals),
      });
      noted.done(response.status);
      const body = await limited(response);
      return body === null || !response.ok ? null : { status: response.status, body };
    } catch {
      noted.done(0);
      return null;
    }
  }

  function spoiled(url: string): HookFault | null {
    const found = faults.find((f) => url.includes(f.path));
    if (!found) return null;
    if (--found.left <= 0) faults = faults.filter((f) => f !== found);
    return found;
  }
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        ended.signal.removeEventListener('abort', done);
        resolve();
      }
      ended.signal.addEventListener('abort', done);
    });

  async function withFault(
    url: string,
    method: 'GET' | 'POST',
    fields: Fields,
    signal?: AbortSignal,
  ): Promise<Answer | null> {
    const fault = spoiled(url);
    if (fault?.does === 'drop') {
      wire.note('hook', new URL(url).pathname, { ...fields, '(dropped)': true }).done(0);
      return null;
    }
    if (fault?.does === 'delay') await pause(fault.delayMs);
    const signed = fault?.does !== 'unsigned';
    if (fault?.does !== 'double') return send(url, method, fields, signed, signal);
    const [first] = await Promise.all([
      send(url, method, fields, true, signal),
      send(url, method, fields, true, signal),
    ]);
    return first;
  }

  function queue(line: string, work: () => Promise<unknown>): void {
    const next = (lines.get(line) ?? Promise.resolve()).then(work, work);
    lines.set(line, next);
    void next.then(
      () => lines.get(line) === next && lines.delete(line),
      () => undefined,
    );
  }

  return {
    ask: withFault,
    tell(line, url, method, fields) {
      if (ended.signal.aborted) return;
      const late = faults.find((f) => f.does === 'reorder' && url.includes(f.path));
      if (late) {
        if (--late.left <= 0) faults = faults.filter((f) => f !== late);
        const release = (): void => {
          if (!held.delete(release)) return;
          clearTimeout(timer);
          queue(line, () => send(url, method, fields, true));
        };
        const timer = setTimeout(release, reorderMs);
        held.add(release);
        return;
      }
      queue(line, () => withFault(url, method, fields));
      for (const release of held) release();
    },
    raw: (url, fields, signed) => send(url, 'POST', fields, signed),
    spoil: (fault) => void faults.push({ ...fault, left: fault.times }),
    mend() {
      faults = [];
      for (const release of held) release();
    },
    async idle() {
      while (lines.size > 0 || held.size > 0) {
        await Promise.allSettled(lines.values());
        if (held.size > 0) await pause(20);
      }
    },
    close() {
      ended.abort();
      for (const release of held) release();
      lines.clear();
    },
  };
}

/** Null when it is larger than a document may be. */
async function limited(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.length;
    if (size > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
