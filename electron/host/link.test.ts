import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { surfaces } from '#shared/contract/kinds.ts';
import {
  childProcessLink,
  deskToParent,
  pagePorts,
  parentToDesk,
  portSurfaces,
  utilityLink,
} from './link.ts';
import type { Init, PagePort } from './link.ts';
import { deskLinkOf, type IpcEnd } from './link-child.ts';
import type { ParentPort, TransferredPort } from './link-utility.ts';

const init: Init = {
  t: 'init',
  profile: '/tmp/profile',
  host: 'preview',
  version: '1.2.3',
  practice: false,
  demo: { controlUrl: 'http://127.0.0.1:4711', controlToken: 'x' },
  backendUrl: null,
  fhir: { url: 'http://127.0.0.1:4712/fhir/R4', token: null },
  enrolCode: null,
  reopen: null,
  locked: false,
  epochBase: 0,
};

/** Both ends of Node's child IPC without a process: what one sends, the other emits, as JSON. */
function pipe() {
  const ends = [new EventEmitter(), new EventEmitter()] as const;
  const end = (mine: EventEmitter, other: EventEmitter): IpcEnd & EventEmitter =>
    Object.assign(mine, {
      connected: true,
      send: (message: unknown) => other.emit('message', JSON.parse(JSON.stringify(message))),
    });
  return { parent: end(ends[0], ends[1]), child: end(ends[1], ends[0]) };
}

it('knows the same surfaces as the contract', () => {
  expect([...portSurfaces]).toEqual([...surfaces]);
});

describe('messages', () => {
  it('init is taken as it is', () => {
    expect(parentToDesk.parse(init)).toEqual(init);
  });
  it.each([
    ['no profile', { ...init, profile: '' }],
    ['a file URL', { ...init, backendUrl: 'file:///etc/passwd' }],
    ['a reopen that is not base64', { ...init, reopen: '{"key":1}' }],
    ['a key that nobody meant', { ...init, passphrase: 'x' }],
    ['no version', { ...init, version: '' }],
    ['not said whether it was locked', { ...init, locked: undefined }],
    ['a negative epoch', { ...init, epochBase: -1 }],
    ['an unknown surface', { t: 'port-open', port: 1, surface: 'admin', epoch: 1 }],
    ['a port that is none', { t: 'port-data', port: 0, frame: {} }],
    ['an unknown power event', { t: 'power', event: 'x' }],
    ['nothing', null],
    ['a desk’s message', { t: 'ready' }],
  ])('refuses %s', (_what, message) => {
    expect(parentToDesk.safeParse(message).success).toBe(false);
  });
  it.each([
    ['a parent’s message', { t: 'stop' }],
    ['a keep that is no text', { t: 'keep', reopen: 5 }],
    ['a failure without a code', { t: 'failed', message: 'x' }],
    ['a host request without an id', { t: 'host-request', method: 'paths', input: {} }],
  ])('refuses from a desk %s', (_what, message) => {
    expect(deskToParent.safeParse(message).success).toBe(false);
  });
});

describe('child IPC', () => {
  it('drops what doesn’t fit and carries what does', () => {
    const { parent, child } = pipe();
    const heard = vi.fn();
    const desk = childProcessLink(child);
    desk.onMessage(heard);
    const link = deskLinkOf(parent);
    const fromDesk = vi.fn();
    link.onMessage(fromDesk);
    parent.send?.({ t: 'init' });
    link.send(init);
    desk.send({ t: 'keep', reopen: null });
    child.send?.({ t: 'keep', reopen: 'not base64!' });
    expect(heard.mock.calls).toEqual([[init]]);
    expect(fromDesk.mock.calls).toEqual([[{ t: 'keep', reopen: null }]]);
  });

  it('says when the pipe closes, and sends nothing into a closed one', () => {
    const { parent, child } = pipe();
    const closed = vi.fn();
    const heard = vi.fn();
    const desk = childProcessLink(child);
    desk.onClose(closed);
    deskLinkOf(parent).onMessage(heard);
    child.emit('disconnect');
    child.connected = false;
    desk.send({ t: 'ready' });
    expect(closed).toHaveBeenCalledOnce();
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('page ports by number', () => {
  function opened() {
    const { parent, child } = pipe();
    const ports: PagePort[] = [];
    pagePorts(childProcessLink(child), (port) => void ports.push(port));
    const link = deskLinkOf(parent);
    const fromDesk: unknown[] = [];
    link.onMessage((message) => void fromDesk.push(message));
    return { link, ports, fromDesk, child };
  }

  it('carry frames both ways', () => {
    const { link, ports, fromDesk } = opened();
    link.send({ t: 'port-open', port: 3, surface: 'panel', epoch: 9 });
    const heard = vi.fn();
    ports[0]?.onFrame(heard);
    link.send({ t: 'port-data', port: 3, frame: { t: 'read' } });
    link.send({ t: 'port-data', port: 4, frame: { t: 'stray' } });
    ports[0]?.send({ t: 'hello' });
    expect(ports[0]).toMatchObject({ port: 3, surface: 'panel', epoch: 9 });
    expect(heard.mock.calls).toEqual([[{ t: 'read' }]]);
    expect(fromDesk).toEqual([{ t: 'port-data', port: 3, frame: { t: 'hello' } }]);
  });

  it('close once, from either side, and are silent after', () => {
    const { link, ports, fromDesk } = opened();
    const closed = vi.fn();
    link.send({ t: 'port-open', port: 1, surface: 'main', epoch: 1 });
    ports[0]?.onClose(closed);
    link.send({ t: 'port-close', port: 1 });
    link.send({ t: 'port-close', port: 1 });
    ports[0]?.send({ t: 'late' });
    ports[0]?.close();
    expect(closed).toHaveBeenCalledOnce();
    expect(fromDesk).toEqual([]);
    link.send({ t: 'port-open', port: 2, surface: 'main', epoch: 2 });
    ports[1]?.close();
    expect(fromDesk).toEqual([{ t: 'port-close', port: 2 }]);
  });

  it('a number opened again ends the port before it; an old port cannot close the new one', () => {
    const { link, ports, fromDesk } = opened();
    const closed = vi.fn();
    link.send({ t: 'port-open', port: 1, surface: 'main', epoch: 1 });
    ports[0]?.onClose(closed);
    link.send({ t: 'port-open', port: 1, surface: 'main', epoch: 2 });
    expect(closed).toHaveBeenCalledOnce();
    ports[0]?.close();
    ports[1]?.send('still here');
    expect(fromDesk).toEqual([{ t: 'port-data', port: 1, frame: 'still here' }]);
  });

  it('all close with the pipe', () => {
    const { link, ports, child } = opened();
    const closed = vi.fn();
    for (const port of [1, 2, 3]) link.send({ t: 'port-open', port, surface: 'main', epoch: port });
    for (const port of ports) port.onClose(closed);
    child.emit('disconnect');
    expect(closed).toHaveBeenCalledTimes(3);
  });
});

describe('a utility process', () => {
  it('receives real ports beside messages, and drops a port-open without one', () => {
    const emitter = new EventEmitter();
    const sent: unknown[] = [];
    const parent = Object.assign(emitter, { postMessage: (m: unknown) => void sent.push(m) }) as ParentPort &
      EventEmitter;
    const link = utilityLink(parent);
    const messages = vi.fn();
    const ports: PagePort[] = [];
    link.onMessage(messages);
    pagePorts(link, (port) => void ports.push(port));

    const raw = Object.assign(new EventEmitter(), { postMessage: vi.fn(), start: vi.fn(), close: vi.fn() });
    const open = { t: 'port-open', port: 1, surface: 'main', epoch: 1 };
    emitter.emit('message', { data: open, ports: [] });
    emitter.emit('message', { data: { ...open, surface: 'root' }, ports: [raw] });
    emitter.emit('message', { data: open, ports: [raw as TransferredPort] });
    emitter.emit('message', { data: { t: 'stop' }, ports: [] });
    expect(messages.mock.calls).toEqual([[{ t: 'stop' }]]);
    expect(ports).toHaveLength(1);

    const heard = vi.fn();
    ports[0]?.onFrame(heard);
    raw.emit('message', { data: { t: 'read' } });
    ports[0]?.send({ t: 'hello' });
    link.send({ t: 'ready' });
    expect(raw.start).toHaveBeenCalled();
    expect(heard.mock.calls).toEqual([[{ t: 'read' }]]);
    expect(raw.postMessage.mock.calls).toEqual([[{ t: 'hello' }]]);
    expect(sent).toEqual([{ t: 'ready' }]);
    emitter.emit('message', { data: { t: 'port-close', port: 7 }, ports: [] });
    expect(raw.close).not.toHaveBeenCalled();
    emitter.emit('message', { data: { t: 'port-close', port: 1 }, ports: [] });
    expect(raw.close).toHaveBeenCalledOnce();
  });

  it('cannot be had outside one', () => {
    expect(() => utilityLink()).toThrow('not inside a utility process');
  });
});
