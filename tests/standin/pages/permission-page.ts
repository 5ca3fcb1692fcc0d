// Runs in every document before any script of the page and stands before each way to a device: asks the app's handlers, then
// lets Chromium do it or answers as Chromium does when it is denied. What is native is kept in here; a page finds no other.
// Source: Electron docs, api/session, setPermissionRequestHandler and setPermissionCheckHandler.

/** What the page's half says to ours. `reply` names the function that takes the answer (true or false). */
export interface PermissionAsking {
  reply: string;
  ask: 'request' | 'check' | 'display' | 'navigate';
  /** Electron's name of the permission; for `navigate` the address. */
  permission: string;
  media: ('audio' | 'video')[];
}

/** The script's text. `binding` is how it reaches us; it is taken away before the page can see it. */
export const permissionPage = (binding: string): string =>
  `(${inPage.toString()})(${JSON.stringify(binding)})`;

/** Self-contained: it is sent as text. */
function inPage(binding: string): void {
  const tell = Reflect.get(globalThis, binding) as ((text: string) => void) | undefined;
  if (tell === undefined) return;
  Reflect.deleteProperty(globalThis, binding);
  const { apply, defineProperty, deleteProperty } = Reflect;
  const { stringify } = JSON;
  const random = crypto.getRandomValues.bind(crypto);
  const OwnPromise = Promise;
  const OwnException = DOMException;

  const ask = (kind: string, permission: string, media: string[] = []): Promise<boolean> =>
    new OwnPromise((settle) => {
      const reply = `_${random(new Uint32Array(4)).join('_')}`;
      defineProperty(globalThis, reply, {
        configurable: true,
        enumerable: false,
        value: (answer: boolean) => {
          deleteProperty(globalThis, reply);
          settle(answer);
        },
      });
      tell(stringify({ reply, ask: kind, permission, media }));
    });
  const denied = (): never => {
    throw new OwnException('Permission denied', 'NotAllowedError');
  };
  /** Replaces a method by one that asks first. */
  const guard = (
    owner: object | undefined,
    name: string,
    question: (args: unknown[]) => Promise<boolean>,
    refuse: (args: unknown[]) => unknown = denied,
  ): void => {
    if (owner === undefined) return;
    const native = Reflect.get(owner, name) as ((...args: unknown[]) => unknown) | undefined;
    if (typeof native !== 'function') return;
    const value = {
      async [name](this: unknown, ...args: unknown[]): Promise<unknown> {
        return (await question(args)) ? apply(native, this, args) : refuse(args);
      },
    }[name];
    defineProperty(owner, name, { configurable: true, enumerable: true, writable: true, value });
  };
  const of = (name: string): object | undefined => {
    const type = Reflect.get(globalThis, name) as { prototype: object } | undefined;
    return type?.prototype;
  };
  const mediaOf = (constraints: unknown): string[] => {
    const { audio, video } = (constraints ?? {}) as { audio?: unknown; video?: unknown };
    return [...(audio ? ['audio'] : []), ...(video ? ['video'] : [])];
  };
  // A document of a blob makes no request that could be held back from outside; Electron's throttle asks for it as well.
  const leaving = new Set<string>();
  const go = location.assign.bind(location);
  const navigation = Reflect.get(globalThis, 'navigation') as EventTarget | undefined;
  navigation?.addEventListener('navigate', (event) => {
    const { destination, downloadRequest } = event as Event & {
      destination: { url: string };
      downloadRequest: string | null;
    };
    const { url } = destination;
    // A download leaves the document where it is.
    if (!url.startsWith('blob:') || downloadRequest !== null || leaving.delete(url)) return;
    event.preventDefault();
    void ask('navigate', url).then((allowed) => {
      if (!allowed) return;
      leaving.add(url);
      go(url);
    });
  });

  const request = (permission: string) => () => ask('request', permission);

  guard(of('MediaDevices'), 'getUserMedia', async ([constraints]) => {
    const media = mediaOf(constraints);
    // Neither: Chromium's own TypeError.
    return media.length === 0 || ask('request', 'media', media);
  });
  // The old one with callbacks answers through them.
  for (const old of ['getUserMedia', 'webkitGetUserMedia'])
    guard(
      of('Navigator'),
      old,
      ([constraints]) => ask('request', 'media', mediaOf(constraints)),
      (args) => {
        const failed = args[2];
        if (typeof failed === 'function') failed(new OwnException('Permission denied', 'NotAllowedError'));
      },
    );
  guard(of('MediaDevices'), 'getDisplayMedia', () => ask('display', 'display-capture'));
  guard(of('MediaDevices'), 'selectAudioOutput', request('speaker-selection'));
  guard(of('Clipboard'), 'readText', request('clipboard-read'));
  guard(of('Clipboard'), 'read', request('clipboard-read'));
  guard(of('Clipboard'), 'writeText', request('clipboard-sanitized-write'));
  guard(of('Clipboard'), 'write', request('clipboard-sanitized-write'));
  guard(of('WakeLock'), 'request', request('screen-wake-lock'));
  const refusedPosition = (args: unknown[]): void => {
    const failed = args[1];
    if (typeof failed === 'function')
      failed({ code: 1, message: 'User denied Geolocation', PERMISSION_DENIED: 1 });
  };
  guard(of('Geolocation'), 'getCurrentPosition', request('geolocation'), refusedPosition);
  guard(of('Geolocation'), 'watchPosition', request('geolocation'), refusedPosition);
  const notification = Reflect.get(globalThis, 'Notification') as object | undefined;
  guard(notification, 'requestPermission', request('notifications'), () => 'denied');

  // A look that is granted gets Chromium's own answer: ours has set it before.
  const names: Record<string, [string, string[]]> = {
    microphone: ['media', ['audio']],
    camera: ['media', ['video']],
    notifications: ['notifications', []],
    geolocation: ['geolocation', []],
    'clipboard-read': ['clipboard-read', []],
    'clipboard-write': ['clipboard-sanitized-write', []],
    'screen-wake-lock': ['screen-wake-lock', []],
    'idle-detection': ['idle-detection', []],
  };
  const permissions = of('Permissions');
  const query = permissions && (Reflect.get(permissions, 'query') as (...args: unknown[]) => Promise<object>);
  guard(
    permissions,
    'query',
    async ([descriptor]) => {
      const { name } = (descriptor ?? {}) as { name?: unknown };
      const known = typeof name === 'string' && Object.hasOwn(names, name) ? names[name] : undefined;
      return known === undefined || ask('check', known[0], known[1]);
    },
    // What another page of the same origin was granted is Chromium's for the origin; a refusal holds for this page.
    async (args) => {
      const status = await apply(query ?? denied, navigator.permissions, args);
      return defineProperty(status, 'state', { value: 'denied' }) ? status : denied();
    },
  );
}
