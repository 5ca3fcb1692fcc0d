// The context bridge's end in one world, the same code in both: it writes values down, calls the other world
// synchronously and makes functions of this world callable from there. Runs in the page's own world among hostile
// scripts, so it uses only what it captured before the first of them, never a method or a missing property of an object
// that has a prototype. By its source text: nothing from outside itself.
// Source: Electron docs, api/context-bridge; shell/renderer/api/electron_api_context_bridge.cc.

export interface BridgeEnd {
  /** @throws what exposeInMainWorld throws. */
  expose(key: string, api: unknown): void;
}

/**
 * @param node lies in a shadow tree that no script of the page can reach: its events show in no `window.event`
 * @param speak the type of this end's events; @param hear that of the other's
 * @param target where the other end may expose things, or null
 */
export function bridgeEnd(node: Node, speak: string, hear: string, target: object | null): BridgeEnd {
  'use strict';
  type List = unknown[];
  interface Writer {
    /** Copied by the engine itself (Date, Map, …): Blink clones `detail` on its way between worlds. */
    clones: List;
    seen: Map<object, number>;
    met: number;
  }
  const { Error, TypeError, Promise, Map, JSON, Number, String, BigInt, CustomEvent, ArrayBuffer } =
    globalThis;
  const { apply, ownKeys } = Reflect;
  const { freeze, keys, getPrototypeOf, setPrototypeOf, defineProperty, getOwnPropertyDescriptor, is } =
    Object;
  const { isArray } = Array;
  const { isFinite } = Number;
  const { stringify, parse } = JSON;
  const { isView } = ArrayBuffer;
  const ObjectPrototype = Object.prototype;
  const TypeErrorPrototype = TypeError.prototype;
  type Any = (...args: never[]) => unknown;
  /** A method as a function of its `this`, deaf to whatever scripts do to Function.prototype. */
  const method = Function.prototype.bind.bind(Function.prototype.call as Any) as (
    fn: unknown,
  ) => (self: unknown, ...args: unknown[]) => unknown;
  const getter = (proto: object, key: string) => method(getOwnPropertyDescriptor(proto, key)?.get);
  const dispatch = method(EventTarget.prototype.dispatchEvent);
  const detailOf = getter(CustomEvent.prototype, 'detail');
  const then = method(Promise.prototype.then);
  const seenGet = method(Map.prototype.get);
  const seenSet = method(Map.prototype.set);
  const bind = method(Function.prototype.bind);
  const isError = (Error as unknown as { isError(value: unknown): boolean }).isError;
  const isPrototypeOf = method(ObjectPrototype.isPrototypeOf);
  const brands = [
    method(Date.prototype.getTime),
    getter(RegExp.prototype, 'source'),
    getter(Map.prototype, 'size'),
    getter(Set.prototype, 'size'),
    getter(ArrayBuffer.prototype, 'byteLength'),
    method(Number.prototype.valueOf),
    method(String.prototype.valueOf),
    method(Boolean.prototype.valueOf),
    method(BigInt.prototype.valueOf),
  ];
  const never = [WeakMap.prototype, WeakSet.prototype, EventTarget.prototype, Event.prototype];
  const cannotClone = 'An object could not be cloned.';
  const tooDeep =
    'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.';
  const mostDeep = 1000;

  /** Without a prototype: reading past its end or a `toJSON` finds nothing of the page's. */
  const list = (...items: unknown[]): List => setPrototypeOf(items, null) as List;
  const add = (to: List, item: unknown): void => {
    to[to.length] = item;
  };
  const own = (object: object, key: PropertyKey, value: unknown): void => {
    const all = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
    defineProperty(object, key, all as PropertyDescriptor);
  };

  // Functions and promises of this world that the other one holds, and promises of that one which wait here. Kept as long
  // as the document: Electron lets them go when the proxy is collected, which no script can tell.
  const functions = list();
  const waiting = list();
  let promises = 0;

  const meet = (value: object, writer: Writer): void => {
    seenSet(writer.seen, value, writer.met);
    writer.met += 1;
  };
  const write = (value: unknown, writer: Writer, depth: number): unknown => {
    if (depth >= mostDeep) throw new TypeError(tooDeep);
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number')
      return isFinite(value) && !is(value, -0) ? value : list('n', is(value, -0) ? '-0' : String(value));
    if (typeof value === 'bigint') return list('i', String(value));
    if (typeof value === 'function') {
      const known = seenGet(writer.seen, value);
      if (known !== undefined) return list('r', known);
      meet(value, writer);
      add(functions, value);
      return list('f', functions.length - 1);
    }
    // Docs: "Symbols cannot be copied across contexts so they are omitted".
    if (typeof value !== 'object') return list('u');
    const known = seenGet(writer.seen, value);
    return known !== undefined ? list('r', known) : writeObject(value, writer, depth);
  };
  const writeObject = (value: object, writer: Writer, depth: number): List => {
    if (isArray(value)) {
      // Known only once it is whole (PassValueToOtherContext): one that holds itself is too deep.
      const out = list('a');
      const length = value.length;
      for (let at = 0; at < length; at += 1) add(out, write(value[at], writer, depth + 1));
      meet(value, writer);
      return out;
    }
    const proto: unknown = getPrototypeOf(value);
    if (proto !== null && proto !== ObjectPrototype) {
      // "Errors … we need to pull the message out and re-construct in the destination context".
      if (isError(value)) return list('e', messageOf(value));
      if (isOfBrand(value)) {
        meet(value, writer);
        add(writer.clones, value);
        return list('c', writer.clones.length);
      }
      const promise = writePromise(value);
      if (promise !== null) {
        meet(value, writer);
        return promise;
      }
      for (let at = 0; at < never.length; at += 1)
        if (isPrototypeOf(never[at], value)) throw new Error(cannotClone);
    }
    meet(value, writer);
    const out = list('o');
    const names = keys(value);
    for (let at = 0; at < names.length; at += 1) {
      const item = (value as Record<string, unknown>)[names[at] as string];
      if (typeof item === 'symbol') continue;
      add(out, names[at]);
      // CreateProxyForAPI goes one deeper for the object and one for its value.
      add(out, write(item, writer, depth + 2));
    }
    return out;
  };
  const isOfBrand = (value: object): boolean => {
    if (isView(value)) return true;
    for (let at = 0; at < brands.length; at += 1) {
      try {
        (brands[at] as (self: unknown) => unknown)(value);
        return true;
      } catch {
        // Not this one: only the brand's own objects have what it asks for.
      }
    }
    return false;
  };
  const writePromise = (value: object): List | null => {
    const id = (promises += 1);
    const settle = (done: boolean) => (result: unknown) => {
      try {
        ask((writer) => list('settle', id, done, write(result, writer, 0)));
      } catch (thrown) {
        ask(() => list('settle', id, false, list('e', messageOf(thrown))));
      }
    };
    try {
      then(value, settle(true), settle(false));
      return list('p', id);
    } catch {
      return null;
    }
  };
  const messageOf = (thrown: unknown): string => {
    const unknown =
      'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.';
    try {
      const message = (thrown as { message?: unknown } | null)?.message;
      return typeof message === 'string' ? message : unknown;
    } catch {
      return unknown;
    }
  };

  const read = (from: unknown, clones: List, met: List): unknown => {
    if (typeof from !== 'object' || from === null) return from;
    const tree = from as List;
    const meet1 = <T>(value: T): T => {
      add(met, value);
      return value;
    };
    switch (tree[0]) {
      case 'n':
        return Number(tree[1]);
      case 'i':
        return BigInt(tree[1] as string);
      case 'r':
        return met[tree[1] as number];
      case 'f':
        return meet1(proxyOf(tree[1] as number));
      case 'p':
        return meet1(
          new Promise((resolve, reject) => {
            const id = tree[1] as number;
            while (waiting.length <= id) add(waiting, null);
            waiting[id] = list(resolve, reject);
          }),
        );
      case 'e':
        return new Error(tree[1] as string);
      case 'c':
        return meet1(clones[tree[1] as number]);
      case 'a': {
        const array: unknown[] = [];
        for (let at = 1; at < tree.length; at += 1) own(array, at - 1, read(tree[at], clones, met));
        return meet1(array);
      }
      case 'o': {
        const object = meet1({});
        for (let at = 1; at < tree.length; at += 2)
          own(object, tree[at] as string, read(tree[at + 1], clones, met));
        return object;
      }
      default:
        return undefined;
    }
  };
  /** A function of the other world, called at once with copies; shows as native code, as Electron's does. */
  const proxyOf = (id: number): unknown => {
    const call = (...args: unknown[]): unknown =>
      ask((writer) => {
        const message = list('call', id);
        for (let at = 0; at < args.length; at += 1) add(message, write(args[at], writer, 0));
        return message;
      });
    const proxy = bind(call, undefined) as object;
    const empty = { __proto__: null, value: '', configurable: true };
    defineProperty(proxy, 'name', empty as PropertyDescriptor);
    return proxy;
  };

  const say = (type: string, build: (writer: Writer) => List): void => {
    const writer: Writer = { clones: list(), seen: new Map(), met: 0 };
    const text = stringify(build(writer));
    let detail: unknown = text;
    if (writer.clones.length > 0) {
      detail = list(text);
      for (let at = 0; at < writer.clones.length; at += 1) add(detail as List, writer.clones[at]);
    }
    const init = { __proto__: null, detail, bubbles: false, cancelable: false, composed: false };
    dispatch(node, new CustomEvent(type, init as CustomEventInit));
  };
  /** Null when the engine could not clone what came along. */
  const heard = (event: Event): { message: List; clones: List } | null => {
    const detail = detailOf(event);
    if (detail === null) return null;
    const text = (typeof detail === 'string' ? detail : (detail as List)[0]) as string;
    return { message: parse(text) as List, clones: detail as List };
  };

  let reply: { message: List; clones: List } | null = null;
  const ask = (build: (writer: Writer) => List): unknown => {
    reply = null;
    say(speak, build);
    const got = reply as { message: List; clones: List } | null;
    reply = null;
    if (got === null) throw new Error(cannotClone);
    if (got.message[0] === 'ok') return read(got.message[1], got.clones, list());
    throw new (got.message[2] === true ? TypeError : Error)(got.message[1] as string);
  };
  const answer = (event: Event): ((writer: Writer) => unknown) => {
    const got = heard(event);
    if (got === null) throw new Error(cannotClone);
    const { message, clones } = got;
    const met = list();
    if (message[0] === 'call') {
      const args = list();
      for (let at = 2; at < message.length; at += 1) add(args, read(message[at], clones, met));
      const fn = functions[message[1] as number] as () => unknown;
      let result: unknown;
      try {
        result = apply(fn, fn, args);
      } catch (thrown) {
        throw new Error(messageOf(thrown));
      }
      return (writer) => write(result, writer, 0);
    }
    if (message[0] === 'settle') {
      const both = waiting[message[1] as number] as List;
      const settle = both[message[2] === true ? 0 : 1] as (value: unknown) => void;
      settle(read(message[3], clones, met));
    } else if (message[0] === 'expose' && target !== null) {
      const key = message[1] as string;
      if (key in target)
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      const value = read(message[2], clones, met);
      deepFreeze(value);
      const fixed = { __proto__: null, value, writable: false, enumerable: true, configurable: false };
      defineProperty(target, key, fixed as PropertyDescriptor);
    }
    return () => list('u');
  };
  const deepFreeze = (value: unknown, seen: Map<object, number> = new Map()): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || isView(value)) return;
    if (seenGet(seen, value) !== undefined) return;
    seenSet(seen, value, 1);
    const names = ownKeys(value);
    for (let at = 0; at < names.length; at += 1) deepFreeze((value as never)[names[at] as string], seen);
    freeze(value);
  };

  node.addEventListener(hear, (event) => {
    const back = `${hear}=`;
    try {
      const result = answer(event);
      say(back, (writer) => list('ok', result(writer)));
    } catch (thrown) {
      const kind =
        typeof thrown === 'object' && thrown !== null && getPrototypeOf(thrown) === TypeErrorPrototype;
      say(back, () => list('throw', messageOf(thrown), kind));
    }
  });
  node.addEventListener(`${speak}=`, (event) => {
    reply = heard(event);
  });
  return { expose: (key, api) => void ask((writer) => list('expose', key, write(api, writer, 0))) };
}
