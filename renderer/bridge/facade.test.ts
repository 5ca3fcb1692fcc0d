import { expect, expectTypeOf, it, vi } from 'vitest';
import { z } from 'zod';
import type { BridgeOf } from '#shared/contract/bridge.ts';
import { nothing, page, request, topic, type PageResult } from '#shared/contract/kinds.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { Client } from './client.ts';
import { createFacade } from './facade.ts';

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
  expect(client.call).toHaveBeenCalledWith('notes.count', {}, {});
});

it('takes the cursor of a page out of the input into the envelope', async () => {
  const { client, facade } = made();
  await facade.notes.list({ of: 'today', cursor: 'c2' });
  expect(client.call).toHaveBeenCalledWith('notes.list', { of: 'today' }, { cursor: 'c2' });
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
