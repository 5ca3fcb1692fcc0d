// A TCP proxy before PostgreSQL that can hold back the moment of commit, so that a test can kill the backend exactly
// between "committed" and "answered", or just before. Understands only where PostgreSQL's messages begin and end.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Nothing is held; the client's COMMIT isn't passed on; or it is, and the server's answer isn't passed back. */
export type Hold = 'nothing' | 'commit' | 'commit-answer';

export interface PgProxy {
  url: string;
  /** Holds the next commit and settles when it is held. Held connections stay dead. */
  hold: (what: Exclude<Hold, 'nothing'>) => Promise<void>;
  close: () => Promise<void>;
}

/** Messages are: one byte of type (absent in the first from the client), four of length, the content. */
function* messages(bytes: Buffer): Generator<{ type: string; content: string }> {
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readUInt32BE(at + 1))
    yield {
      type: String.fromCharCode(bytes[at] ?? 0),
      content: bytes.subarray(at + 5, at + 1 + bytes.readUInt32BE(at + 1)).toString('latin1'),
    };
}

export async function startPgProxy(databaseUrl: string): Promise<PgProxy> {
  const target = new URL(databaseUrl);
  let holding: Hold = 'nothing';
  let held = (): void => undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let dead = false;
    let started = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    const pass = (to: Socket, bytes: Buffer, catches: boolean): void => {
      if (dead) return;
      if (catches) {
        dead = true;
        holding = 'nothing';
        held();
      } else to.write(bytes);
    };
    client.on('data', (bytes) => {
      const commits =
        started &&
        holding === 'commit' &&
        [...messages(bytes)].some((m) => m.type === 'Q' && m.content.startsWith('commit'));
      started = true;
      pass(upstream, bytes, commits);
    });
    upstream.on('data', (bytes) =>
      pass(
        client,
        bytes,
        holding === 'commit-answer' &&
          [...messages(bytes)].some((m) => m.type === 'C' && m.content.startsWith('COMMIT')),
      ),
    );
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    hold: (what) =>
      new Promise((resolve) => {
        holding = what;
        held = resolve;
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
