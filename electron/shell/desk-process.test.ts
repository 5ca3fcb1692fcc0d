import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { fail } from '#shared/domain/result.ts';
import { hostMethods, type Host } from '#host/host.ts';
import { nothingToLeave, parentToDesk, type Init } from '#host/link.ts';
import {
  createDeskProcess,
  DeskMissing,
  mostWaiting,
  startWithin,
  stopWithin,
  type DeskStanding,
} from './desk-process.ts';

class FakeChild extends EventEmitter {
  posted: { message: ReturnType<typeof parentToDesk.parse>; transfer: unknown[] }[] = [];
  killed = false;
  postMessage(message: unknown, transfer: unknown[] = []) {
    this.posted.push({ message: parentToDesk.parse(message), transfer });
  }
  kill() {
    this.killed = true;
    this.emit('exit', 1);
    return true;
  }
  said(t: string) {
    return this.posted.map((p) => p.message).filter((m) => m.t === t);
  }
}

/** Every method refuses: what these tests look at is the process, not the host. */
const host = {
  ...Object.fromEntries(
    Object.keys(hostMethods).map((name) => [name, async () => fail('host-cannot', name)]),
  ),
  onPower: () => () => undefined,
} as unknown as Host;

function made(fork?: () => FakeChild) {
  const children: FakeChild[] = [];
  const standings: DeskStanding[] = [];
  const heard: string[] = [];
  const clock = { now: 0 };
  const timers: { ms: number; task: () => void; off: boolean }[] = [];
  let channel = 0;
  const desk = createDeskProcess<string>({
    fork:
      fork ??
      (() => {
        const child = new FakeChild();
        children.push(child);
        return child;
      }),
    makeChannel: () => ({ desk: `desk-end-${++channel}`, page: `page-end-${channel}` }),
    init: {
      profile: '/tmp/profile',
      host: 'electron',
      version: '1.2.3',
      practice: false,
      demo: null,
      backendUrl: null,
      fhir: null,
      enrolCode: null,
    },
    host,
    now: () => clock.now,
    later(ms, task) {
      const timer = { ms, task, off: false };
      timers.push(timer);
      return () => void (timer.off = true);
    },
    changed: (standing) => void standings.push(standing),
    locked: () => void heard.push('locked'),
    keys: (keys) => void heard.push(`keys ${keys.join()}`),
  });
  desk.start();
  return { desk, children, standings, heard, clock, timers, last: () => children.at(-1) as FakeChild };
}

it('tells the desk how it was started, and gives no port before it is ready', () => {
  const { desk, last, standings } = made();
  expect(last().said('init')).toMatchObject([{ profile: '/tmp/profile', reopen: null, epochBase: 0 }]);
  expect(desk.openPort(7, 'main')).toBeNull();
  last().emit('message', { t: 'ready' });
  expect(desk.openPort(7, 'main')).toBe('page-end-1');
  expect(last().posted.at(-1)).toEqual({
    message: { t: 'port-open', port: 1, epoch: 1, surface: 'main' },
    transfer: ['desk-end-1'],
  });
  expect(standings.map((s) => s.state)).toEqual(['starting', 'running']);
});

it('closes a page’s port before it gives the next, with a higher epoch', () => {
  const { desk, last } = made();
  last().emit('message', { t: 'ready' });
  desk.openPort(7, 'main');
  desk.openPort(8, 'phone');
  desk.openPort(7, 'main');
  const tail = last()
    .posted.slice(1)
    .map((p) => p.message);
  expect(tail).toEqual([
    { t: 'port-open', port: 1, epoch: 1, surface: 'main' },
    { t: 'port-open', port: 2, epoch: 2, surface: 'phone' },
    { t: 'port-close', port: 1 },
    { t: 'port-open', port: 3, epoch: 3, surface: 'main' },
  ]);
});

it('starts a dead desk again with what reopens it and a higher epoch base; a lock clears that', () => {
  const { desk, children, last } = made();
  last().emit('message', { t: 'ready' });
  desk.openPort(1, 'main');
  last().emit('message', { t: 'keep', reopen: 'a2V5' });
  last().emit('exit', 9);
  expect(children).toHaveLength(2);
  expect(last().said('init')[0] as Init).toMatchObject({ reopen: 'a2V5', epochBase: 1 });
  expect(desk.openPort(1, 'main')).toBeNull();
  last().emit('message', { t: 'keep', reopen: null });
  last().emit('exit', 9);
  expect(last().said('init')).toMatchObject([{ reopen: null, locked: true }]);
});

it('says to a desk that starts after a lock that it was, until a person has opened one', () => {
  const { desk, last } = made();
  expect(last().said('init')).toMatchObject([{ locked: false }]);
  last().emit('message', { t: 'ready' });
  desk.forget();
  // Given before it heard of the lock.
  last().emit('message', { t: 'keep', reopen: 'a2V5' });
  last().emit('exit', 9);
  expect(last().said('init')).toMatchObject([{ reopen: null, locked: true }]);
  last().emit('message', { t: 'ready' });
  desk.forget();
  last().emit('message', { t: 'keep', reopen: null });
  last().emit('message', { t: 'locked' });
  last().emit('message', { t: 'keep', reopen: 'a2V5' });
  last().emit('exit', 9);
  expect(last().said('init')).toMatchObject([{ reopen: 'a2V5', locked: false }]);
});

it('gives up after three restarts a minute and says why; a person may try again', () => {
  const { desk, children, last, standings, clock } = made();
  for (let i = 0; i < 4; i++) {
    clock.now += 1000;
    last().emit('exit', 1);
  }
  expect(children).toHaveLength(4);
  expect(standings.at(-1)).toEqual({ state: 'down', reason: 'too-often' });
  desk.retry();
  expect(children).toHaveLength(5);
  expect(standings.at(-1)).toEqual({ state: 'starting', reason: null });
});

it('does not start again a desk that said why it cannot start', () => {
  const { children, last, standings } = made();
  last().emit('message', { t: 'failed', code: 'profile-in-use', message: '' });
  expect(standings.at(-1)).toEqual({ state: 'down', reason: 'profile-in-use' });
  expect(last().said('stop')).toHaveLength(1);
  last().emit('exit', 0);
  expect(children).toHaveLength(1);
  expect(standings.at(-1)).toEqual({ state: 'down', reason: 'profile-in-use' });
});

it('ends a desk that says nothing, once, and not one that was ready in time', () => {
  const { children, last, standings, timers } = made();
  expect(timers[0]?.ms).toBe(startWithin);
  timers[0]?.task();
  expect(last().killed).toBe(true);
  expect(children).toHaveLength(1);
  expect(standings.at(-1)).toEqual({ state: 'down', reason: 'desk-silent' });
  const other = made();
  other.last().emit('message', { t: 'ready' });
  expect(other.timers[0]?.off).toBe(true);
});

it('says so when the process cannot even be made', () => {
  const { standings } = made(() => {
    throw new Error('no such file');
  });
  expect(standings).toEqual([{ state: 'down', reason: 'desk-not-started' }]);
});

it('stops when told to, once for all who ask, and stays stopped', async () => {
  const { desk, children, last, standings } = made();
  last().emit('message', { t: 'ready' });
  expect(desk.gone()).toBe(false);
  const both = Promise.all([desk.stop(), desk.stop()]);
  expect(last().said('stop')).toHaveLength(1);
  // A page that says “try again” meanwhile brings nothing back.
  desk.retry();
  last().emit('exit', 0);
  await both;
  await desk.stop();
  desk.retry();
  expect(children).toHaveLength(1);
  expect(desk.gone()).toBe(true);
  expect(standings.at(-1)).toEqual({ state: 'down', reason: 'stopped' });
});

it('is not gone while a desk that failed is still closing', async () => {
  const { desk, last } = made();
  last().emit('message', { t: 'failed', code: 'disk-full', message: '' });
  expect(desk.standing().state).toBe('down');
  expect(desk.gone()).toBe(false);
  const stopped = desk.stop();
  last().emit('exit', 0);
  await stopped;
  expect(desk.gone()).toBe(true);
});

it('is kept alive again when it was stopped and then wanted after all', async () => {
  const { desk, children } = made();
  const stopped = desk.stop();
  children[0]?.emit('exit', 0);
  await stopped;
  desk.start();
  children[1]?.emit('message', { t: 'ready' });
  children[1]?.emit('exit', 1);
  expect(children).toHaveLength(3);
  const again = desk.stop();
  children[2]?.emit('exit', 0);
  await again;
  expect(children).toHaveLength(3);
});

it('an end that V8 announces is an end like any other: its report goes nowhere', () => {
  const { children, last, standings } = made();
  expect(() => last().emit('error', 'FatalError', 'v8', '{"Zephyrine":"Quackenbush"}')).not.toThrow();
  last().emit('exit', 134);
  expect(children).toHaveLength(2);
  expect(JSON.stringify(standings)).not.toContain('Zephyrine');
});

it('kills a desk that does not stop', async () => {
  const { desk, last, timers } = made();
  last().emit('message', { t: 'ready' });
  const stopped = desk.stop();
  expect(timers.at(-1)?.ms).toBe(stopWithin);
  timers.at(-1)?.task();
  await stopped;
  expect(last().killed).toBe(true);
});

it('hears nothing from a desk that has ended, and nothing malformed', () => {
  const { children, last, standings } = made();
  const first = last();
  first.emit('exit', 1);
  first.emit('message', { t: 'ready' });
  first.emit('exit', 1);
  for (const junk of [null, 'ready', { t: 'ready', and: 'more' }, { t: 'init' }])
    last().emit('message', junk);
  expect(children).toHaveLength(2);
  expect(standings.at(-1)?.state).toBe('starting');
});

it('answers the desk’s host requests', async () => {
  const { last } = made();
  last().emit('message', { t: 'host-request', id: 'h1', method: 'setBadge', input: { count: 1 } });
  await new Promise((resolve) => setImmediate(resolve));
  expect(last().posted.at(-1)?.message).toMatchObject({
    t: 'host-reply',
    id: 'h1',
    result: { ok: false, code: 'host-cannot' },
  });
});

it('a program that is not there is told as that, and looked for again when a person asks', () => {
  let there = false;
  const child = new FakeChild();
  const { desk, standings } = made(() => {
    if (!there) throw new DeskMissing();
    return child;
  });
  expect(standings.at(-1)).toEqual({ state: 'down', reason: 'desk-missing' });
  there = true;
  desk.retry();
  child.emit('message', { t: 'ready' });
  expect(standings.at(-1)).toEqual({ state: 'running', reason: null });
});

it('a try while the failed desk is still ending is not lost', () => {
  const { desk, children, standings } = made();
  children[0]?.emit('message', { t: 'failed', code: 'disk-full', message: 'ENOSPC' });
  desk.retry();
  expect(children).toHaveLength(1);
  children[0]?.emit('exit', 0);
  expect(children).toHaveLength(2);
  expect(standings.at(-1)?.state).toBe('starting');
  // Asked for once: when this one fails too, it stays down.
  children[1]?.emit('message', { t: 'failed', code: 'disk-full', message: 'ENOSPC' });
  children[1]?.emit('exit', 0);
  expect(children).toHaveLength(2);
  expect(standings.at(-1)).toEqual({ state: 'down', reason: 'disk-full' });
});

it('passes on which keys would do something now, none that nobody knows, and gives all back with a desk that ended', () => {
  const { last, heard } = made();
  last().emit('message', { t: 'ready' });
  last().emit('message', { t: 'call-keys', keys: ['answer', 'mute'] });
  last().emit('message', { t: 'call-keys', keys: ['hang-up'] });
  last().emit('exit', 1);
  expect(heard).toEqual(['keys answer,mute', 'keys ']);
});

it('knows what the desk said last that leaving would interrupt, until the desk is gone for good', async () => {
  const { desk, last } = made();
  last().emit('message', { t: 'ready' });
  expect(desk.leaving()).toEqual(nothingToLeave);
  last().emit('message', { t: 'leaving', call: true, draft: true, urgent: 2 });
  last().emit('message', { t: 'leaving', call: true, draft: 'yes', urgent: -1 });
  expect(desk.leaving()).toEqual({ call: true, draft: true, urgent: 2 });
  // A crash is not the end: the next desk says anew.
  last().emit('exit', 9);
  expect(desk.leaving()).toEqual({ call: true, draft: true, urgent: 2 });
  const stopped = desk.stop();
  last().emit('exit', 0);
  await stopped;
  expect(desk.leaving()).toEqual(nothingToLeave);
});

it('opens nothing again after a crash once it was told to forget', () => {
  const { desk, last } = made();
  last().emit('message', { t: 'ready' });
  last().emit('message', { t: 'keep', reopen: 'a2V5' });
  desk.forget();
  last().emit('exit', 9);
  expect(last().said('init')).toMatchObject([{ reopen: null }]);
});

it('says to a desk what it was told, hears that it is locked', () => {
  const { desk, last, heard } = made();
  last().emit('message', { t: 'ready' });
  desk.tell({ t: 'started-again' });
  expect(last().said('started-again')).toHaveLength(1);
  last().emit('message', { t: 'locked' });
  expect(heard).toEqual(['locked']);
});

it('keeps what it cannot say yet for the desk that runs next: the newest link, some refusals', () => {
  const { desk, children, last } = made();
  last().emit('message', { t: 'failed', code: 'disk-full', message: '' });
  last().emit('exit', 0);
  const link = (number: string) =>
    ({ t: 'incoming-link', link: { kind: 'dial', number: `+1617555${number}` } }) as const;
  desk.tell(link('0142'));
  desk.tell(link('0164'));
  desk.tell({ t: 'started-again' });
  desk.tell({ t: 'started-again' });
  for (let i = 0; i < mostWaiting + 5; i++) desk.tell({ t: 'shell-refused', what: 'link', surface: null });
  // This one fails as well, and takes nothing with it.
  desk.retry();
  last().emit('message', { t: 'failed', code: 'disk-full', message: '' });
  last().emit('exit', 0);
  desk.retry();
  expect(last().posted).toHaveLength(1);
  last().emit('message', { t: 'ready' });
  expect(last().said('incoming-link')).toEqual([link('0164')]);
  expect(last().said('started-again')).toHaveLength(1);
  expect(last().said('shell-refused')).toHaveLength(mostWaiting);
  last().emit('exit', 9);
  last().emit('message', { t: 'ready' });
  expect(children).toHaveLength(4);
  expect(last().said('incoming-link')).toEqual([]);
});

it('stays down when it ends while the app is ending, and comes back when the end was called off', () => {
  const { desk, last, children, standings } = made();
  last().emit('message', { t: 'ready' });
  desk.keepDown(true);
  last().emit('exit', 143);
  expect(children).toHaveLength(1);
  expect(standings.at(-1)).toEqual({ state: 'down', reason: 'stopped' });
  desk.retry();
  last().emit('message', { t: 'ready' });
  desk.keepDown(true);
  desk.keepDown(false);
  last().emit('exit', 143);
  expect(children).toHaveLength(3);
});
