// What went over the signalling sockets, for tests and the proof page: types and call ids, never SDP, tokens or contents.
import type { WireLine } from './types.ts';

const kept = 5000;

export class WireLog {
  #lines: WireLine[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(socket: number, way: 'in' | 'out', type: string, payload: unknown): void {
    this.#lines.push({ atMs: this.#now(), socket, way, type, ...outline(payload) });
    if (this.#lines.length > kept * 1.5) this.#lines = this.#lines.slice(-kept);
  }

  since(ms = -Infinity): readonly WireLine[] {
    return this.#lines.filter((line) => line.atMs >= ms);
  }
}

function outline(payload: unknown): Pick<WireLine, 'callSid' | 'detail'> {
  if (typeof payload !== 'object' || payload === null) return { callSid: null, detail: {} };
  const all = new Map<string, unknown>(Object.entries(payload));
  const detail: Record<string, string | number | boolean> = {};
  for (const key of ['sdp', 'reconnect']) if (all.has(key)) detail[key] = true;
  const { error, media, token } = payload as { error?: unknown; media?: unknown; token?: unknown };
  const code = fieldOf(error, 'code');
  if (typeof code === 'number') detail['code'] = code;
  const audio = fieldOf(media, 'audio');
  if (typeof audio === 'boolean') detail['audio'] = audio;
  const ttl = fieldOf(token, 'ttl');
  if (typeof ttl === 'number') detail['ttl'] = ttl;
  const dtmf = all.get('dtmf');
  if (typeof dtmf === 'string') detail['digits'] = dtmf.length;
  const callSid = all.get('callsid');
  return { callSid: typeof callSid === 'string' ? callSid : null, detail };
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
