import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { UpdateValue } from '#shared/contract/updates.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { makeBench, must, type Bench } from '../router/testing.ts';
import { updateHandlers } from './updates.ts';

const ready = { state: 'ready', version: '0.1.0', next: '0.2.0', asked: false, waits: ['call'] } as const;
const host = {
  updateState: vi.fn(async () => ok({ ...ready, waits: [...ready.waits] })),
  installUpdate: vi.fn(async () => ok({})),
};
let bench: Bench;
beforeEach(async () => {
  vi.clearAllMocks();
  bench = await makeBench(
    (handlers) => void Object.assign(handlers, { updates: updateHandlers({ host, version: '0.1.0' }) }),
  );
});
afterEach(() => bench.end());

it('hands on what the shell knows, and the wish; the wish is audited', async () => {
  expect(must(await bench.page().ask<UpdateValue>('updates.state'))).toEqual(ready);
  must(await bench.page().ask('updates.install'));
  expect(host.installUpdate).toHaveBeenCalledOnce();
  expect(bench.audit().map((row) => row.event)).toContain('update.install');
});

it('the phone and the compact window cannot ask for it', async () => {
  for (const surface of ['phone', 'compact', 'panel'] as const)
    expect(await bench.page(surface).ask('updates.install')).toMatchObject({ code: 'wrong-surface' });
  expect(host.installUpdate).not.toHaveBeenCalled();
});

it('hands on a refusal, and an answer that never came', async () => {
  host.installUpdate.mockResolvedValueOnce(fail('host-cannot', 'installUpdate') as never);
  expect(await bench.page().ask('updates.install')).toMatchObject({ code: 'host-cannot' });
  host.updateState.mockResolvedValueOnce(fail('timed-out', 'updateState') as never);
  expect(await bench.page().ask('updates.state')).toMatchObject({ code: 'timed-out' });
});

it('the preview has a version and nothing to install', async () => {
  const handlers = updateHandlers({ host: null, version: '0.1.0' });
  expect(await handlers.state({}, {} as never)).toMatchObject(ok({ state: 'none', version: '0.1.0' }));
  expect(await handlers.install({}, {} as never)).toMatchObject({ code: 'host-cannot' });
});
