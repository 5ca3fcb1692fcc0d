// Messages and transferred ports between two processes over Node's IPC pipe: the same code at both ends. A port that goes
// over becomes a number; what is said on it follows under that number, in the order of the pipe.
import { createEnds, type PortEnd } from '../ports.ts';

export type Envelope =
  | { t: 'message'; data: unknown; ports: number[] }
  | { t: 'port'; port: number; data: unknown; ports: number[] }
  | { t: 'port-close'; port: number };

export interface Relay {
  post(data: unknown, ends: PortEnd[]): void;
  receive(envelope: Envelope): void;
  /** The other process is gone, and with it the far end of every port. */
  gone(): void;
}
export interface RelayDeps {
  /** Numbers of the two processes must not meet. */
  side: 'parent' | 'child';
  send(envelope: Envelope): void;
  onMessage(data: unknown, ends: PortEnd[]): void;
}

export function createRelay({ side, send, onMessage }: RelayDeps): Relay {
  const ends = new Map<number, PortEnd>();
  let next = side === 'parent' ? 2 : 1;

  const keep = (id: number, end: PortEnd): void => {
    ends.set(id, end);
    end.onMessage((data, more) => send({ t: 'port', port: id, data, ports: give(more) }));
    end.onClose(() => {
      if (ends.delete(id)) send({ t: 'port-close', port: id });
    });
  };
  const give = (given: PortEnd[]): number[] => {
    // Numbered first: what waits in a port's queue is said under a number the other side knows by then.
    const ids = given.map(() => (next += 2));
    given.forEach((end, index) => queueMicrotask(() => keep(ids[index] ?? 0, end)));
    return ids;
  };
  const take = (ids: number[]): PortEnd[] =>
    ids.map((id) => {
      const [near, far] = createEnds();
      keep(id, near);
      return far;
    });
  return {
    post: (data, given) => send({ t: 'message', data, ports: give(given) }),
    receive(envelope) {
      if (envelope.t === 'message') onMessage(envelope.data, take(envelope.ports));
      else if (envelope.t === 'port') ends.get(envelope.port)?.post(envelope.data, take(envelope.ports));
      else {
        const end = ends.get(envelope.port);
        ends.delete(envelope.port);
        end?.close();
      }
    },
    gone() {
      for (const [id, end] of ends) {
        ends.delete(id);
        end.close();
      }
    },
  };
}
