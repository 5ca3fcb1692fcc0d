// The effects of this floor need Electron's runtime; what can be held without it is that the sources set every switch.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { portSurfaces } from '#host/link.ts';
import { pagePreferences } from './web-preferences.ts';

const electron = join(import.meta.dirname, '..');
const read = (file: string): string =>
  readFileSync(join(electron, file), 'utf8').replace(/^\s*\/\/.*$/gm, '');
/** The file that names what it forbids. */
const forbids = 'shell/switches.ts';
const sources = [
  'main.ts',
  'preload.ts',
  ...readdirSync(join(electron, 'shell')).map((f) => `shell/${f}`),
].filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

describe('every page', () => {
  it.each(portSurfaces)('of %s has the checklist’s preferences', (surface) => {
    const { preload, backgroundThrottling, ...rest } = pagePreferences(surface, '/preload.cjs', true);
    expect(preload).toBe('/preload.cjs');
    expect(backgroundThrottling).toBe(surface !== 'phone');
    expect(rest).toEqual({
      autoplayPolicy: 'no-user-gesture-required',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: false,
    });
  });
  it('is made in one place, with those preferences', () => {
    const makers = sources.filter((file) =>
      /new (BrowserWindow|WebContentsView|BrowserView)\(/.test(read(file)),
    );
    expect(makers).toEqual(['shell/windows.ts']);
    expect(read('shell/windows.ts')).toContain('...pagePreferences(');
  });
});

describe('the sources set', () => {
  const harden = read('shell/harden.ts');
  it.each([
    'app.enableSandbox()',
    'setWindowOpenHandler',
    "'will-attach-webview'",
    "'will-navigate'",
    "'will-frame-navigate'",
    "'will-redirect'",
    "'certificate-error'",
    "'select-client-certificate'",
    "'login'",
    'setPermissionRequestHandler',
    'setPermissionCheckHandler',
    'setDevicePermissionHandler',
    'setDisplayMediaRequestHandler',
    'setBluetoothPairingHandler',
    'setUSBProtectedClassesHandler',
    "'will-download'",
    'onBeforeRequest',
    'setProxy(noProxyBut(phone))',
    "contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')",
    "app.on('web-contents-created'",
  ])('%s', (needle) => expect(harden).toContain(needle));

  it('and main uses them before ready, for our session and the default one', () => {
    const main = read('main.ts');
    const ready = main.indexOf('app.whenReady()');
    for (const early of ['hardenApp(stopped, ', 'crashReportingOff()', 'registerScheme()']) {
      const at = main.lastIndexOf(early);
      expect(at).toBeGreaterThan(main.lastIndexOf('import '));
      expect(at).toBeLessThan(ready);
    }
    expect(main).toMatch(/if \(refused\.length > 0\) \{[\s\S]{0,200}app\.exit\(1\)/);
    expect(main).toContain('for (const each of [pages, session.defaultSession]) hardenSession(each');
  });
});

describe('the sources never', () => {
  it.each([
    /no-sandbox/,
    /ignore-certificate-errors/,
    /remote-debugging/,
    /webSecurity: false/,
    /contextIsolation: false/,
    /nodeIntegration\w*: true/,
    /allowRunningInsecureContent: true/,
    /experimentalFeatures: true/,
    /enableBlinkFeatures/,
    /bypassCSP/,
    /setUsePlainTextEncryption/,
    /\b(encryptString|decryptString|isEncryptionAvailable)\(/,
    /crashReporter\.start/,
    /loadFile\(|file:\/\//,
    /executeJavaScript/,
    /exposeInMainWorld\('(?!careline')/,
    /NODE_ENV/,
  ])('say %s', (pattern) => {
    expect(sources.filter((file) => file !== forbids && pattern.test(read(file)))).toEqual([]);
  });
  it('open a link but through the decision', () => {
    const openers = sources.filter((file) => read(file).includes('openExternal('));
    expect(openers).toEqual(['shell/electron-host.ts']);
    expect(read('shell/electron-host.ts')).toMatch(
      /decideLink\(url[\s\S]{0,200}openExternal\(decision\.url\)[\s\S]+decideSignIn\(url, fhir\)[\s\S]{0,200}openExternal\(decision\.url\)/,
    );
    expect(read('shell/electron-host.ts').split('openExternal(')).toHaveLength(3);
  });
});

it('the preload is one CommonJS file that requires electron and nothing else', async () => {
  const { output } = await build({
    input: join(electron, 'preload.ts'),
    external: ['electron'],
    write: false,
    logLevel: 'silent',
    output: { format: 'cjs', codeSplitting: false },
  });
  expect(output).toHaveLength(1);
  const code = output[0].code;
  expect([...code.matchAll(/require\((.*?)\)/g)].map((m) => m[1])).toEqual(['"electron"']);
  expect(code).not.toMatch(/\bimport\b|\bzod\b|ipcRenderer\.(invoke|sendSync)/);
  // The whole of Electron stays out of the page: only a bridge of two functions is exposed.
  expect(code.match(/exposeInMainWorld/g)).toHaveLength(1);
  expect(code.length).toBeLessThan(8000);
});
