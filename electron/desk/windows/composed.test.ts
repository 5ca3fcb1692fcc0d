// The composed desk as its parent sees it: what power events, links and refusals do, and that it says so.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type { DeskToParent, Init, PagePort, ParentToDesk, PowerEvent } from '#host/link.ts';
import type { Result } from '#shared/domain/result.ts';
import { composeDesk } from '../compose.ts';
import { createLog } from '../log.ts';
import { must } from '../router/testing.ts';
import { removeFolder, tempFolder } from '../vault/testing.ts';

const passphrase = 'quiet harbour lamp';
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function started(profile: string, reopen: string | null = null, locked = false) {
  const told: DeskToParent[] = [];
  const listeners: ((message: ParentToDesk) => void)[] = [];
  const init: Init = {
    t: 'init',
    profile,
    host: 'preview',
    version: '1.2.3',
    practice: false,
    demo: null,
    backendUrl: null,
    fhir: null,
    enrolCode: null,
    reopen,
    locked,
    epochBase: 0,
  };
  let logged = '';
  const desk = composeDesk({
    init,
    link: {
      send: (message) => void told.push(message),
      onMessage: (listener) => void listeners.push(listener),
      onClose: () => undefined,
    },
    log: createLog({ sink: (text) => void (logged += text), clock: () => new Date().toISOString() }),
    connections: () => ({ total: 0, offLoopback: 0 }),
    leastCost: true,
  });
  ends.push(() => desk.stop());
  const starting = desk.start();
  let give = (_frame: unknown): void => undefined;
  const waiting = new Map<string, (result: Result<unknown>) => void>();
  let asked = 0;
  const port: PagePort = {
    port: 1,
    surface: 'main',
    epoch: 1,
    send(frame) {
      const reply = frame as { t: string; id: string; result: Result<unknown> };
      if (reply.t === 'reply') waiting.get(reply.id)?.(reply.result);
    },
    onFrame: (listener) => void (give = listener),
    onClose: () => undefined,
    close: () => undefined,
  };
  desk.attach(port);
  const ask = <T>(name: string, input: unknown = {}): Promise<Result<T>> => {
    const id = `a${++asked}`;
    const answer = new Promise<Result<unknown>>((resolve) => waiting.set(id, resolve));
    give({ t: 'call', id, name, input, requestId: crypto.randomUUID() });
    return answer as Promise<Result<T>>;
  };
  return {
    told,
    starting,
    ask,
    logged: () => logged,
    power: (event: PowerEvent) => desk.told({ t: 'power', event }),
    say: desk.told,
    phase: async () => must(await ask<{ phase: string }>('session.state')).phase,
    said: (t: DeskToParent['t']) => told.filter((message) => message.t === t),
  };
}
function folder(): string {
  const profile = tempFolder();
  ends.push(() => removeFolder(profile));
  return profile;
}
async function openDesk() {
  const desk = await started(folder());
  await desk.starting;
  must(await desk.ask('session.create', { passphrase }));
  must(await desk.ask('session.sit', { personId: 'local' }));
  return desk;
}

it('locks by sleep, the system’s lock and another person’s session, confirms each, and by nothing else', async () => {
  const desk = await openDesk();
  for (const event of ['suspend', 'lock-screen', 'user-did-resign-active'] as const) {
    const before = desk.said('locked').length;
    desk.power(event);
    expect(await desk.phase()).toBe('locked');
    desk.power(event);
    expect(desk.said('locked')).toHaveLength(before + 2);
    expect(desk.said('keep').at(-1)).toEqual({ t: 'keep', reopen: null });
    must(await desk.ask('session.unlock', { passphrase }));
  }
  desk.power('resume');
  desk.power('unlock-screen');
  expect(await desk.phase()).toBe('open');
  expect(desk.logged()).not.toContain('"error"');
});

it('confirms also where there is nothing to lock', async () => {
  const desk = await started(folder());
  await desk.starting;
  desk.power('lock-screen');
  expect(desk.said('locked')).toHaveLength(1);
  expect(await desk.phase()).toBe('first-run');
});

it('a desk that is being opened again after a crash comes up locked when the system locked meanwhile', async () => {
  const profile = folder();
  const first = await started(profile);
  await first.starting;
  must(await first.ask('session.create', { passphrase }));
  const kept = first.said('keep').at(-1);
  if (kept?.t !== 'keep') throw new Error('nothing kept');
  await ends.pop()?.();
  const again = await started(profile, kept.reopen);
  again.power('suspend');
  expect(again.said('locked')).toEqual([]);
  await again.starting;
  expect(again.said('locked')).toHaveLength(1);
  expect(await again.phase()).toBe('locked');
  expect(existsSync(profile)).toBe(true);
});

it('a desk born after a lock is not opened by what the parent or the key store kept', async () => {
  const profile = folder();
  const first = await started(profile);
  await first.starting;
  must(await first.ask('session.create', { passphrase }));
  const kept = first.said('keep').at(-1);
  if (kept?.t !== 'keep') throw new Error('nothing kept');
  await ends.pop()?.();
  const mark = join(profile, 'keystore-may-open');
  writeFileSync(mark, 'f'.repeat(64));
  const again = await started(profile, kept.reopen, true);
  await again.starting;
  expect(await again.phase()).toBe('closed');
  expect(existsSync(mark)).toBe(false);
});

it('tells its parent what leaving would interrupt, and keeps a link for the page', async () => {
  const desk = await openDesk();
  must(
    await desk.ask('messages.open', {
      id: '018f3c1e-5b7a-7c3d-9e2f-0123456789ab',
      accountId: 'harbor',
      callId: null,
      otherPhoneWhy: 'the softphone was down',
    }),
  );
  await vi.waitFor(() =>
    expect(desk.said('leaving').at(-1)).toEqual({ t: 'leaving', call: false, draft: true, urgent: 0 }),
  );
  desk.say({ t: 'incoming-link', link: { kind: 'dial', number: '+16175550142' } });
  desk.say({ t: 'started-again' });
  desk.say({ t: 'shell-refused', what: 'navigation', surface: 'main' });
  expect(must(await desk.ask('windows.state'))).toEqual({ open: ['main'], link: true, startedAgain: 1 });
  expect(must(await desk.ask('windows.takeLink'))).toEqual({
    link: { kind: 'dial', number: '+16175550142' },
  });
  expect(desk.logged()).toContain('shell.refused');
  expect(desk.logged()).not.toContain('6175550142');
  const waits = async () => must(await desk.ask<{ link: boolean }>('windows.state')).link;
  desk.say({ t: 'incoming-link', link: { kind: 'place', place: 'work' } });
  expect(await waits()).toBe(true);
  must(await desk.ask('session.leave'));
  // Not for the next person.
  expect(await waits()).toBe(false);
  desk.say({ t: 'incoming-link', link: { kind: 'place', place: 'work' } });
  desk.power('lock-screen');
  expect(await waits()).toBe(true);
});
