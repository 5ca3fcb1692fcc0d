import { expect, it, vi } from 'vitest';
import { portSurfaces } from '#host/link.ts';
import { ok } from '#shared/domain/result.ts';
import type { Host } from '#host/host.ts';
import { liveHost, practiceHost } from './practice-host.ts';

function bench(of: (host: Host) => Host) {
  const show = vi.fn(async () => ok({}));
  const close = vi.fn(async () => ok({}));
  const setBadge = vi.fn(async () => ok({}));
  return {
    show,
    close,
    setBadge,
    host: of({ showWindow: show, closeWindow: close, setBadge } as unknown as Host),
  };
}
const others = portSurfaces.filter((surface) => surface !== 'trainer');

it('keeps a practice desk from the windows of the live one, and passes everything else on', async () => {
  const { host, show, close, setBadge } = bench(practiceHost);
  for (const surface of others)
    expect(await host.showWindow({ surface })).toMatchObject({ ok: false, code: 'host-cannot' });
  for (const surface of ['panel', 'compact'] as const)
    expect(await host.closeWindow({ surface })).toMatchObject({ code: 'host-cannot' });
  expect(show).not.toHaveBeenCalled();
  expect(close).not.toHaveBeenCalled();
  expect(await host.setBadge({ count: 2 })).toEqual(ok({}));
  expect(setBadge).toHaveBeenCalledWith({ count: 2 });
});

it('gives the trainer’s window to a practice desk and to no other', async () => {
  const practice = bench(practiceHost);
  expect(await practice.host.showWindow({ surface: 'trainer' })).toEqual(ok({}));
  expect(await practice.host.closeWindow({ surface: 'trainer' })).toEqual(ok({}));
  expect(practice.show.mock.calls).toEqual([[{ surface: 'trainer' }]]);
  expect(practice.close.mock.calls).toEqual([[{ surface: 'trainer' }]]);
  const live = bench(liveHost);
  expect(await live.host.showWindow({ surface: 'trainer' })).toMatchObject({ code: 'host-cannot' });
  expect(await live.host.closeWindow({ surface: 'trainer' })).toMatchObject({ code: 'host-cannot' });
  expect(live.show).not.toHaveBeenCalled();
  expect(live.close).not.toHaveBeenCalled();
  for (const surface of others) expect(await live.host.showWindow({ surface })).toEqual(ok({}));
});
