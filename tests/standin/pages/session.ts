// `session`: one browser context of Chromium each, with the app's handlers for schemes, requests, permissions and downloads.
// Source: Electron docs, api/session, api/protocol, api/web-request.
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Protocol as ElectronProtocol, ProxyConfig, Session, WebRequest } from 'electron';
import { createEvent } from '../double/event.ts';
import { events, type RequestMembers, type SchemeMembers, type SessionMembers } from '../double/members.ts';
import { surface } from '../double/not-in-surface.ts';
import type { Protocol } from './cdp.ts';
import type { Engine } from './engine.ts';
import type { CheckHandler, RequestHandler } from './permissions.ts';

export type SchemeHandler = Parameters<ElectronProtocol['handle']>[1];
type BeforeRequest = Parameters<WebRequest['onBeforeRequest']>[0];
type DisplayHandler = (request: object, answer: (streams: unknown) => void) => void;

export interface SessionHandlers {
  /** Empty: the default session. */
  partition: string;
  handlers: Readonly<Record<string, unknown>>;
}

export class SessionDouble extends EventEmitter implements SessionMembers {
  /** Docs: ses.protocol. */
  readonly protocol: SchemeMembers;
  /** Docs: ses.webRequest. */
  readonly webRequest: RequestMembers;
  readonly _schemes = new Map<string, SchemeHandler>();
  _beforeRequest: BeforeRequest = null;
  _requestHandler: RequestHandler = null;
  _checkHandler: CheckHandler = null;
  _displayHandler: DisplayHandler | null = null;
  /** What the app decides by, where no page of ours reaches it here: specs call it (`globalThis.standin.handlers`). */
  readonly _set: Record<string, unknown> = {};
  private readonly _engine: Engine;
  readonly _isDefault: boolean;
  private _proxy: ProxyConfig = {};
  private _made: Promise<string | undefined> | null = null;
  private readonly _granted = new Set<string>();
  private _folder = '';
  /** By Chromium's guid: whether the app prevented it. */
  private readonly _downloads = new Map<string, boolean>();

  constructor(engine: Engine, isDefault: boolean) {
    super();
    this._engine = engine;
    this._isDefault = isDefault;
    const { addresses } = engine;
    const schemes = this._schemes;
    this.protocol = surface('session.protocol', {
      // Docs: protocol.handle: "Register a protocol handler for scheme."
      handle(scheme, handler) {
        if (schemes.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
        // Docs: registerSchemesAsPrivileged: without it a scheme has no origin, no storage and no secure context; that is
        // not what Chromium would show here.
        if (!addresses.has(scheme))
          throw new Error(
            `not in surface: protocol.handle of ${scheme}:, which is no standard, secure scheme`,
          );
        schemes.set(scheme, handler);
      },
    } satisfies SchemeMembers);
    // Docs: "Only the last attached listener will be used. Passing null as listener will unsubscribe from the event."
    const onBeforeRequest = ((...args: [BeforeRequest] | [unknown, BeforeRequest]) => {
      if (args.length === 2 && typeof args[0] !== 'function')
        throw new Error('not in surface: webRequest.onBeforeRequest with a filter');
      this._beforeRequest = args[0] as BeforeRequest;
    }) as WebRequest['onBeforeRequest'];
    this.webRequest = surface('session.webRequest', { onBeforeRequest });
    return surface('Session', this, events.Session);
  }
  /** Docs: "To clear the handler, call setPermissionRequestHandler(null)". */
  setPermissionRequestHandler(handler: RequestHandler): void {
    this._requestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this._checkHandler = handler;
  }
  setDisplayMediaRequestHandler(handler: Parameters<Session['setDisplayMediaRequestHandler']>[0]): void {
    this._displayHandler = handler as DisplayHandler | null;
    this._note('setDisplayMediaRequestHandler', handler);
  }
  setDevicePermissionHandler(handler: Parameters<Session['setDevicePermissionHandler']>[0]): void {
    this._note('setDevicePermissionHandler', handler);
  }
  setBluetoothPairingHandler(handler: Parameters<Session['setBluetoothPairingHandler']>[0]): void {
    this._note('setBluetoothPairingHandler', handler);
  }
  setUSBProtectedClassesHandler(handler: Parameters<Session['setUSBProtectedClassesHandler']>[0]): void {
    this._note('setUSBProtectedClassesHandler', handler);
  }
  /** Docs: ses.setProxy, mode fixed_servers. A context of Chromium has it from its start or never. */
  setProxy(config: ProxyConfig): Promise<void> {
    if (config.mode !== 'fixed_servers' || this._made !== null)
      throw new Error('not in surface: session.setProxy of another mode, or after the first page');
    this._proxy = config;
    return Promise.resolve();
  }
  /** Headless Chromium has no spell checker to switch. */
  setSpellCheckerEnabled(enable: boolean): void {
    this._note('setSpellCheckerEnabled', enable);
  }
  _note(name: string, value: unknown): void {
    this._set[name] = value;
  }

  /** Its browser context: undefined is Chromium's default one. Made with the first page. */
  _context(): Promise<string | undefined> {
    return (this._made ??= this._make());
  }
  async _make(): Promise<string | undefined> {
    const { browser } = await this._engine.hub();
    const { proxyRules, proxyBypassRules } = this._proxy;
    const contextId = this._isDefault
      ? undefined
      : (
          await browser.send('Target.createBrowserContext', {
            disposeOnDetach: true,
            ...(proxyRules !== undefined && { proxyServer: proxyRules }),
            ...(proxyBypassRules !== undefined && { proxyBypassList: proxyBypassRules }),
          })
        ).browserContextId;
    const folder = mkdtempSync(join(this._engine.deps.browser().folder, 'downloads-'));
    this._folder = folder;
    await browser.send('Browser.setDownloadBehavior', {
      behavior: 'allowAndName',
      downloadPath: folder,
      eventsEnabled: true,
      ...(contextId !== undefined && { browserContextId: contextId }),
    });
    browser.on('Browser.downloadProgress', ({ guid, state }) => {
      if (state === 'completed' && this._downloads.get(guid) === true)
        rmSync(join(folder, guid), { force: true });
    });
    return contextId;
  }
  async _grant(name: string, origin: string): Promise<void> {
    const key = `${name} ${origin}`;
    if (this._granted.has(key) || !origin.startsWith('http')) return;
    this._granted.add(key);
    const { browser } = await this._engine.hub();
    const contextId = await this._context();
    await browser.send('Browser.setPermission', {
      permission: { name },
      setting: 'granted',
      origin,
      ...(contextId !== undefined && { browserContextId: contextId }),
    });
  }
  /** Docs: 'will-download': "Calling event.preventDefault() will cancel the download". */
  _download(
    { guid, url, suggestedFilename }: Protocol.Browser.downloadWillBeginPayload,
    contents: object,
  ): void {
    const event = createEvent();
    const item = surface('DownloadItem', {
      getURL: () => this._engine.addresses.toApp(url),
      getFilename: () => suggestedFilename,
    });
    this.emit('will-download', event, item, contents);
    this._downloads.set(guid, event.defaultPrevented);
    if (!event.defaultPrevented) return;
    void this._engine
      .hub()
      .then(async ({ browser }) => {
        const contextId = await this._context();
        await browser.send('Browser.cancelDownload', {
          guid,
          ...(contextId !== undefined && { browserContextId: contextId }),
        });
      })
      // Already complete, perhaps before it was asked about at all.
      .catch(() => undefined)
      .then(() => rmSync(join(this._folder, guid), { force: true }));
  }
}
