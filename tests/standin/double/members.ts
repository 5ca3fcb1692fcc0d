// What the double has of the module `electron`, written once, in Electron's own types: the assembled module `satisfies`
// `ElectronDouble`, its classes `implement` the parts named here, and ../surface reads this file to hold it against what
// our code uses. `events` is the same for what can be listened to.
import type { EventEmitter } from 'node:events';
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Clipboard,
  CommandLine,
  Dialog,
  GlobalShortcut,
  IpcMain,
  MessageChannelMain,
  MessagePortMain,
  Notification,
  NotificationConstructorOptions,
  PowerSaveBlocker,
  Protocol,
  SafeStorage,
  Screen,
  Session,
  Shell,
  UtilityProcess,
  WebContents,
  WebFrameMain,
  WebRequest,
} from 'electron';

export type AppMembers = Pick<
  App,
  | 'enableSandbox'
  | 'exit'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'relaunch'
  | 'requestSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'setBadgeCount'
  | 'setName'
  | 'whenReady'
>;
export type ClipboardMembers = Pick<Clipboard, 'clear' | 'readText' | 'writeText'>;
export type CommandLineMembers = Pick<CommandLine, 'hasSwitch' | 'appendSwitch'>;
export type WindowMembers = Pick<
  BrowserWindow,
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getNormalBounds'
  | 'hide'
  | 'isAlwaysOnTop'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'maximize'
  | 'minimize'
  | 'restore'
  | 'setAlwaysOnTop'
  | 'setBounds'
  | 'show'
  | 'unmaximize'
>;
export type ContentsMembers = Pick<
  WebContents,
  | 'close'
  | 'forcefullyCrashRenderer'
  | 'getOSProcessId'
  | 'getURL'
  | 'id'
  | 'isDestroyed'
  | 'loadURL'
  | 'reload'
  | 'send'
  | 'setWebRTCIPHandlingPolicy'
  | 'setWindowOpenHandler'
>;
/** Of any frame; one with a preload has those of `DocumentMembers` as well. */
export type FrameMembers = Pick<WebFrameMain, 'url' | 'parent' | 'top' | 'detached'>;
export type DocumentMembers = Pick<WebFrameMain, 'isDestroyed' | 'send' | 'postMessage'>;
export type SessionMembers = Pick<
  Session,
  | 'setBluetoothPairingHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
  | 'setUSBProtectedClassesHandler'
>;
export type SchemeMembers = Pick<Protocol, 'handle'>;
export type RequestMembers = Pick<WebRequest, 'onBeforeRequest'>;
export type DialogMembers = Pick<
  Dialog,
  'showErrorBox' | 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'
>;
export type IpcMembers = Pick<IpcMain, 'on' | 'once' | 'off' | 'removeListener'>;
export type MenuStatics = Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
export type PortMembers = Pick<MessagePortMain, 'postMessage' | 'start' | 'close'>;
export type NotificationMembers = Pick<Notification, 'show'>;
export type ProtocolMembers = Pick<Protocol, 'registerSchemesAsPrivileged'>;
export type SafeStorageMembers = Pick<
  SafeStorage,
  'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'
>;
export type ScreenMembers = Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>;
export type ShellMembers = Pick<Shell, 'openExternal'>;
export type ChildMembers = Pick<UtilityProcess, 'postMessage' | 'kill' | 'pid' | 'stderr'>;

/** The same members, with our parts where Electron's are given out. */
type Gives<T> = {
  [K in keyof T]: T[K] extends (...all: infer A) => infer R ? (...all: A) => Part<R> : Part<T[K]>;
};
type Part<T> = T extends BrowserWindow
  ? WindowPart
  : T extends WebContents
    ? ContentsPart
    : T extends Session
      ? SessionPart
      : T extends WebFrameMain
        ? FrameMembers & Partial<DocumentMembers>
        : T extends UtilityProcess
          ? ChildPart
          : T extends MessagePortMain
            ? EventEmitterOf & PortMembers
            : T extends CommandLine
              ? CommandLineMembers
              : T extends Protocol
                ? SchemeMembers
                : T extends WebRequest
                  ? RequestMembers
                  : T extends readonly (infer Each)[]
                    ? Part<Each>[]
                    : T;
/** Every emitter, whatever its events are typed as. */
type EventEmitterOf = Pick<EventEmitter, 'emit' | 'listenerCount'>;
type WindowPart = EventEmitter & WindowMembers & Gives<Pick<BrowserWindow, 'webContents'>>;
type ContentsPart = EventEmitter & ContentsMembers & Gives<Pick<WebContents, 'mainFrame' | 'session'>>;
type SessionPart = EventEmitter & SessionMembers & Gives<Pick<Session, 'protocol' | 'webRequest'>>;
export type ChildPart = EventEmitter & ChildMembers;

export type ShortcutMembers = Pick<GlobalShortcut, 'register' | 'unregister'>;
export type AwakeMembers = Pick<PowerSaveBlocker, 'start' | 'stop'>;

export interface ElectronDouble {
  app: EventEmitter & AppMembers & Gives<Pick<App, 'commandLine'>>;
  BrowserWindow: (new (options?: BrowserWindowConstructorOptions) => WindowPart) &
    Gives<Pick<typeof Electron.BrowserWindow, 'fromWebContents' | 'getAllWindows'>>;
  clipboard: ClipboardMembers;
  dialog: DialogMembers;
  globalShortcut: ShortcutMembers;
  ipcMain: EventEmitter & IpcMembers;
  Menu: MenuStatics;
  MessageChannelMain: new () => Gives<Pick<MessageChannelMain, 'port1' | 'port2'>>;
  Notification: (new (options?: NotificationConstructorOptions) => EventEmitter & NotificationMembers) &
    Pick<typeof Electron.Notification, 'isSupported'>;
  /** Events only. */
  powerMonitor: EventEmitter;
  powerSaveBlocker: AwakeMembers;
  protocol: ProtocolMembers;
  safeStorage: SafeStorageMembers;
  screen: EventEmitter & ScreenMembers;
  session: Gives<Pick<typeof Electron.session, 'defaultSession' | 'fromPartition'>>;
  shell: ShellMembers;
  utilityProcess: Gives<Pick<typeof Electron.utilityProcess, 'fork'>>;
  webContents: Gives<Pick<typeof Electron.webContents, 'fromDevToolsTargetId' | 'getAllWebContents'>>;
}

/** What can be listened to, by Electron's name of the part; anything else throws where it is listened to. */
export const events = {
  App: [
    'activate',
    'before-quit',
    'browser-window-blur',
    'browser-window-created',
    'browser-window-focus',
    'certificate-error',
    'login',
    'open-url',
    'quit',
    'ready',
    'second-instance',
    'select-client-certificate',
    'web-contents-created',
    'will-finish-launching',
    'will-quit',
    'window-all-closed',
  ],
  BrowserWindow: [
    'always-on-top-changed',
    'blur',
    'close',
    'closed',
    'focus',
    'hide',
    'maximize',
    'minimize',
    'move',
    'ready-to-show',
    'resize',
    'responsive',
    'restore',
    'session-end',
    'show',
    'unmaximize',
    'unresponsive',
  ],
  Notification: ['click', 'show'],
  PowerMonitor: [
    'suspend',
    'resume',
    'lock-screen',
    'unlock-screen',
    'shutdown',
    'user-did-become-active',
    'user-did-resign-active',
  ],
  Screen: ['display-added', 'display-metrics-changed', 'display-removed'],
  Session: ['will-download'],
  UtilityProcess: ['error', 'exit', 'message', 'spawn'],
  WebContents: [
    'destroyed',
    'did-create-window',
    'did-fail-load',
    'did-finish-load',
    'did-navigate',
    'did-navigate-in-page',
    'dom-ready',
    'preload-error',
    'render-process-gone',
    'will-attach-webview',
    'will-frame-navigate',
    'will-navigate',
    'will-redirect',
  ],
} as const;
