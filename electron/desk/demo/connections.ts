// Counts every connection that this process opens, and those that leave the computer: a number for the Proof page.
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

export interface ConnectionCount {
  total: number;
  offLoopback: number;
}
const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** Starts counting; call once, first thing in the process. */
export function countConnections(): () => ConnectionCount {
  const count = { total: 0, offLoopback: 0 };
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => {
      count.total++;
      if (socket.remoteAddress !== undefined && !loopback.test(socket.remoteAddress)) count.offLoopback++;
    });
  });
  return () => ({ ...count });
}
