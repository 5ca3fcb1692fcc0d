import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PagePort } from '#host/link.ts';
import type { WindowState } from '#shared/contract/windows.ts';
import type { IncomingLink } from '#shared/domain/links/incoming.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { makeBench, must, type Bench } from '../router/testing.ts';
import { createWindows, linkLife, mostLinks } from './windows.ts';

const messageId = '018f3c1e-5b7a-7c3d-9e2f-0123456789ab';
const host = {
  showWindow: vi.fn(async () => ok({})),
  closeWindow: vi.fn(async () => ok({})),
  copyText: vi.fn(async (_: unknown) => ok({})),
};
let clock = 0;
let room: ReturnType<typeof createWindows>;
let bench: Bench;
const changed = vi.fn();

beforeEach(async () => {
  clock = 0;
  vi.clearAllMocks();
  room = createWindows({ host, practice: false, monotonic: () => clock, changed });
  bench = await makeBench((handlers) => void Object.assign(handlers, { windows: room.handlers }));
});
afterEach(() => bench.end());

function port(number: number, surface: PagePort['surface']) {
  let shut = (): void => undefined;
  room.attached({
    port: number,
    surface,
    epoch: number,
    send: () => undefined,
    onFrame: () => undefined,
    onClose: (listener) => void (shut = listener),
    close: () => shut(),
  });
  return () => shut();
}
const state = async (surface: 'main' | 'compact' = 'main') =>
  must(await bench.page(surface).ask<WindowState>('windows.state'));

it('knows which pages are there by their ports', async () => {
  const closeMain = port(1, 'main');
  port(2, 'compact');
  port(3, 'main');
  expect((await state('compact')).open).toEqual(['main', 'compact']);
  closeMain();
  expect((await state()).open).toEqual(['main', 'compact']);
  expect(changed).toHaveBeenCalledTimes(4);
});

it('opens and closes through the host, and says where the page has to do it itself', async () => {
  const page = bench.page('compact');
  must(await page.ask('windows.open', { surface: 'main' }));
  must(await page.ask('windows.close', { surface: 'compact' }));
  expect(host.showWindow.mock.calls).toEqual([[{ surface: 'main' }]]);
  expect(host.closeWindow.mock.calls).toEqual([[{ surface: 'compact' }]]);
  for (const input of [{ surface: 'phone' }, { surface: 'devtools' }, {}])
    expect(await page.ask('windows.open', input)).toMatchObject({ code: 'invalid-input' });
  expect(await page.ask('windows.close', { surface: 'main' })).toMatchObject({ code: 'invalid-input' });
  expect(await bench.page('phone').ask('windows.open', { surface: 'main' })).toMatchObject({
    code: 'wrong-surface',
  });
  const preview = createWindows({ host: null, practice: false, monotonic: () => 0, changed });
  expect(await preview.handlers.open({ surface: 'panel' }, {} as never)).toEqual(
    fail('host-cannot', 'preview'),
  );
});

it('opens the trainer’s window for the practice desk alone', async () => {
  expect(await bench.page().ask('windows.open', { surface: 'trainer' })).toMatchObject({
    code: 'host-cannot',
  });
  expect(host.showWindow).not.toHaveBeenCalled();
  const practice = createWindows({ host, practice: true, monotonic: () => 0, changed });
  expect(await practice.handlers.open({ surface: 'trainer' }, {} as never)).toEqual(ok({}));
  expect(host.showWindow.mock.calls).toEqual([[{ surface: 'trainer' }]]);
});

it('gives a link to the main page of an open desk only', async () => {
  const dial: IncomingLink = { kind: 'dial', number: '+16175550142' };
  room.incoming({ kind: 'place', place: 'work' });
  room.incoming(dial);
  expect((await state()).link).toBe(true);
  expect(await bench.page('panel').ask('windows.takeLink')).toMatchObject({ code: 'wrong-surface' });
  bench.vault.lock();
  expect(await bench.page().ask('windows.takeLink')).toMatchObject({ code: 'locked' });
  expect((await state()).link).toBe(true);
});

it('keeps a few links in their order, the newest of too many, and the same one once', async () => {
  const dial = (n: number): IncomingLink => ({ kind: 'dial', number: `+1617555010${n}` });
  for (const n of [0, 1, 2, 3, 4, 5, 6, 3]) room.incoming(dial(n));
  const page = bench.page();
  const taken: unknown[] = [];
  while ((await state()).link) taken.push(must(await page.ask<{ link: unknown }>('windows.takeLink')).link);
  expect(taken).toEqual([2, 4, 5, 6, 3].map(dial));
  expect(taken).toHaveLength(mostLinks);
});

it('drops what waited for somebody who left, and keeps it for the one who sits down first', async () => {
  room.incoming({ kind: 'place', place: 'work' });
  room.seat('mara');
  room.seat('mara');
  expect((await state()).link).toBe(true);
  room.seat(null);
  expect((await state()).link).toBe(false);
  room.seat('mara');
  room.incoming({ kind: 'place', place: 'work' });
  room.seat('jonas');
  expect((await state()).link).toBe(false);
  expect(await bench.page().ask('windows.takeLink')).toEqual(ok({ link: null }));
});

it('is for somebody who sits here', async () => {
  room.incoming({ kind: 'place', place: 'work' });
  bench.sit(null);
  expect(await bench.page().ask('windows.takeLink')).toMatchObject({ ok: false });
  expect((await state()).link).toBe(true);
});

it('audits that it was taken, and what it named, but never a number', async () => {
  room.incoming({ kind: 'dial', number: '+16175550142' });
  const page = bench.page();
  expect(await page.ask('windows.takeLink')).toEqual(ok({ link: { kind: 'dial', number: '+16175550142' } }));
  expect(await page.ask('windows.takeLink')).toEqual(ok({ link: null }));
  expect((await state()).link).toBe(false);
  room.incoming({ kind: 'message', reference: messageId });
  must(await page.ask('windows.takeLink'));
  expect(
    bench
      .audit()
      .filter((row) => row.event === 'link.take')
      .map((row) => row.subjects),
  ).toEqual(['{}', '{}', JSON.stringify({ messageId })]);
});

it('drops a link that nobody took in time', async () => {
  room.incoming({ kind: 'place', place: 'work' });
  clock = linkLife;
  expect((await state()).link).toBe(false);
  expect(await bench.page().ask('windows.takeLink')).toEqual(ok({ link: null }));
});

it('counts second starts', async () => {
  room.startedAgain();
  room.startedAgain();
  expect((await state()).startedAgain).toBe(2);
});

it('a copy stands in the log by what it was, lies on the clipboard for half a minute, and needs somebody who sits here', async () => {
  const page = bench.page();
  const number = '+16175550142';
  expect(must(await page.ask('windows.copy', { what: 'number', text: number }))).toEqual({ by: 'host' });
  expect(host.copyText.mock.calls).toEqual([[{ text: number, clearAfterMs: 30_000 }]]);
  expect(bench.audit().at(-1)).toEqual({
    event: 'clipboard.copy',
    outcome: 'ok',
    subjects: '{"what":"number"}',
  });
  bench.sit(null);
  expect(await page.ask('windows.copy', { what: 'number', text: number })).toMatchObject({
    code: 'not-signed-in',
  });
  bench.sit('agent');
  bench.vault.lock();
  expect(await page.ask('windows.copy', { what: 'number', text: number })).toMatchObject({ code: 'locked' });
  expect(host.copyText).toHaveBeenCalledTimes(1);
  expect(JSON.stringify(bench.audit())).not.toContain(number);
});

it('where the host has no clipboard the page does it, and the log says so all the same', async () => {
  const preview = createWindows({ host: null, practice: false, monotonic: () => 0, changed });
  const other = await makeBench((handlers) => void Object.assign(handlers, { windows: preview.handlers }));
  const asked = { what: 'selection', text: 'as it stands there' };
  expect(must(await other.page().ask('windows.copy', asked))).toEqual({ by: 'page' });
  expect(other.audit().at(-1)).toMatchObject({ event: 'clipboard.copy', outcome: 'ok' });
  other.end();
});
