// `careline.messages.save(…)`: the contract's names as functions. Typed by the contract, made by a Proxy: no schema and
// no list of names travels with the page. The desk checks every name and input anyway.
import type { Bridge, CallOptions } from '#shared/contract/bridge.ts';
import type { TopicEvent } from '#shared/contract/kinds.ts';
import type { Client } from './client.ts';
import { proveAgain } from './step-up.ts';

export function createFacade(client: () => Client): Bridge {
  return proxyOf((room) => proxyOf((name) => entry(client, `${room}.${name}`))) as Bridge;
}

/** Request, page and topic at once: the type shows one of them, the name alone doesn't say which. */
function entry(client: () => Client, name: string) {
  const call = async (given: unknown = {}, { sureWithin, ...options }: CallOptions = {}) => {
    const { cursor, input } = splitCursor(given);
    // One id for both times: what was done before an answer got lost is not done again.
    const all = {
      ...options,
      requestId: options.requestId ?? crypto.randomUUID(),
      ...(cursor !== undefined && { cursor }),
    };
    const ask = () =>
      sureWithin === undefined
        ? client().call(name, input, all)
        : client().callSure(name, input, { ...all, within: sureWithin });
    const result = await ask();
    if (result.ok || result.code !== 'step-up-needed') return result;
    return (await proveAgain(name)) ? ask() : result;
  };
  const watch = (listener: (event: TopicEvent) => void) => client().watch(name, listener);
  return Object.assign(call, { watch });
}

/** A page's cursor is given beside its filters but travels in the envelope; `cursor` is no request's own field. */
function splitCursor(given: unknown): { cursor?: string | null; input: unknown } {
  if (typeof given !== 'object' || given === null || !('cursor' in given)) return { input: given };
  const { cursor, ...input } = given;
  return { cursor: cursor as string | null | undefined, input };
}

function proxyOf(make: (name: string) => unknown): unknown {
  const made = new Map<string, unknown>();
  return new Proxy(Object.freeze({}), {
    get(_target, name) {
      // `then` would make the facade look like a promise to `await`.
      if (typeof name !== 'string' || name === 'then') return undefined;
      if (!made.has(name)) made.set(name, make(name));
      return made.get(name);
    },
  });
}
