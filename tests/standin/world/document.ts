// One document of a page's top frame as the main process knows it: what is said to it, the ports it holds, and its end.
import { encodeClone, decode } from '../codec.ts';
import { createEnds, takeEnds, type MessagePortMain, type PortEnd } from '../ports.ts';

export interface DocumentLink {
  /** Runs `receive(text)` for each text in the document's isolated world, in order. */
  deliver(texts: string[]): void;
  problem(text: string): void;
}

export interface PageDocument {
  ipc(channel: string, args: unknown, transfer: readonly MessagePortMain[]): void;
  /** What its isolated world said of its ports. */
  take(header: readonly unknown[], body: string): void;
  /** Ports that came with a message, as ends of this process. */
  receive(ids: readonly number[]): PortEnd[];
  /** All its ports close; the other sides hear of it (docs: api/message-port-main, 'close'). */
  end(): void;
}

export function createDocument(link: DocumentLink): PageDocument {
  const stubs = new Map<number, PortEnd>();
  let ended = false;
  let given = 0;
  let queue: string[] = [];

  // All that is said in one go travels together: a frame costs no round trip of its own.
  const say = (header: unknown[], body = ''): void => {
    if (ended) return;
    if (queue.length === 0) queueMicrotask(flush);
    queue.push(`${JSON.stringify(header)}\n${body}`);
  };
  const flush = (): void => {
    const texts = queue;
    queue = [];
    if (!ended) link.deliver(texts);
  };
  const stub = (id: number, end: PortEnd): void => {
    stubs.set(id, end);
    end.onClose(() => {
      if (stubs.delete(id)) say(['close', id]);
    });
    end.onMessage((data, ends) => {
      const body = text(data);
      if (body === null) for (const each of ends) each.close();
      else give(ends, (ids) => say(['port', id, ids], body));
    });
  };
  const text = (data: unknown): string | null => {
    try {
      return encodeClone(data);
    } catch (error) {
      link.problem(`a message for a page has what the stand-in cannot carry: ${String(error)}`);
      return null;
    }
  };
  /** The message goes first: whoever gets a port hears of it before what comes over it. */
  const give = (ends: readonly PortEnd[], message: (ids: number[]) => void): void => {
    const ids = ends.map(() => (given += 1));
    message(ids);
    for (const [index, end] of ends.entries()) stub(ids[index] as number, end);
  };
  const receive = (ids: readonly number[]): PortEnd[] =>
    ids.map((id) => {
      const [near, far] = createEnds();
      stub(id, near);
      return far;
    });

  return {
    receive,
    ipc(channel, args, transfer) {
      const ends = takeEnds(transfer);
      if (ended) for (const end of ends) end.close();
      else give(ends, (ids) => say(['ipc', channel, ids], encodeClone(args)));
    },
    take([kind, id, ids], body) {
      const end = stubs.get(Number(id));
      const inside = kind === 'port' ? receive(ids as number[]) : [];
      if (kind === 'close') {
        stubs.delete(Number(id));
        end?.close();
      } else if (end) end.post(decode(body), inside);
      else for (const each of inside) each.close();
    },
    end() {
      ended = true;
      const all = [...stubs.values()];
      stubs.clear();
      for (const end of all) end.close();
    },
  };
}
