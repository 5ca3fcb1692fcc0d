import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { launchedFlag } from '#host/launch.ts';
import { deskEnvironment, deskInit, deskOf } from './desk-start.ts';
import { createKeystore } from './keystore.ts';
import { isLaunched, launchedBy, launchedByPerson } from './launch.ts';
import { watchPower } from './power.ts';
import { refusedSwitches } from './switches.ts';

const config = {
  t: 'launch' as const,
  profile: '/tmp/p',
  demo: { controlUrl: 'http://127.0.0.1:1', controlToken: 'token' },
  backendUrl: 'http://127.0.0.1:2',
  fhir: { url: 'http://127.0.0.1:3/fhir', token: null },
  enrolCode: 'code',
};

describe('the keystore', () => {
  /** "Encrypts" by a prefix, so that a wrong text can be told from a right one. */
  const safe = (change: object = {}) => ({
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text: string) => Buffer.from(`sealed:${text}`),
    decryptStringAsync: async (bytes: Buffer) => {
      if (!bytes.toString().startsWith('sealed:')) throw new Error('cannot decrypt');
      return { result: bytes.toString().slice(7), shouldReEncrypt: false };
    },
    getSelectedStorageBackend: () => 'gnome_libsecret' as const,
    ...change,
  });

  it('gives back what it took', async () => {
    const store = createKeystore(safe(), 'linux');
    const wrapped = await store.wrapSecret({ secret: 'a2V5' });
    expect(wrapped).toMatchObject({ ok: true, value: { backend: 'gnome_libsecret' } });
    if (!wrapped.ok) return;
    expect(Buffer.from(wrapped.value.wrapped, 'base64').toString()).toBe('sealed:a2V5');
    expect(await store.unwrapSecret(wrapped.value)).toEqual({
      ok: true,
      value: { secret: 'a2V5', rewrap: false },
    });
  });

  it.each([
    ['basic_text on Linux', safe({ getSelectedStorageBackend: () => 'basic_text' }), 'linux'],
    ['an unknown backend on Linux', safe({ getSelectedStorageBackend: () => 'unknown' }), 'linux'],
    ['no keychain', safe({ isAsyncEncryptionAvailable: async () => false }), 'darwin'],
  ] as const)('refuses %s, and never falls back', async (_what, store, platform) => {
    const keystore = createKeystore(store, platform);
    expect(await keystore.secretsState({})).toMatchObject({ ok: true, value: { available: false } });
    expect(await keystore.wrapSecret({ secret: 'a2V5' })).toMatchObject({ code: 'keystore-unavailable' });
    expect(await keystore.unwrapSecret({ wrapped: 'a2V5' })).toMatchObject({ code: 'keystore-unavailable' });
  });

  it('does not ask Linux’ question elsewhere', async () => {
    const asked = vi.fn(() => 'basic_text' as const);
    expect(
      await createKeystore(safe({ getSelectedStorageBackend: asked }), 'win32').secretsState({}),
    ).toEqual({
      ok: true,
      value: { available: true, backend: 'dpapi' },
    });
    expect(asked).not.toHaveBeenCalled();
  });

  it('refuses a keystore that gives back something else, or throws', async () => {
    const wrong = safe({ decryptStringAsync: async () => ({ result: 'b3RoZXI=', shouldReEncrypt: false }) });
    expect(await createKeystore(wrong, 'darwin').wrapSecret({ secret: 'a2V5' })).toMatchObject({ ok: false });
    const broken = safe({
      encryptStringAsync: async () => {
        throw new Error('locked');
      },
    });
    expect(await createKeystore(broken, 'darwin').wrapSecret({ secret: 'a2V5' })).toMatchObject({
      ok: false,
    });
    expect(await createKeystore(safe(), 'darwin').unwrapSecret({ wrapped: 'eHh4' })).toMatchObject({
      code: 'keystore-lost',
    });
  });
});

describe('how the app was started', () => {
  const pipe = () => Object.assign(new EventEmitter(), { connected: true, send: vi.fn(() => true) });

  it('by a launcher: its config, reports back, and the end of the pipe', async () => {
    const end = pipe();
    const gone = vi.fn();
    const waiting = launchedBy(end, gone);
    end.emit('message', config);
    const launch = await waiting;
    expect(launch?.config).toEqual(config);
    launch?.report({ t: 'painted' });
    expect(end.send).toHaveBeenCalledWith({ t: 'painted' }, expect.any(Function));
    end.connected = false;
    end.emit('disconnect');
    launch?.report({ t: 'painted' });
    expect(gone).toHaveBeenCalledOnce();
    expect(end.send).toHaveBeenCalledOnce();
  });

  it.each([
    ['nothing of ours', { hello: 1 }],
    ['an extra field', { ...config, noSandbox: true }],
    ['a file as backend', { ...config, backendUrl: 'file:///etc/passwd' }],
  ])('not by a launcher that sends %s', async (_what, message) => {
    const end = pipe();
    const waiting = launchedBy(end, vi.fn());
    end.emit('message', message);
    expect(await waiting).toBeNull();
  });

  it('not by a launcher that says nothing', async () => {
    vi.useFakeTimers();
    const waiting = launchedBy(pipe(), vi.fn());
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    expect(await waiting).toBeNull();
  });

  it('by a person: no demo, no addresses', () => {
    expect(launchedByPerson('/home/p').config).toMatchObject({
      profile: '/home/p',
      demo: null,
      backendUrl: null,
    });
    expect(isLaunched(['electron', '.'])).toBe(false);
    expect(isLaunched(['electron', '.', launchedFlag])).toBe(true);
  });
});

describe('what a desk is started with', () => {
  it('a practice desk can reach nothing and has a folder of its own', () => {
    expect(deskInit(config, 'live', '1.2.3')).toMatchObject({
      version: '1.2.3',
      profile: '/tmp/p',
      practice: false,
      backendUrl: config.backendUrl,
    });
    const practice = deskInit(config, 'practice', '1.2.3');
    expect(practice).toMatchObject({
      practice: true,
      demo: config.demo,
      backendUrl: null,
      fhir: null,
      enrolCode: null,
    });
    expect(practice.profile).not.toBe('/tmp/p');
  });
  it('a page is the practice desk’s by its window, and only the main one’s address may choose', () => {
    const address = 'app://desk/index.html';
    for (const surface of ['main', 'panel', 'compact', 'phone'] as const)
      expect(deskOf(surface, address)).toBe('live');
    expect(deskOf('main', `${address}?desk=practice`)).toBe('practice');
    expect(deskOf('main', `${address}?desk=live`)).toBe('live');
    for (const surface of ['panel', 'compact', 'phone', null] as const)
      expect(deskOf(surface, `${address}?desk=practice`)).toBe('live');
    for (const search of ['', '?desk=live']) expect(deskOf('trainer', address + search)).toBe('practice');
  });
  it('nothing in the environment that steers Node, a loader or a proxy', () => {
    const hostile = {
      NODE_OPTIONS: '--require /tmp/x',
      LD_PRELOAD: '/tmp/x.so',
      HTTPS_PROXY: 'http://evil',
      NODE_EXTRA_CA_CERTS: '/tmp/ca',
      ELECTRON_RUN_AS_NODE: '1',
      TZ: 'Europe/Berlin',
      LANG: undefined,
    };
    expect(deskEnvironment(hostile)).toEqual({ TZ: 'Europe/Berlin' });
  });
});

it('power events reach everyone who listens, until they stop', () => {
  const source = new EventEmitter();
  const onPower = watchPower(source);
  const [first, second] = [vi.fn(), vi.fn()];
  onPower(first);
  const stop = onPower(second);
  source.emit('lock-screen');
  stop();
  source.emit('suspend');
  expect(first.mock.calls).toEqual([['lock-screen'], ['suspend']]);
  expect(second.mock.calls).toEqual([['lock-screen']]);
});

it('the system’s shutdown waits for the app to end in order; nothing else is held up', () => {
  const source = new EventEmitter();
  const heard = vi.fn();
  watchPower(source)(heard);
  const [shutdown, suspend] = [{ preventDefault: vi.fn() }, { preventDefault: vi.fn() }];
  source.emit('shutdown', shutdown);
  source.emit('suspend', suspend);
  source.emit('shutdown');
  expect(shutdown.preventDefault).toHaveBeenCalledOnce();
  expect(suspend.preventDefault).not.toHaveBeenCalled();
  expect(heard.mock.calls).toEqual([['shutdown'], ['suspend'], ['shutdown']]);
});

describe('switches', () => {
  const given =
    (...names: string[]) =>
    (name: string) =>
      names.includes(name);
  it.each([
    'no-sandbox',
    'disable-web-security',
    'ignore-certificate-errors',
    'js-flags',
    'host-resolver-rules',
  ])('refuse --%s, installed or not', (name) => {
    expect(refusedSwitches(given(name), true)).toEqual([name]);
    expect(refusedSwitches(given(name, 'lang'), false)).toEqual([name]);
  });
  it('let developers and tests look inside, but not into an installed app', () => {
    expect(refusedSwitches(given('remote-debugging-port', 'inspect'), false)).toEqual([]);
    expect(refusedSwitches(given('remote-debugging-port', 'inspect'), true)).toHaveLength(2);
  });
  it('let a plain start go on', () =>
    expect(refusedSwitches(given('lang', 'enable-logging'), true)).toEqual([]));
});
