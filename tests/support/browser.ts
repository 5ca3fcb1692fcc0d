// A real Chromium for end-to-end tests: CARELINE_CHROMIUM, else an installed Edge or Chrome, else the one inside the
// package @sparticuz/chromium (Linux). None: the tests are counted as not run, never as passed.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const installed: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/google-chrome', '/usr/bin/microsoft-edge', '/usr/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

export async function chromiumPath(): Promise<string | null> {
  const named = process.env['CARELINE_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const found = installed[process.platform]?.find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (process.platform !== 'linux') return null;
  const packaged = await import('@sparticuz/chromium');
  return packaged.default.executablePath().catch(() => null);
}

/** For a page with a microphone that beeps. The sandbox stays on wherever Chromium can have one; as root on Linux it can't start with it. */
export const chromiumArgs = (): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // As the stand-in has it: sound of a call by loopback, whatever network this computer has.
  '--allow-loopback-in-peer-connection',
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = await chromiumPath();
  if (executablePath === null) throw new Error('no Chromium');
  return chromium.launch({ executablePath, args: chromiumArgs() });
}
