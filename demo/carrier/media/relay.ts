// A UDP relay on loopback in front of one peer: delay, loss, jitter and blackout of the audio, both ways, switchable in
// mid-call, without root and without the peer knowing.
import { createSocket, type Socket } from 'node:dgram';

export interface Impairment {
  delayMs: number;
  /** 0 to 100. */
  lossPercent: number;
  /** Added to the delay of each packet: 0 to this, evenly. */
  jitterMs: number;
  blackout: boolean;
}

export const unimpaired: Readonly<Impairment> = { delayMs: 0, lossPercent: 0, jitterMs: 0, blackout: false };

export interface Relay {
  /** Of 127.0.0.1. */
  readonly port: number;
  close(): void;
}

/** Every sender gets a socket of its own towards the peer, so that answers find their way back. */
const mostSenders = 16;

/** `impairment` is read for every packet; `random` gives 0 to 1. */
export async function openRelay(
  peerPort: number,
  impairment: Readonly<Impairment>,
  random: () => number,
): Promise<Relay> {
  const front = createSocket('udp4');
  const senders = new Map<number, Socket>();
  const waiting = new Set<NodeJS.Timeout>();
  let closed = false;

  function pass(send: () => void): void {
    if (impairment.blackout || random() * 100 < impairment.lossPercent) return;
    const delay = impairment.delayMs + random() * impairment.jitterMs;
    if (delay === 0) return send();
    const timer = setTimeout(() => {
      waiting.delete(timer);
      if (!closed) send();
    }, delay);
    waiting.add(timer);
  }

  function senderOf(port: number): Socket | null {
    const known = senders.get(port);
    if (known !== undefined) return known;
    if (senders.size >= mostSenders) return null;
    const socket = createSocket('udp4');
    socket.on('error', () => {});
    socket.on('message', (packet) => pass(() => front.send(packet, port, '127.0.0.1')));
    socket.bind(0, '127.0.0.1');
    senders.set(port, socket);
    return socket;
  }

  front.on('message', (packet, from) => {
    const socket = senderOf(from.port);
    if (socket !== null) pass(() => socket.send(packet, peerPort, '127.0.0.1'));
  });
  await new Promise<void>((ready, failed) => {
    front.once('error', failed);
    front.bind(0, '127.0.0.1', ready);
  });
  front.on('error', () => {});

  return {
    port: front.address().port,
    close() {
      if (closed) return;
      closed = true;
      for (const timer of waiting) clearTimeout(timer);
      front.close();
      for (const socket of senders.values()) socket.close();
    },
  };
}

const hostCandidate = /^a=candidate:(\S+) 1 udp (\d+) 127\.0\.0\.1 (\d+) typ host/iu;

/** The port of the peer's own loopback candidate; null when it has none. */
export function loopbackPort(sdp: string): number | null {
  for (const line of sdp.split(/\r?\n/u)) {
    const found = hostCandidate.exec(line);
    if (found !== null) return Number(found[3]);
  }
  return null;
}

/** The same SDP with one single candidate: the relay's. */
export function withCandidate(sdp: string, port: number): string {
  let placed = false;
  return sdp
    .split(/\r?\n/u)
    .flatMap((line) => {
      if (line.startsWith('a=end-of-candidates')) return [];
      if (!line.startsWith('a=candidate:')) return [line];
      const found = hostCandidate.exec(line);
      if (found === null || placed) return [];
      placed = true;
      return [`a=candidate:${found[1]} 1 udp ${found[2]} 127.0.0.1 ${port} typ host`];
    })
    .join('\r\n');
}

/** Without any candidate: who answers finds the sender by its packets, and nothing leaves loopback. */
export const withoutCandidates = (sdp: string): string =>
  sdp
    .split(/\r?\n/u)
    .filter((line) => !line.startsWith('a=candidate:') && !line.startsWith('a=end-of-candidates'))
    .join('\r\n');
