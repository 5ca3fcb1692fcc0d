// The updater's course with a clock in hand and an updater that tells what the test says; the real electron-updater on a
// feed is in tests/package/feed.test.ts.
import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { nothingToLeave, type Leaving } from '#host/link.ts';
import { createUpdates, type Updater } from './updates.ts';
import { checkEvery, quietFor } from './updates-policy.ts';

class Told extends EventEmitter implements Updater {
  autoDownload = false;
  autoInstallOnAppQuit = true;
  allowDowngrade = true;
  allowPrerelease = true;
  disableWebInstaller = false;
  logger: Updater['logger'] = console;
  checkForUpdates = vi.fn<Updater['checkForUpdates']>(async () => null);
  quitAndInstall = vi.fn();
}
const onCall: Leaving = { call: true, draft: false, urgent: 0 };

function made(changes: { managed?: true; installsAtQuit?: boolean } = {}) {
  const updater = new Told();
  const state = { leaving: nothingToLeave, now: 0 };
  let tasks: { at: number; task: () => void }[] = [];
  const closeDown = vi.fn(async () => undefined);
  const comeBack = vi.fn();
  const load = vi.fn(async () => updater);
  const updates = createUpdates({
    current: '0.1.0',
    load: changes.managed ? null : load,
    installsAtQuit: changes.installsAtQuit ?? true,
    leaving: () => state.leaving,
    closeDown,
    comeBack,
    random: () => 0.5,
    now: () => state.now,
    later(ms, task) {
      const entry = { at: state.now + ms, task };
      tasks.push(entry);
      return () => void (tasks = tasks.filter((each) => each !== entry));
    },
  });
  /** Lets time go by, and what it starts come to rest. */
  async function pass(ms: number): Promise<void> {
    const until = state.now + ms;
    for (;;) {
      const next = tasks.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > until) break;
      tasks = tasks.filter((each) => each !== next);
      state.now = next.at;
      next.task();
      await new Promise((resolve) => setImmediate(resolve));
    }
    state.now = until;
  }
  async function ready(): Promise<void> {
    updates.start();
    await pass(600_000);
    updater.emit('update-available', { version: '0.2.0' });
    updater.emit('update-downloaded', { version: '0.2.0' });
    await pass(1000);
  }
  return { updater, updates, state, closeDown, comeBack, load, pass, ready };
}

it('loads nothing and asks nobody where updates are the IT department’s', async () => {
  const { updates, load, pass } = made({ managed: true });
  updates.start();
  await pass(10 * checkEvery);
  expect(load).not.toHaveBeenCalled();
  expect(updates.state()).toMatchObject({ state: 'managed', version: '0.1.0' });
  expect(updates.install()).toMatchObject({ ok: false, code: 'host-cannot' });
});

it('looks after the start and again every four hours, with nothing that would weaken a download', async () => {
  const { updater, updates, load, pass } = made();
  updates.start();
  expect(load).not.toHaveBeenCalled();
  await pass(600_000);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(1);
  await pass(3 * checkEvery);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(4);
  expect(load).toHaveBeenCalledTimes(1);
  expect(updater).toMatchObject({
    autoDownload: true,
    allowDowngrade: false,
    allowPrerelease: false,
    disableWebInstaller: true,
  });
});

it('a feed that fails is a state, and is asked again', async () => {
  const { updater, updates, pass } = made();
  updater.checkForUpdates.mockRejectedValue(new Error('offline'));
  updates.start();
  await pass(600_000);
  expect(updates.state().state).toBe('failed');
  await pass(2 * checkEvery);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(3);
});

it('a download that fails is a state too', async () => {
  const { updater, updates, pass } = made();
  updater.checkForUpdates.mockResolvedValue({ downloadPromise: Promise.reject(new Error('cut off')) });
  updates.start();
  await pass(600_000);
  expect(updates.state().state).toBe('failed');
});

it('an updater that cannot be loaded is a state too, and is tried again', async () => {
  const { updates, load, pass } = made();
  load.mockRejectedValueOnce(new Error('missing'));
  updates.start();
  await pass(600_000);
  expect(updates.state().state).toBe('failed');
  await pass(checkEvery);
  expect(load).toHaveBeenCalledTimes(2);
  expect(updates.state().state).not.toBe('ready');
});

it('restarts at once when a person asks and nothing is open: desks first, then the installer', async () => {
  const { updates, updater, closeDown, ready, pass } = made();
  await ready();
  expect(updates.state()).toMatchObject({ state: 'ready', next: '0.2.0', asked: false, waits: [] });
  expect(updates.install()).toMatchObject({ ok: true });
  await pass(0);
  await vi.waitFor(() => expect(updater.quitAndInstall).toHaveBeenCalledExactlyOnceWith(true, true));
  expect(closeDown.mock.invocationCallOrder[0]).toBeLessThan(
    updater.quitAndInstall.mock.invocationCallOrder[0] ?? 0,
  );
  updates.install();
  await pass(60_000);
  expect(updater.quitAndInstall).toHaveBeenCalledOnce();
});

it('never restarts unasked', async () => {
  const { updater, closeDown, ready, pass } = made();
  await ready();
  await pass(24 * 3_600_000);
  expect(updater.quitAndInstall).not.toHaveBeenCalled();
  expect(closeDown).not.toHaveBeenCalled();
});

it.each([
  ['a call', onCall],
  ['a draft', { call: false, draft: true, urgent: 0 }],
  ['an urgent message', { call: false, draft: false, urgent: 1 }],
])('waits for the end of %s, and for some quiet after it', async (_what, leaving) => {
  const { updates, updater, state, ready, pass } = made();
  await ready();
  state.leaving = leaving;
  expect(updates.install().ok).toBe(true);
  await pass(3_600_000);
  expect(updater.quitAndInstall).not.toHaveBeenCalled();
  expect(updates.state()).toMatchObject({ asked: true });
  expect(updates.state().waits).toHaveLength(1);
  state.leaving = nothingToLeave;
  await pass(quietFor - 2000);
  // The note of that call begins: the quiet starts anew.
  state.leaving = { call: false, draft: true, urgent: 0 };
  await pass(quietFor);
  state.leaving = nothingToLeave;
  await pass(quietFor - 2000);
  expect(updater.quitAndInstall).not.toHaveBeenCalled();
  await pass(4000);
  expect(updater.quitAndInstall).toHaveBeenCalledOnce();
});

it('installs at a quit only while nothing would be interrupted and the system is not shutting down', async () => {
  const { updates, updater, state, ready, pass } = made();
  await ready();
  expect(updater.autoInstallOnAppQuit).toBe(true);
  state.leaving = onCall;
  await pass(1000);
  expect(updater.autoInstallOnAppQuit).toBe(false);
  state.leaving = nothingToLeave;
  await pass(1000);
  expect(updater.autoInstallOnAppQuit).toBe(true);
  updates.sessionEnds();
  await pass(5000);
  expect(updater.autoInstallOnAppQuit).toBe(false);
});

it('on macOS only a person’s word installs', async () => {
  const { updater, ready, pass } = made({ installsAtQuit: false });
  await ready();
  await pass(5000);
  expect(updater.autoInstallOnAppQuit).toBe(false);
});

it.each(['0.0.9', '0.1.0', 'nonsense'])('never installs %s over 0.1.0', async (version) => {
  const { updates, updater, pass } = made();
  updates.start();
  await pass(600_000);
  updater.emit('update-downloaded', { version });
  await pass(5000);
  expect(updates.state()).toMatchObject({ state: 'failed', next: null });
  expect(updates.install()).toMatchObject({ ok: false });
  expect(updater.autoInstallOnAppQuit).toBe(false);
});

it('never installs what Windows could not check the signature of', async () => {
  const { updates, updater, pass } = made();
  updates.start();
  await pass(600_000);
  updater.emit('update-available', { version: '0.2.0' });
  updater.logger?.warn(
    'Cannot execute ConvertTo-Json: x. Ignoring signature validation due to unsupported powershell version.',
  );
  updater.emit('update-downloaded', { version: '0.2.0' });
  expect(updates.state().state).toBe('failed');
  expect(updater.autoInstallOnAppQuit).toBe(false);
  expect(updates.install()).toMatchObject({ ok: false });
});

it('brings the desks back when the installer never starts, and says so', async () => {
  const { updates, updater, closeDown, comeBack, ready, pass } = made();
  await ready();
  updates.install();
  await vi.waitFor(() => expect(updater.quitAndInstall).toHaveBeenCalledOnce());
  expect(closeDown).toHaveBeenCalledOnce();
  await pass(119_000);
  expect(comeBack).not.toHaveBeenCalled();
  await pass(2_000);
  expect(comeBack).toHaveBeenCalledOnce();
  expect(updates.state()).toMatchObject({ state: 'failed' });
});

it('on macOS leaves the desks up while the update is fetched once more', async () => {
  const { updates, updater, closeDown, comeBack, ready, pass } = made({ installsAtQuit: false });
  await ready();
  updates.install();
  await vi.waitFor(() => expect(updater.quitAndInstall).toHaveBeenCalledOnce());
  expect(closeDown).not.toHaveBeenCalled();
  await pass(121_000);
  expect(comeBack).toHaveBeenCalledOnce();
});

it('an installer that does not start brings the desks back', async () => {
  const { updates, updater, comeBack, ready, pass } = made();
  await ready();
  updater.quitAndInstall.mockImplementation(() => updater.emit('error', new Error('missing file')));
  updates.install();
  await pass(0);
  await vi.waitFor(() => expect(comeBack).toHaveBeenCalledOnce());
  expect(updates.state()).toMatchObject({ state: 'failed', asked: false });
});
