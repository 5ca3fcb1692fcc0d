// Whoever a page of ours would tell if it could: a server on loopback that takes every connection, answers every request
// with whatever would help an attack, and writes down that it was reached. Its log must stay empty.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export interface Attacker {
  /** `http://127.0.0.1:PORT`; its WebSockets and UDP have the same port number. */
  origin: string;
  port: number;
  /** What reached it, oldest first: `tcp`, `udp`, `GET /path`, `socket`. */
  readonly log: readonly string[];
  /** Takes out what was logged; for a place that reaches it on purpose. */
  take(): string[];
  close(): Promise<void>;
}

export async function startAttacker(): Promise<Attacker> {
  let log: string[] = [];
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': request.url?.endsWith('.js') === true ? 'text/javascript' : 'text/html',
    });
    response.end('globalThis.reached = true');
  });
  server.on('connection', () => log.push('tcp'));
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', () => log.push('socket'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const udp = createSocket('udp4');
  udp.on('message', () => log.push('udp'));
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    get log() {
      return log;
    },
    take() {
      const taken = log;
      log = [];
      return taken;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      udp.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
