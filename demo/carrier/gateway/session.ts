// One socket of one Device: its token, whether it is registered, and what arrives on it. Calls outlive it.
import type { WebSocket } from 'ws';
import { readFrame, type DeviceFrame } from './frames.ts';
import type { Claims, TokenCode } from './token.ts';
import type { WireLog } from './wire-log.ts';

export interface SessionParts {
  id: number;
  socket: WebSocket;
  wire: WireLog;
  now(): number;
  check(token: string): Claims | TokenCode;
  onFrame(frame: DeviceFrame, session: Session): void;
  onClose(session: Session): void;
}

const version = '1.6';
/** Frames in a second; the SDK sends some dozens when it is busiest. */
const mostFrames = 300;
/** A socket that sends nothing, not even heartbeats, is dead. */
const silenceMs = 25_000;
const longestTimer = 2 ** 31 - 1;

const codeTexts: Readonly<Record<number, string>> = {
  31100: 'Malformed request',
  31201: 'Authentication failed',
  31204: 'JWT token is invalid',
  31205: 'JWT token expired',
  31206: 'Rate exceeded authorized limit',
  31207: 'JWT token expiration too long',
};

export class Session {
  readonly id: number;
  claims: Claims | null = null;
  registered = false;
  readonly #parts: SessionParts;
  #expiry: NodeJS.Timeout | null = null;
  #heardMs: number;
  #second = 0;
  #frames = 0;

  constructor(parts: SessionParts) {
    this.id = parts.id;
    this.#parts = parts;
    this.#heardMs = parts.now();
    parts.socket.on('message', (data, binary) => this.#take(data, binary));
    parts.socket.on('error', () => {});
    parts.socket.on('close', () => {
      this.#forget();
      parts.onClose(this);
    });
  }

  get identity(): string | null {
    return this.claims?.identity ?? null;
  }

  get open(): boolean {
    return this.#parts.socket.readyState === this.#parts.socket.OPEN;
  }

  send(type: string, payload: object = {}): void {
    if (!this.open) return;
    this.#parts.wire.add(this.id, 'out', type, payload);
    this.#parts.socket.send(JSON.stringify({ type, payload, version }));
  }

  sendRaw(data: string | Buffer): void {
    if (!this.open) return;
    this.#parts.wire.add(this.id, 'out', 'raw', null);
    this.#parts.socket.send(data);
  }

  sendError(code: number, more: object = {}): void {
    this.send('error', { error: { code, message: codeTexts[code] ?? 'Error' }, ...more });
  }

  /** One newline; also notices a socket from which nothing has come for long. */
  beat(): void {
    if (this.#parts.now() - this.#heardMs > silenceMs) this.drop();
    else if (this.open) this.#parts.socket.send('\n');
  }

  /** As a network does it: no close frame. */
  drop(): void {
    this.#parts.socket.terminate();
  }

  /** The token's time is over: no call reaches the Device until it brings another one. Calls go on. */
  expire(): void {
    if (this.claims === null) return;
    this.registered = false;
    this.claims = { ...this.claims, expiresMs: this.#parts.now() };
    this.#clearExpiry();
    this.sendError(31205);
  }

  /** Whether the token that it brought is good now. */
  get authorised(): boolean {
    return this.claims !== null && this.claims.expiresMs > this.#parts.now();
  }

  #take(data: Buffer | ArrayBuffer | Buffer[], binary: boolean): void {
    const now = this.#parts.now();
    this.#heardMs = now;
    const second = Math.floor(now / 1000);
    if (second !== this.#second) [this.#second, this.#frames] = [second, 0];
    this.#frames += 1;
    if (this.#frames > mostFrames) {
      if (this.#frames === mostFrames + 1) this.sendError(31206);
      return;
    }
    const text = binary ? '' : String(data);
    if (text === '\n') return;
    const frame = readFrame(text);
    this.#parts.wire.add(this.id, 'in', frame?.type ?? 'unreadable', frame?.payload ?? null);
    if (frame === null) return this.sendError(31100);
    if (frame.type === 'listen') return this.#listen(frame.payload.token);
    if (frame.type === 'register') return this.#register(frame.payload.media.audio);
    // A call goes on with an expired token, but nobody speaks here without having had a good one.
    if (this.claims === null) return this.sendError(31204);
    this.#parts.onFrame(frame, this);
  }

  #listen(token: string): void {
    const checked = this.#parts.check(token);
    if (typeof checked === 'number') {
      if (checked === 31205) this.registered = false;
      return this.sendError(checked);
    }
    // A socket is one person's: a token for someone else leaves it as it was.
    if (this.claims !== null && this.claims.identity !== checked.identity) return this.sendError(31201);
    this.claims = checked;
    const left = checked.expiresMs - this.#parts.now();
    this.#clearExpiry();
    this.#expiry = setTimeout(() => this.expire(), Math.min(left, longestTimer));
    this.send('connected', {
      gateway: 'local',
      region: 'US_EAST_VIRGINIA',
      edge: 'ashburn',
      token: { identity: checked.identity, ttl: Math.floor(left / 1000) },
    });
  }

  #register(audio: boolean): void {
    if (this.claims === null) return this.sendError(31204);
    if (!audio) {
      this.registered = false;
      return this.send('offline');
    }
    if (!this.authorised) return this.sendError(31205);
    if (!this.claims.incoming) return this.sendError(31201);
    this.registered = true;
    this.send('ready');
  }

  #clearExpiry(): void {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    this.#expiry = null;
  }

  #forget(): void {
    this.#clearExpiry();
    this.registered = false;
  }
}
