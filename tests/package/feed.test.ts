// electron-updater's own classes on a feed on loopback: what they take, what they refuse, and that our course around them
// sees it. The program that would be installed is a text; it is never started.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  configureRequestOptions,
  configureRequestUrl,
  HttpExecutor,
  type DownloadOptions,
} from 'builder-util-runtime';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createUpdates, type Updater } from '#shell/updates.ts';
import { nothingToLeave } from '#host/link.ts';

/** Node's own client in place of Electron's: the checks of what came are the library's. */
class Loopback extends HttpExecutor<ReturnType<typeof request>> {
  createRequest(options: object, callback: (response: object) => void) {
    return request(options, callback);
  }
  /** As the library's Electron executor does it; the checksum is taken in `doDownload`. */
  download(from: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const requestOptions = { headers: options.headers ?? undefined };
      configureRequestUrl(from, requestOptions);
      configureRequestOptions(requestOptions);
      this.doDownload(
        requestOptions,
        {
          destination,
          options,
          onCancel,
          responseHandler: null,
          callback: (error?: Error | null) => (error ? reject(error) : resolve(destination)),
        },
        0,
      );
    });
  }
}
interface RealUpdater extends Updater {
  httpExecutor: object;
  _testOnlyOptions: object;
  verifyUpdateCodeSignature?: (names: string[], file: string) => Promise<string | null>;
}
type Make = new (options: null, app: object) => RealUpdater;
const { NsisUpdater, AppImageUpdater } = createRequire(import.meta.url)('electron-updater') as {
  NsisUpdater: Make;
  AppImageUpdater: Make;
};

const installer = 'an installer that nobody starts';
const sha512 = createHash('sha512').update(installer).digest('base64');
let folder: string;
let server: Server;
let served: Map<string, string>;
let asked: string[];
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'careline-feed-'));
  served = new Map();
  asked = [];
  const answer: RequestListener = (incoming, response) => {
    const path = new URL(incoming.url ?? '/', url).pathname;
    asked.push(path);
    const body = served.get(path);
    response.writeHead(body === undefined ? 404 : 200).end(body);
  };
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

/** What electron-builder writes beside the installers. */
function offer(file: string, version: string, name: string, hash: string | null = sha512): void {
  const check = hash === null ? '' : `\n    sha512: ${hash}`;
  served.set(
    `/${file}`,
    `version: ${version}\nfiles:\n  - url: ${name}${check}\n    size: ${installer.length}\npath: ${name}\nreleaseDate: '2026-11-22T03:00:00.000Z'\n`,
  );
  served.set(`/${name}`, installer);
}
function course(Kind: Make, platform: 'win32' | 'linux', publisher: string | null = null, current = '0.1.0') {
  const config = join(folder, 'app-update.yml');
  writeFileSync(
    config,
    `provider: generic\nurl: ${url}\nupdaterCacheDirName: careline-updater\n${
      publisher === null ? '' : `publisherName:\n  - ${publisher}\n`
    }`,
  );
  const updater = new Kind(null, {
    version: current,
    name: 'careline',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  });
  updater.httpExecutor = new Loopback();
  updater._testOnlyOptions = { platform };
  const errors: string[] = [];
  let answered = false;
  for (const event of ['update-not-available', 'update-available'] as const)
    updater.on(event as 'update-not-available', () => void (answered = true));
  updater.on('error', (error: Error) => void errors.push((error as { code?: string }).code ?? error.message));
  let first = (): void => undefined;
  let started = false;
  const updates = createUpdates({
    current,
    load: async () => updater,
    installsAtQuit: true,
    leaving: () => nothingToLeave,
    closeDown: async () => undefined,
    comeBack: () => undefined,
    random: () => 0,
    now: () => performance.now(),
    later(_ms, task) {
      if (!started) first = task;
      started = true;
      return () => undefined;
    },
  });
  updates.start();
  const look = async (state: string): Promise<void> => {
    first();
    // The first state is `none` too: the library's own word is waited for before ours is read.
    await vi.waitFor(() => expect(answered || errors.length > 0).toBe(true), { timeout: 10_000 });
    await vi.waitFor(() => expect(updates.state().state, errors.join('; ')).toBe(state), { timeout: 10_000 });
  };
  return { updates, updater, errors, look };
}
const downloads = (): string[] => {
  const pending = join(folder, 'careline-updater', 'pending');
  return existsSync(pending) ? readdirSync(pending).filter((name) => /\.(exe|AppImage)$/.test(name)) : [];
};

it.each([
  ['Windows', NsisUpdater, 'win32', 'latest.yml', 'Careline-Setup-0.2.0-x64.exe'],
  [
    'Linux',
    AppImageUpdater,
    'linux',
    `latest-linux${process.arch === 'arm64' ? '-arm64' : ''}.yml`,
    'careline-0.2.0.AppImage',
  ],
] as const)(
  '%s: a newer version with the right checksum is downloaded and ready',
  async (_s, Kind, platform, file, name) => {
    process.env['APPIMAGE'] = join(folder, 'careline-0.1.0.AppImage');
    writeFileSync(process.env['APPIMAGE'], 'this version');
    try {
      offer(file, '0.2.0', name);
      const { updates, look } = course(Kind, platform);
      await look('ready');
      expect(updates.state()).toMatchObject({ version: '0.1.0', next: '0.2.0', waits: [] });
      expect(downloads()).toEqual([name]);
    } finally {
      delete process.env['APPIMAGE'];
    }
  },
);

it('a wrong checksum is refused, and nothing of it stays', async () => {
  offer(
    'latest.yml',
    '0.2.0',
    'Careline-Setup-0.2.0-x64.exe',
    createHash('sha512').update('other').digest('base64'),
  );
  const { updates, updater, errors, look } = course(NsisUpdater, 'win32');
  await look('failed');
  expect(errors).toContain('ERR_CHECKSUM_MISMATCH');
  expect(downloads()).toEqual([]);
  expect(updates.install()).toMatchObject({ ok: false });
  expect(updater.autoInstallOnAppQuit).toBe(false);
});

it('a feed without a checksum is refused before anything is downloaded', async () => {
  offer('latest.yml', '0.2.0', 'Careline-Setup-0.2.0-x64.exe', null);
  const { look } = course(NsisUpdater, 'win32');
  await look('failed');
  expect(asked).not.toContain('/Careline-Setup-0.2.0-x64.exe');
});

it.each(['0.0.9', '0.1.0'])('%s over 0.1.0 is not downloaded', async (version) => {
  offer('latest.yml', version, 'Careline-Setup-x64.exe');
  const { look } = course(NsisUpdater, 'win32');
  await look('none');
  expect(asked).toEqual(['/latest.yml']);
});

it('Windows: a download that the publisher did not sign is refused', async () => {
  offer('latest.yml', '0.2.0', 'Careline-Setup-0.2.0-x64.exe');
  const { updater, updates, errors, look } = course(NsisUpdater, 'win32', 'CN=Careline');
  const seen: string[][] = [];
  // Windows' own check cannot run here; what is shown is that it is asked, and that its no is a no.
  updater.verifyUpdateCodeSignature = async (names) => {
    seen.push(names);
    return 'signed by somebody else';
  };
  await look('failed');
  expect(seen).toEqual([['CN=Careline']]);
  expect(errors).toContain('ERR_UPDATER_INVALID_SIGNATURE');
  expect(updates.install()).toMatchObject({ ok: false });
});

it('a name in the feed cannot leave the folder of downloads', async () => {
  offer('latest.yml', '0.2.0', '../../../escaped.exe');
  served.set('/escaped.exe', installer);
  const { look } = course(NsisUpdater, 'win32');
  await look('ready');
  expect(downloads()).toEqual(['escaped.exe']);
  expect(existsSync(join(folder, '..', 'escaped.exe'))).toBe(false);
});

it('a feed that is not there is a state, not an exception', async () => {
  const { look, errors } = course(NsisUpdater, 'win32');
  await look('failed');
  expect(errors.length).toBeGreaterThan(0);
});
