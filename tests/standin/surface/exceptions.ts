// What the double has although our sources don't use it, each with who asks for it; and names that are plain data.

export const alsoAsked: Readonly<Record<string, string>> = {
  'App.getName': 'specs: the name the keystore’s entry is made from',
  'App.isReady': 'the double’s own parts, and runners that wait for ready',
  'BrowserWindow.destroy': 'the double’s own app.exit, and specs that end a window without asking',
  'BrowserWindow.hide': 'specs',
  'BrowserWindow.isAlwaysOnTop': 'specs: what became of setAlwaysOnTop',
  'BrowserWindow.isFocused': 'specs: what came to the front',
  'BrowserWindow.minimize': 'specs: a person minimises it',
  'BrowserWindow.unmaximize': 'specs: a person restores it',
  'GlobalShortcut.register': 'global-keys.ts, by an interface of its own',
  'GlobalShortcut.unregister': 'as above',
  'MessagePortMain.close': 'the desk’s end of a page’s port (electron/host/link-utility.ts)',
  'MessagePortMain.postMessage': 'as above',
  'MessagePortMain.start': 'as above',
  'PowerSaveBlocker.start': 'awake.ts, by an interface of its own',
  'PowerSaveBlocker.stop': 'as above',
  'UtilityProcess.pid': 'specs: which process to kill',
  'WebContents.close': 'Playwright: page.close',
  'WebContents.getOSProcessId': 'specs: which renderer process to kill',
  'WebContents.getURL': 'specs',
  'WebContents.session': 'the double’s own requests and permissions, which are the session’s to decide',
  'WebFrameMain.isDestroyed': 'the double’s own IPC: event.senderFrame is null once its document is gone',
  'WebFrameMain.send': 'the double’s own contents.send, which is the main frame’s',
  'WebFrameMain.top': 'the double’s own frame tree',
  'static BrowserWindow.fromWebContents': 'Playwright: ElectronApplication.browserWindow',
  'static BrowserWindow.getAllWindows': 'specs: the windows there are',
  'static WebContents.getAllWebContents': 'specs: the pages there are',
  'static WebContents.fromDevToolsTargetId': 'Playwright: page.close and browserWindow',
};

/** In a preload: given by world/halves/isolated-half.ts, which runs inside the page. */
export const inPreload: ReadonlySet<string> = new Set([
  'ContextBridge.exposeInMainWorld',
  'IpcRenderer.send',
  'IpcRendererEvent.ports',
]);

/** Listened to by our code, never emitted here: pages have no network, so no server asks for anything; and see below. */
export const neverHere: ReadonlySet<string> = new Set([
  // Of macOS: a click at the app's icon. Emitted by specs.
  "App 'activate'",
  "App 'certificate-error'",
  "App 'login'",
  "App 'select-client-certificate'",
  "BrowserWindow 'session-end'",
  // Emitted by specs: a page that hangs for real would hang the test with it.
  "BrowserWindow 'responsive'",
  "BrowserWindow 'unresponsive'",
  // V8 that cannot go on. Emitted by unit tests.
  "UtilityProcess 'error'",
  // There is no <webview> outside Electron.
  "WebContents 'will-attach-webview'",
]);

/** Structures of Electron: checked where they are made, by their own types. */
export const dataOf: ReadonlySet<string> = new Set([
  'Display',
  'HandlerDetails',
  'IpcMainEvent',
  'MessageBoxReturnValue',
  'MessageEvent',
  'OnBeforeRequestListenerDetails',
  'PermissionCheckHandlerHandlerDetails',
  'PermissionRequest',
  'RenderProcessGoneDetails',
  'USBProtectedClassesHandlerHandlerDetails',
]);
