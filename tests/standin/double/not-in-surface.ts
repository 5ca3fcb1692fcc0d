// The double has what our code uses, and says so plainly when asked for more: a member that quietly answered `undefined`
// would let code pass here that fails at a customer's.

/** Asked for by Node, by the inspector and by test runners of any object; never of Electron. */
const askedOfAnything = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'nodeType',
  'tagName',
  'asymmetricMatch',
  '$$typeof',
  'inspect',
  'domain',
  '_events',
  '_eventsCount',
  '_maxListeners',
  'valueOf',
  'toString',
  'splice',
  'length',
  'message',
  'stack',
]);

export class NotInSurfaceError extends Error {
  constructor(what: string, has: readonly string[]) {
    super(`not in surface: ${what} (the stand-in has: ${has.join(', ')})`);
    this.name = 'NotInSurfaceError';
  }
}

/** Emitters themselves listen to these, and Node's `once` to errors. */
const ofAnyEmitter = ['error', 'newListener', 'removeListener'];
const listeners = new Set<string | symbol>(['on', 'once', 'addListener', 'prependListener']);
type Listen = (name: string | symbol, listener: () => void) => unknown;

/**
 * The object itself, but any member it doesn't have throws `not in surface: name.member`. With `events`, listening to any
 * other one throws as well; those with a hyphen in front are the double's own, as Electron's are.
 */
export function surface<T extends object>(name: string, part: T, events?: readonly string[]): T {
  return new Proxy(part, {
    get(target, key, receiver) {
      if (typeof key !== 'symbol' && !(key in target) && !askedOfAnything.has(key))
        throw new NotInSurfaceError(`${name}.${key}`, membersOf(target));
      const member: unknown = Reflect.get(target, key, receiver);
      if (events === undefined || !listeners.has(key)) return member;
      const listen: Listen = (event, listener) => {
        if (typeof event === 'string' && ![...events, ...ofAnyEmitter].includes(event) && event[0] !== '-')
          throw new NotInSurfaceError(`${name} '${event}'`, events);
        return (member as Listen).call(receiver, event, listener);
      };
      return listen;
    },
  });
}

/** Own and inherited names, without those of Object, Function and EventEmitter, sorted. */
export function membersOf(part: object): string[] {
  const names = new Set<string>();
  for (
    let at: object | null = part;
    at !== null && !isBase(at);
    at = Object.getPrototypeOf(at) as object | null
  )
    for (const name of Object.getOwnPropertyNames(at))
      if (
        !name.startsWith('_') &&
        !(typeof part === 'function' && ['length', 'name', 'prototype'].includes(name))
      )
        names.add(name);
  names.delete('constructor');
  return [...names].sort();
}
const isBase = (at: object): boolean =>
  at === Object.prototype ||
  at === Function.prototype ||
  'captureRejections' in at ||
  ('setMaxListeners' in at && Object.hasOwn(at, 'setMaxListeners'));
