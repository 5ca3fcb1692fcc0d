import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { z } from 'zod';
import type { BridgeOf } from '#shared/contract/bridge.ts';
import { nothing, page, request, topic, type PageResult } from '#shared/contract/kinds.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Client } from './client.ts';
import { createFacade } from './facade.ts';
import { onStepUp } from './step-up.ts';

const small = {
  notes: {
    save: request(z.strictObject({ text: z.string() }), z.strictObject({ at: z.string() }), {
      effect: 'write',
    }),
    count: request(nothing, z.int(), { effect: 'read' }),
    list: page(z.strictObject({ of: z.string() }), z.strictObject({ id: z.string() })),
    changed: topic(),
  },
};
type Small = BridgeOf<typeof small>;

function made() {
  const client = {
    call: vi.fn<Client['call']>(async () => ok(1)),
    callSure: vi.fn<Client['callSure']>(async () => ok(2)),
    watch: vi.fn<Client['watch']>(() => () => undefined),
  };
  const facade = createFacade(() => client as unknown as Client) as unknown as Small;
  return { client, facade };
}

it('types follow the contract', () => {
  const { facade } = made();
  expectTypeOf(facade.notes.save).parameter(0).toEqualTypeOf<{ text: string }>();
  expectTypeOf(facade.notes.save).returns.toEqualTypeOf<Promise<Result<{ at: string }>>>();
  expectTypeOf(facade.notes.list).returns.toEqualTypeOf<Promise<Result<PageResult<{ id: string }>>>>();
  expectTypeOf<Small['notes']>().not.toHaveProperty('other');
  // @ts-expect-error text is missing
  void facade.notes.save({});
  // @ts-expect-error a request that needs input cannot be called without it
  void facade.notes.save();
});

it('calls by room and name; no input means an empty one', async () => {
  const { client, facade } = made();
  expect(await facade.notes.count()).toEqual(ok(1));
  expect(client.call).toHaveBeenCalledWith('notes.count', {}, { requestId: expect.any(String) });
});

it('takes the cursor of a page out of the input into the envelope', async () => {
  const { client, facade } = made();
  await facade.notes.list({ of: 'today', cursor: 'c2' });
  expect(client.call).toHaveBeenCalledWith(
    'notes.list',
    { of: 'today' },
    { requestId: expect.any(String), cursor: 'c2' },
  );
});

it('asks surely when told to, with the same options', async () => {
  const { client, facade } = made();
  await facade.notes.save({ text: 'x' }, { requestId: 'r-12345678', sureWithin: 5000 });
  expect(client.callSure).toHaveBeenCalledWith(
    'notes.save',
    { text: 'x' },
    { requestId: 'r-12345678', within: 5000 },
  );
});

it('watches topics, and is no promise', async () => {
  const { client, facade } = made();
  const listener = () => undefined;
  facade.notes.changed.watch(listener);
  expect(client.watch).toHaveBeenCalledWith('notes.changed', listener);
  expect(await facade).toBe(facade);
  expect(facade.notes.save).toBe(facade.notes.save);
});

describe('a refusal for want of a fresh proof', () => {
  const refused = fail('step-up-needed');
  /** Refuses until the proof was given. */
  function guarded() {
    let proved = false;
    const { client, facade } = made();
    client.call.mockImplementation(async () => (proved ? ok(1) : refused));
    return { client, facade, prove: () => (proved = true) };
  }

  it('asks once and repeats the request under the same id', async () => {
    const { client, facade, prove } = guarded();
    const asked = vi.fn(async () => prove());
    const stop = onStepUp(asked);
    expect(await facade.notes.count()).toEqual(ok(1));
    stop();
    expect(asked).toHaveBeenCalledExactlyOnceWith('notes.count');
    const ids = client.call.mock.calls.map(([, , options]) => options?.requestId);
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  it('is the answer when the person cancels, and when nobody can ask', async () => {
    const { client, facade } = guarded();
    const stop = onStepUp(async () => false);
    expect(await facade.notes.count()).toEqual(refused);
    stop();
    expect(await facade.notes.count()).toEqual(refused);
    expect(client.call).toHaveBeenCalledTimes(2);
  });

  it('is not asked about for ever: refused after the proof, the refusal is the answer', async () => {
    const { client, facade } = guarded();
    const asked = vi.fn(async () => true);
    const stop = onStepUp(asked);
    expect(await facade.notes.count()).toEqual(refused);
    stop();
    expect([asked.mock.calls.length, client.call.mock.calls.length]).toEqual([1, 2]);
  });

  it('is asked once for requests of the same moment', async () => {
    const { facade, prove } = guarded();
    const given = Promise.withResolvers<boolean>();
    const asked = vi.fn(() => given.promise);
    const stop = onStepUp(asked);
    const all = [facade.notes.count(), facade.notes.save({ text: 'x' })];
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    given.resolve(prove());
    expect(await Promise.all(all)).toEqual([ok(1), ok(1)]);
    stop();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
