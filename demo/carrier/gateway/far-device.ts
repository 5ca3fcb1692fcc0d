// A Device for tests that need no browser: a real socket that speaks what the SDK speaks, with a WebRTC peer behind it.
import { createHmac } from 'node:crypto';
import { WebSocket } from 'ws';
import { FarPeer } from '../media/far-peer.ts';

export interface TokenParts {
  accountSid: string;
  apiKeySid: string;
  apiKeySecret: string;
  appSid: string;
  identity: string;
  /** Seconds since 1970. */
  issued: number;
  ttl?: number;
  /** Laid over the payload; for tokens that must be refused. */
  more?: object;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token as Twilio's own libraries shape it. */
export function accessToken(parts: TokenParts): string {
  const head = encode({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
  const body = encode({
    jti: `${parts.apiKeySid}-${parts.issued}`,
    iss: parts.apiKeySid,
    sub: parts.accountSid,
    iat: parts.issued,
    exp: parts.issued + (parts.ttl ?? 3600),
    grants: {
      identity: parts.identity,
      voice: { incoming: { allow: true }, outgoing: { application_sid: parts.appSid } },
    },
    ...parts.more,
  });
  const signature = createHmac('sha256', parts.apiKeySecret).update(`${head}.${body}`).digest('base64url');
  return `${head}.${body}.${signature}`;
}

export interface FarFrame {
  type: string;
  payload: Record<string, unknown>;
}

export class FarDevice {
  readonly frames: FarFrame[] = [];
  readonly peers: FarPeer[] = [];
  heartbeats = 0;
  closed = false;
  readonly socket: WebSocket;
  readonly #now: () => number;

  private constructor(socket: WebSocket, now: () => number) {
    this.socket = socket;
    this.#now = now;
    socket.on('message', (data) => {
      const text = String(data);
      if (text === '\n') {
        this.heartbeats += 1;
        socket.send('\n');
      } else this.frames.push(JSON.parse(text) as FarFrame);
    });
    socket.on('close', () => (this.closed = true));
    socket.on('error', () => {});
  }

  /** Rejects when the upgrade is refused. */
  static async open(port: number, now: () => number): Promise<FarDevice> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`);
    const device = new FarDevice(socket, now);
    await new Promise<void>((opened, refused) => {
      socket.once('open', opened);
      socket.once('error', refused);
    });
    return device;
  }

  send(type: string, payload: object): void {
    this.socket.send(JSON.stringify({ type, payload, version: '1.6' }));
  }

  all(type: string): Record<string, unknown>[] {
    return this.frames.filter((frame) => frame.type === type).map((frame) => frame.payload);
  }

  last(type: string): Record<string, unknown> | undefined {
    return this.all(type).at(-1);
  }

  peer(): FarPeer {
    const peer = new FarPeer(this.#now);
    this.peers.push(peer);
    return peer;
  }

  /** Answers the invite and says a tone. */
  async answer(invite: Record<string, unknown>, hz: number | null): Promise<FarPeer> {
    const peer = this.peer();
    peer.tone(hz);
    this.send('answer', { callsid: invite['callsid'], sdp: await peer.answer(String(invite['sdp'])) });
    return peer;
  }

  async close(): Promise<void> {
    this.socket.terminate();
    await Promise.all(this.peers.map((peer) => peer.close()));
  }
}
