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

/** The object itself, but any member it doesn't have throws `not in surface: name.member`. */
export function surface<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || askedOfAnything.has(key))
        return Reflect.get(target, key, receiver);
      throw new NotInSurfaceError(`${name}.${key}`, membersOf(target));
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
