// What the double has although our sources don't use it, each with who asks for it; and names that are plain data.

export const alsoAsked: Readonly<Record<string, string>> = {
  'App.getName': 'specs: the name the keystore’s entry is made from',
  'App.isReady': 'the double’s own parts, and runners that wait for ready',
  'MessagePortMain.close': 'the desk’s end of a page’s port (electron/host/link-utility.ts)',
  'MessagePortMain.postMessage': 'as above',
  'MessagePortMain.start': 'as above',
  'UtilityProcess.pid': 'specs: which process to kill',
  'static BrowserWindow.fromWebContents': 'Playwright: ElectronApplication.browserWindow',
  'static BrowserWindow.getAllWindows': 'specs: the windows there are',
  'static WebContents.fromDevToolsTargetId': 'Playwright: page.close and browserWindow',
};

/** Structures of Electron: checked where they are made, by their own types. */
export const dataOf: ReadonlySet<string> = new Set([
  'Display',
  'HandlerDetails',
  'MessageBoxReturnValue',
  'MessageEvent',
  'OnBeforeRequestListenerDetails',
  'PermissionCheckHandlerHandlerDetails',
  'PermissionRequest',
  'RenderProcessGoneDetails',
  'USBProtectedClassesHandlerHandlerDetails',
]);
