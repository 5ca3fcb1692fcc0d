// A proxy between desk and backend that does to one request what networks do: cuts, delays, repeats, swallows, answers in
// the backend's place. It takes whole HTTP requests and answers, so that it knows exactly when a push is on its way.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What may befall one push. */
export const mishaps = [
  'refuse',
  'cut-request',
  'drop-answer',
  'truncate-answer',
  'cut-answer-head',
  'delay',
  'slow-request',
  'slow-answer',
  'twice',
  'twice-at-once',
  'late-copy',
  'swallow',
  'answer-429',
  'answer-503',
  'answer-500-after-commit',
  'answer-html',
  'answer-html-after-commit',
] as const;
/** `black-hole`: no answer and no error, until the desk itself gives up. */
export type Mishap = (typeof mishaps)[number] | 'black-hole';
/** Where a push is: at the proxy, handed to the backend, or answered by it (committed) but not yet told to the desk. */
export const stages = ['sent', 'handed', 'answered'] as const;
export type Stage = (typeof stages)[number];

interface Message {
  head: string;
  raw: Buffer;
}
/** Takes one whole HTTP/1.1 message off the front; null = there is more to come. Bodies have a length or are chunked. */
function takeMessage(bytes: Buffer): { message: Message; rest: Buffer } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.subarray(0, end).toString('latin1');
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  let until = end + 4 + length;
  if (/^transfer-encoding: *chunked/im.test(head)) {
    const last = bytes.indexOf('\r\n0\r\n\r\n', end + 2);
    if (last < 0) return null;
    until = last + 7;
  }
  if (bytes.length < until) return null;
  return { message: { head, raw: bytes.subarray(0, until) }, rest: bytes.subarray(until) };
}

const said = (status: string, type: string, body: string, more = ''): Buffer =>
  Buffer.from(
    `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${more}connection: close\r\n\r\n${body}`,
  );
const portal = '<!doctype html><title>Sign in to this network</title><p>Please accept the terms.</p>';

export interface ProxyOptions {
  /** Milliseconds from here on; a number of the campaign's own chance. */
  between(from: number, to: number): number;
  /** In [0, 1). */
  chance(): number;
}

export async function startProxy(target: { port: number }, options: ProxyOptions) {
  const sockets = new Set<Socket>();
  const open = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    return socket;
  };
  /** Pushes at the moment, and what waits for the next one. */
  let inFlight = 0;
  let pushes = 0;
  /** Share of all other requests that are cut or answered by somebody else. */
  let noise = 0;
  let armed: { mishap: Mishap; hit: (reached: boolean) => void } | null = null;
  let watch: { stage: Stage; act: () => void | Promise<void> } | null = null;

  async function reach(stage: Stage): Promise<void> {
    if (watch?.stage !== stage) return;
    const { act } = watch;
    watch = null;
    await act();
  }

  /** Sends a request on a connection of its own. Null = the backend went away before it had answered. */
  function ask(raw: Buffer, slow = false): Promise<Buffer | null> {
    return new Promise((resolve) => {
      const upstream = open(connect(target.port, '127.0.0.1'));
      let got: Buffer = Buffer.alloc(0);
      const finish = (answer: Buffer | null): void => {
        resolve(answer);
        upstream.destroy();
      };
      upstream.on('connect', () => void (slow ? dribble(upstream, raw) : upstream.write(raw)));
      upstream.on('data', (part) => {
        got = Buffer.concat([got, part]);
        const whole = takeMessage(got);
        if (whole !== null) finish(whole.message.raw);
      });
      upstream.on('close', () => finish(null));
    });
  }
  async function dribble(socket: Socket, bytes: Buffer): Promise<void> {
    const step = Math.max(1, Math.ceil(bytes.length / options.between(3, 9)));
    for (let at = 0; at < bytes.length && !socket.destroyed; at += step) {
      socket.write(bytes.subarray(at, at + step));
      await pause(options.between(5, 60));
    }
  }

  /** Does `mishap` to one push. The answer that the desk gets, or null: its connection ends. */
  async function befall(mishap: Mishap, raw: Buffer, client: Socket): Promise<Buffer | null> {
    switch (mishap) {
      case 'refuse':
        return null;
      case 'cut-request': {
        const upstream = open(connect(target.port, '127.0.0.1'));
        upstream.write(raw.subarray(0, options.between(20, raw.length - 1)));
        await pause(options.between(1, 40));
        upstream.destroy();
        return null;
      }
      case 'drop-answer':
        await ask(raw);
        return null;
      case 'truncate-answer': {
        const answer = await ask(raw);
        if (answer === null) return null;
        const body = answer.indexOf('\r\n\r\n') + 4;
        client.write(answer.subarray(0, options.between(body, answer.length - 1)));
        await pause(options.between(1, 20));
        return null;
      }
      case 'cut-answer-head': {
        const answer = await ask(raw);
        if (answer === null) return null;
        client.write(answer.subarray(0, options.between(1, 40)));
        await pause(options.between(1, 20));
        return null;
      }
      case 'delay':
        await pause(options.between(50, 900));
        return ask(raw);
      case 'slow-request':
        return ask(raw, true);
      case 'slow-answer': {
        const answer = await ask(raw);
        if (answer !== null) await dribble(client, answer);
        return null;
      }
      case 'twice':
        await ask(raw);
        return ask(raw);
      case 'twice-at-once':
        return (await Promise.all([ask(raw), ask(raw)]))[0];
      case 'late-copy': {
        // As a retransmission that was held up somewhere: it comes after the desk has gone on.
        const answer = await ask(raw);
        void pause(options.between(20, 400)).then(() => ask(raw));
        return answer;
      }
      case 'swallow':
        // A half-open link: no error, no answer; then whoever is between gives up.
        await pause(options.between(200, 1500));
        return null;
      case 'black-hole':
        await new Promise<void>((resolve) => client.once('close', () => resolve()));
        return null;
      case 'answer-429':
        return said('429 Too Many Requests', 'text/plain', 'slow down', 'retry-after: 1\r\n');
      case 'answer-503':
        return said('503 Service Unavailable', 'text/html', portal);
      case 'answer-500-after-commit':
        await ask(raw);
        return said('500 Internal Server Error', 'application/json', '{"error":"internal"}');
      case 'answer-html':
        return said('200 OK', 'text/html', portal);
      case 'answer-html-after-commit':
        await ask(raw);
        return said('200 OK', 'text/html', portal);
    }
  }

  async function serve(message: Message, client: Socket): Promise<void> {
    const isPush = /^POST \/v\d\/push /.test(message.head);
    if (!isPush) {
      if (options.chance() < noise) {
        if (options.chance() < 0.5) client.destroy();
        else client.write(said('200 OK', 'text/html', portal));
        return;
      }
      const answer = await ask(message.raw);
      if (answer === null) client.destroy();
      else client.write(answer);
      return;
    }
    inFlight++;
    pushes++;
    try {
      await reach('sent');
      const fault = armed;
      armed = null;
      if (fault !== null) {
        const answer = await befall(fault.mishap, message.raw, client);
        // Refused before a byte went on: the request never was on its way.
        fault.hit(fault.mishap !== 'refuse');
        if (answer === null) client.destroy();
        else client.write(answer);
        return;
      }
      const asked = ask(message.raw);
      await reach('handed');
      const answer = await asked;
      await reach('answered');
      if (answer === null) client.destroy();
      else client.write(answer);
    } finally {
      inFlight--;
    }
  }

  const server = createServer((client) => {
    open(client);
    let got: Buffer = Buffer.alloc(0);
    let turn = Promise.resolve();
    client.on('data', (part) => {
      got = Buffer.concat([got, part]);
      for (let whole = takeMessage(got); whole !== null; whole = takeMessage(got)) {
        const { message } = whole;
        got = whole.rest;
        turn = turn.then(() => serve(message, client)).catch(() => void client.destroy());
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    /** A push has left the desk and its answer has not come back. */
    inFlight: (): boolean => inFlight > 0,
    pushes: (): number => pushes,
    /** The next push meets this; settles when it has, with whether it was on its way between send and acknowledgement. */
    arm: (mishap: Mishap): Promise<boolean> =>
      new Promise((resolve) => {
        armed = { mishap, hit: resolve };
      }),
    trouble(share: number): void {
      noise = share;
    },
    disarm(): void {
      armed?.hit(false);
      armed = null;
    },
    /** Runs `act` when the next push is there; the push waits for it. */
    at(stage: Stage, act: () => void | Promise<void>): void {
      watch = { stage, act };
    },
    unwatch(): void {
      watch = null;
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
export type Proxy = Awaited<ReturnType<typeof startProxy>>;
