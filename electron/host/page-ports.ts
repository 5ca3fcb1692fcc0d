// One way for the desk to receive page ports, whether they are real objects (Electron) or numbered frames (preview).
import type { PagePort, ParentLink, PortOpen } from './link.ts';

interface Numbered {
  port: PagePort;
  frame(frame: unknown): void;
  closed(): void;
}

/** Calls `opened` for each page port of the link. A number that is opened again closes the earlier port first. */
export function pagePorts(link: ParentLink, opened: (port: PagePort) => void): void {
  if (link.onPort) {
    link.onPort(opened);
    return;
  }
  const ports = new Map<number, Numbered>();
  const drop = (port: number): void => {
    const known = ports.get(port);
    ports.delete(port);
    known?.closed();
  };
  link.onMessage((message) => {
    if (message.t === 'port-open') {
      drop(message.port);
      const made = numbered(link, message, () => drop(message.port));
      ports.set(message.port, made);
      opened(made.port);
    } else if (message.t === 'port-data') {
      ports.get(message.port)?.frame(message.frame);
    } else if (message.t === 'port-close') {
      drop(message.port);
    }
  });
  link.onClose(() => {
    for (const port of ports.keys()) drop(port);
  });
}

function numbered(link: ParentLink, open: PortOpen, drop: () => void): Numbered {
  const onFrame: ((frame: unknown) => void)[] = [];
  const onClose: (() => void)[] = [];
  let live = true;
  return {
    frame: (frame) => onFrame.forEach((listener) => listener(frame)),
    closed() {
      live = false;
      onClose.forEach((listener) => listener());
    },
    port: {
      port: open.port,
      surface: open.surface,
      epoch: open.epoch,
      send(frame) {
        if (live) link.send({ t: 'port-data', port: open.port, frame });
      },
      onFrame: (listener) => void onFrame.push(listener),
      onClose: (listener) => void onClose.push(listener),
      close() {
        if (!live) return;
        link.send({ t: 'port-close', port: open.port });
        drop();
      },
    },
  };
}
